"""Province scores as a function of weights and sampling errors: method.md §5, for many draws at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dxassess.scoring.aggregate import GEOMETRIC_FLOOR
from dxassess.statistics.panel import Floats, Instrument, Ints, Panel
from dxassess.statistics.spread import Spread


@dataclass(frozen=True, eq=False)
class Weights:
    """B sets of weights: conditions (B, K), facilities' and department's indicators (B, I), ω (B, H) of the
    types, λ (B, K)."""

    conditions: Floats
    indicators: Floats
    department: Floats
    omegas: Floats
    lambdas: Floats


def declared(panel: Panel) -> Weights:
    """The weights of the questionnaires, as one set (B = 1)."""
    department = np.empty(0) if panel.department is None else panel.department.indicator_weights
    return Weights(
        conditions=panel.facility.condition_weights[None],
        indicators=panel.facility.indicator_weights[None],
        department=department[None],
        omegas=panel.omegas[None],
        lambdas=panel.lambdas[None],
    )


@dataclass(frozen=True, eq=False)
class _Means:
    """The mean of one condition in each of its strata, for any weights of its indicators.

    Arithmetic conditions are linear, so facilities of a stratum with the same applicable indicators enter as
    one row of `values` (their mean); of geometric ones every facility is a row (of logarithms). `mask` is 0
    where an indicator is no part, `share` a row's part of its stratum, `starts` each stratum's first row.
    """

    indicators: Ints
    values: Floats
    mask: Floats
    share: Floats
    starts: Ints
    strata: Ints
    geometric: bool

    def of(self, weights: Floats) -> Floats:
        own = weights[:, self.indicators]
        rows = (own @ self.values.T) / (own @ self.mask.T)
        rows = np.exp(rows) if self.geometric else rows
        return np.asarray(np.add.reduceat(rows * self.share, self.starts, axis=1))


@dataclass(frozen=True, eq=False)
class Blend:
    """What the scores of P provinces are made of; `strata` are those of the spread."""

    panel: Panel
    spread: Spread
    facility: tuple[_Means | None, ...]
    department: tuple[_Means | None, ...]

    def scores(self, weights: Weights, errors: Floats) -> Floats:
        """(B, P, K) scores of the conditions, NaN where a province has none.

        `errors` (S, B, K) are added to the strata's means. Not clipped to [0, 1]: clipping keeps every order
        and would only make ties.
        """
        shape = (len(weights.conditions), len(self.panel.provinces), len(self.facility))
        found = np.full(shape, np.nan)
        for k, means in enumerate(self.facility):
            if means is None:
                continue
            place = self.spread.province[means.strata]
            starts = np.flatnonzero(np.diff(place, prepend=-1))
            omegas = weights.omegas[:, self.spread.type[means.strata]]
            earned = (means.of(weights.indicators) + errors[means.strata, :, k].T) * omegas
            total = np.add.reduceat(omegas, starts, axis=1)
            found[:, place[starts], k] = np.add.reduceat(earned, starts, axis=1) / total
            own = self.department[k]
            if own is not None:
                share = weights.lambdas[:, k : k + 1]
                found[:, own.strata, k] *= 1 - share
                found[:, own.strata, k] += share * own.of(weights.department)
        return found


def overall(scores: Floats, weights: Floats, *, geometric: bool) -> Floats:
    """(B, P) overall scores from conditions (B, P, K) and their weights (B, K): Σ w P / Σ w over the
    conditions with a score, or through logarithms where the questionnaire's root is geometric (§3); NaN
    without any."""
    if geometric:
        logs = np.log(np.maximum(scores, GEOMETRIC_FLOOR))
        return np.asarray(np.exp(overall(logs, weights, geometric=False)))
    known = ~np.isnan(scores)
    # One condition at a time: the order of the sums then depends on no library's choice.
    earned, total = np.zeros(scores.shape[:2]), np.zeros(scores.shape[:2])
    for k in range(scores.shape[2]):
        earned += np.where(known[:, :, k], scores[:, :, k], 0.0) * weights[:, k : k + 1]
        total += known[:, :, k] * weights[:, k : k + 1]
    return np.asarray(np.divide(earned, total, out=np.full(total.shape, np.nan), where=total > 0))


def blend(panel: Panel, spread: Spread) -> Blend:
    """The parts of every condition of every province."""
    cell = np.full((len(panel.provinces), max(1, len(panel.types))), -1, dtype=np.intp)
    cell[spread.province, spread.type] = np.arange(len(spread.province))
    strata = cell[panel.province, panel.type]
    everyone = np.arange(len(panel.provinces))
    facility, department = [], []
    for k, belongs in enumerate(panel.department_of):
        rows = np.flatnonzero(~np.isnan(panel.scores[:, k]))
        weights = panel.weights[rows, k]
        facility.append(
            _means(panel.facility, k, values=panel.values[rows], strata=strata[rows], weights=weights)
        )
        own = None
        if panel.department is not None and belongs >= 0:
            rows = everyone[~np.isnan(panel.department_scores[:, k])]
            values = panel.department_values[rows]
            own = _means(
                panel.department, int(belongs), values=values, strata=rows, weights=np.ones(len(rows))
            )
        department.append(own)
    return Blend(panel=panel, spread=spread, facility=tuple(facility), department=tuple(department))


def _means(asked: Instrument, k: int, *, values: Floats, strata: Ints, weights: Floats) -> _Means | None:
    """The means of condition `k` over those with a score in it, one row each; None without any."""
    if not len(values):
        return None
    indicators = np.flatnonzero(asked.of == k)
    own = values[:, indicators]
    mask = ~np.isnan(own)
    if asked.geometric[k]:
        own = np.log(np.maximum(own, GEOMETRIC_FLOOR))
        patterns: NDArray[Any] = np.arange(len(own))[None]
    else:
        patterns = np.packbits(mask, axis=1).T
    order = np.lexsort((*patterns, strata))
    own, mask, weights = np.where(mask, own, 0.0)[order], mask[order], weights[order]
    strata, patterns = strata[order], patterns[:, order]
    first = np.flatnonzero(
        np.diff(strata, prepend=-1).astype(bool) | np.diff(patterns, prepend=0).any(axis=0)
    )
    part = np.add.reduceat(weights, first)
    mean = np.add.reduceat(own * weights[:, None], first) / np.where(part > 0, part, 1.0)[:, None]
    starts = np.flatnonzero(np.diff(strata[first], prepend=-1))
    totals = np.add.reduceat(part, starts)
    return _Means(
        indicators=indicators,
        values=mean,
        mask=mask[first].astype(float),
        share=part / np.repeat(totals, np.diff(starts, append=len(first))),
        starts=starts,
        strata=strata[first][starts],
        geometric=bool(asked.geometric[k]),
    )
