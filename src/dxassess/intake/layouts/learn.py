"""What the full path found in a form to the layout of all that are like it."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.forms.stamp import OPENING
from dxassess.intake.layouts.layout import Layout, SheetLayout, SlotPlace
from dxassess.intake.layouts.quiet import Quiet
from dxassess.intake.layouts.rows import Open, OpenRow, Row, open_row
from dxassess.intake.matching.identify import METADATA_SHEET, Identified
from dxassess.intake.matching.match import AnswerFrame, Matched, headings_of
from dxassess.intake.overlay.overlay import Laid
from dxassess.intake.overlay.rows import Asked
from dxassess.intake.overlay.table import FormTable
from dxassess.intake.workbook.sheet import Sheet


def learn_layout(sheets: Sequence[Sheet], identified: Identified, laid: Laid, quiet: Quiet) -> Layout | None:
    """The layout of a form of one respondent in which neither matching nor overlay found anything. None where
    they did, and where a cell that is filled in might count for more than an answer."""
    matched = identified.matched
    found = (*identified.findings, *matched.findings, *laid.findings, *laid.doubted)
    slots = [slot for slots_of_code in matched.slots.values() for slot in slots_of_code]
    tables = {table.sheet.name: table for table in laid.tables}
    numbers = {sheet.name: number for number, sheet in enumerate(sheets)}
    once = len(slots) == len(matched.slots) and len(numbers) == len(sheets)
    if found or identified.respondents or not once or {slot.sheet.name for slot in slots} != tables.keys():
        return None
    questionnaire = identified.questionnaire
    asked = Asked(questionnaire, questionnaire.item_by_cell, identified.instrument.issued)
    layouts = []
    for sheet in sheets:
        table, headings = tables.get(sheet.name), matched.headings.get(sheet.name, ())
        learned = _sheet(sheet, table, asked) if _is_simple(sheet, table, headings, asked) else None
        if learned is None:
            return None
        layouts.append(learned)
    places = tuple(SlotPlace(s.code, numbers[s.sheet.name], s.answer, s.evidence) for s in slots)
    layout = Layout(tuple(layouts), places, identified._replace(matched=Matched({}, ())))
    again = layout.read(sheets, quiet)  # of what it was made, it must give back the same
    return layout if again and again.matched.slots == matched.slots else None


def _is_simple(sheet: Sheet, table: FormTable | None, headings: Sequence[AnswerFrame], asked: Asked) -> bool:
    """Whether the open cells of a sheet all stand from its one column of answers on, which has nothing but
    answers, to items or to facts, and no row of another kind says anything beside it."""
    if table is None:
        values = any(not isinstance(cell, str) for row in sheet.rows for cell in row)
        return not (sheet.name == METADATA_SHEET and values) and not headings_of(sheet, ())
    columns, slots = table.columns, table.slots
    behind = [c for c in (columns.evidence, columns.comment, columns.before) if c >= 0]
    of_items = {slot.code in asked.items for slot in slots.values()}
    between = set(range(min(slots), max(slots) + 2)) - slots.keys()
    others = {row.row for row in table.rows} - slots.keys()
    return (
        all(heading.answer == columns.answer for heading in headings)
        and min(behind, default=columns.answer + 1) > columns.answer
        and len({*behind, columns.unit, columns.state}) == len(behind) + 2
        and len(of_items) == 1
        and (of_items == {False} or all(asked.asks(slot.code) for slot in slots.values()))
        and not any(table.cell(row, columns.answer) != "" for row in between)
        and not any(table.cell(row, column) != "" for row in others for column in behind)
    )


def _sheet(sheet: Sheet, table: FormTable | None, asked: Asked) -> SheetLayout | None:
    fixed: list[tuple[int, Row]] = []
    opened: list[OpenRow] = []
    for number, cells in enumerate(sheet.rows):
        open_cells = _open(sheet, number, cells, table, asked)
        if open_cells is None:
            return None
        if not open_cells.columns:
            fixed.append((number, cells))
            continue
        row = open_row(number, cells, open_cells)
        if row is None:
            return None
        opened.append(row)
    marks = sheet.marks
    return SheetLayout(tuple(fixed), tuple(opened), marks.hidden, marks.formulas, marks.uncalculated)


def _open(sheet: Sheet, number: int, cells: Row, table: FormTable | None, asked: Asked) -> Open | None:
    """The open cells of a row; None where its fixed ones leave too little room for what may be typed."""
    slot = table.slots.get(number) if table else None
    opened = Open()
    if table and slot:
        columns = table.columns
        item = asked.items.get(slot.code)
        remarks = () if item is None else tuple(c for c in (columns.evidence, columns.comment) if c >= 0)
        before = (columns.before,) if columns.before >= 0 else ()
        opened = Open(columns.answer, item, remarks, before)
    taken = opened.columns
    values = tuple(
        (column, type(cell))
        for column, cell in enumerate(cells)
        if column not in taken and not isinstance(cell, str)
    )
    stamps = tuple(
        column
        for column, cell in enumerate(cells)
        if column not in taken and isinstance(cell, str) and cell.startswith(OPENING)
    )
    if table and min((*(c for c, _ in values), *stamps), default=table.columns.answer) < table.columns.answer:
        return None
    state = table.columns.state if slot and table else -1
    formula = (number, state) in sheet.marks.formulas
    states = tuple(column for column, _ in values if column == state and not formula)
    return opened._replace(values=values, states=states, stamps=stamps)
