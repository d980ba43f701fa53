"""The work list as XLSX, CSV or JSON, by suffix. What respondents typed never becomes a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

from dxassess.errors import DxassessError
from dxassess.files.carried_columns import CarriedList, ListCell, ListRow, ListShape, carry_columns
from dxassess.files.harmless import harmless
from dxassess.files.journal import Written
from dxassess.files.staging import write_output
from dxassess.files.xlsx import new_workbook, row_height, sheet_name
from dxassess.returning.former import read_former
from dxassess.returning.worklist import RepairTask, heads
from dxassess.wording.wording import LANGUAGES, wording

SUFFIXES = (".xlsx", ".csv", ".json")
_WIDTHS = (30, 13, 10, 13, 14, 6, 9, 9, 18, 44, 38, 14, 10)
_ADDED, _A4 = 14, 9
_MARGIN = 0.4  # inches
_LONGEST = 32_000  # Excel takes 32,767 characters in a cell


def check_suffix(path: Path) -> None:
    """Raise DxassessError unless `path` names a format, before any work is done."""
    if path.suffix.lower() not in SUFFIXES:
        raise DxassessError("output.suffix", suffix=path.suffix or path.name)


def write_tasks(
    path: Path,
    tasks: Sequence[RepairTask],
    *,
    language: str,
    hidden: Sequence[RepairTask] = (),
    force: bool = False,
) -> Written:
    """Write the list, whole or not at all. What people filled in, or added as columns, into a list that
    stands there is carried into this one; where more was changed in it than that, it is left and this one
    written beside it. `hidden` are tasks that are there still and not in this list. With `force` nothing is
    carried. Raises OutputError."""
    suffix = path.suffix.lower()
    if suffix == ".json":
        as_data = {"findings": [task._asdict() for task in tasks]}
        return write_output(path, json.dumps(as_data, ensure_ascii=False, indent=1) + "\n", force=force)
    plain = harmless if suffix == ".csv" else _cut
    rows, hidden_rows = (
        [tuple(plain(value or "") or None for value in _in_words(task, language)) for task in each]
        for each in (tasks, hidden)
    )
    carried = None if force else _carried(path, rows, hidden_rows, language)
    listed = carried or CarriedList(heads(language), tuple(rows), whole=False)
    content = "\ufeff" + _csv(listed) if suffix == ".csv" else _xlsx(listed, language)
    return write_output(path, content, force=force or listed.whole)


def _carried(
    path: Path, rows: Sequence[ListRow], hidden: Sequence[ListRow], language: str
) -> CarriedList | None:
    former = read_former(path)
    if former is None:
        return None
    fields = RepairTask._fields
    shape = ListShape(
        heads=heads(language),
        known=tuple(map(heads, LANGUAGES)),
        key=tuple(map(fields.index, ("file", "sheet", "cell", "code"))),
        text=fields.index("text"),
        fixed=tuple(map(fields.index, ("province", "facility", "item", "severity", "remedy"))),
        fill=tuple(map(fields.index, ("owner", "done"))),
        done=fields.index("done"),
        over=tuple(wording("returning", each).text("list.over") for each in (language, *LANGUAGES)),
    )
    carried = carry_columns(former.rows, rows, shape, hidden=hidden)
    known_whole = former.sound and not any(former.rest)
    return carried and carried._replace(whole=carried.whole and known_whole)


def _in_words(task: RepairTask, language: str) -> RepairTask:
    """A task with its severity as people read it."""
    return task._replace(severity=wording("returning", language).text(f"severity.{task.severity}"))


def _cut(text: str) -> str:
    return text[:_LONGEST]


def _csv(listed: CarriedList) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow([harmless(head) for head in listed.heads])
    writer.writerows([[_csv_cell(cell) for cell in row] for row in listed.rows])
    return stream.getvalue()


def _csv_cell(cell: ListCell) -> str:
    return harmless("" if cell is None else str(cell))


def _xlsx(listed: CarriedList, language: str) -> bytes:
    stream = io.BytesIO()
    with new_workbook(stream, output=True) as book:
        head = book.add_format(
            {"bold": True, "bg_color": "#2F4B66", "font_color": "#FFFFFF", "valign": "top", "text_wrap": True}
        )
        text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        sheet = book.add_worksheet(sheet_name(wording("returning", language).text("list.name")))
        sheet.freeze_panes(1, 1)
        widths = [*_WIDTHS, *[_ADDED] * (len(listed.heads) - len(_WIDTHS))]
        for column, name in enumerate(listed.heads):
            sheet.set_column(column, column, widths[column])
            sheet.write_string(0, column, name, head)
        sheet.set_row(0, row_height(listed.heads, widths))
        for number, row in enumerate(listed.rows, start=1):
            sheet.set_row(number, row_height(row, widths))
            for column, value in enumerate(row):
                if value is None:
                    sheet.write_blank(number, column, None, text)
                elif isinstance(value, str):
                    sheet.write_string(number, column, _cut(value), text)
                else:
                    sheet.write_number(number, column, value, text)
        sheet.autofilter(0, 0, len(listed.rows), len(listed.heads) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return stream.getvalue()
