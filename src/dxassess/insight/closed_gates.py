"""Where gates alone decide levels: what holds facilities at theirs, and which of their gates are not
answered (method.md §4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Questionnaire
from dxassess.scoring.score import Blocker, Score


class ClosedGate(Frozen):
    """A gate's item that stands between facilities and their next level: its condition, how many facilities
    do not meet it, and how many have not answered it."""

    item: str
    condition: str
    missed: int
    unanswered: int


def holding_conditions(score: Score) -> tuple[str, ...]:
    """The conditions that keep a facility at its level, in their order; nothing at the top one."""
    return tuple(b.code for b in score.overall.blocked_by if b.kind == "condition" and b.code is not None)


def holding_gates(score: Score) -> tuple[Blocker, ...]:
    """The closed gates of those conditions: all of them stand before the next level."""
    return tuple(
        blocker
        for code in holding_conditions(score)
        for blocker in score.node_by_code[code].blocked_by
        if blocker.kind == "gate"
    )


def closed_gates(scores: Iterable[Score]) -> tuple[ClosedGate, ...]:
    """The gates that hold facilities at their levels, those that hold most first; ties by item code."""
    missed: dict[tuple[str, str], int] = defaultdict(int)
    unanswered: dict[tuple[str, str], int] = defaultdict(int)
    for score in scores:
        for condition in holding_conditions(score):
            for blocker in score.node_by_code[condition].blocked_by:
                counts = unanswered if blocker.have is None else missed
                counts[blocker.code or "", condition] += 1
    gates = [
        ClosedGate(item=item, condition=condition, missed=missed[place], unanswered=unanswered[place])
        for place in {**missed, **unanswered}
        for item, condition in (place,)
    ]
    return tuple(sorted(gates, key=lambda gate: (-gate.missed - gate.unanswered, gate.item)))


def unanswered_gates(score: Score, questionnaire: Questionnaire) -> tuple[str, ...]:
    """The items with gates that a facility is asked and has not answered, in the order of the questions."""
    return tuple(
        node.code
        for node in score.overall.walk()
        if node.kind == "item" and node.state == "missing" and questionnaire.item_by_code[node.code].gates
    )
