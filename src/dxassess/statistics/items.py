"""Facilities × items as arrays, for questions about the instrument (method.md §6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dxassess.questionnaire.model import Questionnaire
from dxassess.scoring.score import Score
from dxassess.statistics.panel import Floats, Ints, Mask


@dataclass(frozen=True, eq=False)
class ItemTable:
    """F submissions × Q scored items in the order of the questionnaire. `values`: scores, NaN unless
    answered; `asked`: the item applies, answered or not. `indicator` (Q) and `condition` (Q) are
    positions."""

    codes: tuple[str, ...]
    indicator: Ints
    condition: Ints
    values: Floats
    asked: Mask


def item_table(scores: Sequence[Score], questionnaire: Questionnaire) -> ItemTable:
    """The items of `scores`, all of this questionnaire; a row for each, in their order."""
    places = [
        (k, item)
        for k, condition in enumerate(questionnaire.conditions)
        for indicator in condition.indicators
        for item in indicator.items
    ]
    width = [len(i.items) for c in questionnaire.conditions for i in c.indicators]
    indicator_of = np.repeat(np.arange(len(width)), width)
    scored = np.array([item.scored for _, item in places], dtype=bool)
    nodes = [n for s in scores for c in s.overall.children for i in c.children for n in i.children]
    shape = (len(scores), len(places))
    values = np.array([n.score for n in nodes], dtype=float).reshape(shape)
    was_asked = np.array([n.state in {"scored", "missing"} for n in nodes], dtype=bool).reshape(shape)
    return ItemTable(
        codes=tuple(item.code for _, item in places if item.scored),
        indicator=indicator_of[scored],
        condition=np.array([k for k, _ in places], dtype=np.intp)[scored],
        values=values[:, scored],
        asked=was_asked[:, scored],
    )
