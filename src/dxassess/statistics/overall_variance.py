"""The sampling variance of a province's overall score and its degrees of freedom (method.md §6)."""

from __future__ import annotations

import numpy as np

from dxassess.scoring.aggregate import GEOMETRIC_FLOOR
from dxassess.statistics.blend import blend, declared, overall
from dxassess.statistics.panel import Floats, Panel
from dxassess.statistics.spread import Spread


def overall_variance(found: Panel, variation: Spread) -> tuple[Floats, Floats]:
    """(P,) variances and (P,) Satterthwaite degrees of freedom, infinite where nothing varies.

    A facility without a score in one condition counts in the others, and so does a type to which a condition
    does not apply: the covariances are those of the strata's means, not of facilities that have it all.
    """
    pull = coefficients(found, variation)
    parts = (np.einsum("sk,skj->sj", pull, variation.factors) ** 2).sum(axis=1)
    total, spent = np.zeros(len(found.provinces)), np.zeros(len(found.provinces))
    np.add.at(total, variation.province, parts)
    known = variation.degrees > 0
    np.add.at(spent, variation.province[known], parts[known] ** 2 / variation.degrees[known])
    return total, np.divide(total**2, spent, out=np.full(len(total), np.inf), where=spent > 0)


def coefficients(found: Panel, variation: Spread) -> Floats:
    """(S, K): by how much the overall score of its province moves with a stratum's mean of a condition, under
    the declared weights; through a geometric root by its derivative."""
    heard = np.zeros((len(variation.type), len(found.lambdas)))
    cell = variation.province * len(found.types) + variation.type
    rows = np.searchsorted(cell, found.province * len(found.types) + found.type)
    scored = ~np.isnan(found.scores)
    has = scored.any(axis=1)
    np.maximum.at(heard, rows[has], scored[has].astype(float))
    pull = heard * found.omegas[variation.type][:, None]
    totals = np.zeros((len(found.provinces), heard.shape[1]))
    np.add.at(totals, variation.province, pull)
    own = np.where(np.isnan(found.department_scores), 0.0, found.lambdas)
    conditions = (totals > 0) * found.facility.condition_weights
    share = conditions * (1 - own) / np.maximum(conditions.sum(axis=1, keepdims=True), 1e-300)
    if found.facility.root:
        share = share * _slopes(found, variation)
    return np.asarray(pull / np.maximum(totals, 1e-300)[variation.province] * share[variation.province])


def _slopes(found: Panel, variation: Spread) -> Floats:
    """(P, K) O / P_c, by which a geometric mean is steeper than an arithmetic one; 0 below its floor."""
    weights = declared(found)
    still = np.zeros((len(variation.type), 1, len(found.lambdas)))
    scores = blend(found, variation).scores(weights, still)
    whole = overall(scores, weights.conditions, geometric=True)[0][:, None]
    steep = scores[0] >= GEOMETRIC_FLOOR
    return np.asarray(np.divide(whole, scores[0], out=np.zeros_like(scores[0]), where=steep))
