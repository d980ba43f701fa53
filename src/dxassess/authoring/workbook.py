"""A questionnaire to a workbook that people who do not write YAML can edit."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.authoring.columns import ABOUT, OWNER, BookColumn, BookTable, tables
from dxassess.authoring.rows import BookRow, rows
from dxassess.errors import DxassessError
from dxassess.files.journal import Written
from dxassess.files.staging import write_output
from dxassess.files.xlsx import new_workbook
from dxassess.questionnaire.model import Questionnaire
from dxassess.wording.wording import LANGUAGES, wording

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

NOTE = "#"
"""A row whose first cell begins with this explains the columns and is not read."""

_LONGEST_CELL = 32767
_LOST_IN_XLSX = re.compile(r"_x[0-9A-Fa-f]{4}_|[\ufffe\uffff]")
_WIDTHS = {"text": 14, "number": 10, "flag": 9, "codes": 22, "points": 22}
_WIDE = 52
_TALL = 32


def export_workbook(questionnaire: Questionnaire, path: Path, *, force: bool = False) -> Written:
    """Write the workbook, by the rule for what people edited; `read_workbook` gives `questionnaire` again.
    Raises OutputError if it cannot be written, DxassessError if a spreadsheet cannot hold a text of it."""
    return write_output(path, to_workbook(questionnaire), force=force)


def to_workbook(questionnaire: Questionnaire) -> bytes:
    """The workbook as bytes, the same for the same questionnaire."""
    filled = rows(questionnaire)
    stream = io.BytesIO()
    with new_workbook(stream) as book:
        for table in tables():
            _sheet(book, table, filled[table.sheet])
    return stream.getvalue()


def _sheet(book: Workbook, table: BookTable, filled: Sequence[BookRow]) -> None:
    page = book.add_worksheet(table.sheet)
    head = book.add_format({"bold": True, "font_color": "#FFFFFF", "bg_color": "#2F4B66"})
    note = book.add_format({"italic": True, "font_color": "#5F6B76", "text_wrap": True, "valign": "top"})
    cell = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    number = book.add_format({"valign": "top"})
    owned = table.owners not in ((), (ABOUT,))
    names = [*([OWNER] if owned else []), *(column.name for column in table.columns)]
    page.write_row(0, 0, names, head)
    for at, text in enumerate(_notes(table, names)):
        page.write_string(1, at, f"{NOTE} {text}" if at == 0 else text, note)
    page.set_row(1, _TALL * 2)
    for line, row in enumerate(filled, start=2):
        for at, value in enumerate([*([row.owner] if owned else []), *row.cells]):
            if isinstance(value, float):
                page.write_number(line, at, value, number)
            elif isinstance(value, str):
                page.write_string(line, at, _holdable(value, table.sheet, names[at]), cell)
    _layout(page, table, owned=owned)


def _notes(table: BookTable, names: Sequence[str]) -> list[str]:
    """What each column is for, in both languages; its name alone where the catalogue has no words for it."""
    wordings = [wording("authoring", language) for language in LANGUAGES]
    notes = []
    for name in names:
        keys = (f"column.{table.sheet}.{name}", f"column.{_bare(name)}")
        key = next((key for key in keys if wordings[0].has(key)), None)
        notes.append(" / ".join(say.text(key) for say in wordings) if key else name)
    return notes


def _bare(name: str) -> str:
    """The name without the language that ends it."""
    start, _, end = name.rpartition(".")
    return start if end in LANGUAGES else name


def _layout(page: Worksheet, table: BookTable, *, owned: bool) -> None:
    page.freeze_panes(2, 2 if owned else 1)
    page.set_landscape()
    page.set_paper(9)
    page.repeat_rows(0)
    for at, column in enumerate(table.columns, start=int(owned)):
        page.set_column(at, at, _width(column))
    if owned:
        page.set_column(0, 0, _WIDTHS["text"])


def _width(column: BookColumn) -> int:
    return _WIDE if column.path[-1] in (*LANGUAGES, "rule") else _WIDTHS[column.kind]


def _holdable(text: str, sheet: str, column: str) -> str:
    """The text, unless a spreadsheet would cut it or read it as something else."""
    if len(text) > _LONGEST_CELL or _LOST_IN_XLSX.search(text):
        raise DxassessError("questionnaire.not_for_workbook", sheet=sheet, column=column, text=text[:60])
    return text
