"""One row of the form: whatever stands in it beside its answer, as marks that later become findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from dxassess.intake.matching.issued import IssuedIndex
from dxassess.intake.matching.match import Slot
from dxassess.intake.overlay.beside import is_undoubted, lists_options, read_behind, read_beside
from dxassess.intake.overlay.table import CodedRow, FormTable
from dxassess.intake.reading import BLANK, CellValue, Reading, shown
from dxassess.intake.values.item_cell import read_item_cell
from dxassess.intake.words.text import clean
from dxassess.intake.workbook.marks import Position, list_cells
from dxassess.questionnaire.items import Item, Multi, Quantity, Ratio, counted_facts
from dxassess.questionnaire.model import Questionnaire

MarkKind = Literal["other", "changed", "elsewhere", "weak", "second", "idle", "unit", "same", "mark"]
"""A row whose text is that of another item; a text that no item has; an answer beside a blank one; what could
be one or a remark; another answer beside the answer; an answer to what is worked out; another unit; the same
answer again; anything else."""
_WITHOUT_WORDS = ("other", "elsewhere", "weak", "second", "idle")

_STATES = (0, 1, 2)
_FILLED = Reading("answered")


class RowMark(NamedTuple):
    """Something in a row that is neither as issued nor its answer. `detail` is the other code, or what is
    quoted; `answered` where the answer belongs, if that is not the answer cell of the row."""

    kind: MarkKind
    at: Position
    code: str
    detail: str = ""
    answered: str | None = None


class Asked(NamedTuple):
    """Who is asked what: the questionnaire, its items by the codes of their rows, and what was issued."""

    questionnaire: Questionnaire
    items: Mapping[str, Item]
    issued: IssuedIndex

    def item(self, code: str) -> Item | None:
        """The item of a row; None of a fact."""
        return self.items.get(code) or self.questionnaire.item_by_code.get(code)

    def asks(self, code: str) -> bool:
        """Whether the row of this code, as issued, is answered, and by an answer to an item."""
        return self.issued.holds(code) and self.issued.asks(code) and self.item(code) is not None


def marks_of(table: FormTable, line: CodedRow, questions: Asked, *, worded: bool) -> Iterator[RowMark]:
    """What stands in a row beside its answer. Without `worded` the sheet has texts of its own, which are not
    held against ours."""
    question_column = table.columns.question
    for mark in _marks(table, line, questions):
        # What a question of another version says more is no mark of the respondent's.
        if worded or mark.kind == "other" or (mark.kind in _WITHOUT_WORDS and mark.at[1] != question_column):
            yield mark


def _marks(table: FormTable, line: CodedRow, questions: Asked) -> Iterator[RowMark]:
    columns, cells = table.columns, line.cells
    answer = answer_of(table, line, questions)
    if 0 <= columns.question < len(cells):
        yield from _question(table, line, questions, blank=answer.state == "missing")
    settled: tuple[int, ...] = (columns.code, columns.question, columns.before)
    if questions.asks(line.code) and (answer.state != "missing" or answer.notes):
        # Who answered may say what they like under evidence and comments.
        settled = (*settled, columns.evidence, columns.comment)
    for column, cell in enumerate(cells):
        if cell == "" or column in settled:
            continue
        if column == columns.answer:
            if questions.issued.holds(line.code) and not questions.issued.asks(line.code):
                yield _unasked(table, line, shown(cell), questions)
        elif not _is_formula(table, (line.row, column)) and not _is_own(table, line, column, cell, questions):
            mark = _beside(table, line, column, questions, answer)
            if mark is not None:
                yield mark


def _question(table: FormTable, line: CodedRow, questions: Asked, *, blank: bool) -> Iterator[RowMark]:
    text = line.cells[table.columns.question]
    at = (line.row, table.columns.question)
    if not isinstance(text, str) or not clean(text) or not questions.issued.holds(line.code):
        return
    judged = questions.issued.judge(line.code, text)
    match judged.standing:
        case "other":
            yield RowMark("other", at, line.code, judged.detail)
        case "changed":
            yield RowMark("changed", at, line.code, text)
        case "longer" | "marked":
            item = questions.item(line.code)
            asks = blank and (item is None or questions.issued.asks(line.code) or isinstance(item, Multi))
            second = judged.standing == "longer" and item and read_behind(judged.detail, item)
            contradicts = second and second.state != "missing"
            kind: MarkKind = "elsewhere" if asks else "second" if contradicts else "mark"
            yield RowMark(kind, at, line.code, judged.detail)
        case "same":
            if at in table.sheet.marks.struck:
                yield RowMark("elsewhere" if blank else "mark", at, line.code, table.sheet.marks.struck[at])


def _beside(
    table: FormTable, line: CodedRow, column: int, questions: Asked, answer: Reading
) -> RowMark | None:
    cell, at, item = line.cells[column], (line.row, column), questions.item(line.code)
    blank = answer.state == "missing" and not answer.notes
    columns = table.columns
    if item is None or not questions.issued.holds(line.code):
        is_hint = column == columns.unit and blank
        return RowMark("elsewhere" if is_hint else "mark", at, line.code)
    beside = column in (columns.evidence, columns.comment)
    if not questions.issued.asks(line.code):
        if isinstance(item, Multi) and lists_options(cell, item) and _is_unanswered(table, item):
            return RowMark("elsewhere", at, line.code, shown(cell))
        return None if beside else RowMark("mark", at, line.code)
    read = read_beside(cell, item)
    kind: MarkKind | None = None
    if read.state == "missing":
        is_unit = column == columns.unit and isinstance(item, Quantity | Ratio)
        kind = None if beside else "unit" if is_unit else "mark"
    elif beside:
        kind = ("elsewhere" if is_undoubted(cell, item) else "weak") if blank else None
    elif blank:
        kind = "elsewhere"
    elif column < columns.answer:
        kind = "mark"
    else:
        kind = "same" if (read.state, read.value) == (answer.state, answer.value) else "second"
    return None if kind is None else RowMark(kind, at, line.code, shown(cell))


def _unasked(table: FormTable, line: CodedRow, quoted: str, questions: Asked) -> RowMark:
    """What stands in the answer cell of a row that is not answered itself, but in the rows of its parts, or
    on the cover sheet."""
    at, item = (line.row, table.columns.answer), questions.item(line.code)
    if item is None or not item.parts:
        facts = () if item is None else counted_facts(item)
        codes = [questions.questionnaire.fact_by_key[key].code for key in facts]
        return RowMark("idle", at, line.code, quoted, ", ".join(codes))
    parts = _slots_of(table, item)
    kind: MarkKind = "elsewhere" if all(slot.cell == "" for slot in parts) else "second"
    return RowMark(kind, at, line.code, quoted, list_cells([slot.answer for slot in parts]) or None)


def _is_unanswered(table: FormTable, item: Multi) -> bool:
    """Whether nothing stands at any of the options."""
    return all(slot.cell == "" for slot in _slots_of(table, item))


def _slots_of(table: FormTable, item: Item) -> list[Slot]:
    codes = {code for code, _ in item.parts}
    return [slot for slot in table.slots.values() if slot.code in codes]


def answer_of(table: FormTable, line: CodedRow, questions: Asked) -> Reading:
    """What the answer cell of the row says; of a fact only whether it says anything."""
    cell = table.cell(line.row, table.columns.answer)
    item = questions.items.get(line.code)
    if item is None or not questions.issued.holds(line.code) or not questions.issued.asks(line.code):
        return _FILLED if cell != "" else BLANK
    percent = (line.row, table.columns.answer) in table.sheet.marks.percent
    reading = read_item_cell(cell, item, percent_format=percent, na_in_text=item.allow_na)
    return BLANK if reading.state == "missing" and not reading.notes else reading


def _is_own(table: FormTable, line: CodedRow, column: int, cell: CellValue, questions: Asked) -> bool:
    """Whether a cell is as issued: the unit or hint of the row, or what the form's own formulas gave."""
    columns = table.columns
    if column == columns.unit and isinstance(cell, str) and questions.issued.holds(line.code):
        return questions.issued.is_behind(line.code, cell) or questions.issued.is_loose(cell)
    return column == columns.state and isinstance(cell, int | float) and cell in _STATES


def _is_formula(table: FormTable, at: Position) -> bool:
    marks = table.sheet.marks
    return at in marks.formulas or at in marks.uncalculated
