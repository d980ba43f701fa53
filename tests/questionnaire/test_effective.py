"""Effective weights of a small questionnaire, worked out by hand, and who is asked what by beds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.authoring.edits import Data, small

from dxassess.questionnaire.effective import RespondentKind, effective_weights, items_for, kinds
from dxassess.questionnaire.faults import find_faults
from dxassess.questionnaire.references import find_reference_faults

HERE = RespondentKind("a", beds=True)


def test_shares_of_the_overall_score() -> None:
    """C3 is for nobody of type a, so C1 has 2/3 and C2 1/3; both indicators of C1 weigh 1."""
    assert effective_weights(small(), HERE) == pytest.approx(
        {"C1.1.1": 1 / 12, "C1.1.2": 3 / 12, "C1.2.1": 1 / 6, "C1.2.2": 1 / 6, "C2.1.1": 1 / 3}
    )


def test_an_indicator_weighs_the_items_that_apply() -> None:
    """C1.1 weighs 1 + 3, C1.2 weighs 1 + 1: of the 2/3 of C1 every point is a sixth."""

    def edit(data: Data) -> None:
        for indicator in data["conditions"][0]["indicators"]:
            indicator["weight"] = "items"

    sixth = Fraction(2, 3) / 6
    assert effective_weights(small(edit), HERE) == pytest.approx(
        {
            "C1.1.1": float(sixth),
            "C1.1.2": float(3 * sixth),
            "C1.2.1": float(sixth),
            "C1.2.2": float(sixth),
            "C2.1.1": 1 / 3,
        }
    )


def by_beds(data: Data) -> None:
    """Type a has beds or has none; type b is never asked for beds."""
    data["audiences"] += [
        {"code": "H", "name": {"vi": "g", "en": "h"}, "types": ["a"], "beds": True},
        {"code": "N", "name": {"vi": "n", "en": "n"}, "types": ["a", "b"], "beds": False},
    ]
    conditions = data["conditions"]
    conditions[0]["indicators"][1]["items"][0]["applies"] = "H"
    conditions[0]["indicators"][1]["items"][1]["applies"] = "N"


def test_with_beds_or_without_each_is_asked_the_one_or_the_other() -> None:
    q = small(by_beds)
    assert kinds(q) == (
        RespondentKind("a", beds=True),
        RespondentKind("a", beds=False),
        RespondentKind("b", beds=True),
    )
    asked = {kind: {item.code for item in items_for(q, kind)} & {"C1.2.1", "C1.2.2"} for kind in kinds(q)}
    assert list(asked.values()) == [{"C1.2.1"}, {"C1.2.2"}, {"C1.2.2"}]
    assert not q.applies("N", "a", None)  # beds unknown count as beds
    assert q.applies("N", "b", None)
    assert q.applies("N", "b", 5)


FAULTS = [
    (lambda d: d.update(state="C9"), "state", "unknown_reference"),
    (lambda d: d.update(issued="2026-13-01"), "issued", "bad_date"),
    (lambda d: d["types"][0].update(part_of="c"), "types.0.part_of", "unknown_reference"),
    (
        lambda d: d["conditions"][0].update(descriptors=[{"level": 1, "text": {"vi": "thấy", "en": "seen"}}]),
        "conditions.0.descriptors",
        "descriptors_not_levels",
    ),
    (
        lambda d: d["conditions"][0]["indicators"][0]["items"][0].update(after=["C9.1.1"]),
        "conditions.0.indicators.0.items.0.after",
        "unknown_reference",
    ),
    (
        lambda d: d["conditions"][0]["indicators"][0]["items"][0].update(after=["C1.1.1"]),
        "conditions.0.indicators.0.items.0.after",
        "after_itself",
    ),
]


@pytest.mark.parametrize(("edit", "path", "key"), FAULTS, ids=[path for _, path, _ in FAULTS])
def test_what_a_questionnaire_says_of_itself_holds(edit: object, path: str, key: str) -> None:
    q = small(edit)  # type: ignore[arg-type]
    assert find_faults(q, file="") == ()
    assert [(fault.path, fault.key) for fault in find_reference_faults(q, file="")] == [(path, key)]


def test_a_fact_may_not_hang_on_beds() -> None:
    def edit(data: Data) -> None:
        by_beds(data)
        text = {"vi": "số giường", "en": "beds"}
        data["facts"] = [{"code": "F1", "key": "beds_actual", "type": "count", "text": text, "applies": "H"}]

    (fault,) = find_reference_faults(small(edit), file="")
    assert (fault.path, fault.key) == ("facts.0.applies", "fact_by_beds")


def test_a_cover_sheet_has_the_facts_of_its_type() -> None:
    def edit(data: Data) -> None:
        text = {"vi": "dân số", "en": "population"}
        data["facts"] = [{"code": "F1", "key": "population", "type": "count", "text": text, "applies": "B"}]

    q = small(edit)
    assert [q.asks_fact(q.facts[0], kind) for kind in ("a", "b", None)] == [False, True, True]
