"""Cells to items: find the codes wherever they stand, and the answer that belongs to each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from dxassess.findings.finding import Finding, Place, finding
from dxassess.intake.matching.codes import CodeIndex
from dxassess.intake.matching.stamps import shows_last
from dxassess.intake.reading import CellValue
from dxassess.intake.words.memo import Memo
from dxassess.intake.words.text import clean, without_accents
from dxassess.intake.words.vocabulary import ANSWER_HEADINGS, EVIDENCE_HEADINGS
from dxassess.intake.workbook.marks import Position, cell_name
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.sheet import Sheet

_ANSWER_OFFSET, _EVIDENCE_OFFSET = 2, 4
_LONGEST_HEADING = 60
_Role = Literal["answer", "evidence"]


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
        return Place.unchecked({"file": file, "sheet": self.sheet.name, "cell": cell_name(self.answer)})


class AnswerFrame(NamedTuple):
    """The columns of answers and of evidence in the rows below `row`."""

    row: int
    answer: int
    evidence: int | None


class Matched(NamedTuple):
    """All slots of each code, in the order of the sheets, with what was odd about finding them, and the
    headings of the sheets with codes by their names."""

    slots: dict[str, tuple[Slot, ...]]
    findings: tuple[Finding, ...]
    headings: Mapping[str, tuple[AnswerFrame, ...]] = MappingProxyType({})


class _Hit(NamedTuple):
    row: int
    column: int
    text: str
    code: str


class Frames(NamedTuple):
    """The headings of a sheet; each holds for the rows below it, until the next. `issued` is the frame where
    there is no heading above, None where the column of codes is gone too."""

    headings: tuple[AnswerFrame, ...]
    issued: AnswerFrame | None

    def at(self, row: int) -> AnswerFrame | None:
        """The frame of a row."""
        for frame in reversed(self.headings):
            if frame.row < row:
                return frame
        return self.issued


class SheetTexts(NamedTuple):
    """The texts of a sheet by row and column: what is looked for stands among them."""

    sheet: Sheet
    rows: list[tuple[int, list[tuple[int, str]]]]


def texts_of(sheet: Sheet) -> SheetTexts:
    """The texts on a sheet; rows without any are left out."""
    rows = [
        (r, [(c, cell) for c, cell in enumerate(row) if cell and isinstance(cell, str)])
        for r, row in enumerate(sheet.rows)
    ]
    return SheetTexts(sheet, [row for row in rows if row[1]])


class CodedSheet(NamedTuple):
    """A sheet on which codes stand: all of them, those in the column that holds most, and that column."""

    sheet: Sheet
    hits: list[_Hit]
    in_table: list[_Hit]
    column: int


def find_codes(sheets: Iterable[SheetTexts], codes: CodeIndex) -> tuple[CodedSheet, ...]:
    """The sheets on which codes stand."""
    return tuple(coded for texts in sheets if (coded := _coded(texts, codes)) is not None)


def count_items(coded: Iterable[CodedSheet], codes: CodeIndex) -> int:
    """How many cells of items the columns of codes name."""
    return len({hit.code for each in coded for hit in each.in_table} & codes.items)


def match_codes(coded: Iterable[CodedSheet], codes: CodeIndex, *, file: str) -> Matched:
    """Every slot on every sheet. Raises Refused where a table has two columns of answers."""
    slots: defaultdict[str, list[Slot]] = defaultdict(list)
    findings: list[Finding] = []
    headings: dict[str, tuple[AnswerFrame, ...]] = {}
    for sheet, hits, in_table, column in coded:
        headings[sheet.name] = headings_of(sheet, {hit.row for hit in in_table})
        frames = Frames(headings[sheet.name], issued_frame(sheet, column))
        for slot in _slots(sheet, in_table, frames):
            slots[slot.code].append(slot)
        findings += _oddities(sheet, in_table, codes, frames, file=file)
        findings += _strays(sheet, hits, column, codes, file=file)
    slots_by_code = {code: tuple(slots_of_code) for code, slots_of_code in slots.items()}
    return Matched(slots_by_code, tuple(findings), headings)


def _coded(texts: SheetTexts, codes: CodeIndex) -> CodedSheet | None:
    meant, longest = codes.meant, codes.longest
    hits = [
        _Hit(r, c, text, code)
        for r, row in texts.rows
        for c, text in row
        if len(text) <= longest and (code := meant[text]) is not None
    ]
    if not hits:
        return None
    column = Counter(hit.column for hit in hits).most_common(1)[0][0]
    return CodedSheet(texts.sheet, hits, [hit for hit in hits if hit.column == column], column)


def issued_frame(sheet: Sheet, column: int) -> AnswerFrame:
    """The frame of rows without a heading above, by the column of their codes."""
    answer = column + _ANSWER_OFFSET
    return AnswerFrame(-1, answer, column + _EVIDENCE_OFFSET + int(shows_last(sheet, answer)))


def _slots(sheet: Sheet, hits: list[_Hit], frames: Frames) -> Iterator[Slot]:
    skip = {hit.row for hit in hits}
    for hit in hits:
        frame = frames.at(hit.row)
        assert frame is not None
        if frame == frames.issued:
            _refuse_moved_columns(sheet, hit, evidence=frame.evidence, skip=skip)
        place = None if frame.evidence is None else (hit.row, frame.evidence)
        yield Slot(hit.code, sheet, (hit.row, frame.answer), place)


def headings_of(sheet: Sheet, skip: Container[int]) -> tuple[AnswerFrame, ...]:
    """The headings of a sheet outside the rows to skip, those with codes. Raises Refused where a table has
    two columns of answers."""
    frames = []
    for r, row in enumerate(sheet.rows):
        if r in skip:
            continue
        answers = [c for c, cell in enumerate(row) if cell and _heads(cell) == "answer"]
        if len(answers) > 1:
            raise Refused("TWO_ANSWER_COLUMNS", sheet=sheet.name, cell=cell_name((r, answers[1])))
        if answers:
            evidence = next((c for c, cell in enumerate(row) if _heads(cell) == "evidence"), None)
            frames.append(AnswerFrame(r, answers[0], evidence))
    return tuple(frames)


def _refuse_moved_columns(sheet: Sheet, hit: _Hit, *, evidence: int | None, skip: set[int]) -> None:
    """Without its heading the column of answers is taken to stand as issued, which a heading of evidence
    elsewhere contradicts."""
    for r, row in enumerate(sheet.rows[: hit.row]):
        headed = [c for c, cell in enumerate(row) if r not in skip and _heads(cell) == "evidence"]
        if headed and evidence not in headed:
            raise Refused("NO_ANSWER_COLUMN", sheet=sheet.name, cell=cell_name((r, headed[0])))


def _heads(cell: CellValue) -> _Role | None:
    """What the column under a heading holds."""
    return _ROLES[cell] if isinstance(cell, str) else None


def _role(text: str) -> _Role | None:
    if not text or len(text) > _LONGEST_HEADING:
        return None
    heading = without_accents(text).partition(" (")[0]
    return "answer" if heading in ANSWER_HEADINGS else "evidence" if heading in EVIDENCE_HEADINGS else None


_ROLES = Memo(_role)


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
        if isinstance(cell, str) and cell and codes.strangers[cell]:
            place = Place(file=file, sheet=sheet.name, cell=cell_name((r, column)))
            yield finding("CODE_UNKNOWN", place, found=cell)
