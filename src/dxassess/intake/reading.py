"""Reading: what one cell says, and how sure that is."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from dxassess.findings.catalogue import Code
from dxassess.intake.submission import State
from dxassess.questionnaire.kinds import Text

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""A value as the workbook stores it; an empty cell is the empty string."""


class Note(NamedTuple):
    """A finding in the making: its place is known to whoever read the cell. `found` None quotes the cell."""

    code: Code
    expected: str | Text | None = None
    found: str | None = None


class Reading(NamedTuple):
    """`value` is None unless `state` is "answered"; a cell that cannot be read is "missing" with a note."""

    state: State
    value: str | float | bool | None = None
    notes: tuple[Note, ...] = ()


BLANK = Reading("missing")
NOT_APPLICABLE = Reading("not_applicable")


def answered(value: str | float | bool, *notes: Note) -> Reading:  # noqa: FBT001 - the value of a yes/no item
    """A cell that was understood."""
    return Reading("answered", value, notes)


def unreadable(code: Code, expected: str | None = None) -> Reading:
    """A cell that holds something which is no answer."""
    return Reading("missing", None, (Note(code, expected),))


def shown(cell: Cell) -> str:
    """A cell as a person would quote it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
