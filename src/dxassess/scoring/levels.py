"""Maturity levels with thresholds and gates, and what blocks the next one (method.md §4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

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
    items = {node_.code: node_ for node_ in node.walk()}
    return tuple(
        GateCheck.unchecked(
            {
                "item": item.code,
                "level": gate.level,
                "at_least": gate.at_least,
                "score": items[item.code].score,
            }
        )
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
    reached = level_reached(score, levels=levels, gates=checks)
    following = next((level for level in levels[1:] if not _is_met(score, level, checks)), None)
    return reached, () if following is None else _blockers(score, following, checks)


def level_reached(score: float, *, levels: Sequence[Level], gates: Sequence[GateCheck] = ()) -> int:
    """The level alone of `reach_level`."""
    reached = 0
    for level in levels[1:]:
        if not _is_met(score, level, gates):
            break
        reached = level.level
    return reached


def rate(
    node: Node, *, levels: Sequence[Level], gates: Iterable[GateCheck] = ()
) -> tuple[int, tuple[Blocker, ...]]:
    """The level of a node that applies: that of its score, or of its lower bound where it prints none."""
    score = node.low if node.score is None else node.score
    assert score is not None
    return reach_level(score, levels=levels, gates=gates)


class Cap(NamedTuple):
    """A condition that applies, its level, and how far above it the overall level may lie."""

    code: str
    level: int
    caps: int


def cap_level(
    reached: tuple[int, tuple[Blocker, ...]], conditions: Sequence[Cap], *, top: int
) -> tuple[int, tuple[Blocker, ...]]:
    """The overall level: that of the overall score, at most `caps` above the level of every condition, with
    what blocks the next one: the points still missing, the conditions that cap it (nothing at the `top`)."""
    level, blockers = reached
    capped = level_capped(level, conditions)
    if capped == top:
        return top, ()
    caps = tuple(
        Blocker(
            kind="condition",
            level=capped + 1,
            code=cap.code,
            need=float(capped + 1 - cap.caps),
            have=float(cap.level),
        )
        for cap in conditions
        if cap.level + cap.caps <= capped
    )
    return capped, (*(blockers if level == capped else ()), *caps)


def level_capped(level: int, conditions: Sequence[Cap]) -> int:
    """The level alone of `cap_level`."""
    return min(level, *(cap.level + cap.caps for cap in conditions)) if conditions else level


def is_least(score: float | None, blockers: Sequence[Blocker], open_: Collection[str]) -> bool:
    """Whether the overall level may well be higher than it is said to be: there is no overall score, or all
    that blocks the next level are conditions of which too little is known (`open_`)."""
    held_by_open = [blocker.kind == "condition" and blocker.code in open_ for blocker in blockers]
    return score is None or (bool(held_by_open) and all(held_by_open))


def _blockers(score: float, level: Level, gates: Sequence[GateCheck]) -> tuple[Blocker, ...]:
    blockers = []
    if not reaches(score, level.at_least):
        blockers.append(Blocker(kind="points", level=level.level, need=level.at_least, have=score))
    blockers += [
        Blocker(kind="gate", level=level.level, code=gate.item, need=gate.at_least, have=gate.score)
        for gate in _unmet(level, gates)
    ]
    return tuple(blockers)


def _is_met(score: float, level: Level, gates: Sequence[GateCheck]) -> bool:
    return reaches(score, level.at_least) and not (gates and _unmet(level, gates))


def _unmet(level: Level, gates: Sequence[GateCheck]) -> list[GateCheck]:
    return [gate for gate in gates if gate.level == level.level and not gate.met]
