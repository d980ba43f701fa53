"""One cell to one value, by the kind of the item that it answers or answers in part."""

from __future__ import annotations

from functools import partial
from typing import assert_never

from dxassess.intake.reading import CellValue, Reading
from dxassess.intake.values.values import read_value
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo


def read_item_cell(
    cell: CellValue, item: Item, *, percent_format: bool, epoch_1904: bool = False, na_in_text: bool = False
) -> Reading:
    """What `cell` says to `item`: see `read_value`. An option of a `multi` item is answered by yes or no, a
    count of a `ratio` by a number."""
    read = partial(
        read_value, cell, percent_format=percent_format, epoch_1904=epoch_1904, na_in_text=na_in_text
    )
    match item:
        case Choice():
            return read("choice", options=item.options)
        case Multi() | YesNo():
            return read("yes_no")
        case Quantity():
            return read(item.type, unit=item.unit)
        case Ratio():
            return read("part", unit=item.unit)
        case Note():
            return read(item.type)
        case _:
            assert_never(item)
