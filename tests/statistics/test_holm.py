"""Comparisons of many at once say "different" of equal ones in at most 5 of 100 reports (method.md §6)."""

from __future__ import annotations

import numpy as np
import pytest

from dxassess.statistics.holm import Difference, contrasts, holm, two_sided

WORLDS = 2000


def test_holm_by_hand() -> None:
    """0.004 ≤ 0.05 / 4 and 0.012 ≤ 0.05 / 3; 0.03 > 0.05 / 2, so it and all greater ones stay."""
    assert holm(np.array([0.03, 0.004, 0.04, 0.012])).tolist() == [False, True, False, True]
    assert holm(np.array([])).tolist() == []


def test_without_any_error_a_difference_holds_and_equals_do_not() -> None:
    found = Difference(np.array([0.2, 0.0]), np.zeros(2), np.full(2, np.inf))
    assert two_sided(found).tolist() == [0.0, 1.0]


def test_degrees_of_freedom_are_satterthwaites_with_weights_that_are_known() -> None:
    """Variances 0.01 and 0.03 with 4 and 9 degrees, 0.02 from the choice of weights: 0.06² / (0.01²/4 +
    0.03²/9) = 28.8."""
    own = Difference(np.array([0.5, 0.3]), np.array([0.01, 0.03]), np.array([4.0, 9.0]))
    choice = np.array([[0.02, 0.005], [0.005, 0.01]])
    found = contrasts(np.array([[1.0, -1.0]]), own.difference, own, choice)
    assert found.difference[0] == pytest.approx(0.2)
    assert found.variance[0] == pytest.approx(0.06)
    assert found.degrees[0] == pytest.approx(28.8)


@pytest.mark.parametrize("count", [2, 13])
def test_of_equal_provinces_few_reports_call_any_pair_different(count: int) -> None:
    random = np.random.default_rng(count)
    first, second = np.triu_indices(count, 1)
    pairs = np.zeros((len(first), count))
    pairs[np.arange(len(first)), first], pairs[np.arange(len(first)), second] = 1.0, -1.0
    degrees = random.integers(6, 40, count).astype(float)
    wrong = 0
    for _ in range(WORLDS):
        scale = random.uniform(0.01, 0.04, count)
        points = 0.5 + scale * random.standard_normal(count)
        variance = scale**2 * random.chisquare(degrees) / degrees
        own = Difference(points, variance, degrees)
        wrong += bool(holm(two_sided(contrasts(pairs, points, own, np.zeros((count, count))))).any())
    assert wrong / WORLDS <= 0.06  # 5 % and what chance adds to it in 2000 worlds
