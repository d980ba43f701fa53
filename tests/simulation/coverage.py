"""How often 95 % intervals hold the truth, and how often equal provinces are called different.

`python -m tests.simulation.table` prints both beside the agreement with the slow reference.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from tests.simulation.reading import as_panel
from tests.simulation.worlds import OMEGA, Case, World, many

from dxassess.statistics.accounts import draw_up
from dxassess.statistics.blend import blend
from dxassess.statistics.draws import draw_panel
from dxassess.statistics.precision import precisions
from dxassess.statistics.ranks import rank_provinces

CASES = {
    "baseline, 40-95 % answer": Case(),
    "34 provinces": Case(provinces=34),
    "one province": Case(provinces=1),
    "a type is silent in 3 of 13": Case(silent=3),
    "20-60 % answer": Case(rates=(0.2, 0.6)),
    "10 stations where 7 are listed": Case(listed=0.7),
    "a fifth of all is not listed": Case(listed=0.8, stale=tuple(OMEGA)),
    "the same, if there were endlessly many": Case(listed=0.8, stale=tuple(OMEGA), unlimited=True),
}
EQUAL = {
    "13 equal provinces": Case(equal=True),
    "34 equal provinces": Case(equal=True, provinces=34),
    "3 equal provinces": Case(equal=True, provinces=3),
    "13 equal provinces, 20-60 % answer": Case(equal=True, rates=(0.2, 0.6)),
    "13 equal provinces, a type silent in 3": Case(equal=True, silent=3),
    "13 equal provinces, spreads unlike": Case(equal=True, spreads=(4, 40)),
}
DRAWS = 400
"""Enough for what the choice of weights gives a difference."""


class Told(NamedTuple):
    """Of a report: whether any two provinces are called different, and any different from the mean of the
    others."""

    pair: bool
    mean: bool


def holds(world: World) -> Iterable[bool]:
    """For each province that is looked at: whether the interval of its overall score holds the truth."""
    parts = blend(as_panel(world))
    accounts = draw_up(parts)
    sure, scores = precisions(parts, accounts).provinces, accounts.provinces.value[:, 0]
    for p in world.looked_at:
        held = sure.interval(p, 0, float(scores[p]))
        if held is not None:
            yield held.low <= world.truth[p] <= held.high


class Share(NamedTuple):
    """So many `of` so many; `error`: 1.96 standard errors of the share. Provinces of one world have variances
    in common, so worlds are what is counted; where a world has one province that is the binomial error."""

    hits: int
    of: int
    error: float

    @property
    def percent(self) -> str:
        return f"{100 * self.hits / self.of:.1f} ± {100 * self.error:.1f}"


def share(worlds: Iterable[Iterable[bool]]) -> Share:
    counts = np.array([(sum(one), len(one)) for one in map(list, worlds)], dtype=float)
    count, of = counts.sum(axis=0)
    apart = counts[:, 0] - count / of * counts[:, 1]
    return Share(int(count), int(of), 1.96 * float(np.sqrt((apart**2).sum())) / of)


def coverage(case: Case, count: int) -> Share:
    """How many intervals hold the truth."""
    return share(holds(world) for world in many(case, count))


def called_different(world: World) -> Told:
    rows = rank_provinces(draw_panel(as_panel(world), draws=DRAWS)).provinces
    return Told(any(any(row.apart) for row in rows), any(row.verdict in ("higher", "lower") for row in rows))


def false_differences(case: Case, count: int) -> tuple[Share, Share]:
    """In how many of these reports on equal provinces a pair is called different, and one from the mean."""
    told = [called_different(world) for world in many(case, count)]
    return share([one.pair] for one in told), share([one.mean] for one in told)
