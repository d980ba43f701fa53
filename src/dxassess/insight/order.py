"""Steps in an order in which they can be taken: nothing before what it rests on (method.md §9)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from dxassess.insight.whatif import Case
from dxassess.questionnaire.tolerance import reaches

UNDER_WAY = 0.4
"""An item that others rest on is far enough for them once it earns so much."""

T = TypeVar("T")


def in_order(entries: Iterable[T], case: Case, item_of: Callable[[T], str]) -> tuple[T, ...]:
    """The entries as they come, but each behind those of the others that its item rests on (`after`) and that
    are not under way; nothing is left out. Items that rest on each other in a circle stay as they come."""
    waiting = list(entries)
    placed: list[T] = []
    while waiting:
        codes = {item_of(entry) for entry in waiting}
        free = next((e for e in waiting if not open_before(case, item_of(e)) & codes), waiting[0])
        waiting.remove(free)
        placed.append(free)
    return tuple(placed)


def open_before(case: Case, code: str) -> frozenset[str]:
    """The items that this one rests on, that apply, and that are not under way; a blank is not."""
    nodes = case.score.node_by_code
    return frozenset(
        before
        for before in case.questionnaire.item_by_code[code].after
        if before in nodes
        and nodes[before].state in ("scored", "missing")
        and not reaches(nodes[before].score or 0.0, UNDER_WAY)
    )
