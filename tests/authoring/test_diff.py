"""What changed, and how much of the score still rests on the same questions."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from tests.authoring.edits import Data, as_text, items, small
from tests.questionnaire.strategies import questionnaires

from dxassess.authoring.comparability import comparability
from dxassess.authoring.diff import diff
from dxassess.questionnaire.model import Questionnaire
from dxassess.wording.wording import LANGUAGES, wording

OLD = small()


def test_every_kind_of_change_is_named() -> None:
    def edit(data: Data) -> None:
        listed = items(data)
        listed[0]["options"][1]["text"] = {"vi": "mới", "en": "new"}
        listed[1].update(weight=1, target=90, gates=[{"level": 2, "at_least": 0.5}])
        as_text(listed[2])
        listed[2].update(text={"vi": "khác", "en": "other"}, applies="B")
        listed[3].update(code="C1.2.9", replaces="C1.2.2")
        listed[4].update(hint={"vi": "h", "en": "h"}, asked_if={"item": "C1.1.1", "at_least": 0.5})
        listed[5]["code"] = "C3.1.9"
        data["conditions"][1]["weight"] = 2
        data["types"][0]["name"] = {"vi": "x", "en": "x"}
        data["missing"] = "left_out"

    changes = {(c.kind, c.of) for c in diff(OLD, small(edit))}
    assert changes == {
        ("options", "C1.1.1"),
        ("reweighted", "C1.1.2"),
        ("goalposts", "C1.1.2"),
        ("gates", "C1.1.2"),
        ("retyped", "C1.2.1"),
        ("reworded", "C1.2.1"),
        ("audience", "C1.2.1"),
        ("explained", "C1.2.1"),  # a text takes no advice
        ("replaced", "C1.2.9"),
        ("explained", "C2.1.1"),
        ("skip", "C2.1.1"),
        ("added", "C3.1.9"),
        ("removed", "C3.1.1"),
        ("part_reweighted", "C2"),
        ("part_renamed", "types a"),
        ("rules", "missing"),
    }
    for language in LANGUAGES:
        assert all(wording("authoring", language).has(f"diff.{kind}") for kind, _ in changes)


def test_a_change_shows_before_and_after() -> None:
    (change,) = diff(OLD, small(lambda data: items(data)[1].update(target=90)))
    assert change.before is not None
    assert change.after is not None
    assert (change.before["en"], change.after["en"]) == ("0 → 95", "0 → 90")


def test_an_item_that_moved_is_no_other_item() -> None:
    def edit(data: Data) -> None:
        first, second = data["conditions"][0]["indicators"]
        second["items"].append(first["items"].pop())

    assert [(c.kind, c.of) for c in diff(OLD, small(edit))] == [("moved", "C1.1.2")]


def test_rules_between_answers_are_added_removed_and_changed() -> None:
    def rule(code: str, item: str) -> Data:
        words = {"vi": f"sai ({item})", "en": f"odd ({item})"}
        when = [{"item": item, "at_least": 50.0}]
        return {"code": code, "when": when, "text": words, "ask": {"vi": "?", "en": "?"}}

    old = small(lambda data: data.update(rules=[rule("R1", "C1.1.2"), rule("R2", "C2.1.1")]))
    new = small(lambda data: data.update(rules=[rule("R2", "C1.1.2"), rule("R3", "C2.1.1")]))
    changes = {
        (c.kind, c.of): (c.before and c.before["en"], c.after and c.after["en"]) for c in diff(old, new)
    }
    assert changes == {
        ("rule_changed", "R2"): ("C2.1.1 ≥ 50; odd (C2.1.1)", "C1.1.2 ≥ 50; odd (C1.1.2)"),
        ("rule_added", "R3"): (None, "odd (C2.1.1)"),
        ("rule_removed", "R1"): ("odd (C1.1.2)", None),
    }
    assert comparability(old, new).same_rules
    for language in LANGUAGES:
        assert all(wording("authoring", language).has(f"diff.{kind}") for kind, _ in changes)


def test_comparable_share_by_hand() -> None:
    """C1 weighs 2 of 3 for type a (0.6) and 2 of 4 for type b (0.4). In C1.1 the choice has 1 of 4: when its
    options change, 1/2 · 1/4 of C1 is lost."""

    def edit(data: Data) -> None:
        items(data)[0]["options"][1]["text"] = {"vi": "mới", "en": "new"}

    found = comparability(OLD, small(edit))
    assert found.share == pytest.approx(1 - (0.6 * 2 / 3 + 0.4 * 2 / 4) / 8)
    assert {c.code: c.share for c in found.conditions} == {"C1": pytest.approx(0.875), "C2": 1, "C3": 1}
    assert found.same_rules


def test_a_re_weighted_item_counts_with_the_smaller_weight() -> None:
    found = comparability(OLD, small(lambda data: data["conditions"][0].update(weight=1)))
    # type a: C1 2/3 → 1/2, C2 1/3 → 1/2; type b: 1/2, 1/4, 1/4 → thirds
    assert found.share == pytest.approx(0.6 * (1 / 2 + 1 / 3) + 0.4 * (1 / 3 + 1 / 4 + 1 / 4))
    assert [c.share for c in found.conditions] == [1, 1, 1]


def test_other_rules_are_told() -> None:
    assert not comparability(OLD, small(lambda data: data.update(missing="left_out"))).same_rules


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(questionnaire=questionnaires())
def test_a_questionnaire_does_not_differ_from_itself(questionnaire: Questionnaire) -> None:
    assert diff(questionnaire, questionnaire) == ()
    scored = any(item.scored for item in questionnaire.items)
    share = comparability(questionnaire, questionnaire).share
    assert 0 <= share <= 1
    assert share > 0.999 or not scored or questionnaire.types
