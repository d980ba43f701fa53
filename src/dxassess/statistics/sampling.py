"""Design-based variance of a standardised mean and its t-interval (method.md §6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import fsum, sqrt

from dxassess.frozen import Frozen
from dxassess.statistics.province_score import Interval
from dxassess.statistics.student import quantile

SMALL_STRATUM = 6
LEAST_DEGREES = 8


class Sample(Frozen):
    """The scores of one stratum with its coefficient in the estimate; size None: not known. `weights` (none:
    all alike) are what its mean was weighted by."""

    type: str
    coefficient: float
    size: int | None
    values: tuple[float, ...]
    weights: tuple[float, ...] = ()

    @property
    def concentration(self) -> float:
        """Σw² / (Σw)², by which s² becomes the variance of the weighted mean; 1/n for equal weights."""
        total = fsum(self.weights)
        return fsum(w**2 for w in self.weights) / total**2 if total > 0 else 1 / len(self.values)


class Pool:
    """Variances pooled over provinces: by type, and over all types."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        squares: Mapping[str, list[tuple[float, int]]] = defaultdict(list)
        for sample in samples:
            squares[sample.type].append((_squares(sample.values), len(sample.values) - 1))
        self._by_type = {type_: _pool(parts) for type_, parts in squares.items()}
        self._all = _pool([part for parts in squares.values() for part in parts])

    def variance(self, sample: Sample) -> tuple[float, int, bool] | None:
        """s², its degrees of freedom and whether it is pooled, for a stratum; None if nothing is known."""
        n = len(sample.values)
        if n >= SMALL_STRATUM:
            return _squares(sample.values) / (n - 1), n - 1, False
        pooled, degrees = self._by_type.get(sample.type, (0.0, 0))
        if degrees < LEAST_DEGREES:
            pooled, degrees = self._all
        return (pooled, degrees, True) if degrees > 0 else None


class Error(Frozen):
    """The sampling error of an estimate: its variance, Satterthwaite degrees of freedom (0 without variance),
    and whether a pooled variance was used."""

    variance: float
    degrees: float
    pooled: bool


def sampling_error(samples: Sequence[Sample], pool: Pool) -> Error | None:
    """The error of Σ coefficient · mean: V = Σ coefficient² (1 - n/N) s² Σw²/(Σw)².

    Full coverage has no sampling error. A stratum of unknown size, or with more answers than the register has
    lines, gets no finite-population correction. None where a stratum's spread cannot be known at all.
    """
    parts: list[tuple[float, int]] = []
    pooled = False
    for sample in samples:
        n = len(sample.values)
        known_size = sample.size is not None and sample.size >= n
        correction = 1 - n / sample.size if known_size and sample.size else 1.0
        if correction == 0.0 or sample.coefficient == 0.0:
            continue
        variance_of = pool.variance(sample)
        if variance_of is None:
            return None
        variance, degrees, borrowed = variance_of
        pooled = pooled or borrowed
        parts.append((sample.coefficient**2 * correction * variance * sample.concentration, degrees))
    return joint_error(parts, pooled=pooled)


def joint_error(parts: Iterable[tuple[float, float]], *, pooled: bool = False) -> Error:
    """The error of a sum of independent parts, each a variance with its degrees of freedom."""
    varying = [(variance, degrees) for variance, degrees in parts if variance > 0]
    total = fsum(variance for variance, _ in varying)
    per_degree = fsum(variance**2 / degrees for variance, degrees in varying)
    return Error(variance=total, degrees=total**2 / per_degree if per_degree > 0 else 0.0, pooled=pooled)


def sampling_interval(
    score: float, samples: Sequence[Sample], pool: Pool, *, least: float = 0.0
) -> tuple[Interval | None, bool]:
    """The 95 % interval of `score` = Σ coefficient · mean within [`least`, 1], and whether a pooled variance
    was used; None where its error cannot be known."""
    error = sampling_error(samples, pool)
    if error is None:
        return None, False
    return t_interval(score, error.variance, error.degrees, least=least), error.pooled


def t_interval(score: float, variance: float, degrees: float, *, least: float = 0.0) -> Interval:
    """Score ± t(degrees) √variance, within [`least`, 1]; without variance the score itself, no degrees."""
    if variance <= 0.0:
        return Interval(low=score, high=score, degrees=None)
    half = quantile(degrees) * sqrt(variance)
    return Interval(low=max(least, score - half), high=min(1.0, score + half), degrees=degrees)


def _squares(values: Sequence[float]) -> float:
    mean = fsum(values) / len(values)
    return fsum((value - mean) ** 2 for value in values)


def _pool(parts: Iterable[tuple[float, int]]) -> tuple[float, int]:
    squares, degrees = 0.0, 0
    for square, free in parts:
        squares, degrees = squares + square, degrees + free
    return (squares / degrees if degrees > 0 else 0.0), degrees
