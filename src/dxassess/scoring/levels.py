"""Maturity levels with thresholds and gates, and what blocks the next one (method.md §4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dxassess.frozen import Frozen
from dxassess.intake.submission import Facts
from dxassess.questionnaire.model import Condition, Level, Questionnaire
from dxassess.questionnaire.tolerance import reaches
from dxassess.scoring.score import Blocker, Node


class GateCheck(Frozen):
    """A gate that applies, and what its item scored (None: no answer)."""

    item: str
    level: int
    at_least: float
    score: float | None

    @property
    def met(self) -> bool:
        return self.score is not None and reaches(self.score, self.at_least)


def check_gates(
    questionnaire: Questionnaire, condition: Condition, node: Node, facts: Facts
) -> tuple[GateCheck, ...]:
    """The gates of a scored condition that concern this respondent. Those of items that do not apply are
    not asked for."""
    items = {found.code: found for found in node.walk()}
    return tuple(
        GateCheck(item=item.code, level=gate.level, at_least=gate.at_least, score=items[item.code].score)
        for item in condition.items
        for gate in item.gates
        if items[item.code].state in ("scored", "missing")
        and (gate.applies is None or questionnaire.applies(gate.applies, facts.type, facts.beds))
    )


def reach_level(
    score: float, *, levels: Sequence[Level], gates: Iterable[GateCheck] = ()
) -> tuple[int, tuple[Blocker, ...]]:
    """The highest level whose threshold and gates, and those of all levels below it, are met, and
    everything that blocks the next level (nothing at the top)."""
    checks = tuple(gates)
    reached = 0
    for level in levels[1:]:
        blockers = _blockers(score, level, checks)
        if blockers:
            return reached, blockers
        reached = level.level
    return reached, ()


def cap_level(
    reached: tuple[int, tuple[Blocker, ...]], conditions: Sequence[tuple[str, int]], *, top: int
) -> tuple[int, tuple[Blocker, ...]]:
    """The overall level: that of the overall score, at most one above the lowest of `conditions`
    (code, level), with what blocks the next one: the conditions that cap it, the points still missing
    (nothing at the `top`)."""
    level, blockers = reached
    capped = min(level, 1 + min((own for _, own in conditions), default=level))
    if capped == top:
        return top, ()
    caps = tuple(
        Blocker(kind="condition", level=capped + 1, code=code, need=float(capped), have=float(own))
        for code, own in conditions
        if own < capped
    )
    return capped, (*(blockers if level == capped else ()), *caps)


def reach_by_gates(
    *, levels: Sequence[Level], gates: Iterable[GateCheck]
) -> tuple[int | None, tuple[Blocker, ...]]:
    """The same where gates alone decide. A gate without an answer is no miss: unless an answered one closes
    the next level anyway, the level is not known (None), and the blockers are what to answer."""
    reached, blockers = reach_level(0.0, levels=levels, gates=gates)
    known = not blockers or any(blocker.have is not None for blocker in blockers)
    return (reached if known else None), blockers


def lowest_level(conditions: Sequence[tuple[str, int]], *, top: int) -> tuple[int, tuple[Blocker, ...]]:
    """The overall level where gates alone decide: the lowest of `conditions` (code, level), one at least,
    with the conditions that hold it there (nothing at the `top`)."""
    least = min(own for _, own in conditions)
    if least == top:
        return least, ()
    return least, tuple(
        Blocker(kind="condition", level=least + 1, code=code, need=float(least + 1), have=float(own))
        for code, own in conditions
        if own == least
    )


def _blockers(score: float, level: Level, gates: Sequence[GateCheck]) -> tuple[Blocker, ...]:
    found = []
    if not reaches(score, level.at_least):
        found.append(Blocker(kind="points", level=level.level, need=level.at_least, have=score))
    found += [
        Blocker(kind="gate", level=level.level, code=gate.item, need=gate.at_least, have=gate.score)
        for gate in gates
        if gate.level == level.level and not gate.met
    ]
    return tuple(found)
