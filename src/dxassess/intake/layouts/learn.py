"""What the full path found in a form to the layout of all that are like it."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.forms.stamp import OPENING
from dxassess.intake.layouts.layout import Layout, SheetLayout, SlotPlace
from dxassess.intake.layouts.quiet import Quiet
from dxassess.intake.layouts.rows import Open, OpenRow, RowCells, open_row
from dxassess.intake.matching.identify import METADATA_SHEET, Identified
from dxassess.intake.matching.match import AnswerFrame, Matched, headings_of
from dxassess.intake.matching.stamps import STAMP_ROWS
from dxassess.intake.overlay.overlay import Laid
from dxassess.intake.overlay.rows import Asked
from dxassess.intake.overlay.table import FormTable
from dxassess.intake.workbook.sheet import Sheet

_MOST_HEADS = 1
"""Of a row of questions, its code alone; a table has four headings, and its row two remarks."""


def learn_layout(sheets: Sequence[Sheet], identified: Identified, laid: Laid, quiet: Quiet) -> Layout | None:
    """The layout of a form of one respondent in which neither matching nor overlay found anything. None where
    they did, and where a cell that is filled in might count for more than an answer."""
    matched = identified.matched
    oddities = (*identified.findings, *matched.findings, *laid.findings, *laid.doubted)
    slots = [slot for slots_of_code in matched.slots.values() for slot in slots_of_code]
    tables = {table.sheet.name: table for table in laid.tables}
    numbers = {sheet.name: number for number, sheet in enumerate(sheets)}
    once = len(slots) == len(matched.slots) and len(numbers) == len(sheets)
    if oddities or identified.respondents or not once or {slot.sheet.name for slot in slots} != tables.keys():
        return None
    questionnaire = identified.questionnaire
    questions = Asked(questionnaire, questionnaire.item_by_cell, identified.instrument.issued)
    layouts = []
    for sheet in sheets:
        table, headings = tables.get(sheet.name), matched.headings.get(sheet.name, ())
        simple = _is_simple(sheet) if table is None else _is_answered(table, headings, questions)
        learned = _sheet(sheet, table, questions, quiet) if simple else None
        if learned is None:
            return None
        layouts.append(learned)
    places = tuple(SlotPlace(s.code, numbers[s.sheet.name], s.answer, s.evidence) for s in slots)
    layout = Layout(tuple(layouts), places, identified._replace(matched=Matched({}, ())))
    again = layout.read(sheets, quiet)  # of what it was made, it must give back the same
    same = again and (again.matched.slots, again.stamp) == (matched.slots, identified.stamp)
    return layout if same else None


def _is_simple(sheet: Sheet) -> bool:
    """Whether a sheet without answers takes none; of the hidden one all counts, so it may hold only texts."""
    if sheet.name == METADATA_SHEET:
        return all(isinstance(cell, str) for row in sheet.rows for cell in row)
    return not headings_of(sheet, ())


def _is_answered(table: FormTable, headings: Sequence[AnswerFrame], questions: Asked) -> bool:
    """Whether the open cells of a sheet all stand from its one column of answers on, which holds nothing but
    answers, to items or to facts, and no other row says anything beside it."""
    columns, slots, issued = table.columns, table.slots, questions.issued
    behind = [c for c in (columns.evidence, columns.comment, columns.before) if c >= 0]
    of_items = {slot.code in questions.items for slot in slots.values()}
    between = set(range(min(slots), max(slots) + 2)) - slots.keys()
    others = {row.row for row in table.rows} - slots.keys()
    return (
        all(heading.answer == columns.answer for heading in headings)
        and min(behind, default=columns.answer + 1) > columns.answer
        and len({*behind, columns.unit, columns.state}) == len(behind) + 2
        and len(of_items) == 1
        and all(issued.holds(slot.code) and issued.asks(slot.code) for slot in slots.values())
        and not any(table.cell(row, columns.answer) != "" for row in between)
        and not any(table.cell(row, column) != "" for row in others for column in behind)
    )


def _sheet(sheet: Sheet, table: FormTable | None, questions: Asked, quiet: Quiet) -> SheetLayout | None:
    """None where a row leaves no room for what may be typed into it, or the sheet bears two stamps."""
    fixed: list[tuple[int, RowCells]] = []
    opened: list[OpenRow] = []
    for number, cells in enumerate(sheet.rows):
        open_cells = _open(sheet, number, table, questions)
        if not open_cells.columns:
            fixed.append((number, cells))
            continue
        row = open_row(number, cells, open_cells)
        if row is None or not _has_room(row, cells, table, quiet):
            return None
        opened.append(row)
    if sum(len(row.open.stamps) for row in opened) > 1:
        return None
    marks = sheet.marks
    return SheetLayout(tuple(fixed), tuple(opened), marks.hidden, marks.formulas, marks.uncalculated)


def _open(sheet: Sheet, number: int, table: FormTable | None, questions: Asked) -> Open:
    """The open cells of a row."""
    opened = Open() if table is None else _filled_in(table, number, questions)
    others = [(c, cell) for c, cell in enumerate(sheet.rows[number]) if c not in opened.columns]
    values = tuple((column, type(cell)) for column, cell in others if not isinstance(cell, str))
    state = table.columns.state if table else -1
    states = () if (number, state) in sheet.marks.formulas else (state,)
    return opened._replace(
        values=values,
        states=tuple(column for column, _ in values if column in states),
        stamps=tuple(
            column
            for column, cell in others
            if number < STAMP_ROWS and isinstance(cell, str) and cell.startswith(OPENING)
        ),
    )


def _filled_in(table: FormTable, number: int, questions: Asked) -> Open:
    """The cells of a row into which people type; what is said beside a fact is no evidence."""
    slot, columns = table.slots.get(number), table.columns
    if slot is None:
        return Open()
    item = questions.items.get(slot.code)
    remarks = () if item is None else tuple(c for c in (columns.evidence, columns.comment) if c >= 0)
    return Open(columns.answer, item, remarks, () if columns.before < 0 else (columns.before,))


def _has_room(row: OpenRow, cells: RowCells, table: FormTable | None, quiet: Quiet) -> bool:
    """Whether all open cells of a row stand from the answer on, and remarks cannot make it head a table."""
    if table is None:
        return True
    fixed = (cell for column, cell in enumerate(cells) if column not in row.open.columns)
    heads = sum(isinstance(cell, str) and cell != "" and quiet.heads[cell] for cell in fixed)
    return min(row.open.columns) >= table.columns.answer and (row.open.item is None or heads <= _MOST_HEADS)
