"""How a filled cell stands to the item that it answers."""

from __future__ import annotations

from typing import NamedTuple

from dxassess.intake.matching.issued import IssuedIndex
from dxassess.intake.reading import CellValue
from dxassess.intake.values.item_cell import read_item_cell
from dxassess.questionnaire.items import Choice, Item, Note


class Fitting(NamedTuple):
    """Whether an answer fits its item, is the text of an option that only other items have (`foreign`), or of
    one that its item alone has (`anchor`)."""

    fits: bool
    foreign: bool
    anchor: bool


def judge(cell: CellValue, item: Item, issued: IssuedIndex, *, percent: bool) -> Fitting | None:
    """How a filled cell stands to the item that it answers; None for a text, which fits everywhere unless it
    is the option of an item."""
    owners = issued.owners.get(cell, frozenset()) if isinstance(cell, str) else frozenset()
    foreign = bool(owners) and item.code not in owners
    if type(item) is Note and not item.dated:
        return Fitting(fits=False, foreign=True, anchor=False) if owners else None
    fits = foreign is False and read_item_cell(cell, item, percent_format=percent).state != "missing"
    anchor = bool(owners) and type(item) is Choice and owners == {item.code}
    return Fitting(fits=fits, foreign=foreign, anchor=anchor)
