"""What keeps facilities from their next level, counted over a group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dxassess.frozen import Frozen
from dxassess.scoring.score import Score


class BlockingItem(Frozen):
    """A gate's item and how many facilities it keeps from the next level of its condition."""

    item: str
    condition: str
    facilities: int


def blocking_items(scores: Iterable[Score]) -> tuple[BlockingItem, ...]:
    """The items whose gates are closed, most facilities first; ties by item code."""
    blocked: dict[tuple[str, str], set[str]] = defaultdict(set)
    for score in scores:
        for condition in score.conditions:
            for blocker in condition.blocked_by:
                if blocker.kind == "gate" and blocker.code is not None:
                    blocked[blocker.code, condition.code].add(score.file)
    items = [
        BlockingItem(item=item, condition=condition, facilities=len(files))
        for (item, condition), files in blocked.items()
    ]
    return tuple(sorted(items, key=lambda entry: (-entry.facilities, entry.item)))
