"""The sheet that a workbook of results opens on: what was found, the key figures, every province, and what
the tables behind it hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dxassess.files.xlsx import sheet_name
from dxassess.render.annex_xlsx import Looks, looks_of, write_cell
from dxassess.render.document import Document, PrintedTable
from dxassess.report.data.codebook import meanings
from dxassess.report.data.table import DataTable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_A4, _LINE = 9, 16  # the number of a paper size, points of a line
_FIRST, _OTHERS, _LETTERS = 40, 14, 100  # widths of columns, and how many letters of a title stand on a line
_MARGIN = 0.5  # inches


def write_front(book: Workbook, front: Document, tables: Sequence[DataTable]) -> None:
    """The first sheet of `book`, in the language of `front`; `tables` are those that stand behind it."""
    sheet = book.add_worksheet(sheet_name(front.title))
    looks, middle = looks_of(book), looks_of(book, centred=True)
    printed_tables = [block for s in front.sections for block in s.blocks if isinstance(block, PrintedTable)]
    last = max([3, *(len(table.columns) for table in printed_tables)]) - 1
    sheet.set_column(0, 0, _FIRST)
    sheet.set_column(1, last, _OTHERS)
    _wide(sheet, 0, front.headline, last, looks.headline)
    simulated = (front.labels.simulated,) if front.simulated else ()
    sheet.write_string(1, 0, " · ".join((front.round, front.date, front.readers, *simulated)))
    row = 3
    for stat in front.stats:
        sheet.write_string(row, 0, stat.label, looks.text)
        sheet.write_string(row, 1, stat.value, looks.strong)
        sheet.write_string(row, 2, stat.note)
        row += 1
    for table in printed_tables:
        row = _write_table(sheet, table, row + 1, (looks, middle))
    _write_guide(sheet, tables, (row + 1, last), front.labels.behind, looks)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)


def _write_table(sheet: Worksheet, table: PrintedTable, row: int, looks: tuple[Looks, Looks]) -> int:
    """The table from `row` on, in the `looks` of its first and of other columns; gives the row below it."""
    for place, column in enumerate(table.columns):
        look = looks[min(place, 1)]
        sheet.write_string(row, place, column.head, look.head)
        for n, cells in enumerate(table.rows, start=row + 1):
            write_cell(sheet, (n, place), cells[place], look)
    return row + len(table.rows) + 1


def _write_guide(
    sheet: Worksheet, tables: Sequence[DataTable], at: tuple[int, int], title: str, looks: Looks
) -> None:
    """What each sheet behind holds, with a link to it."""
    (row, last), explained = at, meanings(tables)
    sheet.write_string(row, 0, title, looks.title)
    for n, table in enumerate(tables, start=row + 1):
        sheet.write_url(n, 0, f"internal:'{table.name}'!A1", string=table.name)
        _wide(sheet, n, explained.get(table.name, ""), last, looks.text, first=1)


def _wide(sheet: Worksheet, row: int, text: str, last: int, look: object, *, first: int = 0) -> None:
    """A text over several columns, on as many lines as it needs."""
    sheet.merge_range(row, first, row, last, text, look)
    sheet.set_row(row, _LINE * (1 + len(text) // _LETTERS))
