"""Tidy tables as a workbook: a sheet each, with a name for every table and every column of it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from dxassess.errors import OutputError
from dxassess.files.harmless import would_run
from dxassess.files.xlsx import new_workbook
from dxassess.render.document import Document
from dxassess.render.results_front import write_front
from dxassess.report.data.table import Column, ColumnKind, DataTable, DataValue

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
    `facilities_score` one column without it. Numbers are not rounded, only shown so; no value is an empty
    cell. Text is never a formula, not even after a cell is edited. Raises OutputError where a table has more
    rows than a sheet holds."""
    for table in tables:
        check_rows(table.name, len(table.rows))
    stream = io.BytesIO()
    with new_workbook(stream, output=True) as book:
        formats = {
            kind: book.add_format({"num_format": number_format}) for kind, number_format in _FORMATS.items()
        }
        quoted = book.add_format({"quote_prefix": True})
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#e8eef4"})
        if front is not None:
            write_front(book, front, tables)
        for table in tables:
            _sheet(book.add_worksheet(table.name), table, head=head, formats=formats, quoted=quoted)
            _name(book, table)
    return stream.getvalue()


def check_rows(table: str, rows: int) -> None:
    """Raise OutputError where a table has more rows than a sheet holds."""
    if rows >= MOST_ROWS:
        raise OutputError("output.too_many_rows", table=table, most=MOST_ROWS - 1)


def _sheet(
    sheet: Worksheet, table: DataTable, *, head: Format, formats: Mapping[ColumnKind, Format], quoted: Format
) -> None:
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, head)
        sheet.set_column(place, place, _width(column))
        for row, value in enumerate(table.values(column.name), start=1):
            if isinstance(value, str) and column.kind != "date":
                sheet.write_string(row, place, value, quoted if would_run(value) else None)
            elif value is not None:
                _write_number(sheet, row, place, value, formats.get(column.kind))
    last = max(1, len(table.rows))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)
    # Codes such as 00017 are texts, and Excel need not mark each of them.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _write_number(sheet: Worksheet, row: int, place: int, value: DataValue, form: Format | None) -> None:
    if isinstance(value, str):
        sheet.write_datetime(row, place, date.fromisoformat(value), form)
    else:
        sheet.write_number(row, place, value, form)


def _width(column: Column) -> int:
    return _WIDTHS.get(column.name) or _WIDTH_BY_KIND.get(column.kind, max(9, len(column.name) + 3))


def _name(book: Workbook, table: DataTable) -> None:
    from xlsxwriter.utility import xl_col_to_name

    last = max(1, len(table.rows)) + 1
    letters = [xl_col_to_name(place) for place in range(len(table.columns))]
    book.define_name(table.name, f"={table.name}!$A$1:${letters[-1]}${last}")
    for letter, column in zip(letters, table.columns, strict=True):
        book.define_name(f"{table.name}_{column.name}", f"={table.name}!${letter}$2:${letter}${last}")
