"""Several respondents in one workbook: the sheets or blocks of each, told apart only where nothing speaks
against it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dxassess.findings.finding import Finding, Place, finding
from dxassess.forms.stamp import Stamp
from dxassess.intake.matching.codes import CodeIndex
from dxassess.intake.matching.match import Matched, Slot
from dxassess.intake.reading import CellValue, shown
from dxassess.intake.submission import FileOutcome
from dxassess.intake.words.text import latin
from dxassess.intake.workbook.marks import cell_name, cell_position
from dxassess.intake.workbook.sheet import Sheet
from dxassess.questionnaire.model import Questionnaire

_Spot = tuple[int, int]
_COPY = re.compile(r"\(([0-9]+)\)\s*$")


class SheetRespondent(NamedTuple):
    """One of several: what tells it apart in the name of its outcome, where it answers, what was odd, the
    stamp of its sheets, and their names (none where it shares one of them)."""

    name: str
    slots: dict[str, tuple[Slot, ...]]
    findings: tuple[Finding, ...] = ()
    stamp: Stamp | None = None
    alone_on: tuple[str, ...] = ()


def split_respondents(
    matched: Matched, sheets: Sequence[Sheet], questionnaire: Questionnaire, codes: CodeIndex, *, file: str
) -> tuple[SheetRespondent, ...]:
    """The respondents of a workbook that states several facility codes; empty where there is one, or where
    it is not certain which answers are whose.

    Every respondent begins with a facility code of its own, on a new sheet or further down, and answers
    until the next begins. Whatever contradicts this order leaves the workbook whole: its answers then
    contradict each other, which is refused.
    """
    fact = questionnaire.fact_by_key.get("facility_code")
    heads = [slot for slot in matched.slots.get(fact.code, ()) if slot.cell != ""] if fact else []
    stated = {latin(shown(slot.cell)) for slot in heads}
    if len(stated) < 2 or len(stated) < len(heads):
        return ()
    order = {sheet.name: n for n, sheet in enumerate(sheets)}
    starts = _starts([(order[slot.sheet.name], slot.answer[0]) for slot in heads])
    parts: list[defaultdict[str, list[Slot]]] = [defaultdict(list) for _ in starts]
    for code, slots in matched.slots.items():
        for slot in slots:
            at = bisect_right(starts, (order[slot.sheet.name], slot.answer[0])) - 1
            if at < 0:
                return ()
            parts[at][code].append(slot)
    if not all(_is_whole(part, codes) for part in parts):
        return ()
    findings = _shares(matched.findings, order, starts)
    respondents = []
    for start, part, odd in zip(starts, parts, findings, strict=True):
        name = _name(sheets, start, starts)
        own_sheets = [
            sheet.name for sheet in sheets if sheet.name in {s.sheet.name for p in part.values() for s in p}
        ]
        if len(own_sheets) > 1:
            place = Place(file=file, sheet=own_sheets[0])
            odd.append(finding("SHEETS_GROUPED", place, found=", ".join(own_sheets)))
        respondents.append(SheetRespondent(name, {c: tuple(s) for c, s in part.items()}, tuple(odd)))
    return tuple(respondents)


def reject_twins(outcomes: Sequence[FileOutcome], file: str) -> tuple[FileOutcome, ...]:
    """The outcomes of one file, without those that give one respondent different answers: all came with the
    same file, so nothing tells which are meant."""
    groups: defaultdict[object, list[FileOutcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.submission is not None:
            groups[outcome.submission.sender].append(outcome)
    twins = {
        member.file: next(other.file for other in group if other is not member)
        for group in groups.values()
        if len({member.submission.content for member in group if member.submission}) > 1
        for member in group
    }
    return tuple(_rejected(o, twins[o.file], file) if o.file in twins else o for o in outcomes)


def _starts(heads: list[_Spot]) -> list[_Spot]:
    """Where each respondent begins: with the sheet of its facility code, or in the row of the code where
    another one stands on the same sheet before it."""
    first: set[int] = set()
    starts = []
    for sheet, row in sorted(heads):
        starts.append((sheet, row if sheet in first else 0))
        first.add(sheet)
    return starts


def _is_whole(part: dict[str, list[Slot]], codes: CodeIndex) -> bool:
    """Whether a part holds answers, no code in it is answered twice, and its sheets are copies of one number
    ("C1 (2)" goes with "Cover (2)")."""
    numbers = {_copy_number(slot.sheet.name) for slots in part.values() for slot in slots}
    return len(numbers) == 1 and answers_once(part, codes)


def answers_once(part: Mapping[str, Sequence[Slot]], codes: CodeIndex) -> bool:
    """Whether slots hold answers, and no code in them is answered twice."""
    once = all(len({_plain(slot.cell) for slot in slots} - {""}) < 2 for slots in part.values())
    return once and any(code in codes.items for code in part)


def _copy_number(sheet: str) -> str:
    match = _COPY.search(sheet)
    return match[1] if match else ""


def _plain(cell: CellValue) -> str:
    return shown(cell).strip()


def _name(sheets: Sequence[Sheet], start: _Spot, starts: list[_Spot]) -> str:
    sheet, row = start
    alone = sum(other == sheet for other, _ in starts) == 1
    return sheets[sheet].name if alone else f"{sheets[sheet].name}!{cell_name((row, 0))}"


def _shares(findings: Sequence[Finding], order: dict[str, int], starts: list[_Spot]) -> list[list[Finding]]:
    """What was odd, to the respondent where it stands; about a whole sheet, to the first one on it."""
    shares: list[list[Finding]] = [[] for _ in starts]
    for finding_ in findings:
        row = cell_position(finding_.place.cell)[0] if finding_.place.cell else 0
        at = bisect_right(starts, (order.get(finding_.place.sheet or "", 0), row)) - 1
        shares[max(at, 0)].append(finding_)
    return shares


def _rejected(outcome: FileOutcome, twin: str, file: str) -> FileOutcome:
    assert outcome.submission is not None
    facts = outcome.submission.facts
    finding_ = finding(
        "FACILITY_TWICE",
        Place(file=file),
        found=facts.facility_code or facts.province,
        expected=twin.rpartition("#")[2],
    )
    return outcome.set_aside(finding_)
