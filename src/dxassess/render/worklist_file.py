"""The work list as a workbook: one sheet of tasks, one of the plans by province."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.files.write import write_whole
from dxassess.files.xlsx import new_workbook
from dxassess.report.people.worklist import PLANS, TASKS, Row, WorkList
from dxassess.wording.wording import wording

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_WIDE = {"question": 48, "recommendation": 60, "first_step": 48, "name": 32, "law": 48, "owner": 24}


def write_worklist(path: Path, work: WorkList, *, language: str) -> None:
    """Write the list to an .xlsx file, whole or not at all (OutputError); text stays text."""
    stream = io.BytesIO()
    with new_workbook(stream, output=True) as book:
        _sheet(book, "tasks", TASKS, work.tasks, language)
        _sheet(book, "plan", PLANS, work.plans, language)
    write_whole(path, stream.getvalue())


def _sheet(book: Workbook, name: str, heads: Sequence[str], rows: Sequence[Row], language: str) -> None:
    say = wording("advice", language)
    page = book.add_worksheet(say.text(f"sheet.{name}"))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "0.0", "valign": "top"})
    for column, head in enumerate(heads):
        page.write_string(0, column, say.text(f"head.{head}"), bold)
        page.set_column(column, column, _WIDE.get(head, 12))
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                page.write_string(row, column, cell, plain)
            elif cell is not None:
                page.write_number(row, column, cell, plain if isinstance(cell, int) else number)
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
