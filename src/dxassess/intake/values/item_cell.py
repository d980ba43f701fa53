"""One cell to one value, by the kind of the item that it answers or answers in part."""

from __future__ import annotations

from functools import partial
from typing import assert_never

from dxassess.intake.reading import CellValue, Reading, answered
from dxassess.intake.values.quantities import read_quantity
from dxassess.intake.values.values import read_value
from dxassess.intake.words.memo import as_key
from dxassess.intake.words.text import clean
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo

_MOST_KNOWN = 20_000
_LONGEST_KNOWN = 200
_Cell = tuple[type, object, int, bool, bool, bool]
_known: dict[_Cell, tuple[Reading, Item]] = {}


def read_item_cell(
    cell: CellValue, item: Item, *, percent_format: bool, epoch_1904: bool = False, na_in_text: bool = False
) -> Reading:
    """What `cell` says to `item`: see `read_value`. An option of a `multi` item is answered by yes or no, and
    a dash is no; a count of a `ratio` by a number. Kept, since the forms of a round say the same again."""
    na_in_text = na_in_text and type(item) is Note  # of other items "not applicable" is never a text
    if isinstance(cell, str) and len(cell) > _LONGEST_KNOWN:
        return _read(cell, item, percent_format, epoch_1904, na_in_text)
    key = (*as_key(cell), id(item), percent_format, epoch_1904, na_in_text)
    known = _known.get(key)
    if known is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        # The item is kept with the reading, so that its id stays its own.
        known = _known[key] = (_read(cell, item, percent_format, epoch_1904, na_in_text), item)
    return known[0]


def _read(cell: CellValue, item: Item, percent_format: bool, epoch_1904: bool, na_in_text: bool) -> Reading:  # noqa: FBT001 - as `read_item_cell` has them by name
    read = partial(
        read_value, cell, percent_format=percent_format, epoch_1904=epoch_1904, na_in_text=na_in_text
    )
    match item:  # a quantity first: of what is new in a form nearly all are numbers
        case Quantity():
            number = partial(read_quantity, cell, percent_format=percent_format)
            return (read if isinstance(cell, str) else number)(item.type, unit=item.unit, topic=item.text)
        case Choice():
            return read("choice", options=item.options)
        case Multi():
            return answered(False) if _is_dash(cell) else read("yes_no")  # noqa: FBT003 - not chosen
        case YesNo():
            return read("yes_no")
        case Ratio():
            return read("part", unit=item.unit)
        case Note():
            return read(item.type)
        case _:
            assert_never(item)


def _is_dash(cell: CellValue) -> bool:
    return isinstance(cell, str) and clean(cell) in ("-", "–", "—")
