"""Where a province's gap comes from: conditions, department or facilities, indicators (method.md §7)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np

from dxassess.frozen import Frozen
from dxassess.scoring.aggregate import GEOMETRIC_FLOOR
from dxassess.statistics.blend import blend, declared, overall
from dxassess.statistics.decompose import log_mean
from dxassess.statistics.panel import Floats, Instrument, Panel
from dxassess.statistics.spread import spread


class Source(Frozen):
    """What one indicator adds to a gap (negative: takes from it), in [-1, 1]."""

    condition: str
    part: Literal["facility", "department"]
    indicator: str
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
        return sum(source.gap for source in self.sources if source.condition == condition)


def gap_sources(
    found: Panel, key: str, *, code: str = "overall", benchmark: Iterable[str] | None = None
) -> Gap | None:
    """The gap of province `key` in one node, "overall" or a condition, to the mean of the provinces named
    (None: all) that have a score. None where either side has no score; KeyError if there is no such province.

    Every score is written as its distance from the benchmark's mean r: Σ share · (part - r) through
    arithmetic nodes, and through a geometric one, facility by facility, Σ L(G, r) · share · ln(part / r), L
    the logarithmic mean (LMDI). Both are exact and linear from there on, so sources subtract; an indicator
    that does not apply adds nothing. Missing answers count as in the score.
    """
    place = {name: n for n, name in enumerate(found.provinces)}
    parts = blend(found, spread(found))
    weights = declared(found)
    conditions = parts.scores(weights, np.zeros((len(parts.spread.type), 1, len(found.lambdas))))
    points = _points(found, conditions, code)
    others = [place[name] for name in (found.provinces if benchmark is None else benchmark)]
    others = [n for n in others if not np.isnan(points[n])]
    if not others or np.isnan(points[place[key]]):
        return None
    mean = float(points[others].mean())
    reference = max(mean, GEOMETRIC_FLOOR)
    share = _shares(found, conditions[0], code=code, reference=reference)
    table = _table(found, share, reference=reference)
    row = table[place[key]] - table[others].mean(axis=0)
    return Gap(
        key=key,
        code=code,
        score=float(points[place[key]]),
        benchmark=mean,
        gap=float(points[place[key]]) - mean,
        sources=tuple(
            Source(condition=c, part=part, indicator=i, gap=float(value))
            for (c, part, i), value in zip(_names(found), row, strict=True)
            if code in ("overall", c)
        ),
    )


def _points(found: Panel, conditions: Floats, code: str) -> Floats:
    if code == "overall":
        weights = found.facility.condition_weights[None]
        return np.asarray(overall(conditions, weights, geometric=found.facility.root)[0])
    return np.asarray(conditions[0, :, found.facility.conditions.index(code)])


def _names(found: Panel) -> list[tuple[str, Literal["facility", "department"], str]]:
    names: list[tuple[str, Literal["facility", "department"], str]] = [
        (found.facility.conditions[k], "facility", code)
        for k, code in zip(found.facility.of, found.facility.indicators, strict=True)
    ]
    if found.department is not None:
        home = {int(n): found.facility.conditions[k] for k, n in enumerate(found.department_of) if n >= 0}
        names += [
            (home.get(int(n), ""), "department", code)
            for n, code in zip(found.department.of, found.department.indicators, strict=True)
        ]
    return names


def _shares(found: Panel, conditions: Floats, *, code: str, reference: float) -> Floats:
    """(P, K) what a unit of a condition's distance from the reference adds to that of the node."""
    known = ~np.isnan(conditions)
    if code != "overall":
        return np.asarray((np.array(found.facility.conditions) == code) * known * 1.0)
    weight = np.where(known, found.facility.condition_weights, 0.0)
    share = weight / np.maximum(weight.sum(axis=1, keepdims=True), 1e-300)
    if not found.facility.root:
        return np.asarray(share)
    # L(O, r) ln(P_c / r) is L(O, r) / L(P_c, r) (P_c - r), but for what the floor of P_c swallows.
    floored = np.log(np.where(known, np.maximum(conditions, GEOMETRIC_FLOOR), reference) / reference)
    whole = reference * np.exp((share * floored).sum(axis=1, keepdims=True))
    distance = np.where(known, conditions - reference, 0.0)
    near = np.abs(distance) < 1e-12
    steepness = np.where(near, 1 / reference, floored / np.where(near, 1.0, distance))
    return np.asarray(share * steepness * log_mean(whole, np.full_like(whole, reference)))


def _table(found: Panel, share: Floats, *, reference: float) -> Floats:
    """(P, indicators) distance of each province's score from the reference, by source; `share` of _shares."""
    count = len(found.provinces)
    lambdas = np.where(np.isnan(found.department_scores), 0.0, found.lambdas)
    facility = np.zeros((count, len(found.facility.indicators)))
    for k in range(len(found.lambdas)):
        columns = found.facility.of == k
        pull = _facility_weights(found, k)
        terms = _terms(found.facility, k, found.values, reference=reference)
        sums = np.zeros((count, int(columns.sum())))
        np.add.at(sums, found.province, np.where(pull[:, None] > 0, terms, 0.0) * pull[:, None])
        facility[:, columns] = sums * (share * (1 - lambdas))[:, k : k + 1]
    if found.department is None:
        return facility
    department = np.zeros((count, len(found.department.indicators)))
    for k, n in enumerate(found.department_of):
        if n >= 0:
            terms = _terms(found.department, int(n), found.department_values, reference=reference)
            own = (share * lambdas)[:, k : k + 1]
            department[:, found.department.of == n] = np.where(own > 0, terms, 0.0) * own
    return np.concatenate([facility, department], axis=1)


def _facility_weights(found: Panel, k: int) -> Floats:
    """(F,) the weight of each facility in its province's facility component of a condition; they sum to 1."""
    used = np.where(np.isnan(found.scores[:, k]), 0.0, found.weights[:, k])
    cell = found.province * len(found.types) + found.type
    totals = np.bincount(cell, weights=used, minlength=len(found.provinces) * len(found.types))
    omegas = np.where(totals > 0, np.tile(found.omegas, len(found.provinces)), 0.0)
    span = omegas.reshape(len(found.provinces), -1).sum(axis=1)
    span_of = totals[cell] * span[found.province]
    pull = np.divide(used * omegas[cell], span_of, out=np.zeros(len(used)), where=used > 0)
    return np.asarray(pull)


def _terms(asked: Instrument, k: int, values: Floats, *, reference: float) -> Floats:
    """(rows, indicators of `k`): the distance of each row's score from the reference, by indicator."""
    columns = asked.of == k
    own = values[:, columns]
    counted = ~np.isnan(own)
    weights = counted * asked.indicator_weights[columns]
    share = weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-300)
    if not asked.geometric[k]:
        return np.asarray(share * np.where(counted, own - reference, 0.0))
    logs = share * np.where(counted, np.log(np.maximum(own, GEOMETRIC_FLOOR) / reference), 0.0)
    score = reference * np.exp(logs.sum(axis=1))
    return np.asarray(logs * log_mean(score, np.full(len(score), reference))[:, None])
