"""Sheet: the cells of one sheet at their true places."""

from __future__ import annotations

from typing import NamedTuple

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.marks import Marks, Position


class Sheet(NamedTuple):
    """One sheet. `rows` begin at row 1 and column A; a row may be shorter than the sheet is wide.
    `merged` are ranges as (top left, bottom right)."""

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    marks: Marks
    merged: tuple[tuple[Position, Position], ...] = ()

    def at(self, position: Position) -> CellValue:
        """The cell at a position, empty beyond the edges."""
        row, column = position
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return ""
