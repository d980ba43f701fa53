"""A table for people as XLSX or CSV, by suffix. What people typed never becomes a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.errors import DxassessError
from dxassess.files.harmless import harmless
from dxassess.files.xlsx import new_workbook, sheet_name
from dxassess.frozen import Frozen

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LONGEST = 32_000  # Excel takes 32,767 characters in a cell


class ListColumn(Frozen):
    """A column: its head, its width in characters."""

    head: str
    width: int


class ListFile(Frozen):
    """Rows of texts, None for an empty cell; `title` is the name of the sheet."""

    title: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str | None, ...], ...]


def refuse_other_suffix(path: Path) -> None:
    """Raise DxassessError unless `path` names a format, before any work is done."""
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise DxassessError("table.suffix", suffix=path.suffix or path.name)


def table_bytes(table: ListFile, suffix: str) -> bytes:
    """The table in the format of a suffix, CSV as Excel opens it."""
    return ("\ufeff" + _csv(table)).encode() if suffix.lower() == ".csv" else _xlsx(table)


def _csv(table: ListFile) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow([column.head for column in table.columns])
    writer.writerows([[harmless(value or "") for value in row] for row in table.rows])
    return stream.getvalue()


def _xlsx(table: ListFile) -> bytes:
    stream = io.BytesIO()
    with new_workbook(stream, output=True) as book:
        head = book.add_format(
            {"bold": True, "bg_color": "#2F4B66", "font_color": "#FFFFFF", "valign": "top"}
        )
        text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        sheet = book.add_worksheet(sheet_name(table.title))
        sheet.freeze_panes(1, 1)
        for number, column in enumerate(table.columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, column.head, head)
        for number, row in enumerate(table.rows, start=1):
            _write_row(sheet, number, row, text)
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
    return stream.getvalue()


def _write_row(sheet: Worksheet, number: int, row: Sequence[str | None], look: Format) -> None:
    for column, value in enumerate(row):
        if value is None:
            sheet.write_blank(number, column, None, look)
        else:
            sheet.write_string(number, column, value[:_LONGEST], look)
