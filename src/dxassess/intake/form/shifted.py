"""Answers that slid into the row above or below, as when one cell was inserted into the column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dxassess.findings.finding import Finding
from dxassess.intake.matching.match import Slot
from dxassess.intake.reading import shown
from dxassess.intake.values.item_cell import read_item_cell
from dxassess.intake.words.text import without_accents
from dxassess.intake.words.vocabulary import ANSWER_HEADINGS
from dxassess.intake.workbook.marks import cell_name
from dxassess.questionnaire.items import Item, Note
from dxassess.questionnaire.model import Questionnaire

_MISFITS = frozenset(("OPTION_UNKNOWN", "OPTION_AMBIGUOUS", "NOT_YES_NO", "NOT_A_NUMBER", "BAD_DATE"))
_FEWEST, _FEWEST_WITH_STRAYS, _SHARE = 3, 2, 0.6
_DESCRIPTION = 30
"""Shorter texts may be remarks that somebody typed instead of an answer."""
_Spot = tuple[str, int, int]


def find_shift(
    questionnaire: Questionnaire, slots: Mapping[str, tuple[Slot, ...]], findings: Iterable[Finding]
) -> Slot | None:
    """The first of the answers that do not fit their own item, or stand where nothing is asked, but fit the
    item a row above, or below. None unless most such answers of a sheet do: at least three, or two of which
    one stands where nothing is asked."""
    items = questionnaire.item_by_cell
    by_sheet: defaultdict[str, list[Slot]] = defaultdict(list)
    for code, code_slots in slots.items():
        if code in items:
            for slot in code_slots:
                by_sheet[slot.sheet.name].append(slot)
    odd = {(finding_.place.sheet, finding_.place.cell) for finding_ in findings if finding_.code in _MISFITS}
    for sheet, on_sheet in by_sheet.items():
        cells = (slot for slot in on_sheet if odd and slot.cell != "")
        misfits = [slot for slot in cells if (sheet, cell_name(slot.answer)) in odd]
        strays = list(_strays(on_sheet))
        if len(strays) + len(misfits) < _FEWEST_WITH_STRAYS:
            continue
        asked_at = {_spot(slot): items[slot.code] for slot in on_sheet}
        for step in (-1, 1):
            slid = [slot for slot in (*strays, *misfits) if _fits(slot, asked_at.get(_spot(slot, step)))]
            fewest = _FEWEST_WITH_STRAYS if slid and slid[0] in strays else _FEWEST
            if len(slid) >= max(fewest, _SHARE * (len(misfits) + len(strays))):
                return min(slid, key=lambda slot: slot.answer)
    return None


def _strays(slots: Sequence[Slot]) -> Iterator[Slot]:
    """What stands in the column of answers between the items, or in the row before or behind them."""
    asked_positions = {slot.answer for slot in slots if slot.given is None}
    columns = {column for _, column in asked_positions}
    if len(columns) == 1:
        (column,) = columns
        asked_rows = {row for row, _ in asked_positions}
        sheet = slots[0].sheet
        for row in sorted(set(range(max(0, min(asked_rows) - 1), max(asked_rows) + 2)) - asked_rows):
            at = (row, column)
            cell = sheet.at(at)
            text = "" if cell == "" else without_accents(shown(cell))
            if text and text not in ANSWER_HEADINGS:
                yield slots[0]._replace(answer=at, given=None)


def _spot(slot: Slot, step: int = 0) -> _Spot:
    return slot.sheet.name, slot.answer[0] + step, slot.answer[1]


def _fits(slot: Slot, item: Item | None) -> bool:
    """Whether the cell is an undoubted answer to `item`."""
    if item is None:
        return False
    reading = read_item_cell(slot.cell, item, percent_format=slot.answer in slot.sheet.marks.percent)
    tells = not isinstance(item, Note) or item.dated or len(str(slot.cell)) >= _DESCRIPTION
    return reading.state == "answered" and not reading.notes and tells
