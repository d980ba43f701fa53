"""A sheet of a form as a table: what each of its columns holds, and which row asks which code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dxassess.intake.matching.issued import IssuedIndex
from dxassess.intake.matching.match import Slot
from dxassess.intake.matching.stamps import shows_last
from dxassess.intake.reading import CellValue
from dxassess.intake.words.text import clean
from dxassess.intake.workbook.marks import Position
from dxassess.intake.workbook.sheet import Sheet

_FEWEST_HEADS = 3
_MOST_ABOVE = 50
_SAME = {"fact": "question", "hint": "unit"}
"""What the columns of the cover sheet stand for among those of a sheet of questions."""


class Columns(NamedTuple):
    """Where each part of a row stands, counted from 0; -1 for what the sheet does not have. `state` is the
    hidden column of the form's own formulas, `before` that of what was answered in the round before, which is
    never an answer of this one."""

    code: int
    question: int
    answer: int
    unit: int
    evidence: int
    comment: int
    state: int
    before: int = -1

    @property
    def last(self) -> int:
        """The last column of the table."""
        return max(self)


class CodedRow(NamedTuple):
    """A row of the form: its number from 0, its code, and its cells."""

    row: int
    code: str
    cells: tuple[CellValue, ...]


class FormTable(NamedTuple):
    """A sheet with its columns and rows, and the slots of its answers by row. `head` is the row of its
    headings, None without them."""

    sheet: Sheet
    columns: Columns
    rows: tuple[CodedRow, ...]
    slots: Mapping[int, Slot]
    head: int | None = None

    @property
    def first(self) -> int:
        """The first row with a code."""
        return self.rows[0].row

    def may_count(self, at: Position) -> bool:
        """Whether a counter of what is left may stand here: above the headings, behind the answers."""
        return at[0] < (self.first if self.head is None else self.head) and at[1] > self.columns.answer

    def cell(self, row: int, column: int) -> CellValue:
        return self.sheet.at((row, column)) if column >= 0 else ""


def tables_of(slots: Iterable[Slot], issued: IssuedIndex) -> tuple[FormTable, ...]:
    """The sheets on which the answers of one respondent stand in one column, below each other."""
    by_sheet: dict[str, list[Slot]] = {}
    for slot in slots:
        if slot.given is None:
            by_sheet.setdefault(slot.sheet.name, []).append(slot)
    tables = (_table(here[0].sheet, here, issued) for here in by_sheet.values())
    return tuple(table for table in tables if table is not None)


def _table(sheet: Sheet, slots: list[Slot], issued: IssuedIndex) -> FormTable | None:
    by_row = {slot.answer[0]: slot for slot in slots}
    if len({slot.answer[1] for slot in slots}) > 1 or len(by_row) < len(slots):
        return None
    answer = slots[0].answer[1]
    code = _code_column(by_row, answer)
    head, headed = _heads(sheet, min(by_row), answer, issued)
    shift = int(shows_last(sheet, answer))
    last = answer + shift
    columns = Columns(code, answer - 1, answer, last + 1, last + 2, last + 3, last + 4)
    columns = columns._replace(before=last if shift else -1)
    if headed:
        named = {role: headed.get(role, -1) for role in ("question", "unit", "evidence", "comment")}
        before = headed.get("last", -1)
        columns = columns._replace(**named, before=before, state=max(columns.state, before + 4))
    return FormTable(sheet, columns, tuple(_rows(sheet, columns.code, by_row, issued)), by_row, head)


def _code_column(by_row: Mapping[int, Slot], answer: int) -> int:
    columns = Counter(
        column
        for row, slot in by_row.items()
        for column, cell in enumerate(slot.sheet.rows[row][:answer])
        if cell == slot.code or (isinstance(cell, str) and clean(cell) == slot.code)
    )
    return columns.most_common(1)[0][0] if columns else answer - 2 if answer > 1 else -1


def _heads(sheet: Sheet, first: int, answer: int, issued: IssuedIndex) -> tuple[int | None, dict[str, int]]:
    """The nearest row of issued headings above, and the columns by what it says they hold; none without
    one."""
    for row in range(first - 1, max(-1, first - _MOST_ABOVE), -1):
        cells = sheet.rows[row]
        roles = {
            _SAME.get(role, role): column
            for column, cell in reversed(list(enumerate(cells)))
            if isinstance(cell, str) and cell and (role := issued.role(cell)) is not None
        }
        if len(roles) >= _FEWEST_HEADS and roles.get("answer") == answer:
            return row, roles
    return None, {}


def _rows(sheet: Sheet, code: int, by_row: Mapping[int, Slot], issued: IssuedIndex) -> Iterator[CodedRow]:
    for number, cells in enumerate(sheet.rows):
        slot = by_row.get(number)
        if slot is not None:
            yield CodedRow(number, slot.code, cells)
        elif 0 <= code < len(cells):
            cell = cells[code]
            if isinstance(cell, str) and issued.holds(cell):
                yield CodedRow(number, cell, cells)
