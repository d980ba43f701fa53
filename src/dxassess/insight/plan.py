"""The shortest plan to a level: the least effort that meets all gates and thresholds (method.md §9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from dxassess.frozen import Frozen
from dxassess.insight.order import in_order
from dxassess.insight.steps import Step, steps_up
from dxassess.insight.whatif import Case, ScoredItem
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.scoring.score import Score

_SLACK = 1e-7


class Plan(Frozen):
    """The steps to take, in the order of the questionnaire but none before what it rests on, their total
    effort, and the score afterwards, found by scoring again."""

    level: int
    steps: tuple[Step, ...]
    effort: int
    after: Score


def shortest_plan(case: Case, level: int) -> Plan | None:
    """The plan of least effort to the overall `level`; None if no plan reaches it, or if scores of this
    questionnaire do not add up (a geometric node, or missing answers left out).

    The overall level needs its threshold, and every condition `caps` levels less with all gates up to there.
    An item whose answer opens another one moves the ground under the plan, so each way of opening is solved
    apart, and the best plan that scoring again confirms wins.
    """
    best: Plan | None = None
    for opened in _ways_of_opening(case):
        plan = _solve(case, opened, level)
        if plan is not None and (best is None or plan.effort < best.effort):
            best = plan
    return best


def _ways_of_opening(case: Case) -> Iterator[Mapping[str, float]]:
    """Every choice of what may open an item: left shut, or raised to the least step that opens."""
    ways: list[list[tuple[str, float] | None]] = []
    for placed_item in case.placed:
        for least in case.shut.get(placed_item.item.code, ()):
            opening = [
                s for s in steps_up(placed_item.item, placed_item.node.score) if s.score >= least - TOLERANCE
            ]
            ways.append([None, *((step.item, step.score) for step in opening[:1])])
    for chosen_steps in product(*ways):
        yield dict(way for way in chosen_steps if way is not None)


def _solve(case: Case, opened: Mapping[str, float], level: int) -> Plan | None:
    ground = (
        Case(submission=case.submission, questionnaire=case.questionnaire, score=case.assume(opened))
        if opened
        else case
    )
    before = {p.item.code: p.node.score for p in case.placed}
    choices = [
        (placed_item, step)
        for placed_item in ground.placed
        for step in _allowed(case, placed_item, before.get(placed_item.item.code), opened)
    ]
    forced = {placed_item.item.code for placed_item in ground.placed if placed_item.item.code in opened}
    chosen_steps = _least_effort(ground, choices, level, forced)
    if chosen_steps is None:
        return None
    steps = in_order((step for _, step in chosen_steps), case, lambda step: step.item)
    after = case.assume({step.item: step.score for step in steps})
    if after.overall.level is None or after.overall.level < level:
        return None
    return Plan(level=level, steps=steps, effort=sum(step.effort for step in steps), after=after)


def _allowed(
    case: Case, placed_item: ScoredItem, now: float | None, opened: Mapping[str, float]
) -> tuple[Step, ...]:
    """The steps that keep the way of opening: an opener goes at least as far as it must, or stays below."""
    steps = steps_up(placed_item.item, now)
    code = placed_item.item.code
    if code in opened:
        return tuple(step for step in steps if step.score >= opened[code] - TOLERANCE)
    ends = case.shut.get(code, ())
    return tuple(step for step in steps if all(step.score < end - TOLERANCE for end in ends))


def _least_effort(
    case: Case, choices: list[tuple[ScoredItem, Step]], level: int, forced: set[str]
) -> list[tuple[ScoredItem, Step]] | None:
    """The cheapest choice of at most one step an item that satisfies every row; None if there is none."""
    if not case.linear:
        return None
    rows, least, most = _rows(case, choices, level, forced)
    if not choices:
        return [] if all(low <= 0 for low in least) else None
    cost = np.array([step.effort for _, step in choices], float)
    solution = milp(
        cost,
        constraints=LinearConstraint(csr_array(np.array(rows)), np.array(least), np.array(most)),
        integrality=np.ones(len(choices)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0},
    )
    if solution.x is None:
        return None
    return [choice for choice, is_taken in zip(choices, solution.x, strict=True) if is_taken > 0.5]


def _rows(
    case: Case, choices: list[tuple[ScoredItem, Step]], level: int, forced: set[str]
) -> tuple[list[list[float]], list[float], list[float]]:
    """Constraint rows over the choices: thresholds, gates, one step an item."""
    rows: list[list[float]] = []
    least: list[float] = []
    most: list[float] = []

    def add(row: list[float], low: float, high: float = np.inf) -> None:
        rows.append(row)
        least.append(low)
        most.append(high)

    thresholds = {entry.level: entry.at_least for entry in case.questionnaire.levels}
    rise = [step.score - (placed_item.node.score or 0.0) for placed_item, step in choices]
    overall = case.score.overall.score or 0.0
    add([p.share * r for (p, _), r in zip(choices, rise, strict=True)], thresholds[level] - overall - _SLACK)
    for condition, node in zip(case.questionnaire.conditions, case.score.conditions, strict=True):
        if node.state == "not_applicable":
            continue
        needed = max(0, level - condition.caps)
        condition_row = [
            p.share_of_condition * r if p.condition.code == node.code else 0.0
            for (p, _), r in zip(choices, rise, strict=True)
        ]
        add(condition_row, thresholds[needed] - (node.score or 0.0) - _SLACK)
        for gate in case.gates[node.code]:
            if gate.level <= needed and not gate.met:
                add(
                    [
                        float(p.item.code == gate.item and s.score >= gate.at_least - TOLERANCE)
                        for p, s in choices
                    ],
                    1.0,
                )
    for code in dict.fromkeys(placed_item.item.code for placed_item, _ in choices):
        add([float(p.item.code == code) for p, _ in choices], float(code in forced), 1.0)
    return rows, least, most
