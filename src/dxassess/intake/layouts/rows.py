"""One row of a layout: what is fixed in it, and which of its cells are open, and for what."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any, NamedTuple

from dxassess.forms.stamp import read_stamp
from dxassess.intake.layouts.quiet import Quiet
from dxassess.intake.matching.issued import IssuedIndex
from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.marks import MOST_COLUMNS
from dxassess.questionnaire.items import Item

RowCells = tuple[CellValue, ...]
_BLANKS: RowCells = ("",) * MOST_COLUMNS
STATES = (0, 1, 2)
"""What the form's own formulas give for a row."""


class Open(NamedTuple):
    """The open cells of a row, by their columns: the answer (-1 for none, `item` None where it is a fact),
    `remarks` beside it, what was answered in the round `before`, and values that are no texts, of which only
    the type matters, but for those of `states`, which are `STATES`; and stamps."""

    answer: int = -1
    item: Item | None = None
    remarks: tuple[int, ...] = ()
    before: tuple[int, ...] = ()
    values: tuple[tuple[int, type], ...] = ()
    states: tuple[int, ...] = ()
    stamps: tuple[int, ...] = ()

    @property
    def columns(self) -> frozenset[int]:
        """All of them."""
        answers = () if self.answer < 0 else (self.answer,)
        values = (column for column, _ in self.values)
        return frozenset((*answers, *self.remarks, *self.before, *values, *self.stamps))


class OpenRow(NamedTuple):
    """A row with open cells: its number from 0, its `width`, what picks its other cells, and these, of which
    none is other than a text."""

    number: int
    width: int
    pick: Callable[[RowCells], Any]
    fixed: Any
    open: Open

    def accepts(self, cells: RowCells, quiet: Quiet, issued: IssuedIndex, *, percent: bool) -> bool:
        """Whether a row holds the same texts, and only what is quiet in its open cells."""
        if len(cells) < self.width:
            cells += _BLANKS[: self.width - len(cells)]
        elif len(cells) > self.width:
            cells = _fitted(cells, self.width)
        if len(cells) != self.width or self.pick(cells) != self.fixed:
            return False
        answer, item, remarks, before, values, states, stamps = self.open
        answered = answer >= 0 and cells[answer] != ""
        if item is None:
            if answered and not quiet.is_word(cells[answer]):
                return False
        else:
            if answered and not quiet.is_answer(cells[answer], item, issued, percent=percent):
                return False
            for column in remarks:
                if cells[column] != "" and not quiet.is_remark(cells[column], item, answered=answered):
                    return False
        return not (before or values or stamps) or (
            all(quiet.is_word(cells[column]) for column in before)
            and all(type(cells[column]) is kind for column, kind in values)
            and all(cells[column] in STATES for column in states)
            and all(read_stamp(str(cells[column])) for column in stamps)
        )


def open_row(number: int, cells: RowCells, opened: Open) -> OpenRow | None:
    """The row with these cells open; None for one with too little beside them."""
    width = max(len(cells), max(opened.columns) + 1)
    cells = _fitted(cells, width)
    fixed_columns = sorted(set(range(width)) - opened.columns)
    if len(fixed_columns) < 2:
        return None
    pick = itemgetter(*fixed_columns)
    return OpenRow(number, width, pick, pick(cells), opened)


def _fitted(cells: RowCells, width: int) -> RowCells:
    """The cells with blank ones added, or taken away, at the end; longer where what stands there is not
    blank."""
    blank = ("",) * abs(width - len(cells))
    if len(cells) <= width:
        return cells + blank
    return cells[:width] if cells[width:] == blank else cells
