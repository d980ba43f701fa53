"""How much the scores of each stratum's conditions vary together by sampling (method.md §6)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dxassess.statistics.panel import Floats, Ints, Mask, Panel
from dxassess.statistics.sampling import LEAST_DEGREES, SMALL_STRATUM


@dataclass(frozen=True, eq=False)
class Spread:
    """S strata with at least one score, by province, then type.

    `factors` (S, K, K): lower triangular L, L Lᵀ the covariance of the stratum's means by sampling, with
    finite-population correction; 0 for a condition without a score. `degrees` (S) of freedom of that matrix.
    `unknown` (S): no spread can be known, not even pooled; `pooled` (S): taken over from other strata.
    """

    province: Ints
    type: Ints
    factors: Floats
    degrees: Floats
    unknown: Mask
    pooled: Mask


def spread(panel: Panel) -> Spread:
    """Covariances of stratum means. They are Σ uᵢuⱼ / √(dfᵢ dfⱼ), u the deviations from the stratum's means,
    so that blanks in one condition leave a proper covariance matrix.

    A stratum with fewer than 6 facilities in any of its conditions takes the matrix pooled over all provinces
    for its type, or over all types where that has fewer than 8 degrees of freedom, in both cases from strata
    with all of its conditions. Under weighting by beds the variance of a mean is s² Σw² / (Σw)², which is
    s²/n for equal weights.
    """
    key = panel.province * len(panel.types) + panel.type
    cells, of = np.unique(key[~np.isnan(panel.scores).all(axis=1)], return_inverse=True)
    keep = ~np.isnan(panel.scores).all(axis=1)
    scores, weights = panel.scores[keep], panel.weights[keep]
    province, type_ = np.divmod(cells, max(1, len(panel.types)))
    counted = ~np.isnan(scores)
    n = _sum(counted.astype(float), of, len(cells))
    means = _sum(np.where(counted, scores, 0.0), of, len(cells)) / np.maximum(n, 1.0)
    deviations = np.where(counted, scores - means[of], 0.0)
    squares = _sum((deviations[:, :, None] * deviations[:, None, :]), of, len(cells))
    free = np.maximum(n - 1.0, 0.0)
    chosen, degrees, pooled = _choose(squares, free, n=n, type_=type_)

    used = np.where(counted, weights, 0.0)
    total = _sum(used, of, len(cells))
    effective = _sum(used**2, of, len(cells)) / np.where(total > 0, total, 1.0) ** 2
    sizes = panel.sizes[province, type_][:, None]
    left_out = 1.0 - n / np.maximum(np.where(np.isnan(sizes), np.inf, sizes), np.maximum(n, 1.0))
    scale = np.sqrt(np.where(n > 0, left_out * effective, 0.0))
    at_stake = (scale > 0).any(axis=1)
    return Spread(
        province=province,
        type=type_,
        factors=_factor(chosen * scale[:, :, None] * scale[:, None, :]),
        degrees=degrees,
        unknown=at_stake & (degrees <= 0),
        pooled=at_stake & pooled,
    )


def _sum(rows: Floats, of: Ints, length: int) -> Floats:
    """Rows summed by the index `of`, which takes every value below `length`, in their own order."""
    if length == 0:
        return np.zeros((0, *rows.shape[1:]))
    order = np.argsort(of, kind="stable")
    starts = np.searchsorted(of[order], np.arange(length))
    return np.asarray(np.add.reduceat(rows[order], starts, axis=0))


def _normed(squares: Floats, free: Floats) -> Floats:
    """Squares (…, K, K) to covariances under degrees of freedom (…, K); 0 where there are none."""
    root = np.sqrt(free)
    norm = root[..., :, None] * root[..., None, :]
    return np.asarray(np.divide(squares, norm, out=np.zeros_like(squares), where=norm > 0))


def _choose(squares: Floats, free: Floats, *, n: Floats, type_: Ints) -> tuple[Floats, Floats, Mask]:
    """For each stratum its own covariance, its type's or all types'; degrees of freedom; pooled or not."""
    needed = n > 0
    chosen, degrees = _normed(squares, free), _least(free, needed)
    pooled = np.asarray((needed & (n < SMALL_STRATUM)).any(axis=1))
    for row in np.flatnonzero(pooled):
        # Strata that lack one of the conditions would thin out its covariances with the others.
        whole = needed[:, needed[row]].all(axis=1)
        for taken in (whole & (type_ == type_[row]), whole):
            own = free[taken].sum(axis=0)
            chosen[row], degrees[row] = _normed(squares[taken].sum(axis=0), own), own[needed[row]].min()
            if degrees[row] >= LEAST_DEGREES:
                break
    return chosen, degrees, pooled


def _least(free: Floats, needed: Mask) -> Floats:
    return np.asarray(np.where(needed, free, np.inf).min(axis=1, initial=np.inf))


def _factor(matrices: Floats) -> Floats:
    """The Cholesky factor of many positive semidefinite matrices (S, K, K) at once. LAPACK refuses singular
    ones, and a stratum where all score the same, or with fewer facilities than conditions, is singular."""
    factors = np.zeros_like(matrices)
    for j in range(matrices.shape[-1]):
        rest = matrices[:, j:, j] - np.einsum("sik,sk->si", factors[:, j:, :j], factors[:, j, :j])
        pivot = np.where(rest[:, 0] > 1e-12 * matrices[:, j, j], rest[:, 0], 0.0)
        root = np.sqrt(pivot)[:, None]
        factors[:, j:, j] = np.divide(rest, root, out=np.zeros_like(rest), where=root > 0)
    return factors
