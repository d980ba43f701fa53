"""A form to an XLSX workbook."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_rowcol_to_cell

from dxassess.files.xlsx import new_workbook
from dxassess.forms.counters import Counters, write_progress
from dxassess.forms.form import Form, FormCell, FormEntry, FormSheet
from dxassess.forms.layout import ANSWER, FIRST_ROW, HEAD_ROW, LAST, STATE, heads_of, state_of
from dxassess.forms.look import (
    COVER_WIDTHS,
    SMALL,
    START_SIZE,
    START_WIDTH,
    WIDTHS,
    WIDTHS_WITH_LAST,
    fact_height,
    formats,
    height,
)
from dxassess.forms.rules import rule_for
from dxassess.forms.stamp import STAMP_KEY
from dxassess.wording.wording import Wording, wording

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

METADATA_SHEET = "_dxassess"
_LISTS_FROM = 3
# Forms that were issued bear this day, and a form that is issued again is the same bytes.
_CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 - the file format has no time zones
# Columns are as wide as so many figures of this font: of one that every system has in the same widths.
_LOOKS = {"font_name": "Arial", "font_size": 10}
_LONGEST_INLINE_LIST = 200
_PROTECT = {"format_rows": True, "format_columns": True}


def workbook(form: Form) -> bytes:
    """The workbook of the form with a blank cover sheet: what the register knows is written into it by
    `template`, which is many times faster. The same form gives the same bytes."""
    stream = io.BytesIO()
    with new_workbook(stream, title=form.title, created=_CREATED, looks=_LOOKS) as book:
        _Writer(book, form).write()
    return stream.getvalue()


class _Writer:
    """The hand that writes one workbook; it remembers which drop-down list stands where."""

    def __init__(self, book: Workbook, form: Form) -> None:
        self.book = book
        self.form = form
        self.say: Wording = wording("forms", form.language)
        self.formats: dict[str, Format] = formats(book)
        self.counters = Counters(book, self.formats, self.say)
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
        page.merge_range(1, 1, 1, 2, "", self.formats["start_title"])
        page.write_string(1, 1, self.form.title, self.formats["start_title"])
        page.set_row(1, height(self.form.title, START_WIDTH, size=22, bold=True) + 8)
        intro, *steps = self.form.steps
        self._across(page, 3, intro, "start")
        for row, step in enumerate(steps, start=5):
            page.write_string(row, 1, f"{row - 4}.", self.formats["start"])
            page.write_string(row, 2, step, self.formats["start"])
            page.set_row(row, height(step, START_WIDTH - 7, size=START_SIZE) + 12)
        self._across(page, 6 + len(steps), self.form.contact, "start_help")
        self._stamp(page, STATE)
        page.protect("", _PROTECT)

    def _across(self, page: Worksheet, row: int, text: str, look: str) -> None:
        page.merge_range(row, 1, row, 2, "", self.formats[look])
        page.write_string(row, 1, text, self.formats[look])
        page.set_row(row, height(text, START_WIDTH, size=START_SIZE, bold=True) + 12)

    def _sheet(self, sheet: FormSheet) -> None:
        page = self._page(sheet.name, landscape=True)
        widths = _widths(sheet)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.write_string(0, 0, sheet.title, self.formats["title"])
        page.set_row(0, 30)
        page.write_string(1, 0, sheet.intro, self.formats["intro"])
        for column, name in enumerate(heads_of(sheet)):
            page.write_string(HEAD_ROW, column, self.say.text(f"head.{name}"), self.formats["head"])
        page.set_row(HEAD_ROW, 22)
        page.freeze_panes(FIRST_ROW, 0)
        page.repeat_rows(HEAD_ROW)
        for row, line in enumerate(sheet.lines, start=FIRST_ROW):
            if sheet.takes_evidence:
                self._question(page, row, line, sheet)
            else:
                self._fact(page, row, line)
        if sheet.takes_evidence:
            self.counters.on_questions(page, sheet)
        else:
            self.counters.on_cover(page, sheet, self.form)
        self._stamp(page, state_of(sheet))
        page.protect("", _PROTECT)

    def _stamp(self, page: Worksheet, column: int) -> None:
        page.set_column(column, column, 3, None, {"hidden": True})
        page.write_string(0, column, self.form.stamp)

    def _page(self, name: str, *, landscape: bool) -> Worksheet:
        page = self.book.add_worksheet(name)
        if landscape:
            page.set_landscape()
        page.set_paper(9)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.set_footer(f"&L&9 {self.form.footer.replace('&', '&&')}&R&9&A – &P/&N")
        return page

    def _question(self, page: Worksheet, row: int, line: FormEntry, sheet: FormSheet) -> None:
        last, widths = state_of(sheet), _widths(sheet)
        page.write_string(row, 0, line.code, self.formats["code" if line.code else "band"])
        if line.cell is None and not line.code:
            for column in range(1, last):
                page.write_blank(row, column, None, self.formats["band"])
            page.write_string(row, 1, line.text, self.formats["band"])
            page.set_row(row, 22)
            return
        tall = self._text(page, row, line, widths[1])
        if line.cell is not None:
            tall = max(tall, *(height(c, widths[ANSWER]) for c in line.cell.choices or ("",)))
            self._answer(page, row, line.cell)
            page.write_string(row, last - 3, line.unit, self.formats["unit"])
            page.write_blank(row, last - 2, None, self.formats["note"])
            page.write_blank(row, last - 1, None, self.formats["note"])
        else:
            for column in range(ANSWER, last):
                page.write_blank(row, column, None, self.formats["text"])
        if sheet.shows_last:
            page.write_blank(row, LAST, None, self.formats["last"])
        if line.progress is not None:
            write_progress(page, (row, last), line.progress)
        page.set_row(row, min(400.0, tall + 6))

    def _text(self, page: Worksheet, row: int, line: FormEntry, width: int) -> float:
        """Question, then in small print the options, help and evidence asked for; the height it takes."""
        small = line.small
        tall = height(line.text, width, bold=bool(small)) + height(small, width, size=SMALL)
        if small:
            parts = (self.formats["bold"], line.text, self.formats["small"], "\n" + small)
            page.write_rich_string(row, 1, *parts, self.formats["text"])
        else:
            page.write_string(row, 1, line.text, self.formats["text"])
        return tall

    def _fact(self, page: Worksheet, row: int, line: FormEntry) -> None:
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
        page.set_row(row, fact_height(line))

    def _answer(self, page: Worksheet, row: int, cell: FormCell) -> None:
        style = {"date": "answer_date", "text": "answer_code"}.get(cell.kind, "answer")
        page.write_blank(row, ANSWER, None, self.formats[style])
        rule = rule_for(cell, xl_rowcol_to_cell(row, ANSWER), self.say, self._source)
        if rule is not None:
            page.data_validation(row, ANSWER, row, ANSWER, rule)

    def _source(self, choices: tuple[str, ...]) -> list[str] | str:
        """A list written into the rule while it is short; long ones stand on the hidden sheet."""
        if len(",".join(choices)) <= _LONGEST_INLINE_LIST and not any(c in "".join(choices) for c in ',"'):
            return list(choices)
        if choices not in self.lists:
            column = _LISTS_FROM + len(self.lists)
            first, last = (xl_rowcol_to_cell(r, column, True, True) for r in (0, len(choices) - 1))  # noqa: FBT003
            self.lists[choices] = f"={METADATA_SHEET}!{first}:{last}"
        return self.lists[choices]

    def _metadata(self) -> None:
        page = self.book.add_worksheet(METADATA_SHEET)
        for row, (key, value) in enumerate((*self.form.metadata, (STAMP_KEY, self.form.stamp))):
            page.write_string(row, 0, key)
            page.write_string(row, 1, value)
        for column, choices in enumerate(self.lists, start=_LISTS_FROM):
            for row, choice in enumerate(choices):
                page.write_string(row, column, choice)
        page.protect("")
        page.very_hidden()


def _widths(sheet: FormSheet) -> tuple[int, ...]:
    if not sheet.takes_evidence:
        return COVER_WIDTHS
    return WIDTHS_WITH_LAST if sheet.shows_last else WIDTHS
