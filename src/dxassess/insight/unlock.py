"""A group of facilities: which items open most levels, and how far a budget goes (method.md §9)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from dxassess.frozen import Frozen
from dxassess.insight.plan import Plan, shortest_plan
from dxassess.insight.steps import steps_up
from dxassess.insight.whatif import Case, effect_of_one
from dxassess.questionnaire.item_parts import Recommendation


class Unlock(Frozen):
    """An item over a group: `blocks` facilities are kept from a next level by its gate; `raises` would rise
    (in a condition or overall) if it alone were brought to its best; `short` are below the best."""

    item: str
    condition: str
    blocks: int
    raises: int
    short: int


class Outlay(Frozen):
    """What a budget of effort buys: the facilities that reach their next overall level, cheapest first,
    with their plans. `open` of the others could be planned for with more."""

    budget: float
    spent: int
    plans: tuple[tuple[str, Plan], ...]
    open: int


def unlock_table(cases: Sequence[Case]) -> tuple[Unlock, ...]:
    """Every item that is short anywhere, most risen facilities first, then most blocked, then by code."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for case in cases:
        blocked = {b.code for node in case.score.conditions for b in node.blocked_by if b.kind == "gate"}
        for placed_item in case.placed:
            steps = steps_up(placed_item.item, placed_item.node.score)
            if steps:
                count = counts[placed_item.item.code, placed_item.condition.code]
                count[0] += placed_item.item.code in blocked
                count[1] += effect_of_one(case, placed_item, steps[-1].score).unlocks > 0
                count[2] += 1
    unlocks = [
        Unlock(item=item, condition=condition, blocks=blocks, raises=rises, short=short)
        for (item, condition), (blocks, rises, short) in counts.items()
    ]
    return tuple(sorted(unlocks, key=_order))


def _order(unlock: Unlock) -> tuple[int, int, int, str]:
    return -unlock.raises, -unlock.blocks, -unlock.short, unlock.item


def join_unlocks(tables: Iterable[Sequence[Unlock]]) -> tuple[Unlock, ...]:
    """The table of all groups together, in the same order."""
    joined: dict[str, Unlock] = {}
    for unlock in (unlock for table in tables for unlock in table):
        before = joined.get(unlock.item)
        if before is None:
            joined[unlock.item] = unlock
            continue
        counts = {
            name: getattr(before, name) + getattr(unlock, name) for name in ("blocks", "raises", "short")
        }
        joined[unlock.item] = before.model_copy(update=counts)
    return tuple(sorted(joined.values(), key=_order))


def usual_advice(cases: Iterable[Case], item: str) -> Recommendation | None:
    """The advice for the state that most of those short of the best are in; ties: the lower state."""
    states: Counter[float] = Counter()
    advice: dict[float, Recommendation | None] = {}
    for case in cases:
        for placed_item in case.placed:
            steps = (
                steps_up(placed_item.item, placed_item.node.score) if placed_item.item.code == item else ()
            )
            if steps:
                now = round(placed_item.node.score or 0.0, 9)
                states[now] += 1
                advice[now] = steps[0].advice
    if not states:
        return None
    return advice[min(states, key=lambda now: (-states[now], now))]


def next_plans(cases: Sequence[Case]) -> tuple[tuple[str, Plan], ...]:
    """The shortest plan to the next overall level of every facility that has one, by facility code."""
    plans = []
    for case in cases:
        level = case.score.overall.level
        plan = shortest_plan(case, level + 1) if level is not None and level < _top(case) else None
        if plan is not None:
            plans.append((case.score.code or case.score.file, plan))
    return tuple(plans)


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


def _top(case: Case) -> int:
    return case.questionnaire.levels[-1].level
