"""How many facilities of each type are at the standard level, in words (method.md §7)."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.places.provinces import place_of
from dxassess.report.value.model import Cell, Table
from dxassess.report.value.roughly import by_extent, roughly
from dxassess.report.value.say import count, say, text_cell
from dxassess.report.value.small_groups import MIN_GROUP
from dxassess.report.value.words import Message
from dxassess.report.view import View


def reached_table(view: View, key: str) -> tuple[Table, ...]:
    """The types of a province of which enough are known; nothing without."""
    words = {type_: _how_far(view, key, type_) for type_ in view.round.types}
    return _table(
        view,
        [
            (text_cell(view.round.types[type_].name), text_cell(word))
            for type_, word in words.items()
            if word is not None
        ],
    )


def regional_reached_table(view: View) -> tuple[Table, ...]:
    """The same with the provinces by how many are there."""
    rows = []
    for type_ in view.round.types:
        words = [(place_of(p.key).name, _how_far(view, p.key, type_)) for p in view.analysis.ordered]
        stated = [(name, word) for name, word in words if word is not None]
        if stated:
            rows.append((text_cell(view.round.types[type_].name), text_cell(by_extent(stated))))
    return _table(view, rows)


def _how_far(view: View, key: str, type_: str) -> Message | None:
    """Of those whose level is known, how many are there; None where these are too few."""
    standard = view.round.facility.standard_level
    scores = [score for score in view.round.facilities_of(key) if score.type == type_]
    states = [view.reaches_level(score.overall, standard) for score in scores]
    known = [state for state in states if state is not None]
    word = roughly(sum(known) / len(known), len(known)) if known else None
    return None if word is None else say(f"places.{word}")


def _table(view: View, rows: Sequence[tuple[Cell, ...]]) -> tuple[Table, ...]:
    if not rows:
        return ()
    table = Table(
        id="reached",
        of_groups=True,
        title=say("reached.title", level=count(view.round.facility.standard_level)),
        head=(say("head.type"), say("head.how_far")),
        rows=tuple(rows),
        note=say("roughly.note", least=count(MIN_GROUP)),
    )
    return (table,)
