"""Is the questionnaire sound: Cronbach's α, floor and ceiling as method.md §6 words them, by plain sums."""

from __future__ import annotations

from itertools import combinations

LEAST = 10
"""Of answers, and of facilities that a pair of items have in common."""

Column = dict[str, float]
"""The scores of an item by file, of those that answered it."""


def varies(column: Column) -> bool:
    return len(column) >= LEAST and max(column.values()) - min(column.values()) > 0


def covariance(one: Column, other: Column) -> float | None:
    """Over those that answered both."""
    both = sorted(set(one) & set(other))
    if len(both) < LEAST:
        return None
    means = [sum(column[f] for f in both) / len(both) for column in (one, other)]
    return sum((one[f] - means[0]) * (other[f] - means[1]) for f in both) / (len(both) - 1)


def pairwise(columns: list[Column]) -> float | None:
    """α = k c̄ / (v̄ + (k - 1) c̄), each covariance of those that answered both items; none where the sum
    of the items would not vary."""
    used = [column for column in columns if varies(column)]
    variances = [covariance(column, column) for column in used]
    shared = [c for one, other in combinations(used, 2) if (c := covariance(one, other)) is not None]
    if not shared:
        return None
    k, c = len(used), sum(shared) / len(shared)
    v = sum(x for x in variances if x is not None) / k
    return k * c / (v + (k - 1) * c) if v + (k - 1) * c > 0 else None


def complete(columns: list[Column], everybody: set[str]) -> tuple[float | None, int]:
    """The textbook's α = k / (k - 1) · (1 - Σ variances / variance of the sums) over the facilities that
    answered all of the columns, and how many these are. Items on which they all say the same tell nothing."""
    whole = sorted(everybody.intersection(*columns))
    used = [c for c in ({f: column[f] for f in whole} for column in columns) if varies(c)]
    k = len(used)
    sums = {f: sum(column[f] for column in used) for f in whole}
    if k < 2 or not varies(sums):
        return None, len(whole)
    own = [covariance(column, column) or 0.0 for column in used]
    return k / (k - 1) * (1 - sum(own) / (covariance(sums, sums) or 1.0)), len(whole)


def ends(column: Column) -> tuple[float | None, float | None]:
    """The shares of answers that score 0 and 1."""
    if not column:
        return None, None
    scores = list(column.values())
    low, high = (sum(abs(s - end) <= 1e-9 for s in scores) / len(scores) for end in (0.0, 1.0))
    return low, high
