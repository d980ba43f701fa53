"""The work list as a workbook: one sheet of tasks, one of the plans by province."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.files.carried_columns import CarriedList, ListCell, ListRow, ListShape, carry_columns
from dxassess.files.journal import Written
from dxassess.files.staging import write_output
from dxassess.files.xlsx import new_workbook, row_height, sheet_name
from dxassess.report.people.worklist import PLANS, TASKS, WorkList
from dxassess.wording.wording import LANGUAGES, wording

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_SHEETS = 2
_WIDE = {"question": 34, "recommendation": 40, "first_step": 32, "name": 22, "law": 26, "owner": 18}
_FIGURE, _ADDED, _A4 = 9, 16, 9
_MARGIN = 0.4  # inches


def write_worklist(
    path: Path,
    work: WorkList,
    *,
    language: str,
    former: Sequence[Sequence[Sequence[ListCell]]] = (),
    whole: WorkList | None = None,
    force: bool = False,
) -> Written:
    """Write the list to an .xlsx file, whole or not at all (OutputError); text stays text. `former` are the
    sheets of a list that stands there: what people filled in, or added as columns to its tasks, is carried
    into this one; where more was changed in it than that, it is left and this one written beside it. `whole`
    is what `work` is a part of. `force` overwrites."""
    others = whole or work
    hidden_tasks = [row for row in others.tasks if row not in work.tasks]
    hidden_plans = [row for row in others.plans if row not in work.plans]
    tasks = _carried(former[:1], work.tasks, hidden_tasks, _tasks_shape(language))
    plans = _carried(former[1:2], work.plans, hidden_plans, _plans_shape(language))
    stream = io.BytesIO()
    with new_workbook(stream, output=True) as book:
        _sheet(book, "tasks", TASKS, tasks, language)
        _sheet(book, "plan", PLANS, plans, language)
    is_whole = tasks.whole and plans.whole and len(former) == _SHEETS
    return write_output(path, stream.getvalue(), force=force or is_whole)


def _carried(
    former: Sequence[Sequence[Sequence[ListCell]]],
    rows: Sequence[ListRow],
    hidden: Sequence[ListRow],
    shape: ListShape,
) -> CarriedList:
    carried = carry_columns(former[0], rows, shape, hidden=hidden) if former else None
    return carried or CarriedList(shape.heads, tuple(rows), whole=False)


def _tasks_shape(language: str) -> ListShape:
    return ListShape(
        heads=_heads(TASKS, language),
        known=tuple(_heads(TASKS, each) for each in LANGUAGES),
        key=tuple(map(TASKS.index, ("code", "item"))),
        text=TASKS.index("recommendation"),
        fixed=tuple(map(TASKS.index, ("name", "province", "question", "first_step"))),
        fill=tuple(map(TASKS.index, ("owner", "due", "done"))),
        suggested=(TASKS.index("due"),),
        done=TASKS.index("done"),
        over=tuple(wording("advice", each).text("over") for each in (language, *LANGUAGES)),
    )


def _plans_shape(language: str) -> ListShape:
    people_change = tuple(map(PLANS.index, ("owner", "due")))
    return ListShape(
        heads=_heads(PLANS, language),
        known=tuple(_heads(PLANS, each) for each in LANGUAGES),
        key=tuple(map(PLANS.index, ("province", "item"))),
        text=PLANS.index("recommendation"),
        fixed=(PLANS.index("first_step"),),
        fill=people_change,
        suggested=people_change,
    )


def _heads(names: Sequence[str], language: str) -> tuple[str, ...]:
    say = wording("advice", language)
    return tuple(say.text(f"head.{name}") for name in names)


def _sheet(book: Workbook, name: str, names: Sequence[str], listed: CarriedList, language: str) -> None:
    say = wording("advice", language)
    page = book.add_worksheet(sheet_name(say.text(f"sheet.{name}")))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "0.0", "valign": "top"})
    widths = [_WIDE.get(name, _FIGURE) for name in names] + [_ADDED] * (len(listed.heads) - len(names))
    for column, (head, width) in enumerate(zip(listed.heads, widths, strict=True)):
        page.write_string(0, column, head, bold)
        page.set_column(column, column, width)
    page.set_row(0, row_height(listed.heads, widths))
    for row, cells in enumerate(listed.rows, start=1):
        page.set_row(row, row_height(cells, widths))
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                page.write_string(row, column, cell, plain)
            elif cell is not None:
                page.write_number(row, column, cell, plain if isinstance(cell, int) else number)
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, max(1, len(listed.rows)), len(listed.heads) - 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
