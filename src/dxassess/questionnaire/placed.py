"""Items with the path of their keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Condition, Indicator, Questionnaire


class PlacedItem(NamedTuple):
    """An item with where it stands."""

    path: str
    item: Item
    indicator: Indicator
    condition: Condition


def placed_items(q: Questionnaire) -> Iterator[PlacedItem]:
    """Every item, in the order of the questionnaire."""
    for c, condition in enumerate(q.conditions):
        for i, indicator in enumerate(condition.indicators):
            for n, item in enumerate(indicator.items):
                yield PlacedItem(f"conditions.{c}.indicators.{i}.items.{n}", item, indicator, condition)
