"""The first sheet of a returned workbook: every finding, with a link to its cell.

No cell of it may hold a bare code ("C1.2.5") or cell name ("F16"): when the workbook comes back, intake
would take it for a question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dxassess.findings.finding import Finding
from dxassess.findings.words import request, statement, where
from dxassess.returning.marks import COLOURS
from dxassess.returning.opened import set_value
from dxassess.wording.wording import LANGUAGES, wording

_HEADS = ("number", "severity", "place", "question", "text", "remedy")
_WIDTHS = (6, 15, 50, 46, 48, 46)
_LINE = 15.0
_LOOKS = len(_HEADS) + 1
_WRAP = Alignment(wrap_text=True, vertical="top")


def old_list(book: Workbook) -> Worksheet | None:
    """The list that an earlier return put in front, in whichever language."""
    for language in LANGUAGES:
        say = wording("returning", language)
        for sheet in book.worksheets:
            if sheet.title == say.text("sheet.name") and sheet["A1"].value == say.text("sheet.title"):
                return sheet
    return None


def looks_of(sheet: Worksheet) -> list[str]:
    """What the cells marked by this list looked like before."""
    cells = (row[0] for row in sheet.iter_rows(min_col=_LOOKS, max_col=_LOOKS, values_only=True))
    return [cell for cell in cells if isinstance(cell, str)]


def add_list(
    book: Workbook,
    findings: Sequence[Finding],
    *,
    language: str,
    questions: Mapping[str, str],
    remarks: Sequence[str],
    looks: Sequence[str],
) -> Worksheet:
    """Put the list in front and make it the sheet that opens."""
    say = wording("returning", language)
    sheet: Worksheet = book.create_sheet(say.text("sheet.name"), 0)
    _line(sheet, 1, say.text("sheet.title"), Font(name="Arial", size=16, bold=True))
    sheet.row_dimensions[1].height = 2 * _LINE
    for row, remark in enumerate((say.text("sheet.intro"), *remarks), start=2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_HEADS))
        _line(sheet, row, remark, Font(name="Arial", size=11))
        sheet.row_dimensions[row].height = _LINE * ceil(len(remark) / 170) + 6
    top = sheet.max_row + 2
    for column, (name, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True), start=1):
        head = _put(sheet, top, column, say.text(f"head.{name}"))
        head.font = Font(name="Arial", bold=True, color="FFFFFFFF")
        head.fill = PatternFill("solid", fgColor="FF2F4B66")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, finding in enumerate(findings, start=1):
        _row(sheet, top, number, finding, language=language, questions=questions)
    for row, look in enumerate(looks, start=top + 1):
        _put(sheet, row, _LOOKS, look)
    sheet.column_dimensions[get_column_letter(_LOOKS)].hidden = True
    sheet.freeze_panes = f"A{top + 1}"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    _open_here(book, sheet)
    return sheet


def _row(
    sheet: Worksheet, top: int, number: int, finding: Finding, *, language: str, questions: Mapping[str, str]
) -> None:
    say, row = wording("returning", language), top + number
    sheet.cell(row, 1, number)
    severity = _put(sheet, row, 2, say.text(f"severity.{finding.severity}"))
    severity.fill = PatternFill("solid", fgColor=COLOURS[finding.severity])
    place = _put(sheet, row, 3, where(finding, language))
    _link(place, finding)
    question = questions.get(finding.item or "")
    _put(sheet, row, 4, f"{say.text('place.item', item=finding.item)}: {question}" if question else "")
    _put(sheet, row, 5, statement(finding, language))
    _put(sheet, row, 6, request(finding, language))
    lines = 1
    for column, width in enumerate(_WIDTHS, start=1):
        cell = sheet.cell(row, column)
        lines = max(lines, ceil(len(str(cell.value or "")) * 1.15 / width))
        cell.alignment = _WRAP
        if column != 3:
            cell.font = Font(name="Arial", size=11)
    sheet.row_dimensions[row].height = lines * _LINE + 3  # not every program makes rows as tall as their text


def _link(cell: Cell, finding: Finding) -> None:
    """A link within the workbook; Excel complains about links to sheets that are hidden."""
    book, name = cell.parent.parent, finding.place.sheet
    if book is None or name not in book.sheetnames or book[name].sheet_state != "visible":
        return
    quoted = name.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{finding.place.cell or 'A1'}")
    cell.font = Font(name="Arial", size=11, color="FF0B5CAD", underline="single")


def _line(sheet: Worksheet, row: int, text: str, font: Font) -> None:
    cell = _put(sheet, row, 1, text)
    cell.font = font
    cell.alignment = Alignment(wrap_text=row > 1, vertical="top")


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    set_value(cell, text or None)
    return cell


def _open_here(book: Workbook, sheet: Worksheet) -> None:
    """Open on this sheet alone: with two sheets selected, what is typed goes into both."""
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0
    if book.views:
        book.views[0].firstSheet = 0
