"""Numbers to quantities: a plausible second reading makes a finding, never a guess."""

from __future__ import annotations

import math
from typing import Literal

from dxassess.intake.reading import CellNote, CellValue, Reading, answered, shown, unreadable
from dxassess.intake.values.numerals import Numeral, read_numeral
from dxassess.intake.words.text import without_accents
from dxassess.questionnaire.model import Text

QuantityKind = Literal["percent", "number", "count", "part"]
_HEADS_OF_COUNTS = ("", "so ", "so luong ", "tong so ", "number of ")
_PEOPLE, _OF_PEOPLE = "nguoi", ("nhan vien", "can bo", "dan so")
_PERCENT_WORDS = {"phan tram", "percent", "per cent", "%"}


def read_quantity(
    cell: CellValue,
    kind: QuantityKind,
    *,
    unit: Text | None = None,
    topic: Text | None = None,
    percent_format: bool = False,
) -> Reading:
    """A quantity that is not negative. `part` is one of the two counts of a ratio and may have decimals.
    Where no `unit` is asked for, the words behind a count may be those of the `topic`.

    A percentage is on the scale 0-100. In a cell with percent format 0.95 is 95; without one a number
    above 0 and up to 1 has two readings and is refused.
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return unreadable("NOT_A_NUMBER")
    if isinstance(cell, str):
        return _typed(cell, kind, unit, topic)
    if percent_format and kind != "percent":
        return unreadable("AMBIGUOUS_NUMBER", f"{shown(cell)} / {shown(round(cell * 100, 9))}")
    value = round(float(cell) * 100, 9) if percent_format else float(cell)
    return _checked(value, kind, unambiguous=percent_format)


def _typed(cell: str, kind: QuantityKind, unit: Text | None, topic: Text | None) -> Reading:
    numeral = read_numeral(cell)
    if numeral is None or (numeral.percent and kind != "percent"):
        return unreadable("NOT_A_NUMBER")
    percent = numeral.percent or (kind == "percent" and numeral.unit in _PERCENT_WORDS)
    units = {without_accents(text) for text in unit.wordings} if unit else set()
    counted = kind == "count" and unit is None and topic is not None and _is_counted(numeral.unit, topic)
    if numeral.unit and numeral.unit not in units and not percent and not counted:
        return unreadable("NOT_A_NUMBER")
    value, note = _grouped(numeral, kind)
    if value is None:
        return unreadable("AMBIGUOUS_NUMBER", f"{shown(numeral.value)} / {shown(numeral.grouped or 0)}")
    checked = _checked(value, kind, unambiguous=percent)
    if checked.state != "answered":
        return checked
    notes = [note] if note else []
    if numeral.unit and not percent:
        notes.append(CellNote("UNIT_REMOVED", shown(value)))
    if not notes:
        notes.append(CellNote("NUMBER_AS_TEXT", shown(value)))
    return checked._replace(notes=tuple(notes))


def _is_counted(words: str, topic: Text) -> bool:
    """Whether the words behind a number are what a question asks the number of: "120 giường" to "Giường kế
    hoạch", "95 người" to "Tổng số nhân viên"."""
    nouns = _OF_PEOPLE if words == _PEOPLE else (words,)
    begins = tuple(f"{head}{noun} " for head in _HEADS_OF_COUNTS for noun in nouns)
    return any(f"{without_accents(text)} ".startswith(begins) for text in topic.wordings)


def _grouped(numeral: Numeral, kind: QuantityKind) -> tuple[float | None, CellNote | None]:
    """The value of `1.234` by what is counted: whole things are 1234, a percentage cannot be, and anything
    else could be either (None)."""
    if numeral.grouped is None or numeral.grouped == numeral.value:
        return numeral.value, None
    if kind in ("count", "part"):
        return numeral.grouped, CellNote("GROUPED_THOUSANDS", shown(numeral.grouped))
    return (numeral.value if kind == "percent" else None), None


def _checked(value: float, kind: QuantityKind, *, unambiguous: bool) -> Reading:
    if not math.isfinite(value):
        return unreadable("NOT_A_NUMBER")
    if value < 0:
        return unreadable("NEGATIVE")
    if kind == "count" and not value.is_integer():
        return unreadable("NOT_WHOLE")
    if kind == "percent" and value > 100:
        return unreadable("OVER_100")
    if kind == "percent" and 0 < value <= 1 and not unambiguous:
        return unreadable("AMBIGUOUS_PERCENT", f"{value:g}% / {value * 100:g}%")
    return answered(value)
