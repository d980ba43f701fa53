"""How much the means of strata may be off, by sampling and where they are estimated (method.md §6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dxassess.statistics.panel import Floats, Ints, Mask, Panel
from dxassess.statistics.sampling import LEAST_DEGREES, SMALL_STRATUM
from dxassess.statistics.strata import Strata


@dataclass(frozen=True, eq=False)
class Spread:
    """The S sources of error in the strata of provinces, by province, then type.

    `estimate` (S): False where the stratum's mean is of those that answered, True where it stands in for a
    silent one; a stratum may be both, in different conditions. `factors` (S, K, K): lower triangular L, L Lᵀ
    the covariance of its conditions; 0 for a condition that it says nothing of. `degrees` (S) of freedom of
    that matrix. `unknown` (S): no spread can be known, not even pooled; `pooled` (S): taken over from other
    strata.
    """

    province: Ints
    type: Ints
    estimate: Mask
    factors: Floats
    degrees: Floats
    unknown: Mask
    pooled: Mask


def spread(panel: Panel, strata: Strata, columns: Sequence[int] | None = None) -> Spread:
    """What is not known of stratum means, in the conditions of `columns` (None: all; covariances differ a
    little by which strata have all of them).

    Covariances by sampling are Σ uᵢuⱼ / √(dfᵢ dfⱼ), u the deviations from the stratum's means, so that blanks
    in one condition leave a proper covariance matrix. A stratum with fewer than 6 facilities in any of its
    conditions takes the matrix pooled over all provinces for its type, or over all types where that has fewer
    than 8 degrees of freedom, in both cases from strata with all of its conditions. Under weighting by beds
    the variance of a mean is s² Σw² / (Σw)², which is s²/n for equal weights. The correction for finite
    populations counts facilities with a submission; there is none where the register is missing or outdated.
    """
    condition_columns = list(range(len(panel.lambdas))) if columns is None else list(columns)
    sampled, estimated = (
        _sampled(panel, strata, condition_columns),
        _estimated(panel, strata, condition_columns),
    )
    joined = [np.concatenate(pair) for pair in zip(sampled, estimated, strict=True)]
    province, type_, estimate, factors, degrees, unknown, pooled = joined
    return Spread(
        province=np.asarray(province, dtype=np.intp),
        type=np.asarray(type_, dtype=np.intp),
        estimate=np.asarray(estimate, dtype=bool),
        factors=factors,
        degrees=degrees,
        unknown=np.asarray(unknown, dtype=bool),
        pooled=np.asarray(pooled, dtype=bool),
    )


SpreadRows = tuple[Ints, Ints, Mask, Floats, Floats, Mask, Mask]


def _sampled(panel: Panel, strata: Strata, columns: list[int]) -> SpreadRows:
    part = strata.heard[:, :, columns][panel.province, panel.type]
    every = np.where(part, panel.facilities.scores[:, columns], np.nan)
    keep = ~np.isnan(every).all(axis=1)
    key = panel.province * len(panel.types) + panel.type
    rows = np.flatnonzero(keep)[np.argsort(key[keep], kind="stable")]
    cells, starts, counts = np.unique(key[rows], return_index=True, return_counts=True)
    cell_of = np.repeat(np.arange(len(cells)), counts)
    scores, weights = every[rows], panel.weights[rows]
    province, type_ = np.divmod(cells, max(1, len(panel.types)))
    is_counted = ~np.isnan(scores)
    n = _sum(is_counted.astype(float), starts)
    means = _sum(np.where(is_counted, scores, 0.0), starts) / np.maximum(n, 1.0)
    deviations = np.where(is_counted, scores - means[cell_of], 0.0)
    squares = _sum((deviations[:, :, None] * deviations[:, None, :]), starts)
    free = np.maximum(n - 1.0, 0.0)
    covariances, degrees, pooled = _choose(squares, free, n=n, type_=type_)

    used = np.where(is_counted, weights[:, None], 0.0)
    total = _sum(used, starts)
    effective = _sum(used**2, starts) / np.where(total > 0, total, 1.0) ** 2
    scale = np.sqrt(np.where(n > 0, _left_out(panel)[province, type_][:, None] * effective, 0.0))
    at_stake = (scale > 0).any(axis=1)
    return (
        province,
        type_,
        np.zeros(len(cells), dtype=bool),
        _factor(covariances * scale[:, :, None] * scale[:, None, :]),
        degrees,
        at_stake & (degrees <= 0),
        at_stake & pooled,
    )


def _left_out(panel: Panel) -> Floats:
    """(P, H): 1 - n/N; 1 where N is not known."""
    is_known = ~np.isnan(panel.sizes) & ~panel.outdated & (panel.sizes > 0)
    return np.where(is_known, 1.0 - panel.accepted / np.where(is_known, panel.sizes, 1.0), 1.0)


def _estimated(panel: Panel, strata: Strata, columns: list[int]) -> SpreadRows:
    """The rows of silent strata: between provinces d = m_h - Σ ω m / Σ ω varies by s²; the estimate, a mean
    of K of them, and the d of this province make s² (1 + 1/K), with K - 1 degrees of freedom."""
    means = stratum_means(panel)
    cells = np.argwhere(strata.estimated[:, :, columns].any(axis=2))
    factors = np.zeros((len(cells), len(columns), len(columns)))
    degrees = np.zeros(len(cells))
    for n, (p, h) in enumerate(cells):
        donors = strata.donors[p, h, columns]
        deviations = np.zeros(donors.shape)
        for at, k in enumerate(columns):
            pull = strata.common(p, k, panel.omegas[None])[:, :, 0]
            d = means[:, h, k] - (pull * means[:, :, k].T).sum(axis=0)
            if donors[at].any():
                deviations[at] = np.where(donors[at], d - d[donors[at]].mean(), 0.0)
        count = donors.sum(axis=1).astype(float)
        free = np.maximum(count - 1.0, 0.0)
        scale = np.sqrt(np.where(count > 0, 1.0 + 1.0 / np.maximum(count, 1.0), 0.0))
        covariance = _normed(deviations @ deviations.T, free) * scale[:, None] * scale
        factors[n] = _factor(covariance[None])[0]
        degrees[n] = free[count > 0].min()
    nothing = np.zeros(len(cells), dtype=bool)
    return cells[:, 0], cells[:, 1], ~nothing, factors, degrees, nothing, nothing


def stratum_means(panel: Panel) -> Floats:
    """(P, H, K) weighted means of what facilities are credited; 0 where nobody is credited anything."""
    shape = (len(panel.provinces), len(panel.types), len(panel.lambdas))
    earned, total = np.zeros(shape), np.zeros(shape)
    scores = panel.facilities.scores
    weights = np.where(np.isnan(scores), 0.0, panel.weights[:, None])
    np.add.at(total, (panel.province, panel.type), weights)
    np.add.at(earned, (panel.province, panel.type), weights * np.nan_to_num(scores))
    return np.divide(earned, total, out=np.zeros(shape), where=total > 0)


def _sum(rows: Floats, starts: Ints) -> Floats:
    """Rows summed from each start to the next."""
    if not len(starts):
        return np.zeros((0, *rows.shape[1:]))
    return np.asarray(np.add.reduceat(rows, starts, axis=0))


def _normed(squares: Floats, free: Floats) -> Floats:
    """Squares (…, K, K) to covariances under degrees of freedom (…, K); 0 where there are none."""
    root = np.sqrt(free)
    norm = root[..., :, None] * root[..., None, :]
    return np.asarray(np.divide(squares, norm, out=np.zeros_like(squares), where=norm > 0))


def _choose(squares: Floats, free: Floats, *, n: Floats, type_: Ints) -> tuple[Floats, Floats, Mask]:
    """Covariances of strata (their own, their type's or all types'), degrees of freedom, pooled or not."""
    needed = n > 0
    covariances, degrees = _normed(squares, free), _least(free, needed)
    pooled = np.asarray((needed & (n < SMALL_STRATUM)).any(axis=1))
    for row in np.flatnonzero(pooled):
        # Strata that lack one of the conditions would thin out its covariances with the others.
        complete = needed[:, needed[row]].all(axis=1)
        for borrowed in (complete & (type_ == type_[row]), complete):
            pooled_degrees = free[borrowed].sum(axis=0)
            covariances[row], degrees[row] = (
                _normed(squares[borrowed].sum(axis=0), pooled_degrees),
                pooled_degrees[needed[row]].min(),
            )
            if degrees[row] >= LEAST_DEGREES:
                break
    return covariances, degrees, pooled


def _least(free: Floats, needed: Mask) -> Floats:
    return np.asarray(np.where(needed, free, np.inf).min(axis=1, initial=np.inf))


def _factor(matrices: Floats) -> Floats:
    """The Cholesky factor of many positive semidefinite matrices (S, K, K) at once. LAPACK refuses singular
    ones, and a stratum where all score the same, or with fewer facilities than conditions, is singular."""
    factors = np.zeros_like(matrices)
    for j in range(matrices.shape[-1]):
        remaining = matrices[:, j:, j] - np.einsum("sik,sk->si", factors[:, j:, :j], factors[:, j, :j])
        pivot = np.where(remaining[:, 0] > 1e-12 * matrices[:, j, j], remaining[:, 0], 0.0)
        root = np.sqrt(pivot)[:, None]
        factors[:, j:, j] = np.divide(remaining, root, out=np.zeros_like(remaining), where=root > 0)
    return factors
