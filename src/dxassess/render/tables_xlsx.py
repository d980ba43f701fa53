"""Tidy tables as a workbook: a sheet each, with a name for every table and every column of it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dxassess.files.xlsx import new_workbook
from dxassess.render.document import Document
from dxassess.render.results_front import write_front
from dxassess.render.sheet_stream import with_rows
from dxassess.report.data.table import Column, ColumnKind, DataTable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
_FORMATS: dict[ColumnKind, str] = {
    "date": "yyyy-mm-dd",
    "count": "#,##0",
    "level": "0",
    "number": "General",
    "score": "0.000",
    "share": "0.0%",
}
_WIDTHS = {
    "meaning": 70, "wording": 70, "sentence": 60, "remedy": 60, "empty": 34, "range": 26, "unit": 26,
    "name": 36, "title": 28, "blocked_by": 26, "file": 34, "answer": 18,
    "condition_name": 34, "indicator_name": 34,
}  # fmt: skip
_WIDTH_BY_KIND: dict[ColumnKind, int] = {"text": 18, "code": 14}


def workbook(tables: Sequence[DataTable], front: Document | None = None) -> bytes:
    """The workbook of `tables`, behind the sheet that tells people of them where there is a `front`. The
    head stays in sight, every sheet can be filtered; `facilities` names the whole table with its head,
    `facilities_score` one column without it. A table that is longer than a sheet goes on in further ones,
    such as `items_2`, each with its head and names. Numbers are not rounded, only shown so; no value is an
    empty cell. Text is never a formula, not even after a cell is edited."""
    from xlsxwriter.utility import xl_col_to_name

    sheets = [part for table in tables for part in parts_of(table)]
    stream = io.BytesIO()
    with new_workbook(stream, output=True) as book:
        formats = {
            kind: book.add_format({"num_format": number_format}) for kind, number_format in _FORMATS.items()
        }
        quoted = book.add_format({"quote_prefix": True})
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#e8eef4"})
        if front is not None:
            write_front(book, front, tables)
        for table in sheets:
            _sheet(book.add_worksheet(table.name), table, head=head, formats=formats, quoted=quoted)
            _name(book, table)
    first = 1 if front is None else 2
    by_part = {f"xl/worksheets/sheet{number}.xml": table for number, table in enumerate(sheets, start=first)}
    return with_rows(stream.getvalue(), by_part, xl_col_to_name)


def parts_of(table: DataTable) -> Iterator[DataTable]:
    """The table, or as many as sheets are needed for its rows: `items`, `items_2`, `items_3`."""
    for number, start in enumerate(range(0, max(1, len(table.rows)), MOST_ROWS - 1), start=1):
        if len(table.rows) < MOST_ROWS:
            yield table
        else:
            name = table.name if number == 1 else f"{table.name}_{number}"
            rows = table.rows[start : start + MOST_ROWS - 1]
            yield table.model_copy(update={"name": name, "rows": rows})


def _sheet(
    sheet: Worksheet, table: DataTable, *, head: Format, formats: Mapping[ColumnKind, Format], quoted: Format
) -> None:
    """The sheet of a table without its rows: below the head stands a sample of every column and, behind
    them, of a text that would run, for `with_rows`."""
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, head)
        sheet.set_column(place, place, _width(column))
        if column.kind in formats:
            sheet.write_blank(1, place, None, formats[column.kind])
    sheet.write_blank(1, len(table.columns), None, quoted)
    last = max(1, len(table.rows))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)
    # Codes such as 00017 are texts, and Excel need not mark each of them.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _width(column: Column) -> int:
    return _WIDTHS.get(column.name) or _WIDTH_BY_KIND.get(column.kind, max(9, len(column.name) + 3))


def _name(book: Workbook, table: DataTable) -> None:
    from xlsxwriter.utility import xl_col_to_name

    last = max(1, len(table.rows)) + 1
    letters = [xl_col_to_name(place) for place in range(len(table.columns))]
    book.define_name(table.name, f"={table.name}!$A$1:${letters[-1]}${last}")
    for letter, column in zip(letters, table.columns, strict=True):
        book.define_name(f"{table.name}_{column.name}", f"={table.name}!${letter}$2:${letter}${last}")
