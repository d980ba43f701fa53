"""The variance of every score by sampling and estimation, and its 95 % interval (method.md §6)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dxassess.scoring.aggregate import GEOMETRIC_FLOOR
from dxassess.statistics.accounts import Accounts
from dxassess.statistics.blend import Blend
from dxassess.statistics.panel import Floats, Mask
from dxassess.statistics.province_score import Interval
from dxassess.statistics.sampling import t_interval
from dxassess.statistics.spread import Spread, spread


@dataclass(frozen=True, eq=False)
class Precision:
    """The precision of scores (P, 1 + K), overall first: `variance`, Satterthwaite `degrees` of freedom
    (infinite where nothing varies), `unknown` where the spread of a stratum that it depends on cannot be
    known, `pooled` where one was taken over from other strata."""

    variance: Floats
    degrees: Floats
    unknown: Mask
    pooled: Mask

    def interval(self, p: int, node: int, score: float) -> Interval | None:
        """The 95 % interval of `score` within [0, 1]; None where the spread cannot be known."""
        if self.unknown[p, node]:
            return None
        return t_interval(score, float(self.variance[p, node]), float(self.degrees[p, node]))


@dataclass(frozen=True, eq=False)
class Precisions:
    """That of the facilities' components and of the provinces' scores; `joint` is the spread of all
    conditions together."""

    facilities: Precision
    provinces: Precision
    joint: Spread


def precisions(parts: Blend, accounts: Accounts) -> Precisions:
    """The precision of everything under the declared weights. A department has no sampling error; through a
    geometric root conditions count by their derivative."""
    panel, strata = parts.panel, parts.strata
    joint = spread(panel, strata)
    sampled, estimated = _pulls(parts)
    facilities, provinces = np.ones(strata.share.shape), 1.0 - strata.share
    tables = []
    for facility_share, applies, account in (
        (facilities, strata.facility, accounts.facilities.value),
        (provinces, strata.applies, accounts.provinces.value),
    ):
        overall_pull = facility_share * _shares(
            applies, panel.province_weights, account, geometric=panel.facility.root
        )
        nodes = [_variance(joint, sampled, estimated, overall_pull)]
        for k in range(len(panel.lambdas)):
            alone = np.zeros_like(facility_share)
            alone[:, k] = facility_share[:, k]
            columns = spread(panel, strata, [k])
            nodes.append(_variance(columns, sampled[:, :, [k]], estimated[:, :, [k]], alone[:, [k]]))
        tables.append(Precision(*(np.stack(each, axis=1) for each in zip(*nodes, strict=True))))
    return Precisions(facilities=tables[0], provinces=tables[1], joint=joint)


def _pulls(parts: Blend) -> tuple[Floats, Floats]:
    """(P, H, K): by how much F moves with a stratum's mean, directly and through those that it helps to
    estimate, and with what stands in for a silent stratum."""
    panel, strata = parts.panel, parts.strata
    direct = strata.part * panel.omegas[:, None]
    total = direct.sum(axis=1, keepdims=True)
    direct = np.divide(direct, total, out=np.zeros(direct.shape), where=total > 0)
    estimated = np.where(strata.estimated, direct, 0.0)
    sampled = np.where(strata.heard, direct, 0.0)
    for p, h, k in np.argwhere(strata.estimated):
        pull = strata.common(p, k, panel.omegas[None])[:, strata.donors[p, h, k], 0]
        sampled[p, :, k] += direct[p, h, k] * pull.mean(axis=1)
    return sampled, estimated


def _shares(applies: Mask, weights: Floats, scores: Floats, *, geometric: bool) -> Floats:
    """(P, K) by how much the overall score moves with a condition; by O / P_c steeper through a geometric
    root, and not at all below its floor."""
    used = applies * weights
    total = used.sum(axis=1, keepdims=True)
    shares: Floats = np.divide(used, total, out=np.zeros_like(used), where=total > 0)
    if not geometric:
        return shares
    overall_score, condition_scores = np.nan_to_num(scores[:, :1]), np.nan_to_num(scores[:, 1:])
    steep = condition_scores >= GEOMETRIC_FLOOR
    slopes: Floats = np.divide(
        overall_score, condition_scores, out=np.zeros_like(condition_scores), where=steep
    )
    return np.multiply(shares, slopes, dtype=float)


def _variance(
    variation: Spread, sampled: Floats, estimated: Floats, facility_share: Floats
) -> tuple[Floats, Floats, Mask, Mask]:
    """(P,) variances, degrees of freedom, unknown or not, pooled or not, of Σ facility_share · F."""
    at = (variation.province, variation.type)
    pull = (
        np.where(variation.estimate[:, None], estimated[at], sampled[at]) * facility_share[variation.province]
    )
    parts = (np.einsum("sk,skj->sj", pull, variation.factors) ** 2).sum(axis=1)
    provinces = len(facility_share)
    total, per_degree = np.zeros(provinces), np.zeros(provinces)
    np.add.at(total, variation.province, parts)
    has_degrees = variation.degrees > 0
    np.add.at(
        per_degree, variation.province[has_degrees], parts[has_degrees] ** 2 / variation.degrees[has_degrees]
    )
    # What the score does not depend on, as where the department is all of it, need not be known.
    counts = (pull != 0).any(axis=1)
    unknown, pooled = np.zeros(provinces, dtype=bool), np.zeros(provinces, dtype=bool)
    unknown[variation.province[variation.unknown & counts]] = True
    pooled[variation.province[variation.pooled & counts]] = True
    degrees = np.divide(total**2, per_degree, out=np.full(provinces, np.inf), where=per_degree > 0)
    return total, degrees, unknown, pooled
