"""Rows without a code to items, by what they ask. Every such reading is a finding that asks to confirm it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dxassess.findings.finding import Finding, Place, finding
from dxassess.intake.matching.codes import CodeIndex
from dxassess.intake.matching.issued import IssuedIndex
from dxassess.intake.matching.match import AnswerFrame, Frames, Matched, Slot, headings_of, issued_frame
from dxassess.intake.matching.wordings import WordingIndex
from dxassess.intake.reading import CellValue
from dxassess.intake.words.text import clean
from dxassess.intake.workbook.marks import Position, cell_name, list_cells
from dxassess.intake.workbook.sheet import Sheet

_FEWEST_GONE = 4


class _Row(NamedTuple):
    """A row that may ask something: its question, and the codes that it may be; `exact` where the question
    stands as it was issued."""

    slot: Slot
    text: str
    codes: frozenset[str]
    related: bool
    exact: bool = False


def match_wordings(
    matched: Matched,
    sheets: Iterable[Sheet],
    wordings: WordingIndex,
    codes: CodeIndex,
    issued: IssuedIndex,
    *,
    file: str,
) -> Matched:
    """`matched` with the rows that have no code, on sheets with a column of answers. A row that is answered
    but asks nothing known, or something that several items ask, is a finding and not read; one that is as
    issued asks nothing: what stands there is told as a mark."""
    slots = defaultdict(list, {code: list(slots_of_code) for code, slots_of_code in matched.slots.items()})
    findings = list(matched.findings)
    coded: defaultdict[str, set[int]] = defaultdict(set)
    for slot in (slot for slots_of_code in matched.slots.values() for slot in slots_of_code):
        coded[slot.sheet.name].add(slot.answer[0])
    for sheet in sheets:
        coded_rows = coded.get(sheet.name, set())
        headings = matched.headings.get(sheet.name)
        if headings is None:
            headings = headings_of(sheet, coded_rows)
        rows = list(_rows(sheet, coded_rows, headings, wordings, codes))
        first = min((*coded_rows, *(row.slot.answer[0] for row in rows if row.codes)), default=None)
        gone = _gone(rows)
        findings += _gone_findings(sheet, gone, file=file)
        idle = [row.slot.answer for row in rows if not row.codes and issued.is_loose(row.text)]
        findings += _idle_findings(sheet, idle, file=file)
        for row in rows:
            row_finding = (
                None
                if row.slot.answer in gone or row.slot.answer in idle
                else _told(row, within=first is not None and row.slot.answer[0] > first, file=file)
            )
            if row_finding is not None:
                findings.append(row_finding)
            if len(row.codes) == 1:
                (code,) = row.codes
                slots[code].append(row.slot._replace(code=code))
    return Matched({code: tuple(slots_of_code) for code, slots_of_code in slots.items()}, tuple(findings))


def _rows(
    sheet: Sheet,
    coded: set[int],
    headings: tuple[AnswerFrame, ...],
    wordings: WordingIndex,
    codes: CodeIndex,
) -> Iterator[_Row]:
    column = _code_column(sheet, coded, codes)
    frames = Frames(headings, None if column is None else issued_frame(sheet, column))
    for r, row in enumerate(sheet.rows):
        if r in coded or not _is_codeless(row, column, codes):
            continue
        frame = frames.at(r)
        texts = [] if frame is None else _texts(row, frame)
        if frame is None or not texts:
            continue
        found_row = _row(sheet, r, frame, texts, wordings)
        if found_row is not None:
            yield found_row


def _row(sheet: Sheet, r: int, frame: AnswerFrame, texts: list[str], wordings: WordingIndex) -> _Row | None:
    """None for a row that neither asks nor answers."""
    slot = Slot("", sheet, (r, frame.answer), None if frame.evidence is None else (r, frame.evidence))
    answered = slot.cell != "" and clean(str(slot.cell)) != ""
    text = max(texts, key=len)
    named_codes = frozenset(code for each in texts for code in wordings.named[each])
    if len(named_codes) > 1:
        group = _group(sheet, r, frame, wordings)
        named_codes = (
            frozenset(c for c in named_codes if wordings.item_by_code.get(c) == group) or named_codes
        )
    if named_codes:
        row = _Row(slot, text, named_codes, related=True, exact=True)
        return row if answered or len(named_codes) == 1 else None
    if not answered:
        return None
    likely = wordings.nearest(text)
    return _Row(slot, text, likely.codes, likely.related)


def _group(sheet: Sheet, r: int, frame: AnswerFrame, wordings: WordingIndex) -> str | None:
    """The item that the nearest row above belongs to which heads the parts of one or is one of them."""
    for row in reversed(sheet.rows[:r]):
        for text in _texts(row, frame):
            parts = {wordings.item_by_code.get(code) for code in wordings.named[text]}
            if group := wordings.group[text] or (parts.pop() if len(parts) == 1 else None):
                return group
    return None


def _gone(rows: Iterable[_Row]) -> frozenset[Position]:
    """The answers of rows that lost their codes together, from four on a sheet; none of rows of which
    only the likeness tells what they ask."""
    gone = frozenset(row.slot.answer for row in rows if row.exact and len(row.codes) == 1)
    return gone if len(gone) >= _FEWEST_GONE else frozenset()


def _gone_findings(sheet: Sheet, gone: frozenset[Position], *, file: str) -> Iterator[Finding]:
    """One finding for all of them: the cause is one."""
    if gone:
        place = Place(file=file, sheet=sheet.name)
        yield finding("CODES_GONE", place, found=len(gone), expected=list_cells(sorted(gone)))


def _idle_findings(sheet: Sheet, idle: list[Position], *, file: str) -> Iterator[Finding]:
    """One finding for all that stands beside headings."""
    if idle:
        place = Place(file=file, sheet=sheet.name, cell=cell_name(idle[0]))
        yield finding("MARK_UNREAD", place, found=len(idle), expected=list_cells(idle))


def _told(row: _Row, *, within: bool, file: str) -> Finding | None:
    place = Place(file=file, sheet=row.slot.sheet.name, cell=cell_name(row.slot.answer))
    if len(row.codes) == 1:
        (code,) = row.codes
        return finding("MATCHED_BY_TEXT", place, item=code, found=row.text, expected=code)
    if row.codes:
        return finding("TEXT_AMBIGUOUS", place, found=row.text, expected=", ".join(sorted(row.codes)))
    return finding("TEXT_UNKNOWN", place, found=row.text) if row.related or within else None


def _code_column(sheet: Sheet, coded: set[int], codes: CodeIndex) -> int | None:
    """The column in which the codes of this sheet stand, None where there is none left."""
    for r in sorted(coded):
        for c, cell in enumerate(sheet.rows[r]):
            if isinstance(cell, str) and cell and codes.meant[cell] is not None:
                return c
    return None


def _is_codeless(row: tuple[CellValue, ...], column: int | None, codes: CodeIndex) -> bool:
    """Whether nothing stands where the code belongs, nor any code elsewhere in the row."""
    if column is not None and column < len(row) and clean(str(row[column])):
        return False
    return not any(isinstance(cell, str) and cell and codes.code_like[cell] for cell in row)


def _texts(row: tuple[CellValue, ...], frame: AnswerFrame) -> list[str]:
    """What stands before the answer; units, evidence and comments stand behind it."""
    return [cell for cell in row[: frame.answer] if isinstance(cell, str) and clean(cell)]
