"""What holds a province back most, from a story and rankings made by hand (method.md §7, §8)."""

from __future__ import annotations

import pytest
from tests.scoring.small import questionnaire

from dxassess.insight.holding import Holding, easing, what_holds
from dxassess.insight.story import Story
from dxassess.statistics.ranks import MeanVerdict, RankedProvince, Ranking

BELOW = ("C2", "C1")


def ranking(code: str, score: float, verdict: MeanVerdict) -> Ranking:
    def ranked(key: str, value: float, beside: MeanVerdict) -> RankedProvince:
        return RankedProvince(
            key=key, score=value, others=0.6, verdict=beside, rank=1, median=1, rank_low=1, rank_high=2,
            low=0.0, high=1.0, at_most=(), above=(), apart=(),
        )  # fmt: skip

    provinces = (ranked("82", 0.1, "lower"), ranked("80", score, verdict))
    return Ranking(code=code, compared="province", draws=1, provinces=provinces, groups=(), unranked=())


@pytest.mark.parametrize(
    ("told", "verdict", "expected"),
    [
        ({"behind": ("C3",), "weakest": ("C5",)}, "lower", Holding(kind="behind", names=("C3",))),
        ({"hindered": ("cost",), "weakest": ("C5",)}, "lower", Holding(kind="below", names=BELOW)),
        ({"hindered": ("cost",), "weakest": ("C5",)}, "similar", Holding(kind="barriers", names=("cost",))),
        ({"weakest": ("C5", "C4")}, "higher", Holding(kind="weakest", names=("C5", "C4"))),
        ({}, "similar", Holding(kind="none")),
    ],
)
def test_the_first_that_is_known(
    told: dict[str, tuple[str, ...]], verdict: MeanVerdict, expected: Holding
) -> None:
    story = Story.model_validate({"key": "80", "standing": "similar", **told})
    rankings = {
        code: ranking(code, score, verdict) for code, score in (("overall", 0.2), ("C1", 0.5), ("C2", 0.4))
    }
    assert what_holds(story, rankings) == expected


def test_barriers_that_readers_may_not_see_are_passed_over() -> None:
    story = Story(key="80", standing="similar", hindered=("cost",), weakest=("C5",))
    assert what_holds(story, {}, barriers=()) == Holding(kind="weakest", names=("C5",))


def test_items_of_a_condition_ease_it() -> None:
    asked = questionnaire()
    first, *others = asked.conditions
    eased = easing(Holding(kind="weakest", names=(first.code,)), (asked,))
    assert eased == {item.code: first.code for item in first.items}
    assert others
    assert easing(Holding(kind="none"), (asked,)) == {}
