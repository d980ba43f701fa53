"""What holds a province back most: one thing, of which page one speaks and which the plan treats (method.md
§7, §8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from dxassess.frozen import Frozen
from dxassess.insight.story import Story
from dxassess.questionnaire.model import Questionnaire
from dxassess.statistics.ranks import Ranking

OVERALL = "overall"
HoldingKind = Literal["behind", "below", "barriers", "weakest", "none"]


class Holding(Frozen):
    """The first of these that is known, and the `names` of the conditions or ("barriers") of the barriers in
    it: the conditions "behind" like provinces most; those surely "below" the mean of the other provinces, the
    farthest first; the "barriers" surely heavier than elsewhere; the "weakest" conditions; "none"."""

    kind: HoldingKind
    names: tuple[str, ...] = ()


def what_holds(
    story: Story, rankings: Mapping[str, Ranking], *, barriers: tuple[str, ...] | None = None
) -> Holding:
    """What holds the province of a story back; of its barriers only those named (None: all that the story
    names)."""
    kinds: tuple[tuple[HoldingKind, tuple[str, ...]], ...] = (
        ("behind", story.behind),
        ("below", _surely_below(story.key, rankings)),
        ("barriers", story.hindered if barriers is None else barriers),
        ("weakest", story.weakest),
    )
    return next((Holding(kind=kind, names=names) for kind, names in kinds if names), Holding(kind="none"))


def _surely_below(key: str, rankings: Mapping[str, Ranking]) -> tuple[str, ...]:
    distance_by_code = {
        code: ranked.score - (ranked.others or 0.0)
        for code, ranking in rankings.items()
        for ranked in ranking.provinces
        if code != OVERALL and ranked.key == key and ranked.verdict == "lower"
    }
    return tuple(sorted(distance_by_code, key=lambda code: (distance_by_code[code], code)))


def easing(holding: Holding, questionnaires: Sequence[Questionnaire]) -> dict[str, str]:
    """Which of the named an item eases, by its code: the condition to which it belongs, or the barrier whose
    tag it or its indicator carries; the first of several."""
    return {
        item.code: next(name for name in holding.names if name in told_by)
        for questionnaire in questionnaires
        for condition in questionnaire.conditions
        for indicator in condition.indicators
        for item in indicator.items
        for told_by in ({condition.of or condition.code, *item.tags, *indicator.tags},)
        if not told_by.isdisjoint(holding.names)
    }
