"""A group of respondents: how far a budget goes, and what an item or a level aimed at would bring (method.md
§9)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dxassess.frozen import Frozen
from dxassess.insight.plan import Plan, Planner
from dxassess.insight.steps import steps_up
from dxassess.insight.whatif import Case, effect_of

_BEST = 1.0


class Outlay(Frozen):
    """What a budget of effort buys: the facilities that reach their next overall level, cheapest first,
    with their plans. `open` of the others could be planned for with more."""

    budget: float
    spent: int
    plans: tuple[tuple[str, Plan], ...]
    open: int


class Raised(Frozen):
    """Of the `respondents` to whom some of the items apply, `short` are below the best in one, and
    `raises` would rise by a level, in a condition or overall, with all of them at their best."""

    respondents: int
    short: int
    raises: int


class Reach(Frozen):
    """How many facilities are at a level already (`reached`), how many could be by a plan (`planned`) of so
    much `effort` in all, and for how many there is no plan (`beyond`)."""

    reached: int
    planned: int
    effort: int
    beyond: int


def next_plans(cases: Sequence[Case]) -> dict[str, Plan]:
    """The shortest plan to the next overall level of every facility of a questionnaire that has one, by
    file."""
    plans = {}
    planner = Planner()
    for case in cases:
        level = case.score.overall.level
        plan = planner.plan(case, level + 1) if level is not None and level < _top(case) else None
        if plan is not None:
            plans[case.score.file] = plan
    return plans


def spend(plans: Iterable[tuple[str, Plan]], budget: float) -> Outlay:
    """The most facilities that `budget` raises to their next overall level. Plans do not share effort, so
    taking the cheapest first is exact; ties by facility code."""
    waiting = sorted(plans, key=lambda entry: (entry[1].effort, entry[0]))
    affordable: list[tuple[str, Plan]] = []
    effort_spent = 0
    for code, plan in waiting:
        if effort_spent + plan.effort > budget:
            break
        affordable.append((code, plan))
        effort_spent += plan.effort
    return Outlay(
        budget=budget, spent=effort_spent, plans=tuple(affordable), open=len(waiting) - len(affordable)
    )


def raised_by(cases: Iterable[Case], items: Sequence[str]) -> Raised:
    """What bringing these items to their best would do to a group; each respondent by those that apply to
    it."""
    respondents = short = raises = 0
    for case in cases:
        applying = [placed for placed in case.placed if placed.item.code in items]
        below = [placed for placed in applying if steps_up(placed.item, placed.node.score)]
        respondents += bool(applying)
        short += bool(below)
        if below:
            raises += effect_of(case, {placed.item.code: _BEST for placed in below}).unlocks > 0
    return Raised(respondents=respondents, short=short, raises=raises)


def reach_together(cases: Iterable[Case], level: int, *, plans: Mapping[str, Plan] | None = None) -> Reach:
    """How far a group is from an overall level, each facility by its shortest plan; `plans` are plans to
    their next level, by facility, which are not made again where they lead there."""
    reached = planned = effort = beyond = 0
    planner = Planner()
    for case in cases:
        now = case.score.overall.level
        if now is not None and now >= level:
            reached += 1
            continue
        known = None if plans is None else plans.get(case.score.code or case.score.file)
        plan = known if known is not None and known.level == level else planner.plan(case, level)
        if plan is None:
            beyond += 1
        else:
            planned, effort = planned + 1, effort + plan.effort
    return Reach(reached=reached, planned=planned, effort=effort, beyond=beyond)


def _top(case: Case) -> int:
    return case.questionnaire.levels[-1].level
