"""Dates in the Vietnamese order day, month, year, as cells or as text."""

from __future__ import annotations

import datetime as dt
import re

from dxassess.intake.reading import CellNote, CellValue, Reading, answered, unreadable
from dxassess.intake.words.text import latin, without_accents

_DAY_FIRST = re.compile(
    r"(?:ng[aà]y\s*)?([0-9]{1,2})\s*[/.\- ]\s*([0-9]{1,2})\s*[/.\- ]\s*([0-9]{4}|[0-9]{2})"
    r"(?:\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?",
    re.IGNORECASE,
)
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ][0-9:.]*Z?)?")
_WORDS = re.compile(r"(?:ngay\s*)?([0-9]{1,2})\s*thang\s*([0-9]{1,2})\s*nam\s*([0-9]{4})")
_SERIAL = re.compile(r"[0-9]{5}")
_EARLIEST, _LATEST = 2000, 2100
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050  # 2000-01-01 and 2099-12-31 in workbooks that count from 1900


def read_date(cell: CellValue, *, epoch_1904: bool = False) -> Reading:
    """An ISO date. A bare serial number is read with a note, unless the workbook counts from 1904."""
    if isinstance(cell, dt.date):
        return _dated(cell.year, cell.month, cell.day)
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return unreadable("BAD_DATE")
    if isinstance(cell, str) and not _SERIAL.fullmatch(latin(cell)):
        return _typed(cell)
    cell = float(latin(cell)) if isinstance(cell, str) else cell
    if epoch_1904 or not _FIRST_SERIAL <= cell <= _LAST_SERIAL:
        return unreadable("BAD_DATE")
    day = dt.date(1899, 12, 30) + dt.timedelta(days=int(cell))
    return answered(day.isoformat(), CellNote("DATE_AS_NUMBER", day.isoformat()))


def _typed(cell: str) -> Reading:
    text = latin(cell)
    match = _DAY_FIRST.fullmatch(text)
    if match:
        year = int(match[3])
        if year > 99:
            return _dated(year, int(match[2]), int(match[1]))
        read = _dated(2000 + year, int(match[2]), int(match[1]))
        return read._replace(notes=(CellNote("SHORT_YEAR", str(read.value)),)) if read.value else read
    match = _ISO.fullmatch(text)
    if match:
        return _dated(int(match[1]), int(match[2]), int(match[3]))
    match = _WORDS.fullmatch(without_accents(cell))
    return _dated(int(match[3]), int(match[2]), int(match[1])) if match else unreadable("BAD_DATE")


def _dated(year: int, month: int, day: int) -> Reading:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return unreadable("BAD_DATE")
    return answered(date.isoformat()) if _EARLIEST <= year < _LATEST else unreadable("BAD_DATE")
