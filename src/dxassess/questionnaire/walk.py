"""Items with the path of their keys, and who meets them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dxassess.questionnaire.model import Condition, Indicator, Item, Questionnaire

Respondents = frozenset[tuple[str, bool]]
"""Kinds of respondents, as (facility type, has beds). A department is the one kind ("", True)."""


class Placed(NamedTuple):
    """An item with where it stands."""

    path: str
    item: Item
    indicator: Indicator
    condition: Condition


def placed_items(q: Questionnaire) -> Iterator[Placed]:
    """Every item, in the order of the questionnaire."""
    for c, condition in enumerate(q.conditions):
        for i, indicator in enumerate(condition.indicators):
            for n, item in enumerate(indicator.items):
                yield Placed(f"conditions.{c}.indicators.{i}.items.{n}", item, indicator, condition)


def meets(q: Questionnaire, audience: str) -> Respondents:
    """The kinds of respondents that an audience is made of."""
    if q.respondent == "department":
        return frozenset({("", True)})
    beds = {True: 1.0, False: 0.0}
    return frozenset((t.code, b) for t in q.types for b in beds if q.applies(audience, t.code, beds[b]))


def types_meeting(q: Questionnaire, audience: str) -> tuple[str, ...]:
    """The facility types of an audience in the questionnaire's order; none for a department."""
    found = {kind for kind, _ in meets(q, audience)}
    return tuple(t.code for t in q.types if t.code in found)
