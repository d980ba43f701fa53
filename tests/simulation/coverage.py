"""How often 95 % intervals hold the truth, and how often equal provinces are called different.

`python -m tests.simulation.coverage [COUNT]` prints the table over COUNT worlds a case (default 200).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from math import sqrt

from tests.simulation.worlds import OMEGA, Case, World, many

from dxassess.statistics.draws import draw_scores
from dxassess.statistics.ranks import rank_provinces
from dxassess.statistics.score_provinces import score_provinces

CASES = {
    "baseline, 40-95 % answer": Case(),
    "34 provinces": Case(provinces=34),
    "one province": Case(provinces=1),
    "a type is silent in 3 of 13": Case(silent=3),
    "20-60 % answer": Case(rates=(0.2, 0.6)),
    "10 stations where 7 are listed": Case(listed=0.7),
    "a fifth of all is not listed": Case(listed=0.8, stale=tuple(OMEGA)),
}
EQUAL = {"13 equal provinces": Case(equal=True), "34 equal provinces": Case(provinces=34, equal=True)}
DRAWS = 400
"""Enough for what the choice of weights gives a difference."""


def holds(world: World) -> Iterable[bool]:
    """For each province that is looked at: whether the interval of its overall score holds the truth."""
    for province in score_provinces(world.round):
        held = province.overall.interval
        if province.key in world.looked_at and held is not None:
            yield held.low <= world.truth[province.key] <= held.high


def coverage(case: Case, count: int) -> tuple[int, int]:
    """How many intervals hold the truth, of how many."""
    found = [hold for world in many(case, count) for hold in holds(world)]
    return sum(found), len(found)


def called_different(world: World) -> tuple[bool, bool]:
    """Whether any two provinces are called different, and any different from the mean of the others."""
    ranking = rank_provinces(draw_scores(world.round, draws=DRAWS))
    rows = ranking.provinces
    return any(any(row.apart) for row in rows), any(row.verdict in ("higher", "lower") for row in rows)


def false_differences(case: Case, count: int) -> tuple[int, int]:
    """In how many of these reports on equal provinces a pair, and the mean, is called different."""
    told = [called_different(world) for world in many(case, count)]
    return sum(pair for pair, _ in told), sum(mean for _, mean in told)


def line(name: str, good: int, of: int) -> str:
    share = good / of
    error = 100 * 1.96 * sqrt(share * (1 - share) / of)
    return f"{name:38}{of:6}  {100 * share:5.1f} ± {error:.1f}\n"


def main(count: int) -> None:
    for name, case in CASES.items():
        good, of = coverage(case, count * (6 if case.provinces == 1 else 1))
        sys.stdout.write(line(name, good, of))
    for name, case in EQUAL.items():
        pairs, mean = false_differences(case, count)
        sys.stdout.write(line(f"{name}: a pair differs", pairs, count))
        sys.stdout.write(line(f"{name}: one from the mean", mean, count))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
