"""A form to an XLSX workbook."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from dxassess.forms.form import Cell, Form, Line, Sheet
from dxassess.forms.look import COVER_WIDTHS, START_WIDTH, WIDTHS, formats, height
from dxassess.wording.wording import Wording, wording
from dxassess.write import write_whole

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

METADATA_SHEET = "_dxassess"
_LISTS_FROM = 3
_HEAD_ROW = 2
# One date for all, so that the same form is the same bytes in every run.
_CREATED = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_INLINE_LIST = 200
_PROTECT = {"format_rows": True, "format_columns": True}


def write_form(form: Form, target: Path | BinaryIO) -> None:
    """Write the form to a file (whole or not at all; OutputError if that fails) or to a stream.

    The same form gives the same bytes. Whatever stands in it stays text: a facility called "=1+1" too.
    """
    content = _workbook(form)
    if isinstance(target, Path):
        write_whole(target, content)
    else:
        target.write(content)


def _workbook(form: Form) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        book.set_properties({"title": form.title, "created": _CREATED})
        writer = _Writer(book, form)
        writer.write()
    return stream.getvalue()


class _Writer:
    """The hand that writes one workbook; it remembers which drop-down list stands where."""

    def __init__(self, book: Workbook, form: Form) -> None:
        self.book = book
        self.form = form
        self.say: Wording = wording("forms", form.language)
        self.formats: dict[str, Format] = formats(book)
        self.lists: dict[tuple[str, ...], str] = {}

    def write(self) -> None:
        self._start()
        for sheet in self.form.sheets:
            self._sheet(sheet)
        self._metadata()

    def _start(self) -> None:
        page = self._page(self.form.start_name, landscape=False)
        page.hide_gridlines(2)
        page.set_column(0, 0, 2)
        page.set_column(1, 1, 5)
        page.set_column(2, 2, START_WIDTH - 7)
        page.write_string(1, 1, self.form.title, self.formats["start_title"])
        self.formats["start_title"].set_text_wrap(False)
        page.set_row(1, 32)
        intro, *steps = self.form.steps
        page.merge_range(3, 1, 3, 2, "", self.formats["start"])
        page.write_string(3, 1, intro, self.formats["start"])
        page.set_row(3, height(intro, START_WIDTH, size=14) + 8)
        for number, step in enumerate(steps, start=1):
            page.write_string(4 + number, 1, f"{number}.", self.formats["start"])
            page.write_string(4 + number, 2, step, self.formats["start"])
            page.set_row(4 + number, height(step, START_WIDTH - 7, size=14) + 10)
        page.protect("", _PROTECT)

    def _sheet(self, sheet: Sheet) -> None:
        page = self._page(sheet.name, landscape=True)
        widths = WIDTHS if sheet.takes_evidence else COVER_WIDTHS
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.write_string(0, 0, sheet.title, self.formats["title"])
        page.set_row(0, 30)
        page.write_string(1, 0, sheet.intro, self.formats["intro"])
        names = ("code", "question", "answer", "unit", "evidence", "comment")
        heads = names if sheet.takes_evidence else ("code", "fact", "answer", "hint")
        for column, name in enumerate(heads):
            page.write_string(_HEAD_ROW, column, self.say.text(f"head.{name}"), self.formats["head"])
        page.set_row(_HEAD_ROW, 22)
        page.freeze_panes(_HEAD_ROW + 1, 0)
        page.repeat_rows(_HEAD_ROW)
        for row, line in enumerate(sheet.lines, start=_HEAD_ROW + 1):
            (self._question if sheet.takes_evidence else self._fact)(page, row, line)
        page.protect("", _PROTECT)

    def _page(self, name: str, *, landscape: bool) -> Worksheet:
        page = self.book.add_worksheet(name)
        if landscape:
            page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.set_footer(f"&L&9 {self.form.footer.replace('&', '&&')}&R&9&A – &P/&N")
        return page

    def _question(self, page: Worksheet, row: int, line: Line) -> None:
        page.write_string(row, 0, line.code, self.formats["code" if line.code else "band"])
        if line.cell is None and not line.code:
            for column in range(1, len(WIDTHS)):
                page.write_blank(row, column, None, self.formats["band"])
            page.write_string(row, 1, line.text, self.formats["band"])
            page.set_row(row, 22)
            return
        tall = self._text(page, row, line)
        if line.cell is not None:
            tall = max(tall, *(height(c, WIDTHS[2]) for c in line.cell.choices or ("",)))
            self._answer(page, row, line.cell)
            page.write_string(row, 3, line.unit, self.formats["unit"])
            page.write_blank(row, 4, None, self.formats["note"])
            page.write_blank(row, 5, None, self.formats["note"])
        else:
            for column in range(2, len(WIDTHS)):
                page.write_blank(row, column, None, self.formats["text"])
        page.set_row(row, min(400.0, tall + 6))

    def _text(self, page: Worksheet, row: int, line: Line) -> float:
        """Question, then in small print the options, help and evidence asked for; the height it takes."""
        small = "\n".join(part for part in ("\n".join(line.options), line.help, line.proof) if part)
        tall = height(line.text, WIDTHS[1]) + height(small, WIDTHS[1], size=9)
        if small:
            parts = (self.formats["bold"], line.text, self.formats["small"], "\n" + small)
            page.write_rich_string(row, 1, *parts, self.formats["text"])
        else:
            page.write_string(row, 1, line.text, self.formats["text"])
        return tall

    def _fact(self, page: Worksheet, row: int, line: Line) -> None:
        if line.cell is None:
            for column in range(len(COVER_WIDTHS)):
                page.write_blank(row, column, None, self.formats["band"])
            page.write_string(row, 1, line.text, self.formats["band"])
            page.write_string(row, 3, line.help, self.formats["band"])
            page.set_row(row, 22)
            return
        page.write_string(row, 0, line.code, self.formats["code"])
        page.write_string(row, 1, line.text, self.formats["text"])
        self._answer(page, row, line.cell)
        page.write_string(row, 3, line.help, self.formats["unit"])
        tall = max(height(line.text, COVER_WIDTHS[1]), height(line.help, COVER_WIDTHS[3]))
        page.set_row(row, max(tall, height(str(line.cell.value or ""), COVER_WIDTHS[2])) + 6)

    def _answer(self, page: Worksheet, row: int, cell: Cell) -> None:
        style = {"date": "answer_date", "text": "answer_code"}.get(cell.kind, "answer")
        if cell.value is None:
            page.write_blank(row, 2, None, self.formats[style])
        elif isinstance(cell.value, str):
            page.write_string(row, 2, cell.value, self.formats[style])
        else:
            page.write_number(row, 2, cell.value, self.formats[style])
        rule = self._rule(cell, xl_rowcol_to_cell(row, 2))
        if rule is not None:
            page.data_validation(row, 2, row, 2, rule)

    def _rule(self, cell: Cell, name: str) -> dict[str, Any] | None:
        """What may be typed. A wrong entry is stopped with words on what is expected."""
        if cell.kind == "text":
            return None
        told = {
            "error_title": self.say.text("error.title"),
            "error_message": self.say.text(f"error.{cell.kind}"),
            "input_message": self.say.text(f"input.{cell.kind}"),
        }
        if cell.kind == "choice":
            return told | {"validate": "list", "source": self._source(cell.choices)}
        if cell.kind == "date":
            span = {"minimum": datetime(2015, 1, 1), "maximum": datetime(2099, 12, 31)}  # noqa: DTZ001 - a day
            return told | {"validate": "date", "criteria": "between", **span}
        most = "100" if cell.kind == "percent" else "1E+12"
        checks = f"{name}>=0,{name}<={most}" + (f",INT({name})={name}" if cell.kind == "count" else "")
        number = f"IF(ISNUMBER({name}),AND({checks}),FALSE)"
        formula = f'=OR({number},UPPER({name}&"")="{cell.na}")' if cell.na else f"={number}"
        return told | {"validate": "custom", "value": formula}

    def _source(self, choices: tuple[str, ...]) -> list[str] | str:
        """A list written into the rule while it is short; long ones stand on the hidden sheet."""
        if len(",".join(choices)) <= _LONGEST_INLINE_LIST and not any("," in c for c in choices):
            return list(choices)
        if choices not in self.lists:
            column = _LISTS_FROM + len(self.lists)
            first, last = (xl_rowcol_to_cell(r, column, True, True) for r in (0, len(choices) - 1))  # noqa: FBT003
            self.lists[choices] = f"={METADATA_SHEET}!{first}:{last}"
        return self.lists[choices]

    def _metadata(self) -> None:
        page = self.book.add_worksheet(METADATA_SHEET)
        for row, (key, value) in enumerate(self.form.metadata):
            page.write_string(row, 0, key)
            page.write_string(row, 1, value)
        for column, choices in enumerate(self.lists, start=_LISTS_FROM):
            for row, choice in enumerate(choices):
                page.write_string(row, column, choice)
        page.protect("")
        page.very_hidden()
