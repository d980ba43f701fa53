"""Answers that slid into the row above or below, as when one cell was inserted into the column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from dxassess.intake.marks import cell_name
from dxassess.intake.match import Slot
from dxassess.intake.submission import Finding
from dxassess.intake.values import CellType, read_value
from dxassess.questionnaire.model import Item, Questionnaire

_MISFITS = frozenset(("OPTION_UNKNOWN", "OPTION_AMBIGUOUS", "NOT_YES_NO", "NOT_A_NUMBER", "BAD_DATE"))
_FEWEST, _SHARE = 3, 0.6
_Spot = tuple[str, int, int]


def find_shift(
    questionnaire: Questionnaire, slots: Mapping[str, tuple[Slot, ...]], findings: Iterable[Finding]
) -> Slot | None:
    """The first of the answers that do not fit their own item but fit the one a row above, or below; None
    unless on one sheet at least three do, and most of those that do not fit."""
    items = {code: item for item in questionnaire.items for code, _ in item.parts}
    asked = {_spot(slot): items[code] for code, found in slots.items() if code in items for slot in found}
    odd = {(found.place.sheet, found.place.cell) for found in findings if found.code in _MISFITS}
    misfits = [
        slot
        for code, found in slots.items()
        for slot in found
        if code in items and (slot.sheet.name, cell_name(slot.answer)) in odd and slot.cell != ""
    ]
    for sheet, total in Counter(slot.sheet.name for slot in misfits).items():
        there = sorted((s for s in misfits if s.sheet.name == sheet), key=lambda slot: slot.answer)
        for step in (-1, 1):
            slid = [slot for slot in there if _fits(slot, asked.get(_spot(slot, step)))]
            if len(slid) >= max(_FEWEST, _SHARE * total):
                return slid[0]
    return None


def _spot(slot: Slot, step: int = 0) -> _Spot:
    return slot.sheet.name, slot.answer[0] + step, slot.answer[1]


def _fits(slot: Slot, item: Item | None) -> bool:
    """Whether the cell is an undoubted answer to `item`."""
    if item is None:
        return False
    types: dict[str, CellType] = {"multi": "yes_no", "ratio": "part"}
    cell_type: CellType = types.get(item.type) or item.type  # type: ignore[assignment]
    reading = read_value(
        slot.cell,
        cell_type,
        options=item.options,
        unit=item.unit,
        percent_format=slot.answer in slot.sheet.marks.percent,
    )
    return reading.state == "answered" and not reading.notes and item.type != "text"
