"""The workbook in which an expert spreads 100 points over the parts of every group."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dxassess.files.journal import Written
from dxassess.files.staging import write_output
from dxassess.files.xlsx import new_workbook
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.shares import POINTS, ShareGroup, groups
from dxassess.wording.wording import Wording, wording

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SHEET = "points"
CODE, TEXT, WHOM, NOW, OWN = range(5)
NAME_ROW, FIRST_ROW = 2, 5
_WIDTHS = (10, 70, 34, 11, 14)
_LETTER = "E"
"""The column of the expert's points."""


class _Look(NamedTuple):
    head: Format
    text: Format
    now: Format
    own: Format
    total: Format


def write_book(q: Questionnaire, path: Path, language: str, *, force: bool = False) -> Written:
    """Write the workbook, by the rule for what people edited. Raises OutputError if it cannot be written."""
    stream = io.BytesIO()
    with new_workbook(stream) as book:
        _fill(book, q, wording("authoring", language))
    return write_output(path, stream.getvalue(), force=force)


def marks_of(q: Questionnaire) -> str:
    """What the workbook is about, so that points for one version do not weigh another."""
    return f"{q.id} {q.version} {q.respondent}"


def _fill(book: Workbook, q: Questionnaire, say: Wording) -> None:
    page = book.add_worksheet(SHEET)
    look = _Look(
        head=book.add_format({"bold": True, "bg_color": "#2F4B66", "font_color": "#FFFFFF"}),
        text=book.add_format({"text_wrap": True, "valign": "top"}),
        now=book.add_format({"num_format": "0.0", "font_color": "#5F6B76", "valign": "top"}),
        own=book.add_format({"num_format": "0.0", "bg_color": "#FFF8E1", "border": 1, "locked": False}),
        total=book.add_format({"bold": True, "num_format": "0.0"}),
    )
    for at, width in enumerate(_WIDTHS):
        page.set_column(at, at, width)
    page.write_string(0, TEXT, say.text("elicit.title", title=q.title[say.language]))
    page.write_string(0, CODE, marks_of(q))
    page.write_string(1, TEXT, say.text("elicit.how"), look.text)
    page.write_string(NAME_ROW, TEXT, say.text("elicit.name"))
    page.write_blank(NAME_ROW, OWN, None, look.own)
    row = FIRST_ROW
    for group in groups(q):
        row = _group(page, row, group, say, look) + 2
    page.protect(options={"format_columns": True, "format_rows": True})
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _group(page: Worksheet, row: int, group: ShareGroup, say: Wording, look: _Look) -> int:
    """A head, a line for each member, and the sum, which turns green at 100; the row of the sum."""
    heads = ("", group.title[say.language], *(say.text(f"elicit.{key}") for key in ("whom", "now", "own")))
    for at, head in enumerate(heads):
        page.write_string(row, at, head, look.head)
    first = row + 1
    for at, member in enumerate(group.members, start=first):
        page.write_string(at, CODE, member.code, look.text)
        page.write_string(at, TEXT, member.text[say.language], look.text)
        page.write_string(at, WHOM, member.whom[say.language] if member.whom else "", look.text)
        page.write_number(at, NOW, member.now, look.now)
        page.write_blank(at, OWN, None, look.own)
    last = first + len(group.members) - 1
    least = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": POINTS}
    page.data_validation(first, OWN, last, OWN, {**least, "error_message": say.text("elicit.error")})
    page.write_string(last + 1, TEXT, say.text("elicit.sum"))
    page.write_formula(last + 1, OWN, f"=SUM({_LETTER}{first + 1}:{_LETTER}{last + 1})", look.total, 0)
    return last + 1
