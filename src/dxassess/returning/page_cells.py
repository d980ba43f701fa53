"""The sheets of a form row by row, as they came, read once more to be shown. Runs in a worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dxassess.findings.persons import WITHHELD, without_persons
from dxassess.forms.stamp import looks_stamped
from dxassess.frozen import Frozen
from dxassess.intake.gathering.archive import file_bytes
from dxassess.intake.matching.identify import (
    METADATA_SHEET,
    Identified,
    KnownInstrument,
    identify,
    prepare_instruments,
)
from dxassess.intake.matching.match import Slot
from dxassess.intake.matching.respondents import SheetRespondent
from dxassess.intake.overlay.notes import is_our_list
from dxassess.intake.reading import shown
from dxassess.intake.workbook.guard import examine
from dxassess.intake.workbook.marks import Position, cell_name
from dxassess.intake.workbook.opening import Refused, sha256
from dxassess.intake.workbook.reader import read_sheets
from dxassess.intake.workbook.sheet import Sheet
from dxassess.intake.workers import Apart
from dxassess.questionnaire.model import Questionnaire

_FEWEST_HEADS = 3
_LONGEST = 1_500


class PageRow(Frozen):
    """A row of a sheet, counted from 1. `code` is what it asks, `cell` where that is answered, `typed` what
    stands there; None and blank of a row that asks nothing. `beside` are its other cells that are not as
    issued, by name."""

    row: int
    code: str | None = None
    question: str = ""
    cell: str | None = None
    typed: str = ""
    beside: tuple[tuple[str, str], ...] = ()


class PageSheet(Frozen):
    """A sheet with every row on which something stands."""

    name: str
    rows: tuple[PageRow, ...]


class PageCells(Frozen):
    """The sheets of a workbook; none of one that cannot be shown sheet by sheet."""

    sheets: tuple[PageSheet, ...] = ()


class PageOrder(NamedTuple):
    """A workbook, its name in findings, and the hash that it had when it was read. Of a member of an archive
    the path leads through the archive; of several respondents in a workbook `respondent` is one of them."""

    path: Path
    file: str
    sha256: str | None
    respondent: str = ""


def paging(questionnaires: Sequence[Questionnaire]) -> Apart:
    """The worker that reads forms to be shown, as a context."""
    return Apart(partial(made_cells, instruments=prepare_instruments(questionnaires)))


def cells_of_file(pager: Apart, order: PageOrder) -> PageCells:
    """The sheets of a file; none where it cannot be read or changed since."""
    try:
        return PageCells.model_validate_json(pager.ask(order))
    except Refused:
        return PageCells()


def made_cells(order: PageOrder, *, instruments: Sequence[KnownInstrument]) -> bytes:
    """The cells as JSON."""
    cells = PageCells()
    try:
        read = _read(order, instruments)
        cells = PageCells() if read is None else _cells(*read, order.respondent)
    except (Refused, ValueError, KeyError, IndexError, OverflowError, RecursionError):
        pass  # what is the matter with it, its findings say
    return cells.model_dump_json().encode()


_Read = tuple[Sequence[Sheet], Identified]
_last: dict[str, _Read] = {}
"""The workbook that was read last, by its hash: a table holds a thousand respondents."""


def _read(order: PageOrder, instruments: Sequence[KnownInstrument]) -> _Read | None:
    """The sheets of a workbook and what they are; None where it changed since."""
    if order.sha256 in _last:
        return _last[order.sha256]
    content = file_bytes(order.path, order.file)
    if order.sha256 is None or sha256(content) != order.sha256:
        return None
    sheets = read_sheets(content, examine(content))
    _last.clear()
    _last[order.sha256] = (sheets, identify(sheets, instruments, file=order.file))
    return _last[order.sha256]


def _cells(sheets: Sequence[Sheet], identified: Identified, respondent: str) -> PageCells:
    one = next((each for each in identified.respondents if each.name == respondent), None)
    if identified.is_table and one is not None:
        return PageCells(sheets=tuple(_table_page(one, identified)))
    tables = (one.slots,) if one else _all_slots(identified)
    by_sheet: dict[str, dict[int, Slot]] = {}
    for slot in (slot for table in tables for slots in table.values() for slot in slots):
        by_sheet.setdefault(slot.sheet.name, {}).setdefault(slot.answer[0], slot)
    pages = (
        PageSheet(name=sheet.name, rows=tuple(_rows(sheet, by_sheet.get(sheet.name, {}), identified)))
        for sheet in sheets
        if sheet.name != METADATA_SHEET and not is_our_list(sheet) and (one is None or sheet.name in by_sheet)
    )
    return PageCells(sheets=tuple(page for page in pages if page.rows))


def _all_slots(identified: Identified) -> tuple[Mapping[str, tuple[Slot, ...]], ...]:
    """Where a form answers; of a table nothing, whose rows stand as they came."""
    if identified.is_table:
        return ()
    return (identified.matched.slots, *(each.slots for each in identified.respondents))


def _table_page(one: SheetRespondent, identified: Identified) -> Iterator[PageSheet]:
    """The row of a respondent in a table, a question a row."""
    slots = [slot for slots in one.slots.values() for slot in slots]
    for sheet in dict.fromkeys(slot.sheet.name for slot in slots):
        here = sorted((slot for slot in slots if slot.sheet.name == sheet), key=lambda slot: slot.answer)
        yield PageSheet(
            name=sheet,
            rows=tuple(
                PageRow(
                    row=slot.answer[0] + 1,
                    code=slot.code,
                    question=_fit(_question(slot.code, identified.questionnaire)),
                    cell=cell_name(slot.answer),
                    typed=_typed(slot.sheet, slot, identified.questionnaire),
                )
                for slot in here
            ),
        )


def _question(code: str, questionnaire: Questionnaire) -> str:
    """What a code asks, in the first language."""
    texts = [text for item in questionnaire.items for part, text in item.parts if part == code]
    texts += [fact.text for fact in questionnaire.facts if fact.code == code]
    return texts[0].wordings[0] if texts else ""


def _rows(sheet: Sheet, slots: Mapping[int, Slot], identified: Identified) -> Iterator[PageRow]:
    issued = identified.instrument.issued
    for number, cells in enumerate(sheet.rows):
        texts = [(column, text) for column, text in _texts(sheet, number) if text]
        if not texts or sum(issued.role(text) is not None for _, text in texts) >= _FEWEST_HEADS:
            continue
        slot = slots.get(number)
        if slot is not None:
            yield _asking(sheet, slot, texts, identified)
            continue
        code = next((t for _, t in texts if issued.holds(t)), None)
        issued_texts = [text for _, text in texts if text != code and (code or issued.is_loose(text))]
        odd = [(c, text) for c, text in texts if text not in issued_texts and text != code]
        if code and len(cells) > 1:
            issued_texts, odd = issued_texts[:1], [(c, t) for c, t in odd if t not in issued_texts]
        yield PageRow(
            row=number + 1, code=code, question=_fit(" · ".join(issued_texts)), beside=_named(number, odd)
        )


def _asking(sheet: Sheet, slot: Slot, texts: Sequence[tuple[int, str]], identified: Identified) -> PageRow:
    number, answer = slot.answer
    before = [text for column, text in texts if column < answer and text != slot.code]
    question = max(before, key=len, default="")
    issued = identified.instrument.issued
    known = issued.holds(slot.code)
    beside = [
        (column, text)
        for column, text in texts
        if column != answer
        and text not in (slot.code, question)
        and not (known and issued.is_behind(slot.code, text))
        and not issued.is_loose(text)
    ]
    return PageRow(
        row=number + 1,
        code=slot.code,
        question=_fit(question),
        cell=cell_name(slot.answer),
        typed=_typed(sheet, slot, identified.questionnaire),
        beside=_named(number, beside),
    )


def _typed(sheet: Sheet, slot: Slot, questionnaire: Questionnaire) -> str:
    """What stands in the answer, without persons; of a personal fact nothing but that it is filled in."""
    personal = any(fact.code == slot.code and fact.personal for fact in questionnaire.facts)
    text = shown(sheet.at(slot.answer)) or ("#" if slot.answer in sheet.marks.errors else "")
    return (WITHHELD if text.strip() else "") if personal else _fit(text)


def _texts(sheet: Sheet, number: int) -> Iterator[tuple[int, str]]:
    """The cells of a row without our stamp and what our formulas count."""
    for column, cell in enumerate(sheet.rows[number]):
        at: Position = (number, column)
        text = "" if cell == "" else shown(cell).strip()
        if not looks_stamped(text) and at not in sheet.marks.formulas and at not in sheet.marks.uncalculated:
            yield column, text


def _named(number: int, cells: Sequence[tuple[int, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((cell_name((number, column)), _fit(text)) for column, text in cells)


def _fit(text: str) -> str:
    """A text without persons, and no longer than a page can bear."""
    text = without_persons(text.strip())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
