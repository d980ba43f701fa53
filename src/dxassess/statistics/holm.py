"""Many comparisons at once: differences that hold at 95 % for all of them together (method.md §6)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.statistics.panel import Floats, Mask
from dxassess.statistics.student import two_tails

LEVEL = 0.05


class Difference(NamedTuple):
    """Estimated differences with their variances and Satterthwaite degrees of freedom."""

    difference: Floats
    variance: Floats
    degrees: Floats


def two_sided(differences: Difference) -> Floats:
    """The two-sided p of t = difference / √V; without variance 0 for a difference, 1 for none."""
    spread = np.sqrt(differences.variance)
    differs = np.abs(differences.difference) > TOLERANCE
    t = np.divide(np.abs(differences.difference), spread, out=np.zeros_like(spread), where=spread > 0)
    tail = np.array([two_tails(*pair) for pair in zip(t.tolist(), differences.degrees.tolist(), strict=True)])
    return np.where(spread > 0, tail, np.where(differs, 0.0, 1.0))


def holm(p: Floats, *, level: float = LEVEL) -> Mask:
    """Which of a family of hypotheses are rejected at `level` for all together: the n-th smallest p, as all
    smaller ones, is at most level / (size - n + 1)."""
    order = np.argsort(p, kind="stable")
    passes = p[order] <= level / (len(p) - np.arange(len(p)))
    rejected = np.zeros(len(p), dtype=bool)
    rejected[order] = np.cumprod(passes).astype(bool)
    return rejected


def contrasts(coefficients: Floats, scores: Floats, of_scores: Difference, choice: Floats) -> Difference:
    """Differences c · scores (C, P): variances of all scores, with their degrees of freedom, and what the
    choice of weights gives the difference, with infinitely many."""
    squares = coefficients**2
    sampling = squares * of_scores.variance
    choice_variance = np.einsum("cp,pq,cq->c", coefficients, choice, coefficients)
    total = sampling.sum(axis=1) + np.maximum(choice_variance, 0.0)
    finite = np.isfinite(of_scores.degrees) & (of_scores.degrees > 0)
    per_degree = (sampling[:, finite] ** 2 / of_scores.degrees[finite]).sum(axis=1)
    degrees = np.divide(total**2, per_degree, out=np.full(total.shape, np.inf), where=per_degree > 0)
    return Difference(difference=coefficients @ scores, variance=total, degrees=degrees)
