"""The steps up from an answer: which scores can be attained next, at which effort (method.md §9)."""

from __future__ import annotations

from dxassess.frozen import Frozen
from dxassess.questionnaire.item_parts import Recommendation
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.steps import advice_at, attainable_scores
from dxassess.questionnaire.tolerance import exceeds

_EFFORT_UNKNOWN = 2


class Step(Frozen):
    """One attainable score of an item. `effort` is the sum over the steps up to it, each 1 to 3; `money`
    whether one of them takes any (None: not known); `advice` leads from the present answer to the first of
    them."""

    item: str
    score: float
    effort: int
    money: bool | None
    advice: Recommendation | None


class StepBook:
    """The steps of the items of one questionnaire, worked out once: many stand where others do."""

    def __init__(self) -> None:
        self._steps: dict[tuple[str, float | None], tuple[Step, ...]] = {}

    def up(self, item: Item, score: float | None) -> tuple[Step, ...]:
        """`steps_up` of an item."""
        steps = self._steps.get((item.code, score))
        if steps is None:
            steps = self._steps[item.code, score] = steps_up(item, score)
        return steps


def steps_up(item: Item, score: float | None) -> tuple[Step, ...]:
    """Every attainable score above `score` (None: no answer, taken as nothing shown), lowest first;
    see `attainable_scores`."""
    now = score or 0.0
    effort = 0
    money: bool | None = False
    advice: Recommendation | None = None
    steps: list[Step] = []
    for attainable in sorted(set(attainable_scores(item, now))):
        if exceeds(attainable, now):
            step = advice_at(item, steps[-1].score if steps else now)
            effort += step.effort if step else _EFFORT_UNKNOWN
            money = _either((money, step.needs_money if step else None))
            advice = advice or step
            steps.append(Step(item=item.code, score=attainable, effort=effort, money=money, advice=advice))
    return tuple(steps)


def _either(several: tuple[bool | None, ...]) -> bool | None:
    """Whether one of them holds; None where that hangs on what is not known."""
    if any(several):
        return True
    return None if None in several else False
