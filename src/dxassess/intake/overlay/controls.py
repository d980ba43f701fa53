"""Boxes to tick, buttons and lists over the cells: what they say is an answer nowhere but in a cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dxassess.findings.catalogue import FindingCode
from dxassess.intake.overlay.beside import read_behind
from dxassess.intake.overlay.rows import Asked, answer_of
from dxassess.intake.overlay.table import CodedRow, FormTable
from dxassess.intake.workbook.marks import Position
from dxassess.intake.workbook.sheet import Sheet, SheetControl
from dxassess.questionnaire.items import Choice, Item, Multi, YesNo


class ControlMark(NamedTuple):
    """A control that says, or may say, something to the answer in a row which nobody read."""

    code: FindingCode
    row: int
    item_code: str
    caption: str


class Controls(NamedTuple):
    """The controls of a workbook: those over each sheet by its name, and those that hold their state in a
    cell by its sheet and position."""

    over: Mapping[str, tuple[SheetControl, ...]]
    by_cell: Mapping[tuple[str, Position], SheetControl]


def controls_of(sheets: Sequence[Sheet]) -> Controls:
    """All controls; the cell of one says better than its drawing whether it is ticked."""
    by_name = {sheet.name: sheet for sheet in sheets}
    over = {s.name: tuple(_settled(c, s, by_name) for c in s.over.controls) for s in sheets}
    by_cell = {
        (control.linked[0] or name, control.linked[1]): control
        for name, controls in over.items()
        for control in controls
        if control.linked is not None
    }
    return Controls(over, by_cell)


def _settled(control: SheetControl, sheet: Sheet, by_name: Mapping[str, Sheet]) -> SheetControl:
    if control.linked is None or control.kind != "tick":
        return control
    holder = by_name.get(control.linked[0] or sheet.name)
    cell = holder.at(control.linked[1]) if holder else ""
    if isinstance(cell, bool):
        return control._replace(ticked=cell)
    # Nobody has set a box whose cell is blank.
    return control._replace(ticked=False) if cell == "" and control.ticked is None else control


def marks_of_controls(table: FormTable, questions: Asked, controls: Controls) -> Iterator[ControlMark]:
    """The controls on the rows of a table that put an answer in doubt: ticked, or of unknown state, over a
    blank answer; ticked beside one that says otherwise; and those whose cell is the answer and holds a number
    of their own counting."""
    name, column = table.sheet.name, table.columns.answer
    for line in table.rows:
        item = questions.item(line.code)
        holder = controls.by_cell.get((name, (line.row, column)))
        if item is None:
            continue
        if holder is not None:
            if _counts(holder, item) and table.cell(line.row, column) != "":
                yield ControlMark("CONTROL_NUMBER", line.row, line.code, holder.caption)
            continue
        for control in controls.over.get(name, ()):
            if line.row in control.rows and (code := _unread(control, table, line, item, questions)):
                yield ControlMark(code, line.row, line.code, control.caption)


def unread_controls(sheet: Sheet) -> tuple[SheetControl, ...]:
    """The controls of a sheet whose state stands in no cell."""
    return tuple(control for control in sheet.over.controls if control.linked is None)


def _counts(control: SheetControl, item: Item) -> bool:
    """Whether a control writes how manieth it is, where an answer is the code of an option."""
    return control.kind != "tick" and isinstance(item, Choice | Multi | YesNo)


def _unread(
    control: SheetControl, table: FormTable, line: CodedRow, item: Item, questions: Asked
) -> FindingCode | None:
    if control.ticked is False:
        return None
    answer = answer_of(table, line, questions)
    if answer.state == "missing":
        return "TICKED_UNREAD" if control.ticked else "CONTROL_UNREAD"
    captioned = read_behind(control.caption, item)
    contradicts = captioned.state != "missing" and (captioned.state, captioned.value) != (
        answer.state,
        answer.value,
    )
    return "TICKED_UNREAD" if control.ticked and contradicts else None
