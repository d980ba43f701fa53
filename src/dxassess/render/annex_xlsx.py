"""The annex as a workbook: a list of its tables, and a sheet for each, in the reader's language."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dxassess.files.harmless import would_run
from dxassess.files.xlsx import new_workbook, sheet_name
from dxassess.render.document import Document, PrintedCell, PrintedFigure, PrintedTable

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_A4, _WIDEST, _NARROWEST = 9, 60, 8
_PERCENT = "%"


class Looks(NamedTuple):
    """The formats of cells."""

    head: object
    title: object
    headline: object
    strong: object
    text: object
    quoted: object
    whole: object
    decimal: object
    percent: object


def render_annex(document: Document, *, template_folder: Path) -> bytes:  # noqa: ARG001 - has no template
    """The tables of `document`, those behind its charts too. Figures are those that the page prints; text is
    never a formula. The same document gives the same bytes."""
    stream = io.BytesIO()
    with new_workbook(stream, title=document.headline, output=True) as book:
        looks, front = looks_of(book), book.add_worksheet(sheet_name(document.labels.contents))
        front.set_column(0, 0, 6)
        front.set_column(1, 1, 100)
        front.write_string(0, 1, document.headline, looks.title)
        for row, text in enumerate((document.round, document.date, document.readers), start=1):
            front.write_string(row, 1, text)
        for number, (title, table) in enumerate(_tables(document), start=1):
            name = str(number)
            front.write_url(number + 4, 0, f"internal:'{name}'!A1", string=name)
            front.write_string(number + 4, 1, title, looks.text)
            _write(book.add_worksheet(name), table, title, looks)
    return stream.getvalue()


def _tables(document: Document) -> Iterator[tuple[str, PrintedTable]]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, PrintedTable):
                yield f"{section.title}. {block.title or ''}".rstrip(". "), block
            elif isinstance(block, PrintedFigure) and block.table is not None:
                yield f"{section.title}. {block.title}", block.table


def looks_of(book: Workbook, *, centred: bool = False) -> Looks:
    """The formats of a workbook in which people read; `centred` those of columns whose texts and figures
    stand in the middle."""
    top = {"valign": "top", **({"align": "center"} if centred else {})}
    plain, bold = {"text_wrap": True, **top}, {"bold": True, **top}
    return Looks(
        head=book.add_format({"bottom": 1, "bg_color": "#e8eef4", **bold, **plain}),
        title=book.add_format({"bold": True, "font_size": 13}),
        headline=book.add_format({"font_size": 13, "text_wrap": True, **bold}),
        strong=book.add_format(bold),
        text=book.add_format(plain),
        quoted=book.add_format({"quote_prefix": True, **plain}),
        whole=book.add_format({"num_format": "#,##0", **top}),
        decimal=book.add_format({"num_format": "0.0#", **top}),
        percent=book.add_format({"num_format": "0%", **top}),
    )


def _write(sheet: Worksheet, table: PrintedTable, title: str, looks: Looks) -> None:
    """The title, the head and the rows; the head is repeated on every page of paper."""
    sheet.write_string(0, 0, title, looks.title)
    for place, column in enumerate(table.columns):
        sheet.write_string(2, place, column.head, looks.head)
        widest = max((len(row[place].text) for row in table.rows), default=0)
        sheet.set_column(place, place, min(max(widest, len(column.head) // 2, _NARROWEST) + 1, _WIDEST))
        for row, cells in enumerate(table.rows, start=3):
            write_cell(sheet, (row, place), cells[place], looks)
    if table.note:
        sheet.write_string(len(table.rows) + 4, 0, table.note)
    sheet.freeze_panes(3, 1)
    if table.rows:
        sheet.autofilter(2, 0, len(table.rows) + 2, len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)


def write_cell(sheet: Worksheet, at: tuple[int, int], cell: PrintedCell, looks: Looks) -> None:
    """A figure as it is printed, to be counted with; all else as a text that is never a formula."""
    if cell.sort is None or cell.role not in ("number", "heat", "level"):
        sheet.write_string(*at, cell.text, looks.quoted if would_run(cell.text) else looks.text)
    elif cell.text.endswith(_PERCENT):
        sheet.write_number(*at, cell.sort / 100, looks.percent)
    else:
        sheet.write_number(*at, cell.sort, looks.whole if cell.sort == int(cell.sort) else looks.decimal)
