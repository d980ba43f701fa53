"""What a reader of a sheet gives: values by row and column, and what else is true of its cells."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.marks import MOST_COLUMNS, MOST_ROWS, Position
from dxassess.intake.workbook.xlsx.moments import moment
from dxassess.intake.workbook.xlsx.styles import Look

CellRows = dict[int, list[CellValue]]
"""Rows by number, each as long as its last filled cell; what is not filled is the empty text."""


class String(NamedTuple):
    """A text with its runs: all of it, what is not struck out (None where nothing is), and whether a run has
    a font of its own, which then counts instead of the cell's. Not `sure` where readers take its parts
    differently."""

    text: str
    kept: str | None = None
    own_font: bool = False
    sure: bool = True


class CellTable(NamedTuple):
    """The cells of a sheet while it is read. Values stand at true rows and columns, counted from 0."""

    rows: CellRows
    errors: set[Position]
    uncalculated: set[Position]
    formulas: set[Position]
    percent: set[Position]
    struck: dict[Position, str]
    symbols: set[Position]
    unreadable: set[Position]
    stray: list[Position]
    merged: list[str]

    def put(self, position: Position, value: CellValue) -> None:
        """Keep a value. One beyond the limits of any form is told instead; one that stands twice says
        nothing certain."""
        row, column = position
        if row >= MOST_ROWS or column >= MOST_COLUMNS:
            self.stray.append(position)
            return
        cells = self.rows.setdefault(row, [])
        cells += [""] * (column + 1 - len(cells))
        if cells[column] != "":
            self.unreadable.add(position)
        cells[column] = value


def nothing() -> CellTable:
    """A sheet of which nothing was read yet."""
    return CellTable({}, set(), set(), set(), set(), {}, set(), set(), [], [])


class Styles(NamedTuple):
    """What styles mean in a workbook: the look of each by its number, and whether days count from 1904."""

    looks: tuple[Look, ...]
    epoch_1904: bool

    def look(self, number: int) -> Look:
        """The look of a style; plain for a number that the workbook does not have."""
        return self.looks[number] if 0 <= number < len(self.looks) else Look.PLAIN


@lru_cache(maxsize=64)
def looks_by_number(looks: tuple[Look, ...]) -> dict[bytes, Look]:
    """The looks that say something, by their numbers as they stand."""
    return {str(n).encode(): look for n, look in enumerate(looks) if look}


def note_look(
    table: CellTable, position: Position, value: CellValue, look: Look, *, own_font: bool, epoch_1904: bool
) -> CellValue:
    """Record what the style of a cell says, and give the value as it then is. Fonts count where no run has
    its own; an empty cell has neither strike nor symbols."""
    if look & Look.PERCENT:
        table.percent.add(position)
    if value == "":
        return value
    if not own_font:
        if look & Look.STRUCK:
            table.struck.setdefault(position, "")
        if look & Look.SYMBOL:
            table.symbols.add(position)
    if isinstance(value, float) and look & (Look.DATE | Look.DURATION):
        return moment(value, look, epoch_1904=epoch_1904)
    return value
