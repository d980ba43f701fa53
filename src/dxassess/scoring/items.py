"""One answer to one score (method.md §2)."""

from __future__ import annotations

from collections.abc import Iterable

from dxassess.intake.submission import Answer
from dxassess.questionnaire import credit
from dxassess.questionnaire.model import Item
from dxassess.scoring.score import Score


def item_score(item: Item, answer: Answer) -> float:
    """The score in [0, 1] of an answered, scored item."""
    return credit.credit(item, answer.value)


def quantity(item: Item, answer: Answer) -> float:
    """The quantity that a percent, number, count or ratio answer states, in the unit of the goalposts."""
    return credit.quantity(item, answer.value)


def count_asked(scores: Iterable[Score], item: str) -> int:
    """How many of `scores` an item applies to."""
    nodes = (score.node_by_code.get(item) for score in scores)
    return sum(node is not None and node.state != "not_applicable" for node in nodes)
