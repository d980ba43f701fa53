"""What a facility should do next, in order of priority (method.md §9)."""

from __future__ import annotations

from dxassess.frozen import Frozen
from dxassess.insight.order import in_order
from dxassess.insight.steps import steps_up
from dxassess.insight.whatif import Case, Levels, effect_of_one
from dxassess.questionnaire.item_parts import Recommendation

_PER_LEVEL = 5.0


class Advice(Frozen):
    """One item, one step up. `now` is its score (None: no answer), `then` the next attainable one.

    `gain` is the rise of the overall score in [0, 1] (None where there is no score), `unlocks` the levels
    that open, `priority` = (100 gain + 5 worth) / effort, where `worth` counts a level of a condition as the
    condition weighs in the overall score and an overall level as 1: otherwise a level of good models would
    count as much as one of the state of IT. `text` is the questionnaire's, if it has one.
    """

    item: str
    condition: str
    now: float | None
    then: float
    gain: float | None
    unlocks: int
    after: Levels
    effort: int
    priority: float
    text: Recommendation | None


def advise(case: Case) -> tuple[Advice, ...]:
    """Every item short of the best, highest priority first, ties by item code; but none before what it rests
    on (see `in_order`)."""
    weights = {node.code: node.share for node in case.score.conditions}
    all_advice = []
    for placed_item in case.placed:
        steps = steps_up(placed_item.item, placed_item.node.score)
        if not steps:
            continue
        step = steps[0]
        effect = effect_of_one(case, placed_item, step.score)
        priority = (100 * (effect.gain or 0.0) + _PER_LEVEL * effect.worth(weights)) / step.effort
        all_advice.append(
            Advice(
                item=placed_item.item.code,
                condition=placed_item.condition.code,
                now=placed_item.node.score,
                then=step.score,
                gain=effect.gain,
                unlocks=effect.unlocks,
                after=effect.after,
                effort=step.effort,
                priority=priority,
                text=step.advice,
            )
        )
    by_priority = sorted(all_advice, key=lambda advice: (-round(advice.priority, 9), advice.item))
    return in_order(by_priority, case, lambda advice: advice.item)
