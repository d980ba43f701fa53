"""The work list as XLSX, CSV or JSON, by suffix. What respondents typed never becomes a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from dxassess.errors import DxassessError
from dxassess.files.harmless import harmless
from dxassess.files.write import refuse_inside, write_whole
from dxassess.files.xlsx import new_workbook
from dxassess.returning.worklist import RepairTask, heads
from dxassess.wording.wording import wording

SUFFIXES = (".xlsx", ".csv", ".json")
_WIDTHS = (44, 16, 10, 24, 7, 10, 10, 26, 60, 50, 18, 12)
_LONGEST = 32_000  # Excel takes 32,767 characters in a cell


def check_target(path: Path, folder: Path) -> None:
    """Raise DxassessError unless `path` names a format and lies outside the folder that is read, before any
    work is done."""
    if path.suffix.lower() not in SUFFIXES:
        raise DxassessError("output.suffix", suffix=path.suffix or path.name)
    refuse_inside(path, folder)


def write_tasks(path: Path, tasks: Sequence[RepairTask], *, language: str) -> None:
    """Write the list, whole or not at all. Raises OutputError."""
    suffix = path.suffix.lower()
    if suffix == ".json":
        rows = [task._asdict() for task in tasks]
        write_whole(path, json.dumps({"findings": rows}, ensure_ascii=False, indent=1) + "\n")
    elif suffix == ".csv":
        write_whole(path, "\ufeff" + _csv(tasks, language))
    else:
        write_whole(path, _xlsx(tasks, language))


def _csv(tasks: Sequence[RepairTask], language: str) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(heads(language))
    writer.writerows([[harmless(value or "") for value in task] for task in tasks])
    return stream.getvalue()


def _xlsx(tasks: Sequence[RepairTask], language: str) -> bytes:
    stream = io.BytesIO()
    with new_workbook(stream, output=True) as book:
        head = book.add_format(
            {"bold": True, "bg_color": "#2F4B66", "font_color": "#FFFFFF", "valign": "top"}
        )
        text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        sheet = book.add_worksheet(wording("returning", language).text("list.name"))
        sheet.freeze_panes(1, 1)
        for column, (name, width) in enumerate(zip(heads(language), _WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, head)
        for number, task in enumerate(tasks, start=1):
            for column, value in enumerate(task):
                if value is None:
                    sheet.write_blank(number, column, None, text)
                else:
                    sheet.write_string(number, column, value[:_LONGEST], text)
        sheet.autofilter(0, 0, len(tasks), len(_WIDTHS) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
    return stream.getvalue()
