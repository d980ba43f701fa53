"""Reading: what one cell says, and how sure that is."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from dxassess.findings.catalogue import FindingCode
from dxassess.intake.submission import State
from dxassess.questionnaire.kinds import Text

CellValue = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""A value as the workbook stores it; an empty cell is the empty string."""


class CellNote(NamedTuple):
    """A finding in the making: its place is known to whoever read the cell. `found` None quotes the cell."""

    code: FindingCode
    expected: str | Text | None = None
    found: str | None = None


class Reading(NamedTuple):
    """`value` is None unless `state` is "answered"; a cell that cannot be read is "missing" with a note."""

    state: State
    value: str | float | bool | None = None
    notes: tuple[CellNote, ...] = ()


BLANK = Reading("missing")
NOT_APPLICABLE = Reading("not_applicable")


def answered(value: str | float | bool, *notes: CellNote) -> Reading:  # noqa: FBT001 - the value of a yes/no item
    """A cell that was understood."""
    return Reading("answered", value, notes)


def unreadable(code: FindingCode, expected: str | None = None) -> Reading:
    """A cell that holds something which is no answer."""
    return Reading("missing", None, (CellNote(code, expected),))


def shown(cell: CellValue) -> str:
    """A cell as a person would quote it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
