"""Sheets, rows and columns that were moved, added, taken away or hidden. The meaning stays."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.worksheet.worksheet import Worksheet
from tests.intake.damage.answering import Luck
from tests.intake.damage.filled import ANSWER, FIRST, HEADING, HIDDEN, QUESTION, Filled, Spot, put
from tests.intake.damage.kind import Do, Kind, few


def _sheets(change: Callable[[Worksheet, Luck], None]) -> Do:
    def do(form: Filled, luck: Luck) -> None:
        for sheet in form.pages:
            change(sheet, luck)

    return do


def _rows_deleted(form: Filled, luck: Luck) -> None:
    """A question taken out with its row: it was not answered."""
    for spot in few(form, luck, "choice", "percent", count=3):
        spot.sheet.delete_rows(spot.cell.row)
        form.forget(spot)


def _rows_between(form: Filled, luck: Luck) -> None:
    for spot in few(form, luck, "choice", "percent", count=5):
        spot.sheet.insert_rows(spot.cell.row)


def _rows_sorted(sheet: Worksheet, luck: Luck) -> None:
    """Whole rows in another order: each keeps its question and its answer."""
    rows = [[cell.value for cell in row[:6]] for row in sheet.iter_rows(min_row=FIRST)]
    luck.shuffle(rows)
    for r, row in enumerate(rows, start=FIRST):
        for c, value in enumerate(row, start=1):
            put(sheet.cell(r, c), value)  # type: ignore[arg-type] # no merged cells here


def _filtered(sheet: Worksheet, _luck: Luck) -> None:
    sheet.auto_filter.ref = f"A{HEADING}:F{sheet.max_row}"
    for row in range(FIRST, sheet.max_row, 3):
        sheet.row_dimensions[row].hidden = True


def _hidden_columns(sheet: Worksheet, _luck: Luck) -> None:
    for letter in "ADE":
        sheet.column_dimensions[letter].hidden = True


def _hidden_sheet(form: Filled, luck: Luck) -> None:
    luck.choice(form.pages).sheet_state = "hidden"


def _protected(sheet: Worksheet, _luck: Luck) -> None:
    sheet.protection.sheet = True
    sheet.protection.password = "khoa"  # noqa: S105 - an invented one


def _column_to(sheet: Worksheet, column: int, behind: int) -> None:
    """A column cut out and put behind all others."""
    for row in range(1, sheet.max_row + 1):
        put(sheet.cell(row, behind), sheet.cell(row, column).value)  # type: ignore[arg-type]
    sheet.delete_cols(column)


def _answers_last(form: Filled, _luck: Luck) -> None:
    """The column of answers cut out and put behind all others. Its cells are new ones."""
    for sheet in form.pages:
        _column_to(sheet, ANSWER, 10)
    for code, spot in list(form.spots.items()):
        if spot.sheet in form.pages:
            form.spots[code] = Spot(code, spot.item, spot.beside(9))


def _renamed(form: Filled, luck: Luck) -> None:
    for n, sheet in enumerate(form.pages):
        sheet.title = f"Sheet{n}"
    form.book.move_sheet(luck.choice(form.pages), offset=-2)


def _unnamed(form: Filled, _luck: Luck) -> None:
    del form.book[HIDDEN]


def _one_sheet(form: Filled, _luck: Luck) -> None:
    """All pages of questions below one another on the first of them."""
    first, *others = form.pages
    for sheet in others:
        below = first.max_row + 1
        moved = {spot.cell.row: spot for spot in form.on(sheet)}
        for number, row in enumerate(sheet.iter_rows(max_col=6, values_only=True), start=1):
            for column, value in enumerate(row, start=1):
                put(first.cell(below + number, column), value)  # type: ignore[arg-type] # no merged cells here
        for old, spot in moved.items():
            at = first.cell(below + old, ANSWER)
            form.spots[spot.code] = Spot(spot.code, spot.item, at)  # type: ignore[arg-type]
        form.book.remove(sheet)


def _heading_again(sheet: Worksheet, _luck: Luck) -> None:
    """The headings once more in the middle, as for a second printed page."""
    row = sheet.max_row // 2
    sheet.insert_rows(row)
    for column in range(1, 7):
        put(sheet.cell(row, column), sheet.cell(HEADING, column).value)  # type: ignore[arg-type]


def _merged(form: Filled, luck: Luck) -> None:
    """An answer cell merged with the evidence beside it: the answer stays where it was."""
    for spot in few(form, luck, "choice", "percent", count=4):
        row = spot.cell.row
        spot.sheet.merge_cells(start_row=row, end_row=row, start_column=ANSWER, end_column=ANSWER + 1)


def _sheet_deleted(form: Filled, luck: Luck) -> None:
    sheet = luck.choice(form.pages)
    form.forget(*form.on(sheet))
    for spot in form.on(sheet):
        del form.spots[spot.code]
    form.book.remove(sheet)


KINDS = (
    Kind("row above all", _sheets(lambda sheet, luck: sheet.insert_rows(1, luck.randrange(1, 4)))),
    Kind("blank rows between", _rows_between),
    Kind("column in front", _sheets(lambda sheet, _: sheet.insert_cols(1))),
    Kind("column in between", _sheets(lambda sheet, luck: sheet.insert_cols(luck.randrange(2, 7)))),
    Kind("title rows deleted", _sheets(lambda sheet, _: sheet.delete_rows(1, 2))),
    Kind("headings deleted", _sheets(lambda sheet, _: sheet.delete_rows(HEADING))),
    Kind("headings in the middle again", _sheets(_heading_again)),
    Kind("rows deleted", _rows_deleted),
    Kind("rows sorted whole", _sheets(_rows_sorted)),
    Kind("rows filtered", _sheets(_filtered), worst="exact"),
    Kind("columns hidden", _sheets(_hidden_columns)),
    Kind("sheet hidden", _hidden_sheet),
    Kind("sheets protected", _sheets(_protected), worst="exact"),
    Kind("evidence column deleted", _sheets(lambda sheet, _: sheet.delete_cols(5))),
    Kind("unit column deleted", _sheets(lambda sheet, _: sheet.delete_cols(4))),
    Kind("question column deleted", _sheets(lambda sheet, _: sheet.delete_cols(QUESTION)), worst="asked"),
    Kind("answer column last", _answers_last),
    Kind("sheets renamed", _renamed),
    Kind("hidden sheet lost", _unnamed),
    Kind("all on one sheet", _one_sheet),
    Kind("answers merged sideways", _merged, worst="asked"),
    Kind("a sheet deleted", _sheet_deleted),
)
