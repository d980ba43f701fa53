"""Do 95 % intervals hold the truth in 95 % of cases? A simulation with skewed strata (method.md §6)."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from scipy.special import stdtrit
from tests.statistics.country import answers, country

from dxassess.statistics.draws import draw_panel
from dxassess.statistics.panel import Credits, Panel
from dxassess.statistics.sampling import Pool, Sample, sampling_interval

PROVINCES = 13
OMEGAS = (0.3, 0.15, 0.25, 0.05, 0.2, 0.05)
SIZES = ((3, 8), (2, 4), (4, 12), (2, 6), (12, 40), (2, 3))  # facilities of a type in a province
BETA = ((2.0, 3.0), (1.2, 3.0), (1.0, 4.0), (0.8, 3.0), (0.6, 3.0), (2.0, 2.0))  # skewed to the right


def populations(random: np.random.Generator) -> list[list[np.ndarray]]:
    """Everyone who could answer: province → type → scores."""
    found = []
    for _ in range(PROVINCES):
        lift = random.uniform(0.8, 1.25)
        types = []
        for (low, high), (a, b) in zip(SIZES, BETA, strict=True):
            types.append(random.beta(a * lift, b, size=random.integers(low, high + 1)))
        found.append(types)
    return found


@pytest.mark.parametrize("answering", [0.5, 0.7])
def test_interval_of_a_node_covers_the_truth(answering: float) -> None:
    random = np.random.default_rng(20231031)
    hits = total = 0
    for _ in range(150):
        whole = populations(random)
        samples = [
            [
                Sample(
                    type=str(h),
                    coefficient=OMEGAS[h],
                    size=len(scores),
                    values=tuple(random.permutation(scores)[: max(1, round(answering * len(scores)))]),
                )
                for h, scores in enumerate(types)
            ]
            for types in whole
        ]
        pool = Pool(s for own in samples for s in own)
        for types, own in zip(whole, samples, strict=True):
            truth = sum(w * scores.mean() for w, scores in zip(OMEGAS, types, strict=True))
            score = sum(s.coefficient * sum(s.values) / len(s.values) for s in own)
            interval, _ = sampling_interval(score, own, pool)
            assert interval is not None
            hits += interval.low - 1e-12 <= truth <= interval.high + 1e-12
            total += 1
    assert 0.93 <= hits / total <= 0.97, hits / total


def test_variance_of_the_overall_score_covers_the_truth() -> None:
    """Two correlated conditions, one of which does not apply to the last type."""
    random = np.random.default_rng(20231101)
    hits = total = 0
    for _ in range(150):
        found, truths = draw(random, 0.6)
        drawn = draw_panel(found, draws=0)
        sure, points = drawn.precisions.provinces, drawn.accounts.provinces.value[:, 0]
        half = stdtrit(sure.degrees[:, 0], 0.975) * np.sqrt(sure.variance[:, 0])
        hits += int((np.abs(points - truths) <= half + 1e-12).sum())
        total += PROVINCES
    assert 0.93 <= hits / total <= 0.97, hits / total


def draw(random: np.random.Generator, answering: float) -> tuple[Panel, np.ndarray]:
    province, type_, scores, sizes, truths = [], [], [], np.zeros((PROVINCES, 6)), np.zeros(PROVINCES)
    weights = np.array([1.0, 2.0])
    for p, types in enumerate(populations(random)):
        means = np.full((6, 2), np.nan)
        for h, first in enumerate(types):
            second = np.clip(0.6 * first + random.beta(0.8, 4.0, size=len(first)), 0, 1)
            pair = np.stack([first, second if h < 5 else np.full(len(first), np.nan)], axis=1)
            means[h], sizes[p, h] = pair.mean(axis=0), len(first)
            for row in random.permutation(pair)[: max(1, round(answering * len(first)))]:
                province.append(p)
                type_.append(h)
                scores.append(row)
        omegas = np.array(OMEGAS)[:, None] * ~np.isnan(means)
        truths[p] = (np.nansum(omegas * means, axis=0) / omegas.sum(axis=0)) @ weights / weights.sum()
    template = country(provinces=PROVINCES, facilities=50)
    asked = replace(
        template.facility,
        conditions=("C1", "C2"),
        indicators=("C1.1", "C2.1"),
        of=np.array([0, 1]),
        condition_weights=weights,
        indicator_weights=np.ones(2),
        geometric=np.zeros(2, dtype=bool),
    )
    values, place, kinds = np.array(scores), np.array(province), np.array(type_)
    accepted = np.zeros(sizes.shape)
    np.add.at(accepted, (place, kinds), 1.0)
    return replace(
        template,
        facility=asked,
        department=None,
        files=tuple(map(str, range(len(values)))),
        type=kinds,
        weights=np.ones(len(values)),
        facilities=answers(asked, values, place),
        whole=np.ones((len(values), 4)),
        departments=Credits(np.empty(0, dtype=np.intp), *(np.empty((0, 0)) for _ in fields(Credits)[1:])),
        sizes=sizes,
        accepted=accepted,
        silent=sizes - accepted,
        omegas=np.array(OMEGAS),
        concerns=np.array([[True, True]] * 5 + [[True, False]]),
        department_of=np.array([-1, -1]),
        lambdas=np.zeros(2),
        province_weights=weights,
    ), truths
