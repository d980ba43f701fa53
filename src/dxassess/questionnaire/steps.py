"""The scores that an answer may rise to, and the advice that leads there (method.md §9)."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum
from typing import assert_never

from dxassess.questionnaire.item_parts import Option, Recommendation
from dxassess.questionnaire.items import (
    Choice,
    Item,
    Measured,
    Multi,
    Note,
    Quantity,
    Ratio,
    YesNo,
    options_of,
)
from dxassess.questionnaire.tolerance import reaches

_QUARTERS = (0.25, 0.5, 0.75, 1.0)


def attainable_scores(item: Item, now: float) -> Iterable[float]:
    """Scores that an answer may have, in any order; none for a note. `now` is the present score.

    The options of a choice; for a multi one more part at a time, the lightest first; yes or no: yes. A
    quantity rises by quarters of the way from floor to target, and to the least score of each of its gates:
    a share of 40 % does not become 100 % in one step.
    """
    match item:
        case Choice():
            return (option.score or 0.0 for option in item.options)
        case Multi():
            return _one_more(item, now)
        case YesNo():
            return (1.0,)
        case Quantity() | Ratio():
            return (*_QUARTERS, *_gates(item))
        case Note():
            return ()
        case _:
            assert_never(item)


def _gates(item: Measured) -> Iterable[float]:
    return (gate.at_least for gate in item.gates if gate.at_least > 0)


def _one_more(item: Multi, now: float) -> list[float]:
    """Scores of adding parts one by one. Which parts are chosen already does not matter while the parts of
    an item weigh the same, and they do unless the questionnaire says otherwise."""
    weights = sorted(option.weight or 0.0 for option in item.options if not option.exclusive)
    total, reached = fsum(weights), now
    scores = []
    for weight in weights:
        reached = min(1.0, reached + weight / total)
        scores.append(reached)
    return scores


def advice_at(item: Item, score: float) -> Recommendation | None:
    """The advice to one who scores `score`: that of the option there, else the item's own."""
    option = _option_at(options_of(item), score)
    return (option.advice if option else None) or item.advice


def _option_at(options: Iterable[Option], score: float) -> Option | None:
    at = [option for option in options if option.score is not None and reaches(score, option.score)]
    return max(at, key=lambda option: option.score or 0.0, default=None)
