"""Where a province's gap comes from: conditions, department or facilities, indicators (method.md §7)."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum
from typing import Literal, NamedTuple

import numpy as np

from dxassess.frozen import Frozen
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.scoring.aggregate import GEOMETRIC_FLOOR
from dxassess.statistics.accounts import Accounts, draw_up
from dxassess.statistics.blend import Blend, blend
from dxassess.statistics.decompose import log_mean
from dxassess.statistics.panel import Credits, Floats, Instrument, Panel


class Source(Frozen):
    """What one indicator adds to a gap (negative: takes from it), in [-1, 1]."""

    condition: str
    part: Literal["facility", "department"]
    indicator: str
    gap: float


class TypePart(Frozen):
    """What the facilities of one `type` add to a province's gap in one condition, in [-1, 1]."""

    condition: str
    type: str
    gap: float


class Gap(Frozen):
    """`score` of a province against the mean `benchmark` of others; the sources sum to `gap`, to 1e-9."""

    key: str
    code: str
    score: float
    benchmark: float
    gap: float
    sources: tuple[Source, ...]

    def of(self, condition: str) -> float:
        """The part of one condition in the gap."""
        return fsum(source.gap for source in self.sources if source.condition == condition)


def gap_sources(
    panel: Panel, key: str, *, code: str = "overall", benchmark: Iterable[str] | None = None
) -> Gap | None:
    """The gap of province `key` in one node, "overall" or a condition, to the mean of the provinces named
    (None: all) that have a score. None where either side has no score; KeyError if there is no such province.

    Every score is written as its distance from the benchmark's mean r: Σ share · (part - r) through
    arithmetic nodes, and through a geometric one, facility by facility, Σ L(G, r) · share · ln(part / r), L
    the logarithmic mean (LMDI). Both are exact and linear from there on, so sources subtract; an indicator
    that does not apply adds nothing. Missing answers count as in the score.
    """
    sides = _sides(panel, key, code=code, benchmark=benchmark)
    if sides is None:
        return None
    table = _table(sides.parts, sides.accounts, sides.share, reference=sides.reference)
    return Gap(
        key=key,
        code=code,
        score=sides.score,
        benchmark=sides.mean,
        gap=sides.score - sides.mean,
        sources=tuple(
            Source(condition=c, part=part, indicator=i, gap=float(value))
            for (c, part, i), value in zip(_names(panel), sides.gap(table), strict=True)
            if code in ("overall", c)
        ),
    )


def gap_by_type(panel: Panel, key: str, *, benchmark: Iterable[str] | None = None) -> tuple[TypePart, ...]:
    """The facilities' part of the overall gap of `gap_sources` by condition and type of facility: with the
    Department's sources they sum to the gap, to 1e-9. Nothing where either side has no score."""
    sides = _sides(panel, key, code="overall", benchmark=benchmark)
    if sides is None:
        return ()
    weights = sides.share * (1 - sides.parts.strata.share)
    found_gaps = []
    for k, condition in enumerate(panel.facility.conditions):
        table = _by_type(sides.parts, sides.accounts, k, reference=sides.reference).sum(axis=2)
        values = sides.gap(table * weights[:, [k]])
        found_gaps += [
            TypePart(condition=condition, type=type_, gap=float(value))
            for type_, value in zip(panel.types, values, strict=True)
        ]
    return tuple(found_gaps)


class _Sides(NamedTuple):
    """Both sides of a gap: the rows of the benchmark's provinces, their `mean`, and what a unit of each
    condition adds."""

    parts: Blend
    accounts: Accounts
    row: int
    others: list[int]
    score: float
    mean: float
    reference: float
    share: Floats

    def gap(self, table: Floats) -> Floats:
        """The row of the province less the mean of the others'."""
        return np.asarray(table[self.row] - table[self.others].mean(axis=0))


def _sides(panel: Panel, key: str, *, code: str, benchmark: Iterable[str] | None) -> _Sides | None:
    place = {name: n for n, name in enumerate(panel.provinces)}
    parts = blend(panel)
    accounts = draw_up(parts)
    node = ("overall", *panel.facility.conditions).index(code)
    is_shown = np.nan_to_num(accounts.provinces.answered[:, node]) >= panel.min_answered - TOLERANCE
    points = np.where(is_shown, accounts.provinces.value[:, node], np.nan)
    others = [place[name] for name in (panel.provinces if benchmark is None else benchmark)]
    others = [n for n in others if not np.isnan(points[n])]
    if not others or np.isnan(points[place[key]]):
        return None
    mean = float(points[others].mean())
    reference = max(mean, GEOMETRIC_FLOOR)
    share = _shares(panel, accounts.provinces.value[:, 1:], code=code, reference=reference)
    score = float(points[place[key]])
    return _Sides(parts, accounts, place[key], others, score, mean, reference, share)


def _names(panel: Panel) -> list[tuple[str, Literal["facility", "department"], str]]:
    names: list[tuple[str, Literal["facility", "department"], str]] = [
        (panel.facility.conditions[k], "facility", code)
        for k, code in zip(panel.facility.of, panel.facility.indicators, strict=True)
    ]
    if panel.department is not None:
        home = {int(n): panel.facility.conditions[k] for k, n in enumerate(panel.department_of) if n >= 0}
        names += [
            (home.get(int(n), ""), "department", code)
            for n, code in zip(panel.department.of, panel.department.indicators, strict=True)
        ]
    return names


def _shares(panel: Panel, conditions: Floats, *, code: str, reference: float) -> Floats:
    """(P, K) what a unit of a condition's distance from the reference adds to that of the node."""
    applicable = ~np.isnan(conditions)
    if code != "overall":
        return np.asarray((np.array(panel.facility.conditions) == code) * applicable * 1.0)
    weight = np.where(applicable, panel.province_weights, 0.0)
    share = weight / np.maximum(weight.sum(axis=1, keepdims=True), 1e-300)
    if not panel.facility.root:
        return np.asarray(share)
    # L(O, r) ln(P_c / r) is L(O, r) / L(P_c, r) (P_c - r), but for what the floor of P_c swallows.
    floored = np.log(np.where(applicable, np.maximum(conditions, GEOMETRIC_FLOOR), reference) / reference)
    overall_scores = reference * np.exp((share * floored).sum(axis=1, keepdims=True))
    distance = np.where(applicable, conditions - reference, 0.0)
    at_reference = np.abs(distance) < 1e-12
    steepness = np.where(at_reference, 1 / reference, floored / np.where(at_reference, 1.0, distance))
    return np.asarray(share * steepness * log_mean(overall_scores, np.full_like(overall_scores, reference)))


def _table(parts: Blend, accounts: Accounts, share: Floats, *, reference: float) -> Floats:
    """(P, indicators) distance of each province's score from the reference, by source; `share` of _shares."""
    panel, department_share = parts.panel, parts.strata.share
    facility = np.zeros((len(panel.provinces), len(panel.facility.indicators)))
    for k in range(len(panel.lambdas)):
        terms = _facilities(parts, accounts, k, reference=reference)
        facility[:, panel.facility.of == k] = terms * (share * (1 - department_share))[:, [k]]
    if panel.department is None:
        return facility
    department = np.zeros((len(panel.provinces), len(panel.department.indicators)))
    for k, n in enumerate(panel.department_of):
        if n >= 0:
            terms = _terms(panel.department, int(n), panel.departments, reference=reference)
            table, count = (
                np.zeros((len(department_share), terms.shape[1])),
                np.zeros((len(department_share), 1)),
            )
            np.add.at(table, panel.departments.province, terms)
            np.add.at(count, panel.departments.province, 1.0)
            department[:, panel.department.of == n] = (
                table / np.maximum(count, 1.0) * (share * department_share)[:, [k]]
            )
    return np.concatenate([facility, department], axis=1)


def _facilities(parts: Blend, accounts: Accounts, k: int, *, reference: float) -> Floats:
    """(P, indicators of `k`): the distance of the facilities' component from the reference, by indicator."""
    return np.asarray(_by_type(parts, accounts, k, reference=reference).sum(axis=1))


def _by_type(parts: Blend, accounts: Accounts, k: int, *, reference: float) -> Floats:
    """(P, types, indicators of `k`): the same by type of facility, each with its standard weight. What stands
    in for a silent stratum is split as the scores are that it is made of; what clipping it to [0, 1] takes
    away, by the size of these parts."""
    panel, strata = parts.panel, parts.strata
    terms = _terms(panel.facility, k, panel.facilities, reference=reference)
    weights = np.where(np.isnan(panel.facilities.scores[:, k]), 0.0, panel.weights)[:, None]
    shape = (len(panel.provinces), len(panel.types))
    table, total = np.zeros((*shape, terms.shape[1])), np.zeros((*shape, 1))
    np.add.at(table, (panel.province, panel.type), terms * weights)
    np.add.at(total, (panel.province, panel.type), weights)
    table /= np.where(total > 0, total, 1.0)
    answered_means = table.copy()
    for p, h in np.argwhere(strata.estimated[:, :, k]):
        donors = strata.donors[p, h, k]
        pull = strata.common(p, k, panel.omegas[None])[:, donors, 0]
        distance = answered_means[p][:, None] - answered_means[donors].transpose(1, 0, 2)
        split = (answered_means[donors, h] + (pull[:, :, None] * distance).sum(axis=0)).mean(axis=0)
        size = np.abs(split) if np.abs(split).sum() > 0 else np.ones(len(split))
        remainder = accounts.estimates[p, h, 1 + k] - reference - split.sum()
        table[p, h] = split + remainder * size / size.sum()
    omegas = strata.part[:, :, k] * panel.omegas
    span = omegas.sum(axis=1, keepdims=True)
    return np.asarray((omegas / np.where(span > 0, span, 1.0))[:, :, None] * table)


def _terms(instrument: Instrument, k: int, answers: Credits, *, reference: float) -> Floats:
    """(rows, indicators of `k`): the distance of each row's score from the reference, by indicator."""
    columns = instrument.of == k
    indicator_scores = answers.values[:, columns]
    is_counted = ~np.isnan(indicator_scores)
    weights = is_counted * answers.relative[:, columns] * instrument.indicator_weights[columns]
    share = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-300)
    if not instrument.geometric[k]:
        return np.asarray(share * np.where(is_counted, indicator_scores - reference, 0.0))
    logs = share * np.where(
        is_counted, np.log(np.maximum(indicator_scores, GEOMETRIC_FLOOR) / reference), 0.0
    )
    score = reference * np.exp(logs.sum(axis=1))
    return np.asarray(logs * log_mean(score, np.full(len(score), reference))[:, None])
