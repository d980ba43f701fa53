"""Ranks with their uncertainty: who is above whom, and who cannot be told apart (method.md §6)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

import numpy as np

from dxassess.frozen import Frozen
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.statistics.draws import Draws
from dxassess.statistics.holm import Difference, contrasts, holm, two_sided
from dxassess.statistics.panel import Floats, Ints, Mask

Compared = Literal["province", "facilities"]
MeanVerdict = Literal["higher", "lower", "similar", "unknown"]


class RankedProvince(Frozen):
    """A province among those ranked. `rank` is that of its score, ties share one (1, 2, 2, 4).

    Over the draws: `median` rank; `rank_low` to `rank_high` holds 95 % of the ranks (at most 2.5 % lie
    beyond either end); `low` to `high` 95 % of the scores, in [0, 1]; `at_most[k - 1]` = P(rank ≤ k);
    `above[j]` = share of draws in which it is above the j-th ranked province (equal scores count for neither;
    0 against itself). `apart[j]`: whether it differs from the j-th, at 95 % for all pairs together.
    `others`: the mean of the other provinces (None: there are none); `verdict` against that, at 95 % for all
    provinces together.
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
    apart: tuple[bool, ...]
    others: float | None
    verdict: MeanVerdict


class Unranked(Frozen):
    """A province without a rank: its Department sent no form ("no_department"; the facilities' part needs
    none), too little is answered or known for a score ("no_score"), or nothing shows how sure its score is
    ("no_spread")."""

    key: str
    reason: Literal["no_department", "no_score", "no_spread"]


class Ranking(Frozen):
    """Provinces by score, best first, ties by key. `groups`: runs of neighbours in this order, as long as can
    be, in which no two can be told apart; a province may be in several, and one alone is no group."""

    code: str
    compared: Compared
    draws: int
    provinces: tuple[RankedProvince, ...]
    groups: tuple[tuple[str, ...], ...]
    unranked: tuple[Unranked, ...]

    def above(self, key: str, other: str) -> float:
        """P(`key` above `other`). Raises KeyError where one is not ranked."""
        place = {p.key: n for n, p in enumerate(self.provinces)}
        return self.provinces[place[key]].above[place[other]]

    def different(self, key: str, other: str) -> bool:
        """Whether a report that compares all these provinces may say that one is above the other."""
        place = {p.key: n for n, p in enumerate(self.provinces)}
        return self.provinces[place[key]].apart[place[other]]


def rank_provinces(
    draws: Draws,
    code: str = "overall",
    *,
    compared: Compared = "province",
    among: Collection[str] | None = None,
) -> Ranking:
    """The ranking by one node, "overall" or a condition, of the provinces' scores or of their facilities'
    part; only of those `among` them that a report prints. ValueError if there is no such node.

    Two provinces differ where the difference of their scores, with the errors of both and of the choice of
    weights, holds at 95 % for all pairs together (Holm); one differs from the mean of the others likewise,
    all provinces together.
    """
    node = draws.codes.index(code)
    points = _points(draws, node, compared)
    sure = draws.precisions.provinces if compared == "province" else draws.precisions.facilities
    drawn = draws.provinces if compared == "province" else draws.facilities
    keys = draws.panel.provinces
    compared_rows = [n for n, key in enumerate(keys) if among is None or key in among]
    ranked = [n for n in compared_rows if not np.isnan(points[n]) and not sure.unknown[n, node]]
    ranked.sort(key=lambda n: (-points[n], keys[n]))
    of_scores = Difference(points[ranked], sure.variance[ranked, node], sure.degrees[ranked, node])
    choice = drawn.choice[node][np.ix_(ranked, ranked)]
    differs, beside = _pairs(of_scores, choice), _from_the_mean(of_scores, choice)
    names = [keys[n] for n in ranked]
    scores = np.ascontiguousarray(drawn.scores[ranked, node].T)
    return Ranking(
        code=code,
        compared=compared,
        draws=len(scores),
        provinces=_rows(names, scores, of_scores, differs=differs, beside=beside),
        groups=tuple(tuple(names[first:last]) for first, last in _runs(~differs)),
        unranked=tuple(
            Unranked(key=keys[n], reason=_reason(draws, points, n, node, compared=compared))
            for n in sorted(set(compared_rows) - set(ranked))
        ),
    )


def _points(draws: Draws, node: int, compared: Compared) -> Floats:
    """(P) the scores that are shown, NaN elsewhere."""
    account = draws.accounts.provinces if compared == "province" else draws.accounts.facilities
    answered = np.nan_to_num(account.answered[:, node])
    return np.where(answered >= draws.panel.min_answered - TOLERANCE, account.value[:, node], np.nan)


def _reason(
    draws: Draws, points: Floats, n: int, node: int, *, compared: Compared
) -> Literal["no_department", "no_score", "no_spread"]:
    if not np.isnan(points[n]):
        return "no_spread"
    strata = draws.blend.strata
    waits = strata.department[n] & (strata.share[n] > 0)
    counts = waits.any() if node == 0 else waits[node - 1]
    silent = n not in draws.panel.departments.province
    return "no_department" if compared == "province" and counts and silent else "no_score"


def _pairs(of_scores: Difference, choice: Floats) -> Mask:
    """(P, P): which pairs differ."""
    count = len(of_scores.difference)
    differs = np.zeros((count, count), dtype=bool)
    first, second = np.triu_indices(count, 1)
    if len(first):
        rows, each = np.arange(len(first)), np.zeros((len(first), count))
        each[rows, first], each[rows, second] = 1.0, -1.0
        differs[first, second] = holm(two_sided(contrasts(each, of_scores.difference, of_scores, choice)))
    return differs | differs.T


def _from_the_mean(of_scores: Difference, choice: Floats) -> tuple[Floats, Mask]:
    """(P) the difference of each from the mean of the others, and whether it holds."""
    count = len(of_scores.difference)
    if count < 2:
        return np.zeros(count), np.zeros(count, dtype=bool)
    each = np.where(np.eye(count) > 0, 1.0, -1.0 / (count - 1))
    from_mean = contrasts(each, of_scores.difference, of_scores, choice)
    return from_mean.difference, holm(two_sided(from_mean))


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


def _rows(
    names: Sequence[str],
    scores: Floats,
    of_scores: Difference,
    *,
    differs: Mask,
    beside: tuple[Floats, Mask],
) -> tuple[RankedProvince, ...]:
    """Those ranked in their order; `scores` are those drawn (M, P)."""
    wins, ranks = _compare(scores)
    above = wins / max(1, len(scores))
    return tuple(
        _row(
            name,
            n,
            of_scores=of_scores,
            ranks=ranks[:, n],
            scores=scores[:, n],
            above=above[n],
            differs=differs[n],
            beside=beside,
        )
        for n, name in enumerate(names)
    )


def _row(
    key: str,
    n: int,
    *,
    of_scores: Difference,
    ranks: Ints,
    scores: Floats,
    above: Floats,
    differs: Mask,
    beside: tuple[Floats, Mask],
) -> RankedProvince:
    total = max(1, len(ranks))
    counts = np.bincount(ranks, minlength=len(above) + 1)[1:]
    at_most = np.cumsum(counts) / total
    low, high = np.clip(np.quantile(scores, (0.025, 0.975)), 0.0, 1.0) if len(scores) else (0.0, 1.0)
    point, from_others = float(of_scores.difference[n]), float(beside[0][n])
    verdict: MeanVerdict = "higher" if from_others > 0 else "lower"
    return RankedProvince(
        key=key,
        score=point,
        rank=1 + int(np.count_nonzero(of_scores.difference > point + TOLERANCE)),
        median=1 + int(np.searchsorted(at_most, 0.5 - TOLERANCE)),
        rank_low=1 + int(np.searchsorted(at_most, 0.025 + TOLERANCE, side="right")),
        rank_high=1 + int(np.searchsorted(at_most, 0.975 - TOLERANCE)),
        low=float(low),
        high=float(high),
        at_most=tuple(at_most.tolist()),
        above=tuple(above.tolist()),
        apart=tuple(differs.tolist()),
        others=point - from_others if len(above) > 1 else None,
        verdict=verdict if beside[1][n] else "similar",
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
