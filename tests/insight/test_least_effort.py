"""The least effort against every way there is, and against a solver where there are too many."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from dxassess.insight.least_effort import Climb, Lift, Stair, least_effort

Taken = tuple[tuple[int | None, ...], ...]


def climbs_of(seed: int, *, items: int) -> tuple[list[Climb], float]:
    """Conditions with their items, of which some must rise; a few cannot be met."""
    random = Random(seed)  # noqa: S311 - drawn cases, not secrets

    def choice() -> Stair:
        efforts = sorted(random.sample(range(1, 9), random.randint(0, 3)))
        rises = sorted(random.choice((0.05, 0.1, 0.15, 0.2)) for _ in efforts)
        lifts = tuple(Lift(effort, rise) for effort, rise in zip(efforts, rises, strict=True))
        return Stair(lifts, must=bool(lifts) and random.random() < 0.2)

    climbs = [
        Climb(tuple(choice() for _ in range(items)), random.choice((-0.1, 0.1, 0.3)), share)
        for share in (0.5, 0.3, 0.2)
    ]
    return climbs, random.choice((-0.1, 0.1, 0.2, 0.4))


def told(climbs: list[Climb], taken: Taken) -> tuple[int, list[float]]:
    """The effort of a way, and how far each condition rises."""
    lifts = [
        [choice.lifts[place] for choice, place in zip(climb.stairs, places, strict=True) if place is not None]
        for climb, places in zip(climbs, taken, strict=True)
    ]
    return sum(lift.effort for of in lifts for lift in of), [sum(lift.rise for lift in of) for of in lifts]


def ways(climbs: list[Climb], least: float) -> Iterator[tuple[int, float]]:
    """The effort and the rise of every way that there is."""
    each = [
        list(product(*([*([] if c.must else [None]), *range(len(c.lifts))] for c in climb.stairs)))
        for climb in climbs
    ]
    for taken in product(*each):
        effort, rises = told(climbs, taken)
        overall = sum(rise * climb.share for rise, climb in zip(rises, climbs, strict=True))
        if overall >= least - 1e-9 and all(r >= c.least - 1e-9 for r, c in zip(rises, climbs, strict=True)):
            yield effort, overall


@pytest.mark.parametrize("seed", range(40))
def test_no_way_is_cheaper_and_none_as_cheap_rises_further(seed: int) -> None:
    climbs, least = climbs_of(seed, items=2)
    nearly = [climb._replace(least=climb.least - 1e-9) for climb in climbs]
    taken = least_effort(nearly, least - 1e-9)
    every = list(ways(climbs, least))
    if taken is None:
        assert every == []
        return
    effort, rises = told(climbs, taken)
    assert effort == min(effort for effort, _ in every)
    highest = max(overall for other, overall in every if other == effort)
    overall = sum(rise * climb.share for rise, climb in zip(rises, climbs, strict=True))
    assert overall == pytest.approx(highest, abs=1e-9)
    assert all(
        place is not None
        for climb, places in zip(climbs, taken, strict=True)
        for choice, place in zip(climb.stairs, places, strict=True)
        if choice.must
    )


@pytest.mark.parametrize("seed", range(15))
def test_a_solver_of_integers_finds_none_cheaper(seed: int) -> None:
    climbs, least = climbs_of(1000 + seed, items=20)
    climbs = [climb._replace(least=5 * climb.least) for climb in climbs]
    taken = least_effort(climbs, 5 * least)
    lifts = [
        (at, number, choice.must, lift, climb.share)
        for at, climb in enumerate(climbs)
        for number, choice in enumerate(climb.stairs)
        for lift in choice.lifts
    ]
    rows = [[lift.rise * share for *_, lift, share in lifts]]
    rows += [[lift.rise * (at == one) for at, *_, lift, _ in lifts] for one in range(len(climbs))]
    low, high = [5 * least - 1e-9, *(climb.least - 1e-9 for climb in climbs)], [np.inf] * len(rows)
    for key in dict.fromkeys((at, number, must) for at, number, must, *_ in lifts):
        rows.append([float(each[:3] == key) for each in lifts])
        low, high = [*low, float(key[2])], [*high, 1.0]
    solved = milp(
        [lift.effort for *_, lift, _ in lifts],
        constraints=LinearConstraint(np.array(rows), low, high),
        integrality=np.ones(len(lifts)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0},
    )
    assert (taken is None) == (solved.x is None)
    if taken is not None:
        assert told(climbs, taken)[0] == round(solved.fun)


def test_of_two_alike_the_first_is_taken_and_nothing_without_need() -> None:
    two = Stair((Lift(2, 0.1), Lift(3, 0.4)))
    assert least_effort([Climb((two, two), 0.05, 1.0)], 0.0) == ((0, None),)
    assert least_effort([Climb((two, two), 0.0, 1.0)], 0.0) == ((None, None),)
    assert least_effort([Climb((two, Stair((), must=True)), 0.0, 1.0)], 0.0) is None
    assert least_effort([], 0.0) == ()
    assert least_effort([], 0.1) is None
