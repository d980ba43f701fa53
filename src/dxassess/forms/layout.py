"""Where things stand in the workbook of a form: rows and columns counted from 0, and their addresses."""

from __future__ import annotations

from dxassess.forms.form import FormSheet

HEAD_ROW = 2
FIRST_ROW = HEAD_ROW + 1
ANSWER = 2
QUESTION_HEADS = ("code", "question", "answer", "unit", "evidence", "comment")
HEADS_WITH_LAST = ("code", "question", "answer", "last", "unit", "evidence", "comment")
COVER_HEADS = ("code", "fact", "answer", "hint")
"""What the columns of a sheet hold; `head.NAME` is the heading."""

LAST = 3
"""The column of what was answered in the round before, on forms that show it; what stands behind the answer
otherwise stands one column further."""

STATE = 6
"""The hidden column of a sheet of questions that says how far each one is."""

TOTAL_CELL, COVER_LEFT_CELL, LEFT_CELL = (0, 3), (1, 3), (1, 4)
"""What is left to answer: in the whole form and on the cover sheet (both on the cover), on a sheet of
questions."""


def heads_of(sheet: FormSheet) -> tuple[str, ...]:
    """What the columns of a sheet hold, but for the hidden one."""
    if not sheet.takes_evidence:
        return COVER_HEADS
    return HEADS_WITH_LAST if sheet.shows_last else QUESTION_HEADS


def state_of(sheet: FormSheet) -> int:
    """The hidden column behind all others; the stamp stands on top of it, the place that goes along with one
    sheet."""
    return STATE + int(sheet.shows_last)


def left_cell(sheet: FormSheet) -> tuple[int, int]:
    """Where a sheet of questions says what is left: above the column for evidence."""
    return LEFT_CELL[0], LEFT_CELL[1] + int(sheet.shows_last)


def address(sheet: FormSheet, row: int, column: int) -> str:
    """A cell as formulas on any sheet name it: `'C1 Cam kết'!$C$12`."""
    name = sheet.name.replace("'", "''")
    return f"'{name}'!{_absolute(row, column)}"


def area(sheet: FormSheet, column: int) -> str:
    """The cells of a column beside all lines of a sheet, as formulas on the same sheet name them."""
    first, last = (_absolute(row, column) for row in (FIRST_ROW, FIRST_ROW + max(len(sheet.lines), 1) - 1))
    return f"{first}:{last}"


def _absolute(row: int, column: int) -> str:
    # Who reads forms knows where things stand, and needs no writer of workbooks.
    from xlsxwriter.utility import xl_rowcol_to_cell

    name: str = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
    return name
