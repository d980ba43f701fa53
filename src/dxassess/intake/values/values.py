"""One cell to one value, by the type of the item that it answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

from dxassess.intake.reading import (
    BLANK,
    NOT_APPLICABLE,
    CellNote,
    CellValue,
    Reading,
    answered,
    shown,
    unreadable,
)
from dxassess.intake.values.choices import read_choice, read_yes_no
from dxassess.intake.values.dates import read_date
from dxassess.intake.values.quantities import read_quantity
from dxassess.intake.words.legacy import from_legacy, spelling
from dxassess.intake.words.text import clean, same_words, without_accents
from dxassess.intake.words.vocabulary import NOT_APPLICABLE as NA_WORDS
from dxassess.intake.words.vocabulary import NOT_APPLICABLE_LOOSELY
from dxassess.questionnaire.item_parts import Option
from dxassess.questionnaire.kinds import Text, catalogued

CellType = Literal["choice", "yes_no", "percent", "number", "count", "part", "text", "date"]
LONGEST_TEXT = 2_000
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!)|Err:[0-9]{3}")
"""How errors of formulas stand in text files, and where somebody pasted them as text."""


def read_value(
    cell: CellValue,
    cell_type: CellType,
    *,
    options: Sequence[Option] = (),
    unit: Text | None = None,
    topic: Text | None = None,
    percent_format: bool = False,
    epoch_1904: bool = False,
    na_in_text: bool = False,
) -> Reading:
    """What `cell` says: blank, not applicable, a value with notes on how it was read, or unreadable. In a
    text "not applicable" is text like any other, unless `na_in_text`.

    Text that says nothing as it stands is read as TCVN3 or VNI, with a note, where only one of them makes
    sense.
    """
    read = partial(
        _typed,
        cell_type=cell_type,
        options=options,
        unit=unit,
        topic=topic,
        percent_format=percent_format,
        epoch_1904=epoch_1904,
    )
    if not isinstance(cell, str):
        return read(cell)
    if not clean(cell):
        return BLANK
    if _ERROR.fullmatch(clean(cell)):
        return unreadable("ERROR_CELL")
    if cell_type == "text":
        plain = (_not_applicable(cell) if na_in_text else None) or read(cell)
        return (spelling(cell) < 1 and _from_legacy(cell, read)) or plain
    reading = _not_applicable(cell) or read(cell)
    return (reading.state == "missing" and _from_legacy(cell, read)) or reading


def _from_legacy(cell: str, read: Callable[[CellValue], Reading]) -> Reading | None:
    """What a text says in an old encoding, None if it says nothing, or two things."""
    readings = [(text, _not_applicable(text) or read(text)) for text in from_legacy(cell)]
    readings = [(text, reading) for text, reading in readings if reading.state != "missing"]
    if len({(reading.state, reading.value) for _, reading in readings}) != 1:
        return None
    text, reading = readings[0]
    return reading._replace(notes=(CellNote("READ_AS", clean(text)),))


def _typed(
    cell: CellValue,
    *,
    cell_type: CellType,
    options: Sequence[Option],
    unit: Text | None,
    topic: Text | None,
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
            return read_quantity(cell, cell_type, unit=unit, topic=topic, percent_format=percent_format)


def read_text(cell: CellValue) -> Reading:
    """Free text, cleaned; what is longer than 2,000 characters is cut with a note."""
    text = clean(shown(cell))
    if len(text) <= LONGEST_TEXT:
        return answered(text) if text else BLANK
    note = CellNote("LONG_TEXT", expected=str(LONGEST_TEXT), found=str(len(text)))
    return answered(text[: LONGEST_TEXT - 1] + "…", note)


def _not_applicable(cell: str) -> Reading | None:
    if same_words(cell) in NA_WORDS:
        return NOT_APPLICABLE
    if without_accents(cell) in NOT_APPLICABLE_LOOSELY:
        return NOT_APPLICABLE._replace(notes=(CellNote("READ_AS", catalogued("forms", "na")),))
    return None
