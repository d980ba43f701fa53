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
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED_MONTH = re.compile(r"([0-9]{1,2})[\s./-]*([a-z]{3})[a-z]*[\s.,/-]*([0-9]{4}|[0-9]{2})")
_WEEKDAY = re.compile(r"(?:thứ\s+\S+|chủ nhật|[a-z]+day)\s*,\s*", re.IGNORECASE)
_COMPACT = re.compile(r"(20[0-9]{2})([0-9]{2})([0-9]{2})")
_SERIAL = re.compile(r"[0-9]{5}")
_EARLIEST, _LATEST = 2000, 2100
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050  # 2000-01-01 and 2099-12-31 in workbooks that count from 1900


def read_date(cell: CellValue, *, epoch_1904: bool = False) -> Reading:
    """An ISO date. A bare serial number is read with a note, unless the workbook counts from 1904."""
    if isinstance(cell, dt.date):
        return _dated(cell.year, cell.month, cell.day)
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return unreadable("BAD_DATE")
    compact = _COMPACT.fullmatch(latin(cell) if isinstance(cell, str) else str(cell).removesuffix(".0"))
    if compact:
        read = _dated(int(compact[1]), int(compact[2]), int(compact[3]))
        return read._replace(notes=(CellNote("DATE_AS_NUMBER", str(read.value)),)) if read.value else read
    if isinstance(cell, str) and not _SERIAL.fullmatch(latin(cell)):
        return _typed(cell)
    cell = float(latin(cell)) if isinstance(cell, str) else cell
    if epoch_1904 or not _FIRST_SERIAL <= cell <= _LAST_SERIAL:
        return unreadable("BAD_DATE")
    day = dt.date(1899, 12, 30) + dt.timedelta(days=int(cell))
    return answered(day.isoformat(), CellNote("DATE_AS_NUMBER", day.isoformat()))


def _typed(cell: str) -> Reading:
    cell = _WEEKDAY.sub("", cell.strip(), count=1)
    text = latin(cell)
    match = _DAY_FIRST.fullmatch(text)
    if match:
        return _in_year(match[3], int(match[2]), int(match[1]))
    match = _NAMED_MONTH.fullmatch(text.lower())
    if match and match[2] in _MONTHS:
        return _in_year(match[3], _MONTHS.index(match[2]) + 1, int(match[1]))
    match = _ISO.fullmatch(text)
    if match:
        return _dated(int(match[1]), int(match[2]), int(match[3]))
    match = _WORDS.fullmatch(without_accents(cell))
    return _dated(int(match[3]), int(match[2]), int(match[1])) if match else unreadable("BAD_DATE")


def _in_year(year: str, month: int, day: int) -> Reading:
    """A day of a year that may be written short."""
    if len(year) > 2:
        return _dated(int(year), month, day)
    read = _dated(2000 + int(year), month, day)
    return read._replace(notes=(CellNote("SHORT_YEAR", str(read.value)),)) if read.value else read


def _dated(year: int, month: int, day: int) -> Reading:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return unreadable("BAD_DATE")
    return answered(date.isoformat()) if _EARLIEST <= year < _LATEST else unreadable("BAD_DATE")
