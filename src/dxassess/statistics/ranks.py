"""Ranks with their uncertainty: who is above whom, and who cannot be told apart (method.md §6)."""

from __future__ import annotations

import numpy as np

from dxassess.frozen import Frozen
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.statistics.draws import Draws
from dxassess.statistics.panel import Floats, Ints, Mask

SURE = 0.95


class RankedProvince(Frozen):
    """A province among those ranked. `rank` is that of its score, ties share one (1, 2, 2, 4).

    Over the draws: `median` rank; `rank_low` to `rank_high` holds 95 % of the ranks (at most 2.5 % lie
    beyond either end); `low` to `high` 95 % of the scores, in [0, 1]; `at_most[k - 1]` = P(rank ≤ k);
    `above[j]` = share of draws in which it is above the j-th ranked province (equal scores count for neither;
    0 against itself). `department`: whether its department answered; without it the
    province is compared by its facilities alone, which a report must say.
    """

    key: str
    score: float
    rank: int
    median: int
    rank_low: int
    rank_high: int
    low: float
    high: float
    at_most: tuple[float, ...]
    above: tuple[float, ...]
    department: bool


class Unranked(Frozen):
    """A province without a rank: it has no score, or nothing shows how sure its score is."""

    key: str
    reason: str


class Ranking(Frozen):
    """Provinces by score, best first, ties by key. `groups`: runs of neighbours in this order, as long as can
    be, in which no two can be told apart; a province may be in several, and one alone is no group."""

    code: str
    draws: int
    provinces: tuple[RankedProvince, ...]
    groups: tuple[tuple[str, ...], ...]
    unranked: tuple[Unranked, ...]

    def above(self, key: str, other: str) -> float:
        """P(`key` above `other`). Raises KeyError where one is not ranked."""
        place = {p.key: n for n, p in enumerate(self.provinces)}
        return self.provinces[place[key]].above[place[other]]

    def different(self, key: str, other: str) -> bool:
        """Whether a report may say that one is above the other: P ≥ 0.95 for either."""
        return max(self.above(key, other), self.above(other, key)) >= SURE - TOLERANCE


def rank_provinces(draws: Draws, code: str = "overall") -> Ranking:
    """The ranking by one node, "overall" or a condition; ValueError if there is no such node."""
    node = draws.codes.index(code)
    points = draws.points[:, node]
    ranked = [n for n in range(len(points)) if not np.isnan(points[n]) and not draws.unknown[n]]
    ranked.sort(key=lambda n: (-points[n], draws.provinces[n]))
    scores = draws.scores[:, ranked, node]
    wins, ranks = _compare(scores)
    above = wins / max(1, len(scores))
    rows = tuple(
        _row(
            draws,
            own,
            point=float(points[own]),
            rank=1 + int(np.count_nonzero(points[ranked] > points[own] + TOLERANCE)),
            ranks=ranks[:, n],
            scores=scores[:, n],
            above=above[n],
        )
        for n, own in enumerate(ranked)
    )
    names = [draws.provinces[n] for n in ranked]
    out = sorted(set(range(len(points))) - set(ranked))
    return Ranking(
        code=code,
        draws=len(scores),
        provinces=rows,
        groups=tuple(
            tuple(names[first:last]) for first, last in _runs(np.maximum(above, above.T) < SURE - TOLERANCE)
        ),
        unranked=tuple(
            Unranked(key=draws.provinces[n], reason="no_score" if np.isnan(points[n]) else "no_spread")
            for n in out
        ),
    )


def _compare(scores: Floats) -> tuple[Ints, Ints]:
    """How often each (row) is above each other (column), and everyone's rank in every draw (M, P)."""
    count = scores.shape[1]
    wins = np.zeros((count, count), dtype=np.intp)
    ranks = np.ones(scores.shape, dtype=np.intp)
    columns = np.ascontiguousarray(scores.T)
    for n in range(count):
        higher = columns > columns[n] + TOLERANCE
        wins[:, n] = np.count_nonzero(higher, axis=1)
        ranks[:, n] += np.count_nonzero(higher, axis=0)
    return wins, ranks


def _row(
    draws: Draws, n: int, *, point: float, rank: int, ranks: Ints, scores: Floats, above: Floats
) -> RankedProvince:
    total = max(1, len(ranks))
    counts = np.bincount(ranks, minlength=len(above) + 1)[1:]
    at_most = np.cumsum(counts) / total
    low, high = np.clip(np.quantile(scores, (0.025, 0.975)), 0.0, 1.0) if len(scores) else (0.0, 1.0)
    return RankedProvince(
        key=draws.provinces[n],
        score=point,
        rank=rank,
        median=1 + int(np.searchsorted(at_most, 0.5 - TOLERANCE)),
        rank_low=1 + int(np.searchsorted(at_most, 0.025 + TOLERANCE, side="right")),
        rank_high=1 + int(np.searchsorted(at_most, 0.975 - TOLERANCE)),
        low=float(low),
        high=float(high),
        at_most=tuple(at_most.tolist()),
        above=tuple(above.tolist()),
        department=bool(draws.answered[n]),
    )


def _runs(alike: Mask) -> list[tuple[int, int]]:
    """The longest runs [first, last) of two or more in which every pair is alike."""
    runs: list[tuple[int, int]] = []
    for first in range(len(alike)):
        last = first + 1
        while last < len(alike) and alike[first:last, last].all():
            last += 1
        if last - first > 1 and (not runs or last > runs[-1][1]):
            runs.append((first, last))
    return runs
