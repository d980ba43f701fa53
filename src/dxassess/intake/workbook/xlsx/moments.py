"""Numbers that a style shows as days and hours, as values of the calendar."""

from __future__ import annotations

import datetime as dt

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.xlsx.styles import Look

_FIRST = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook knows no time zone
_SHIFT_1904 = 1_462
_LEAP_THAT_WAS_NONE = 60
_MILLISECONDS = 86_400_000


def iso_moment(text: str) -> CellValue | None:
    """A day, hour or moment as ISO 8601 writes it (cells of the kind "d"); None for anything else."""
    for kind in (dt.date, dt.time, dt.datetime):
        try:
            return kind.fromisoformat(text)
        except ValueError:
            continue
    return None


def moment(number: float, look: Look, *, epoch_1904: bool) -> CellValue:
    """What `number` means under a look of DATE or DURATION, to the millisecond: a date, a moment, an hour of
    the day for less than one day, a span; the number itself where the calendar has no such day."""
    try:
        if look & Look.DURATION:
            return dt.timedelta(milliseconds=round(number * _MILLISECONDS))
        if 0 <= number < 1:
            return (_FIRST + dt.timedelta(milliseconds=round(number * _MILLISECONDS))).time()
        days = number + _SHIFT_1904 if epoch_1904 else number
        days = days if days >= _LEAP_THAT_WAS_NONE else days + 1
        when = _FIRST + dt.timedelta(milliseconds=round(days * _MILLISECONDS))
    except OverflowError:
        return number
    return when.date() if when.time() == dt.time() else when
