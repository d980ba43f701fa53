"""The work list as a workbook: one sheet of tasks, one of what raises most facilities by province."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.files.write import write_whole
from dxassess.report.context import Context
from dxassess.report.people.worklist import tasks
from dxassess.wording.wording import wording

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_TASKS = (
    "code", "name", "province", "item", "question", "recommendation", "first_step", "effort", "now", "then",
    "gain", "levels", "priority", "owner", "due",
)  # fmt: skip
_UNLOCKS = ("province", "item", "question", "short", "blocked", "raised")
_WIDE = {"question": 48, "recommendation": 60, "first_step": 48, "name": 32}
Row = Sequence[str | float | int | None]


def write_worklist(path: Path, context: Context, *, language: str) -> None:
    """Write the list to an .xlsx file, whole or not at all (OutputError). The columns for owner and date
    are empty: they are to be filled in. Numbers are on the scale 0-100; text stays text."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        # A fixed day: the same results give the same bytes.
        book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001 - the format has no zones
        _sheet(book, "tasks", _TASKS, list(_task_rows(context, language)), language)
        _sheet(book, "unlock", _UNLOCKS, list(_unlock_rows(context, language)), language)
    write_whole(path, stream.getvalue())


def _task_rows(context: Context, language: str) -> list[Row]:
    rows: list[Row] = []
    for task in tasks(context, language):
        advice = task.advice
        text = advice.text.text[language] if advice.text else None
        first = advice.text.first_step[language] if advice.text else None
        scores = [None if value is None else 100 * value for value in (advice.now, advice.then, advice.gain)]
        who = (task.code, task.name, task.province, task.item, task.question)
        rows.append((*who, text, first, advice.effort, *scores, advice.unlocks, advice.priority, None, None))
    return rows


def _unlock_rows(context: Context, language: str) -> list[Row]:
    return [
        (
            context.place(key).name,
            unlock.item,
            context.item_text(unlock.item)[language],
            unlock.short,
            unlock.blocks,
            unlock.raises,
        )
        for key, unlocks in context.unlocks.items()
        for unlock in unlocks
        if unlock.raises or unlock.blocks
    ]


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
