"""One answer to one score (method.md §2)."""

from __future__ import annotations

from dxassess.intake.submission import Answer
from dxassess.questionnaire import credit
from dxassess.questionnaire.model import Item


def item_score(item: Item, answer: Answer) -> float:
    """The score in [0, 1] of an answered, scored item."""
    return credit.credit(item, answer.value)


def quantity(item: Item, answer: Answer) -> float:
    """The quantity that a percent, number, count or ratio answer states, in the unit of the goalposts."""
    return credit.quantity(item, answer.value)
