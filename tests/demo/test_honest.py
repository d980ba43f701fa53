"""What the invented respondents answer hangs together: rules about claims that cannot be true find next to
nobody who answers as things are, and somebody of those who boast."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.demo.honest import BARE, TYPES, asked, fired, forms

from dxassess.demo.situation import Lead
from dxassess.questionnaire.credit import credit

VERSIONS = ("five-conditions-2026.1", "five-conditions")
FORMS = 150
AT_MOST = 0.02


@pytest.mark.parametrize("lead", [None, BARE], ids=["as drawn", "next to nothing runs"])
@pytest.mark.parametrize("kind", TYPES)
def test_rules_name_hardly_anybody_who_answers_as_things_are(kind: str, lead: Lead | None) -> None:
    rules, _ = fired(asked("five-conditions"), kind, FORMS, lead=lead)
    assert {code: n for code, n in rules.items() if n > AT_MOST * FORMS} == {}


def test_somebody_slips_and_some_who_boast_are_named() -> None:
    questionnaires = asked("five-conditions")
    slips = sum(fired(questionnaires, kind, FORMS)[1] for kind in TYPES)
    assert 0 < slips < AT_MOST * FORMS * len(TYPES)
    for kind in ("general_hospital", "health_centre", "polyclinic", "commune_station"):
        _, honest = fired(questionnaires, kind, 30)
        _, boasting = fired(questionnaires, kind, 30, boasting=True)
        assert boasting > honest + 3


@pytest.mark.parametrize("version", VERSIONS)
def test_answers_follow_from_the_state(version: str) -> None:
    """Who has more running earns more by it, and more paper does not."""
    (condition,) = (c for c in asked(version)["facility"].conditions if c.code == "C3")
    items = {item.code: item for item in condition.items if item.scored}
    means: dict[str, float] = dict.fromkeys(("paper", "mixed", "working"), 0.0)
    manners = Counter[str]()
    for form in forms(asked(version), "general_hospital", 120):
        scores = [
            credit(items[code], answer.value) or 0.0
            for code, answer in form.given.answers.items()
            if code in items and answer.value is not None
        ]
        manners[form.situation.manner] += 1
        means[form.situation.manner] += sum(scores) / len(scores)
    paper, mixed, working = (means[m] / manners[m] for m in ("paper", "mixed", "working"))
    assert paper + 0.05 < mixed < working - 0.05


def test_the_same_state_stands_behind_both_versions() -> None:
    old, new = (
        [f.situation for f in forms(_asked, "commune_station", 20)] for _asked in map(asked, VERSIONS)
    )
    assert old == new
