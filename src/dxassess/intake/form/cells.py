"""The cells of one code to one reading: errors, formulas, merges and contradicting copies made findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dxassess.findings.catalogue import FindingCode
from dxassess.findings.finding import Finding, Place, finding
from dxassess.intake.matching.match import Slot
from dxassess.intake.reading import BLANK, CellNote, CellValue, Reading, shown, unreadable
from dxassess.intake.values.values import LONGEST_TEXT, read_text
from dxassess.intake.words.memo import Memo
from dxassess.intake.workbook.marks import Marks, Position

ReadCell = Callable[[CellValue, bool], Reading]
"""A cell and whether its number format is a percentage, to what it says."""

_SYMBOLS = {"\u00fb": "\u2717", "\u00fd": "\u2612", "\u00fc": "\u2713", "\u00fe": "\u2611"}
"""Wingdings' crosses and ticks by the letters that are stored for them."""


class CellAnswer(NamedTuple):
    """What the slots of one code say together. `failed` if something stands there that is no answer."""

    reading: Reading = BLANK
    places: tuple[Place, ...] = ()
    findings: tuple[Finding, ...] = ()
    evidence: str | None = None

    @property
    def failed(self) -> bool:
        return bool(self.findings) and any(finding_.severity == "error" for finding_ in self.findings)


def answer_cells(slots: Sequence[Slot], read: ReadCell, *, file: str, item: str) -> CellAnswer:
    """One reading from all copies of a code. Copies that say the same, or nothing, do no harm; two
    different answers are no answer."""
    if len(slots) == 1:
        return _only(slots[0], read, file=file, item=item)
    filled: list[tuple[Slot, Reading]] = []
    findings: list[Finding] = []
    for slot in slots:
        reading = _read_slot(slot, read)
        if reading.notes:
            findings += _findings(slot, reading, file=file, item=item)
        if reading.state != "missing" or reading.notes:
            filled.append((slot, reading))
    places = tuple(slot.place(file) for slot, _ in filled) or tuple(slot.place(file) for slot in slots[:1])
    other = next((f for f in filled[1:] if _said(*f) != _said(*filled[0])), None)
    if other is not None:
        first = filled[0]
        findings.append(
            finding(
                "CONFLICTING_ANSWERS",
                other[0].place(file),
                item=item,
                found=f"{_quote(first[0])} / {_quote(other[0])}",
                expected=f"{first[0].sheet.name}!{places[0].cell}",
            )
        )
        return CellAnswer(BLANK, places, tuple(findings))
    reading = filled[0][1] if filled else BLANK
    return CellAnswer(reading, places, tuple(findings), evidence_of(slots))


def _only(slot: Slot, read: ReadCell, *, file: str, item: str) -> CellAnswer:
    """The reading of a code that stands once, as nearly all do."""
    reading = _read_slot(slot, read)
    findings = tuple(_findings(slot, reading, file=file, item=item)) if reading.notes else ()
    return CellAnswer(reading, (slot.place(file),), findings, evidence_of((slot,)))


def _said(slot: Slot, reading: Reading) -> tuple[object, ...]:
    """What a copy says, to hold against others; what cannot be read says its own text."""
    unread = slot.cell if reading.state == "missing" else None
    return reading.state, reading.value, unread


def _read_slot(slot: Slot, read: ReadCell) -> Reading:
    marks, at = slot.sheet.marks, slot.answer
    if at in marks.errors or at in marks.uncalculated or at in marks.unreadable:
        return unreadable(_why_unread(marks, at))
    if at in marks.struck:
        return _read_unstruck(marks.struck[at].strip(), read)
    cell = slot.cell
    if cell == "":
        return unreadable("MERGED_ANSWER") if is_covered(slot) else BLANK
    reading = read(_of_symbols(cell) if at in marks.symbols else cell, at in marks.percent)
    if at in marks.formulas and reading.state != "missing":
        return reading._replace(notes=(*reading.notes, CellNote("FORMULA")))
    return reading


def _why_unread(marks: Marks, at: Position) -> FindingCode:
    if at in marks.errors:
        return "ERROR_CELL"
    return "FORMULA_NO_VALUE" if at in marks.uncalculated else "CELL_UNREADABLE"


def _read_unstruck(unstruck: str, read: ReadCell) -> Reading:
    """What is struck out was taken back; what stands beside it counts, and is shown to be confirmed."""
    if not unstruck:
        return unreadable("STRUCK_OUT")
    reading = read(unstruck, False)  # noqa: FBT003 - a text has no number format
    return reading._replace(notes=(*reading.notes, CellNote("STRUCK_PARTLY", expected=unstruck)))


def _of_symbols(cell: CellValue) -> CellValue:
    """A sign of a symbol font as the sign that a reader sees; other cells as they are."""
    return "".join(_SYMBOLS.get(letter, letter) for letter in cell) if isinstance(cell, str) else cell


def is_covered(slot: Slot) -> bool:
    """Whether the cell is hidden under a merged one that begins in a row above."""
    row, column = slot.answer
    return any(
        top < row <= bottom and leftmost <= column <= right
        for (top, leftmost), (bottom, right) in slot.sheet.merged
    )


def _findings(slot: Slot, reading: Reading, *, file: str, item: str) -> list[Finding]:
    return [
        finding(
            note.code,
            slot.place(file),
            item=item,
            found=_quote(slot) if note.found is None else note.found,
            expected=note.expected,
        )
        for note in reading.notes
    ]


def _quote(slot: Slot) -> str | None:
    cell = slot.sheet.at(slot.answer)
    return None if cell == "" else shown(cell)


def evidence_of(slots: Sequence[Slot]) -> str | None:
    """The first evidence that stands beside the copies of a code."""
    return next((text for slot in slots if (text := evidence_beside(slot)) is not None), None)


def evidence_beside(slot: Slot) -> str | None:
    """The evidence that stands beside an answer."""
    if slot.evidence is None or (cell := slot.sheet.at(slot.evidence)) == "":
        return None
    return _TEXTS[cell] if isinstance(cell, str) else _text(cell)


def _text(cell: CellValue) -> str | None:
    text = read_text(cell).value
    return None if text is None else str(text)[:LONGEST_TEXT]


_TEXTS: Memo[str | None] = Memo(_text)
