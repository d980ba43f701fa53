"""The steps up from an answer: which scores can be attained next, at which effort (method.md §9)."""

from __future__ import annotations

from collections.abc import Iterable

from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Item, Recommendation
from dxassess.scoring.aggregate import TOLERANCE

_QUARTERS = (0.25, 0.5, 0.75, 1.0)
_EFFORT_UNKNOWN = 2


class Step(Frozen):
    """One attainable score of an item. `effort` is the sum over the steps up to it, each 1 to 3; `advice`
    leads from the present answer to the first of them."""

    item: str
    score: float
    effort: int
    advice: Recommendation | None


def steps_up(item: Item, score: float | None) -> tuple[Step, ...]:
    """Every attainable score above `score` (None: no answer, taken as nothing shown), lowest first.

    The options of a choice; for a multi one more part at a time, the lightest first; yes or no: yes. A
    quantity rises by quarters of the way from floor to target, and to the least score of each of its gates:
    a share of 40 % does not become 100 % in one step.
    """
    now = score or 0.0
    effort = 0
    advice: Recommendation | None = None
    found: list[Step] = []
    for attainable in sorted(set(_attainable(item, now))):
        if attainable > now + TOLERANCE:
            step = _advice(item, found[-1].score if found else now)
            effort += step.effort if step else _EFFORT_UNKNOWN
            advice = advice or step
            found.append(Step(item=item.code, score=attainable, effort=effort, advice=advice))
    return tuple(found)


def _attainable(item: Item, now: float) -> Iterable[float]:
    if item.type == "choice":
        return (option.score or 0.0 for option in item.options)
    if item.type == "yes_no":
        return (1.0,)
    if item.type == "multi":
        return _one_more(item, now)
    return (*_QUARTERS, *(gate.at_least for gate in item.gates if gate.at_least > 0))


def _one_more(item: Item, now: float) -> list[float]:
    """Scores of adding parts one by one. Which parts are chosen already does not matter while the parts of
    an item weigh the same, and they do unless the questionnaire says otherwise."""
    weights = sorted(option.weight or 0.0 for option in item.options if not option.exclusive)
    total, reached = sum(weights), now
    found = []
    for weight in weights:
        reached = min(1.0, reached + weight / total)
        found.append(reached)
    return found


def _advice(item: Item, score: float) -> Recommendation | None:
    """The advice at a score: that of the option there, else the item's own."""
    at = [o for o in item.options if o.score is not None and o.score <= score + TOLERANCE]
    option = max(at, key=lambda o: o.score or 0.0, default=None)
    return (option.advice if option else None) or item.advice
