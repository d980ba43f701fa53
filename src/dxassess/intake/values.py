"""One cell to one value, by the type of the item that it answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dxassess.intake.choices import read_choice, read_yes_no
from dxassess.intake.dates import read_date
from dxassess.intake.quantities import read_quantity
from dxassess.intake.reading import BLANK, NOT_APPLICABLE, Cell, Note, Reading, answered, shown
from dxassess.intake.text import clean, same_words, without_accents
from dxassess.intake.vocabulary import NOT_APPLICABLE as NA_WORDS
from dxassess.intake.vocabulary import NOT_APPLICABLE_LOOSELY
from dxassess.questionnaire.model import Option, Text

CellType = Literal["choice", "yes_no", "percent", "number", "count", "part", "text", "date"]
LONGEST_TEXT = 2_000


def read_value(
    cell: Cell,
    cell_type: CellType,
    *,
    options: Sequence[Option] = (),
    unit: Text | None = None,
    percent_format: bool = False,
    epoch_1904: bool = False,
    na_in_text: bool = False,
) -> Reading:
    """What `cell` says: blank, not applicable, a value with notes on how it was read, or unreadable. In a
    text "not applicable" is text like any other, unless `na_in_text`."""
    if cell_type == "text" and not na_in_text:
        return read_text(cell)
    if isinstance(cell, str) and not clean(cell):
        return BLANK
    return _not_applicable(cell) or _typed(
        cell, cell_type, options=options, unit=unit, percent_format=percent_format, epoch_1904=epoch_1904
    )


def _typed(
    cell: Cell,
    cell_type: CellType,
    *,
    options: Sequence[Option],
    unit: Text | None,
    percent_format: bool,
    epoch_1904: bool,
) -> Reading:
    match cell_type:
        case "choice":
            return read_choice(cell, options)
        case "yes_no":
            return read_yes_no(cell)
        case "date":
            return read_date(cell, epoch_1904=epoch_1904)
        case "text":
            return read_text(cell)
        case _:
            return read_quantity(cell, cell_type, unit=unit, percent_format=percent_format)


def read_text(cell: Cell) -> Reading:
    """Free text, cleaned; what is longer than 2,000 characters is cut with a note."""
    text = clean(shown(cell))
    if len(text) <= LONGEST_TEXT:
        return answered(text) if text else BLANK
    note = Note("LONG_TEXT", expected=str(LONGEST_TEXT), found=str(len(text)))
    return answered(text[: LONGEST_TEXT - 1] + "…", note)


def _not_applicable(cell: Cell) -> Reading | None:
    if not isinstance(cell, str):
        return None
    if same_words(cell) in NA_WORDS:
        return NOT_APPLICABLE
    if without_accents(cell) in NOT_APPLICABLE_LOOSELY:
        return NOT_APPLICABLE._replace(notes=(Note("READ_AS", "Không áp dụng"),))
    return None
