"""The shortest plan to a level: the least effort that meets all gates and thresholds (method.md §9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

from dxassess.frozen import Frozen
from dxassess.insight.least_effort import Climb, Lift, Stair, least_effort
from dxassess.insight.order import in_order
from dxassess.insight.steps import Step, StepBook
from dxassess.insight.whatif import Case, ScoredItem
from dxassess.questionnaire.model import Condition
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.scoring.score import Node, Score

_SLACK = 1e-7
Offered = tuple[ScoredItem, Step]
"""An item with one of the steps that it may take."""


class Plan(Frozen):
    """The steps to take, in the order of the questionnaire but none before what it rests on, their total
    effort, and the score afterwards, found by scoring again."""

    level: int
    steps: tuple[Step, ...]
    effort: int
    after: Score


def shortest_plan(case: Case, level: int, planner: Planner | None = None) -> Plan | None:
    """The plan of least effort to the overall `level`; None if no plan reaches it, or if scores of this
    questionnaire do not add up (a geometric node, or missing answers left out). A `planner` that is asked for
    several respondents of one questionnaire keeps what it has worked out.

    The overall level needs its threshold, and every condition `caps` levels less with all gates up to there.
    An item whose answer opens another one moves the ground under the plan, so each way of opening is solved
    apart, and the best plan that scoring again confirms wins.
    """
    return (planner or Planner()).plan(case, level)


class Planner:
    """Plans for respondents of one questionnaire. Of the same answers the steps are the same, and are worked
    out once."""

    def __init__(self) -> None:
        self._book = StepBook()
        self._steps: dict[tuple[object, ...], tuple[Step, ...] | None] = {}

    def plan(self, case: Case, level: int) -> Plan | None:
        """`shortest_plan` of a respondent."""
        if not case.linear:
            return None
        key = (level, *_pattern(case))
        if key in self._steps:
            steps = self._steps[key]
            return None if steps is None else _confirmed(case, level, steps)
        plan = self._best(case, level)
        self._steps[key] = None if plan is None else plan.steps
        return plan

    def _best(self, case: Case, level: int) -> Plan | None:
        """Of the ways of opening the one of least effort that scoring again confirms, ties: the first."""
        solved = (self._solve(case, opened, level) for opened in self._ways_of_opening(case))
        ways = sorted((steps for steps in solved if steps is not None), key=_effort)
        plans = (_confirmed(case, level, steps) for steps in ways)
        return next((plan for plan in plans if plan is not None), None)

    def _ways_of_opening(self, case: Case) -> Iterator[Mapping[str, float]]:
        """Every choice of what may open an item: left shut, or raised to the least step that opens."""
        ways: list[list[tuple[str, float] | None]] = []
        for placed_item in case.placed:
            for least in case.shut.get(placed_item.item.code, ()):
                steps = self._book.up(placed_item.item, placed_item.node.score)
                opening = [step for step in steps if step.score >= least - TOLERANCE]
                ways.append([None, *((step.item, step.score) for step in opening[:1])])
        for chosen_steps in product(*ways):
            yield dict(way for way in chosen_steps if way is not None)

    def _solve(self, case: Case, opened: Mapping[str, float], level: int) -> tuple[Step, ...] | None:
        """The steps of least effort by one way of opening, in the order of the questionnaire."""
        ground = (
            Case(submission=case.submission, questionnaire=case.questionnaire, score=case.assume(opened))
            if opened
            else case
        )
        before = {p.item.code: p.node.score for p in case.placed}
        choices = [
            (placed_item, step)
            for placed_item in ground.placed
            for step in self._allowed(case, placed_item, before.get(placed_item.item.code), opened)
        ]
        forced = {placed_item.item.code for placed_item in ground.placed if placed_item.item.code in opened}
        chosen_steps = _least_effort(ground, choices, level, forced)
        return None if chosen_steps is None else tuple(step for _, step in chosen_steps)

    def _allowed(
        self, case: Case, placed_item: ScoredItem, now: float | None, opened: Mapping[str, float]
    ) -> tuple[Step, ...]:
        """The steps that keep the way of opening: an opener goes at least as far as it must, or stays
        below."""
        steps = self._book.up(placed_item.item, now)
        code = placed_item.item.code
        if code in opened:
            return tuple(step for step in steps if step.score >= opened[code] - TOLERANCE)
        ends = case.shut.get(code)
        if ends is None:
            return steps
        return tuple(step for step in steps if all(step.score < end - TOLERANCE for end in ends))


def _pattern(case: Case) -> tuple[object, ...]:
    """All that a plan hangs on: where every item stands and what it weighs, what may open, which gates there
    are, where the conditions stand."""
    return (
        tuple((p.item.code, p.node.score, p.share, p.share_of_condition) for p in case.placed),
        tuple(case.shut.items()),
        tuple(
            (code, gate.item, gate.level, gate.at_least, gate.score)
            for code, gates in case.gates.items()
            for gate in gates
        ),
        tuple((node.state, node.score) for node in (case.score.overall, *case.score.conditions)),
        case.submission.facts.type,
        case.submission.facts.beds,
    )


def _confirmed(case: Case, level: int, chosen_steps: tuple[Step, ...]) -> Plan | None:
    """The plan of these steps; None where scoring again does not reach the level."""
    steps = in_order(chosen_steps, case, lambda step: step.item)
    after = case.assume({step.item: step.score for step in steps})
    if after.overall.level is None or after.overall.level < level:
        return None
    return Plan(level=level, steps=steps, effort=_effort(steps), after=after)


def _effort(steps: tuple[Step, ...]) -> int:
    return sum(step.effort for step in steps)


def _least_effort(case: Case, choices: list[Offered], level: int, forced: set[str]) -> list[Offered] | None:
    """The cheapest choice of at most one step an item that reaches every threshold and opens every gate; of
    those the one that lifts the score most. None if there is none."""
    if not case.linear:
        return None
    thresholds = {entry.level: entry.at_least for entry in case.questionnaire.levels}
    conditions = [
        _climb(condition, node, choices, forced, _Need(case, max(0, level - condition.caps), thresholds))
        for condition, node in zip(case.questionnaire.conditions, case.score.conditions, strict=True)
        if node.state != "not_applicable"
    ]
    least = thresholds[level] - (case.score.overall.score or 0.0) - _SLACK
    places_by_condition = least_effort([climb for climb, _ in conditions], least)
    if places_by_condition is None:
        return None
    return [
        steps[place]
        for (_, of_items), places in zip(conditions, places_by_condition, strict=True)
        for steps, place in zip(of_items, places, strict=True)
        if place is not None
    ]


def _climb(
    condition: Condition, node: Node, choices: list[Offered], forced: set[str], need: _Need
) -> tuple[Climb, list[list[Offered]]]:
    """What a condition has to rise to the level that it needs, and the steps of each of its items."""
    offered: dict[str, list[Offered]] = {item.code: [] for item in condition.items}
    for choice in choices:
        if choice[0].condition.code == condition.code:
            offered[choice[0].item.code].append(choice)
    forced = {code for code in forced if offered.get(code)}
    for code, least in need.gates(condition.code).items():
        offered[code] = [choice for choice in offered[code] if choice[1].score >= least - TOLERANCE]
        forced = {*forced, code}
    stairs = tuple(Stair(tuple(map(_lift, steps)), code in forced) for code, steps in offered.items())
    return Climb(stairs, need.threshold - (node.score or 0.0) - _SLACK, node.share), list(offered.values())


def _lift(choice: Offered) -> Lift:
    placed_item, step = choice
    rise = step.score - (placed_item.node.score or 0.0)
    return Lift(step.effort, rise * placed_item.share_of_condition)


class _Need(NamedTuple):
    """The level that a condition of a case needs."""

    case: Case
    level: int
    thresholds: Mapping[int, float]

    @property
    def threshold(self) -> float:
        return self.thresholds[self.level]

    def gates(self, code: str) -> dict[str, float]:
        """The least score of every item whose gates up to there are shut."""
        shut = [gate for gate in self.case.shut_gates[code] if gate.level <= self.level]
        return {gate.item: max(g.at_least for g in shut if g.item == gate.item) for gate in shut}
