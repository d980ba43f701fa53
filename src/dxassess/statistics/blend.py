"""Province scores as a function of weights and sampling errors: method.md §5, for many draws at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dxassess.scoring.aggregate import GEOMETRIC_FLOOR
from dxassess.statistics.means import Means, means
from dxassess.statistics.panel import Floats, Mask, Panel
from dxassess.statistics.strata import Strata, find_strata


@dataclass(frozen=True, eq=False)
class Weights:
    """B sets of weights: facilities' and department's indicators (B, I), ω (B, H) of the types, λ (B, K) and
    those of conditions in a province (B, K)."""

    indicators: Floats
    department: Floats
    omegas: Floats
    lambdas: Floats
    provinces: Floats


def declared(panel: Panel) -> Weights:
    """The weights of the questionnaires, as one set (B = 1)."""
    department = np.empty(0) if panel.department is None else panel.department.indicator_weights
    return Weights(
        indicators=panel.facility.indicator_weights[None],
        department=department[None],
        omegas=panel.omegas[None],
        lambdas=panel.lambdas[None],
        provinces=panel.province_weights[None],
    )


class Ends(NamedTuple):
    """One number for each end: what is credited, blanks at 0, blanks at 1."""

    value: Floats
    low: Floats
    high: Floats


class Scores(NamedTuple):
    """(P, 1 + K, B) of the overall score and the conditions: of the facilities, of the provinces."""

    facility: Floats
    province: Floats


class Variants(NamedTuple):
    """Scores with sampling errors and without, and with them at both ends of what blanks and silent
    departments leave open."""

    scores: Scores
    still: Scores
    low: Scores
    high: Scores


@dataclass(frozen=True, eq=False)
class Blend:
    """What the scores of P provinces are made of."""

    panel: Panel
    strata: Strata
    facility: tuple[Means | None, ...]
    department: tuple[Means | None, ...]

    def heard(self, weights: Weights) -> Ends:
        """(H, P, K, B) means of what was received at each end; 0 to 1 where nothing was."""
        types = len(self.panel.types)
        shape = (types, len(self.panel.provinces), len(self.facility), len(weights.omegas))
        ends = Ends(np.zeros(shape), np.zeros(shape), np.ones(shape))
        for k, one in enumerate(self.facility):
            if one is not None:
                place, type_ = np.divmod(one.strata, types)
                for table, means_ in zip(ends, one.of(weights.indicators), strict=True):
                    table[type_, place, k] = means_
        return ends

    def departments(self, weights: Weights) -> Ends:
        """(P, K, B) the departments' conditions at each end; of the silent 0 to 1 and no value (NaN)."""
        shape = (len(self.panel.provinces), len(self.department), len(weights.omegas))
        ends = Ends(np.full(shape, np.nan), np.zeros(shape), np.ones(shape))
        for k, one in enumerate(self.department):
            if one is not None:
                for table, means_ in zip(ends, one.of(weights.department), strict=True):
                    table[one.strata, k] = means_
                ends.value[one.strata[~one.valued], k] = np.nan
        return ends

    def draw(self, weights: Weights, errors: Floats) -> Variants:
        """The scores under each set of weights, with and without `errors` (H, P, K, B) of the strata, and the
        two ends between which blanks and silent departments may move them. Not clipped to [0, 1]: clipping
        keeps every order and would only make ties."""
        facilities, departments = self.heard(weights), self.departments(weights)
        stand_in, carried = self.estimates(facilities.value, weights, errors)
        shifts, silent = errors + carried, self.strata.estimated.transpose(1, 0, 2)
        for table in facilities:
            table[silent] = stand_in[silent]
        return Variants(
            scores=self.join(facilities.value + shifts, departments.value, weights, empty=np.nan),
            still=self.join(facilities.value, departments.value, weights, empty=np.nan),
            low=self.join(facilities.low + shifts, departments.low, weights, empty=0.0),
            high=self.join(facilities.high + shifts, departments.high, weights, empty=1.0),
        )

    def estimates(self, facility_means: Floats, weights: Weights, errors: Floats) -> tuple[Floats, Floats]:
        """(H, P, K, B) what stands in for silent strata, m_qh + Σ ω_k (m_pk - m_qk) / Σ ω_k averaged over the
        donors q, k the strata that both heard, and what the province's own errors do to it; 0 elsewhere."""
        estimated_means, carried = np.zeros_like(facility_means), np.zeros_like(facility_means)
        for p, k in np.argwhere(self.strata.estimated.any(axis=1)):
            pull, condition_means = self.strata.common(p, k, weights.omegas), facility_means[:, :, k]
            level = (pull * (condition_means[:, [p]] - condition_means)).sum(axis=0)
            for h in np.flatnonzero(self.strata.estimated[p, :, k]):
                donors = self.strata.donors[p, h, k]
                estimated_means[h, p, k] = (condition_means[h] + level)[donors].mean(axis=0)
                carried[h, p, k] = (pull[:, donors].mean(axis=1) * errors[:, p, k]).sum(axis=0)
        return np.clip(estimated_means, 0.0, 1.0), carried

    def join(
        self, strata: Floats, departments: Floats, weights: Weights, *, empty: float, plain: bool = False
    ) -> Scores:
        """Strata (H, P, K, B) and departments (P, K, B) to scores: F = Σ ω m / Σ ω, P = λ D + (1 - λ) F, and
        the overall scores. `empty` is an F without any stratum (NaN where values are joined: then a stratum
        without one leaves none). `plain`: arithmetic, whatever the root."""
        masks = self.strata
        earned, total = np.zeros(strata.shape[1:]), np.zeros(strata.shape[1:])
        for h, omega in enumerate(weights.omegas.T):
            part = masks.part[:, h, :, None] * omega
            earned += part * strata[h]
            total += part
        facility = np.divide(earned, total, out=np.full(earned.shape, empty), where=total > 0)
        if np.isnan(empty):
            facility[masks.unknown.any(axis=1)] = np.nan
        alone = (~masks.facility & (masks.share > 0))[:, :, None]
        share = np.where(alone, 1.0, weights.lambdas.T * masks.department[:, :, None])
        province = np.where(share > 0, share * departments, 0.0)
        province += np.where(share < 1, (1 - share) * facility, 0.0)
        root = self.panel.facility.root and not plain
        joined = Scores(
            facility=with_overall(facility, masks.facility, weights.provinces, geometric=root),
            province=with_overall(province, masks.applies, weights.provinces, geometric=root),
        )
        if root and empty == 0.0:
            # Where nothing is known the low end is 0, which no geometric mean is.
            for table, nothing in zip(joined, masks.nothing, strict=True):
                table[nothing, 0] = 0.0
        return joined


def with_overall(scores: Floats, applies: Mask, weights: Floats, *, geometric: bool) -> Floats:
    """(P, 1 + K, B) the overall scores before the conditions (P, K, B), NaN where one does not apply."""
    overall_scores = overall(scores, applies, weights, geometric=geometric)
    condition_scores = np.where(applies[:, :, None], scores, np.nan)
    return np.concatenate([overall_scores[:, None], condition_scores], axis=1)


def overall(scores: Floats, applies: Mask, weights: Floats, *, geometric: bool) -> Floats:
    """(P, B) overall scores from conditions (P, K, B) and their weights (B, K): Σ w P / Σ w over those that
    apply (P, K), NaN where one of them has no score or none applies, or through logarithms where the
    questionnaire's root is geometric (§3)."""
    if geometric:
        logs = np.log(np.maximum(scores, GEOMETRIC_FLOOR))
        return np.asarray(np.exp(overall(logs, applies, weights, geometric=False)))
    # One condition at a time: the order of the sums then depends on no library's choice.
    earned, total = np.zeros(scores[:, 0].shape), np.zeros(scores[:, 0].shape)
    for k, weight in enumerate(weights.T):
        if not weight.any():
            continue
        earned[applies[:, k]] += scores[applies[:, k], k] * weight
        total[applies[:, k]] += weight
    return np.asarray(np.divide(earned, total, out=np.full(total.shape, np.nan), where=total > 0))


def blend(panel: Panel) -> Blend:
    """The parts of every condition of every province."""
    strata = panel.province * len(panel.types) + panel.type
    facility, department = [], []
    for k, belongs in enumerate(panel.department_of):
        facility.append(means(panel.facility, k, panel.facilities, strata=strata, weights=panel.weights))
        department_means = None
        if panel.department is not None and belongs >= 0:
            answers = panel.departments
            alike = np.ones(len(answers.province))
            department_means = means(
                panel.department, int(belongs), answers, strata=answers.province, weights=alike
            )
        department.append(department_means)
    return Blend(
        panel=panel, strata=find_strata(panel), facility=tuple(facility), department=tuple(department)
    )
