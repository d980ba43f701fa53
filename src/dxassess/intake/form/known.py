"""What plain cells say to an item, wherever they stand: the forms of a round say the same again and again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dxassess.intake.form.cells import is_covered
from dxassess.intake.matching.match import Slot
from dxassess.intake.submission import State, Value
from dxassess.intake.words.memo import as_key
from dxassess.questionnaire.items import Item, Ratio

_MOST, _LONGEST = 20_000, 200
ItemKey = tuple[object, ...]
"""An item and all that decides what its cells say."""


class KnownAnswer(NamedTuple):
    """The state and the value of an answer that nothing is to be said about. The item is kept with them, so
    that its id stays its own."""

    item: Item
    state: State
    value: Value | None


_known: dict[ItemKey, KnownAnswer] = {}


def slots_of(item: Item, slots: Mapping[str, tuple[Slot, ...]]) -> tuple[Slot, ...]:
    """The slots of an item, in order, if each of its codes stands once; none else, and for what counts facts
    of the cover sheet."""
    # By its type: to ask a class of values whether something is of it costs more than all the rest.
    if type(item) is Ratio and item.facts:
        return ()
    parts = item.parts
    if len(parts) == 1:
        only = slots.get(parts[0][0], ())
        return only if len(only) == 1 else ()
    item_slots: tuple[Slot, ...] = ()
    for code, _ in parts:
        copies = slots.get(code, ())
        if len(copies) != 1:
            return ()
        item_slots += copies
    return item_slots


def key_of(item: Item, slots: Iterable[Slot], *, epoch_1904: bool) -> ItemKey | None:
    """What decides the answer in these slots; None where more than the values and formats of the cells does,
    or a text is so long that it hardly comes twice."""
    decisive: list[object] = [id(item), epoch_1904]
    for slot in slots:
        cell, marks, at = slot.cell, slot.sheet.marks, slot.answer
        if (
            at in marks.formulas
            or at in marks.errors
            or at in marks.uncalculated
            or at in marks.unreadable
            or at in marks.symbols
            or at in marks.struck
            or (is_covered(slot) if cell == "" else isinstance(cell, str) and len(cell) > _LONGEST)
        ):
            return None
        decisive += (*as_key(cell), at in marks.percent)
    return tuple(decisive)


def recall(key: ItemKey) -> KnownAnswer | None:
    """What such cells said before."""
    return _known.get(key)


def keep(key: ItemKey, answer: KnownAnswer) -> None:
    """Remember what such cells say; a full memory is emptied."""
    if len(_known) >= _MOST:
        _known.clear()
    _known[key] = answer
