"""Cells to items: find the codes wherever they stand, and the answer that belongs to each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from dxassess.findings.finding import Finding, Place, finding
from dxassess.intake.matching.codes import CodeIndex
from dxassess.intake.matching.stamps import shows_last
from dxassess.intake.reading import CellValue
from dxassess.intake.words.text import clean, without_accents
from dxassess.intake.words.vocabulary import ANSWER_HEADINGS, EVIDENCE_HEADINGS
from dxassess.intake.workbook.marks import Position, cell_name
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.sheet import Sheet

_ANSWER_OFFSET, _EVIDENCE_OFFSET = 2, 4
_LONGEST_HEADING = 60


class Slot(NamedTuple):
    """Where a code is answered. Columns as issued: code, question, answer, unit, evidence, comment.
    `given` is what the cell says of this code where it speaks of several."""

    code: str
    sheet: Sheet
    answer: Position
    evidence: Position | None
    given: CellValue | None = None

    @property
    def cell(self) -> CellValue:
        return self.sheet.at(self.answer) if self.given is None else self.given

    def place(self, file: str) -> Place:
        """The answer's place as findings name it."""
        return Place(file=file, sheet=self.sheet.name, cell=cell_name(self.answer))


class Matched(NamedTuple):
    """All slots of each code, in the order of the sheets, with what was odd about finding them."""

    slots: dict[str, tuple[Slot, ...]]
    findings: tuple[Finding, ...]


class _Hit(NamedTuple):
    row: int
    column: int
    text: str
    code: str


class AnswerFrame(NamedTuple):
    """The columns of answers and of evidence in the rows below `row`."""

    row: int
    answer: int
    evidence: int | None


class Frames(NamedTuple):
    """The headings of a sheet; each holds for the rows below it, until the next. `issued` is the frame where
    there is no heading above, None where the column of codes is gone too."""

    headings: tuple[AnswerFrame, ...]
    issued: AnswerFrame | None

    def at(self, row: int) -> AnswerFrame | None:
        """The frame of a row."""
        return next((frame for frame in reversed(self.headings) if frame.row < row), self.issued)


def match_codes(sheets: Iterable[Sheet], codes: CodeIndex, *, file: str) -> Matched:
    """Every slot on every sheet. Raises Refused where a table has two columns of answers."""
    slots: defaultdict[str, list[Slot]] = defaultdict(list)
    findings: list[Finding] = []
    for sheet in sheets:
        hits = list(_hits(sheet, codes))
        if not hits:
            continue
        column = Counter(hit.column for hit in hits).most_common(1)[0][0]
        in_table = [hit for hit in hits if hit.column == column]
        frames = frames_of(sheet, {hit.row for hit in in_table}, column)
        for slot in _slots(sheet, in_table, frames):
            slots[slot.code].append(slot)
        findings += _oddities(sheet, in_table, codes, frames, file=file)
        findings += _strays(sheet, hits, column, codes, file=file)
    return Matched({code: tuple(slots_of_code) for code, slots_of_code in slots.items()}, tuple(findings))


def _hits(sheet: Sheet, codes: CodeIndex) -> Iterator[_Hit]:
    for r, row in enumerate(sheet.rows):
        for c, cell in enumerate(row):
            if isinstance(cell, str) and cell:
                code = cell if codes.exact(cell) else codes.repair(cell)
                if code is not None:
                    yield _Hit(r, c, cell, code)


def frames_of(sheet: Sheet, coded: Container[int], column: int | None) -> Frames:
    """The frames of a sheet with codes in the rows `coded` and in `column`. Raises Refused where a table has
    two columns of answers."""
    issued = None
    if column is not None:
        answer = column + _ANSWER_OFFSET
        evidence = column + _EVIDENCE_OFFSET + int(shows_last(sheet, answer))
        issued = AnswerFrame(-1, answer, evidence)
    return Frames(tuple(_headings(sheet, skip=coded)), issued)


def _slots(sheet: Sheet, hits: list[_Hit], frames: Frames) -> Iterator[Slot]:
    skip = {hit.row for hit in hits}
    for hit in hits:
        frame = frames.at(hit.row)
        assert frame is not None
        if frame == frames.issued:
            _refuse_moved_columns(sheet, hit, evidence=frame.evidence, skip=skip)
        place = None if frame.evidence is None else (hit.row, frame.evidence)
        yield Slot(hit.code, sheet, (hit.row, frame.answer), place)


def _headings(sheet: Sheet, *, skip: Container[int]) -> Iterator[AnswerFrame]:
    for r, row in enumerate(sheet.rows):
        if r in skip:
            continue
        answers = [c for c, cell in enumerate(row) if _heads(cell, ANSWER_HEADINGS)]
        if len(answers) > 1:
            raise Refused("TWO_ANSWER_COLUMNS", sheet=sheet.name, cell=cell_name((r, answers[1])))
        if answers:
            evidence = next((c for c, cell in enumerate(row) if _heads(cell, EVIDENCE_HEADINGS)), None)
            yield AnswerFrame(r, answers[0], evidence)


def _refuse_moved_columns(sheet: Sheet, hit: _Hit, *, evidence: int | None, skip: set[int]) -> None:
    """Without its heading the column of answers is taken to stand as issued, which a heading of evidence
    elsewhere contradicts."""
    for r, row in enumerate(sheet.rows[: hit.row]):
        headed = [c for c, cell in enumerate(row) if r not in skip and _heads(cell, EVIDENCE_HEADINGS)]
        if headed and evidence not in headed:
            raise Refused("NO_ANSWER_COLUMN", sheet=sheet.name, cell=cell_name((r, headed[0])))


def _heads(cell: object, headings: frozenset[str]) -> bool:
    if not isinstance(cell, str) or not cell or len(cell) > _LONGEST_HEADING:
        return False
    return without_accents(cell).partition(" (")[0] in headings


def _oddities(
    sheet: Sheet, hits: list[_Hit], codes: CodeIndex, frames: Frames, *, file: str
) -> Iterator[Finding]:
    if sheet.marks.hidden and any(hit.code in codes.items for hit in hits):
        yield finding("HIDDEN_SHEET", Place(file=file, sheet=sheet.name))
    if frames.at(hits[0].row) == frames.issued:
        place = Place(file=file, sheet=sheet.name)
        assumed = cell_name((0, hits[0].column + _ANSWER_OFFSET)).rstrip("1")
        yield finding("HEADER_MISSING", place, expected=assumed)
    for hit in hits:
        if clean(hit.text) != hit.code:
            place = Place(file=file, sheet=sheet.name, cell=cell_name((hit.row, hit.column)))
            yield finding("CODE_REPAIRED", place, item=hit.code, found=hit.text, expected=hit.code)


def _strays(sheet: Sheet, hits: list[_Hit], column: int, codes: CodeIndex, *, file: str) -> Iterator[Finding]:
    """Codes outside the column of codes, and strangers within it."""
    in_table = {hit.code for hit in hits if hit.column == column}
    for hit in hits:
        if hit.column != column and hit.code not in in_table and hit.text == hit.code:
            place = Place(file=file, sheet=sheet.name, cell=cell_name((hit.row, hit.column)))
            yield finding("CODE_ELSEWHERE", place, item=hit.code, found=hit.code)
    for r, row in enumerate(sheet.rows):
        cell = row[column] if column < len(row) else ""
        if isinstance(cell, str) and cell and codes.is_stranger(cell):
            place = Place(file=file, sheet=sheet.name, cell=cell_name((r, column)))
            yield finding("CODE_UNKNOWN", place, found=cell)
