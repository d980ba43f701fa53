"""What changed since the earlier round, and on how much of the questionnaires that rests."""

from __future__ import annotations

from collections.abc import Iterator

from dxassess.insight.analysis import Analysis
from dxassess.places.provinces import place_of
from dxassess.report.data.table import DataTable, DataValue, table
from dxassess.statistics.change import NodeChange, ProvinceChange

_CHANGES = (
    "province:code province_name:text node:code before:score:none now:score:none change:number:none "
    "within:number:none within_low:number:none within_high:number:none department_change:number:none "
    "merged:number:none composition:number:none matched:count joined:count left:count shared:share"
)
_SHARED = "code:code wording:text asked:code"


def change_tables(analysis: Analysis, language: str) -> tuple[DataTable, ...]:
    """A row per province and condition, and a row per item that only one of the rounds asked; nothing
    without an earlier round."""
    pair = analysis.pair
    if pair is None:
        return ()
    unshared = ((one.code, one.text[language], one.asked) for one in pair.unshared)
    return (
        table("changes", _CHANGES, _rows(analysis.changes, pair.share)),
        table("unshared", _SHARED, unshared),
    )


def no_changes() -> tuple[DataTable, ...]:
    """The same tables of a round without an earlier one: their columns."""
    return table("changes", _CHANGES, ()), table("unshared", _SHARED, ())


def _rows(changes: dict[str, ProvinceChange], share: float) -> Iterator[tuple[DataValue, ...]]:
    for change in changes.values():
        for node in (change.overall, *change.conditions):
            counts = (change.matched, change.joined, change.left)
            yield (change.key, place_of(change.key).name, *_parts(node), *counts, share)


def _parts(node: NodeChange) -> tuple[DataValue, ...]:
    interval = node.interval
    ends = (None, None) if interval is None else (interval.low, interval.high)
    before, now = (node.before, node.now)
    moved = (node.change, node.within, *ends, node.department, node.merged, node.composition)
    return (node.code, before, now, *moved)
