"""The layout of a form: all that matching and overlay look at, but for the cells that are filled in.

It is made of what the full path found in one form without any finding. A form that is laid out alike, and in
whose open cells only what is quiet stands, gives the same places without a finding: it need not be looked
through again. Start reading layouts here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from dxassess.forms.stamp import Stamp, read_stamp
from dxassess.intake.layouts.quiet import Quiet
from dxassess.intake.layouts.rows import OpenRow, RowCells
from dxassess.intake.matching.identify import Identified
from dxassess.intake.matching.match import Matched, Slot
from dxassess.intake.matching.stamps import find_stamp
from dxassess.intake.workbook.marks import Marks, Position
from dxassess.intake.workbook.sheet import Sheet, SheetNotes

_NOTHING_OVER = SheetNotes()


class SlotPlace(NamedTuple):
    """Where a code is answered: the number of its sheet, the cells of its answer and its evidence."""

    code: str
    sheet: int
    answer: Position
    evidence: Position | None


class SheetLayout(NamedTuple):
    """A sheet: its rows without open cells by their numbers, those with some, and its formulas."""

    fixed: tuple[tuple[int, RowCells], ...]
    open: tuple[OpenRow, ...]
    hidden: bool
    formulas: frozenset[Position]
    uncalculated: frozenset[Position]


class Layout(NamedTuple):
    """The sheets of a form as matching and overlay see them, and what they found: the instrument, and the
    places of the answers in the order in which they were found."""

    sheets: tuple[SheetLayout, ...]
    places: tuple[SlotPlace, ...]
    identified: Identified

    def read(self, sheets: Sequence[Sheet], quiet: Quiet) -> Identified | None:
        """What the full path would find in these sheets; None where that is not certain."""
        if len(sheets) != len(self.sheets) or not all(map(_is_alike, self.sheets, sheets)):
            return None
        issued = self.identified.instrument.issued
        for layout, sheet in zip(self.sheets, sheets, strict=True):
            rows, percents = sheet.rows, sheet.marks.percent
            for row in layout.open:
                number = row.number
                percent = bool(percents) and (number, row.open.answer) in percents
                if not row.accepts(rows[number], quiet, issued, percent=percent):
                    return None
        stamp, odd_stamps = find_stamp(self._stamps(sheets), file="")
        if odd_stamps or _questions(stamp) != _questions(self.identified.stamp):
            return None
        return self.identified._replace(matched=Matched(self._slots(sheets), ()), stamp=stamp)

    def _stamps(self, sheets: Sequence[Sheet]) -> list[Stamp]:
        """The stamps of the sheets, where the layout has them."""
        texts = dict.fromkeys(
            str(sheet.at((row.number, column)))
            for layout, sheet in zip(self.sheets, sheets, strict=True)
            for row in layout.open
            for column in row.open.stamps
        )
        return [stamp for text in texts if (stamp := read_stamp(text)) is not None]

    def _slots(self, sheets: Sequence[Sheet]) -> dict[str, tuple[Slot, ...]]:
        new_slot = partial(tuple.__new__, Slot)  # a hundred of them: by name each takes three times as long
        return {
            code: (new_slot((code, sheets[number], answer, evidence, None)),)
            for code, number, answer, evidence in self.places
        }


def _questions(stamp: Stamp | None) -> tuple[str, str] | None:
    """The questionnaire of a stamp, with its version."""
    return None if stamp is None else (stamp.questionnaire, stamp.version)


def _is_plain(marks: Marks) -> bool:
    """Whether nothing about the cells of a sheet is odd, whatever stands in them."""
    return not (marks.errors or marks.unreadable or marks.struck or marks.stray)


def _is_alike(layout: SheetLayout, sheet: Sheet) -> bool:
    """Whether a sheet holds the same in all rows without open cells, and has the same formulas. The number of
    its rows is part of what a layout is known by."""
    marks, rows = sheet.marks, sheet.rows
    return (
        marks.hidden == layout.hidden
        and _is_plain(marks)
        and sheet.over == _NOTHING_OVER
        and marks.formulas == layout.formulas
        and marks.uncalculated == layout.uncalculated
        and all(rows[number] == row for number, row in layout.fixed)
    )
