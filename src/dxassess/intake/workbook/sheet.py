"""Sheet: the cells of one sheet at their true places."""

from __future__ import annotations

from typing import Literal, NamedTuple

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.marks import Marks, Position


class SheetNote(NamedTuple):
    """A note, a comment or a box with text: the cell over which it stands (None where none is named), what it
    says, and whose it is, "" where that is not told."""

    at: Position | None
    text: str
    author: str = ""


ControlKind = Literal["tick", "choice", "list"]
"""A box to tick; one of several buttons; a list, a field or a control whose kind is not told."""


class SheetControl(NamedTuple):
    """A control of a form over the cells: the cell in which it begins and the last row on which it lies (None
    where that is not told), whether it is ticked (None where that is not told), the sheet ("" for its own)
    and the cell that hold its state (None for none), and what is written beside it."""

    kind: ControlKind
    at: Position | None = None
    last_row: int | None = None
    ticked: bool | None = None
    linked: tuple[str, Position] | None = None
    caption: str = ""

    @property
    def rows(self) -> range:
        """The rows on which it lies."""
        if self.at is None:
            return range(0)
        return range(self.at[0], max(self.at[0], self.last_row or 0) + 1)


class SheetNotes(NamedTuple):
    """What lies over the cells of a sheet; `objects` counts pictures, charts and other things of which no
    more is known."""

    notes: tuple[SheetNote, ...] = ()
    objects: int = 0
    controls: tuple[SheetControl, ...] = ()


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
