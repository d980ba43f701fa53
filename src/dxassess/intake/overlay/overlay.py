"""Lay the form as issued over what came back. Start reading the overlay here.

Everything on a sheet is as issued, an answer, evidence, a comment, or a finding with its place. A finding
that puts an answer in doubt takes the answer with it: that item is asked about instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dxassess.findings.finding import Finding, Place, finding
from dxassess.forms.stamp import looks_stamped
from dxassess.intake.matching.identify import METADATA_SHEET, KnownInstrument
from dxassess.intake.matching.match import Slot
from dxassess.intake.overlay.controls import Controls, controls_of, marks_of_controls, unread_controls
from dxassess.intake.overlay.misfits import find_misfits
from dxassess.intake.overlay.notes import is_our_list, marks_over, notes_of
from dxassess.intake.overlay.rows import Asked, RowMark, marks_of
from dxassess.intake.overlay.table import FormTable, tables_of
from dxassess.intake.overlay.weighing import weighed
from dxassess.intake.reading import shown
from dxassess.intake.words.text import without_accents
from dxassess.intake.words.vocabulary import ANSWER_HEADINGS, EVIDENCE_HEADINGS
from dxassess.intake.workbook.marks import Position, cell_name, cell_position, list_cells, listed_cells
from dxassess.intake.workbook.sheet import Sheet
from dxassess.questionnaire.items import Note

_HEADINGS = ANSWER_HEADINGS | EVIDENCE_HEADINGS
_ANSWERS = ("ANSWER_ELSEWHERE", "SECOND_ANSWER", "ANSWER_NOT_ASKED")
_WORDED_SHARE = 0.5


class Laid(NamedTuple):
    """What the overlay found, and the items and facts (by their own codes) whose answers are not to be
    trusted; `tables` are the sheets with answers if the words on all of them are ours."""

    findings: tuple[Finding, ...] = ()
    doubted: frozenset[str] = frozenset()
    tables: tuple[FormTable, ...] = ()


def lay_over(
    sheets: Sequence[Sheet],
    slots: Mapping[str, tuple[Slot, ...]],
    instrument: KnownInstrument,
    *,
    file: str,
    alone: bool,
    known_version: bool,
    known_findings: Sequence[Finding] = (),
) -> Laid:
    """The form as issued over the sheets of a respondent. Only where it is `alone` in the workbook are rows
    without a code its own; those of which `known_findings` tell already are not told again. Of a version
    that is not at hand the codes are held against the sheets, not the words."""
    questionnaire = instrument.questionnaire
    questions = Asked(questionnaire, questionnaire.item_by_cell, instrument.issued)
    laid = _Hand(questions, file, controls_of(sheets))
    tables = tables_of((slot for item_slots in slots.values() for slot in item_slots), instrument.issued)
    worded = {t.sheet.name: known_version and _is_worded(t, instrument) for t in tables}
    for table in tables:
        laid.lay(table, worded=worded[table.sheet.name])
    if alone and any(worded.values()):
        answering = {slot.sheet.name for item_slots in slots.values() for slot in item_slots}
        by_sheet = {table.sheet.name: table for table in tables}
        for sheet in sheets:
            if sheet.name == METADATA_SHEET or is_our_list(sheet):
                continue
            if worded.get(sheet.name, sheet.name not in answering):
                known_cells = {at for f in known_findings if f.place.sheet == sheet.name for at in _told(f)}
                laid.tell_loose(sheet, by_sheet.get(sheet.name), known_cells)
            laid.tell_remarks(sheet)
    ours = tables if all(worded.values()) else ()
    return Laid(tuple(laid.findings), frozenset(laid.doubted), ours)


def tell_over(sheets: Iterable[Sheet], instrument: KnownInstrument, *, file: str) -> tuple[Finding, ...]:
    """What lies over the cells of a table of respondents, over which no form is laid: told of the file."""
    questions = Asked(instrument.questionnaire, instrument.questionnaire.item_by_cell, instrument.issued)
    hand = _Hand(questions, file, Controls({}, {}))
    for sheet in sheets:
        hand.tell_remarks(sheet)
    return tuple(hand.findings)


def _told(finding_: Finding) -> Iterator[tuple[int, ...]]:
    """The cells, or whole rows, that a finding speaks of."""
    if finding_.code == "MARK_UNREAD":
        yield from listed_cells(str(finding_.expected))
    elif finding_.code == "CODES_GONE":
        yield from ((row,) for row, _ in listed_cells(str(finding_.expected)))
    elif finding_.place.cell:
        yield (cell_position(finding_.place.cell)[0],)


def _is_worded(table: FormTable, instrument: KnownInstrument) -> bool:
    """Whether most questions of a sheet stand on it as issued: sheets of others have words of their own."""
    texts = [
        (row.code, cell)
        for row in table.rows
        if isinstance(cell := table.cell(row.row, table.columns.question), str)
        and instrument.issued.holds(row.code)
    ]
    questions_as_issued = sum(
        instrument.issued.judge(code, cell).standing in ("same", "longer", "marked") for code, cell in texts
    )
    return bool(texts) and questions_as_issued >= _WORDED_SHARE * len(table.rows)


class _Hand:
    """The hand that lays the form over the sheets of a respondent, and notes what it finds."""

    def __init__(self, questions: Asked, file: str, controls: Controls) -> None:
        self.findings: list[Finding] = []
        self.doubted: set[str] = set()
        self._questions = questions
        self._file = file
        self._controls = controls

    def lay(self, table: FormTable, *, worded: bool) -> None:
        """Hold a sheet of questions, or the cover sheet, against what was issued."""
        all_marks = [
            mark for row in table.rows for mark in marks_of(table, row, self._questions, worded=worded)
        ]
        all_marks += marks_over(table, self._questions)
        marks = list(weighed(table, all_marks))
        differing = {mark.code for mark in marks if mark.kind == "other"}
        for mark in marks:
            self._tell(table, mark, differing)
        positions = [mark.at for mark in marks if mark.kind in ("mark", "same")]
        for column in sorted({column for _, column in positions}):
            self._unread(table.sheet, [at for at in positions if at[1] == column])
        self._ask_of_controls(table)
        self._misfits(table)

    def tell_remarks(self, sheet: Sheet) -> None:
        """Tell what lies over the cells and was not told as an answer."""
        answer_cells = {
            f.place.cell for f in self.findings if f.place.sheet == sheet.name and f.code in _ANSWERS
        }
        notes = notes_of(sheet)
        cells = sorted(
            {note.at for note in notes if note.at} - {cell_position(cell) for cell in answer_cells if cell}
        )
        if cells:
            self._unread(sheet, cells)
        objects = sheet.over.objects + sum(note.at is None for note in notes)
        if objects:
            place = Place(file=self._file, sheet=sheet.name)
            self.findings.append(finding("OBJECTS_UNREAD", place, found=objects))
        self._tell_controls(sheet)

    def _tell_controls(self, sheet: Sheet) -> None:
        """Tell where controls lie whose state stands in no cell: one finding for the sheet."""
        controls = unread_controls(sheet)
        if controls:
            cells = sorted({control.at for control in controls if control.at})
            place = self._place(sheet, cells[0]) if cells else Place(file=self._file, sheet=sheet.name)
            self.findings.append(
                finding("CONTROLS_UNREAD", place, found=len(controls), expected=list_cells(cells) or None)
            )

    def _ask_of_controls(self, table: FormTable) -> None:
        """Ask about the answers on whose rows a control says what no cell does."""
        for mark in marks_of_controls(table, self._questions, self._controls):
            item, at = self._own(mark.item_code), (mark.row, table.columns.answer)
            self._doubt(item)
            place = self._place(table.sheet, at)
            self.findings.append(finding(mark.code, place, item=item, found=mark.caption or None))

    def tell_loose(self, sheet: Sheet, table: FormTable | None, known_cells: set[tuple[int, ...]]) -> None:
        """Tell what stands in rows without a code, was not issued and is not told already, by cell or row:
        one finding for the sheet."""
        settled = known_cells | ({(row.row,) for row in table.rows} if table else set())
        odd = [
            (row, column)
            for row, cells in enumerate(sheet.rows)
            if (row,) not in settled
            for column, cell in enumerate(cells)
            if cell != "" and (row, column) not in settled and self._is_loose(sheet, table, (row, column))
        ]
        if odd:
            self._unread(sheet, odd)

    def _is_loose(self, sheet: Sheet, table: FormTable | None, at: Position) -> bool:
        cell = sheet.at(at)
        if isinstance(cell, str) and self._questions.issued.is_loose(cell):
            return False  # as nearly all of them are
        if at in sheet.marks.formulas or at in sheet.marks.uncalculated:
            return False
        if not isinstance(cell, str):
            # The counters above the table are formulas, which not every format keeps as such.
            return table is None or (at[1] < table.columns.state and not table.may_count(at))
        if table is not None and at[0] < table.first and without_accents(cell) in _HEADINGS:
            return False
        return bool(cell.strip()) and not looks_stamped(cell)

    def _place(self, sheet: Sheet, at: Position) -> Place:
        return Place(file=self._file, sheet=sheet.name, cell=cell_name(at))

    def _own(self, code: str) -> str:
        """The item of a row; of the cover sheet the fact."""
        item = self._questions.item(code)
        return code if item is None else item.code

    def _tell(self, table: FormTable, mark: RowMark, differing: set[str]) -> None:
        item = self._own(mark.code)
        place = self._place(table.sheet, mark.at)
        answer = mark.answered or cell_name((mark.at[0], table.columns.answer))
        match mark.kind:
            case "other":
                self._differ(table, mark, differing)
            case "changed":
                self.findings.append(finding("QUESTION_CHANGED", place, item=item, found=mark.detail))
            case "unit":
                self.findings.append(finding("UNIT_CHANGED", place, item=item, found=mark.detail))
            case "elsewhere":
                self._doubt(item)
                answer_finding = finding(
                    "ANSWER_ELSEWHERE", place, item=item, found=self._quote(mark), expected=answer
                )
                self.findings.append(answer_finding)
            case "second":
                self._doubt(item)
                answer_finding = finding(
                    "SECOND_ANSWER", place, item=item, found=self._quote(mark), expected=answer
                )
                self.findings.append(answer_finding)
            case "idle":
                not_asked = finding(
                    "ANSWER_NOT_ASKED", place, item=item, found=mark.detail, expected=mark.answered or None
                )
                self.findings.append(not_asked)
            case "weak" | "same" | "mark":
                pass

    def _differ(self, table: FormTable, mark: RowMark, differing: set[str]) -> None:
        """Code and text of a row name two items: neither is read. The other is told here unless its own row
        is odd as well."""
        for code in (mark.code,) if mark.detail in differing else (mark.code, mark.detail):
            item = self._own(code)
            self._doubt(item)
            place = self._place(table.sheet, mark.at)
            difference = finding("CODE_TEXT_DIFFER", place, item=item, found=mark.code, expected=mark.detail)
            self.findings.append(difference)

    def _quote(self, mark: RowMark) -> str | None:
        """What was written, but for free text, in which people may be named."""
        item = self._questions.item(mark.code)
        return None if item is None or isinstance(item, Note) else mark.detail

    def _doubt(self, item: str) -> None:
        self.doubted.add(item)

    def _unread(self, sheet: Sheet, cells: list[Position]) -> None:
        unread = finding(
            "MARK_UNREAD", self._place(sheet, cells[0]), found=len(cells), expected=list_cells(cells)
        )
        self.findings.append(unread)

    def _misfits(self, table: FormTable) -> None:
        column = table.columns.answer
        misfits = find_misfits(table, self._questions.issued, self._questions.items)
        if misfits.whole:
            slots = [slot for slot in table.slots.values() if slot.code in self._questions.items]
            self.doubted.update(self._own(slot.code) for slot in slots)
            self.findings.append(finding("ANSWERS_MISFIT", Place(file=self._file, sheet=table.sheet.name)))
        for blank, stray in misfits.moved:
            item, place = self._own(table.slots[blank].code), self._place(table.sheet, (stray, column))
            self._doubt(item)
            expected = cell_name((blank, column))
            self.findings.append(finding("ANSWER_ELSEWHERE", place, item=item, expected=expected))
        for row in misfits.rows:
            slot = table.slots.get(row)
            if slot is not None and slot.code in self._questions.items:
                item = self._own(slot.code)
                self._doubt(item)
                place = self._place(table.sheet, (row, column))
                self.findings.append(finding("ANSWER_DOUBTED", place, item=item, found=shown(slot.cell)))
