"""Sheet: the cells of one sheet at their true places."""

from __future__ import annotations

from typing import NamedTuple

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.marks import Marks, Position


class SheetNote(NamedTuple):
    """A note, a comment or a box with text: the cell over which it stands (None where none is named), what it
    says, and whose it is, "" where that is not told."""

    at: Position | None
    text: str
    author: str = ""


class SheetNotes(NamedTuple):
    """What lies over the cells of a sheet; `objects` counts pictures, charts and controls."""

    notes: tuple[SheetNote, ...] = ()
    objects: int = 0


class Sheet(NamedTuple):
    """One sheet. `rows` begin at row 1 and column A; a row may be shorter than the sheet is wide.
    `merged` are ranges as (top left, bottom right); what lies `over` the cells is not known of text files."""

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    marks: Marks
    merged: tuple[tuple[Position, Position], ...] = ()
    over: SheetNotes = SheetNotes()

    def at(self, position: Position) -> CellValue:
        """The cell at a position, empty beyond the edges."""
        row, column = position
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return ""
