"""Intervals where facilities do not weigh the same (method.md §6)."""

from __future__ import annotations

from math import sqrt

import pytest

from dxassess.statistics.sampling import Pool, Sample, sampling_interval

VALUES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
T5 = 2.5705818366147395  # t of 5 degrees of freedom at 0.975


def half_width(*weights: float) -> float:
    sample = Sample(type="a", coefficient=1.0, size=12, values=VALUES, weights=weights)
    found, pooled = sampling_interval(0.5, [sample], Pool([sample]))
    assert found is not None
    assert not pooled
    return (found.high - found.low) / 2


def test_beds_make_a_mean_of_fewer_facilities() -> None:
    """Σw²/(Σw)² = 0.36 instead of 1/6: as if there were fewer than three."""
    weights = (50.0, 10.0, 10.0, 10.0, 10.0, 0.0)
    concentration = (50**2 + 4 * 10**2) / 90**2
    assert half_width(*weights) == pytest.approx(T5 * sqrt(0.5 * 0.035 * concentration), abs=1e-9)


def test_equal_weights_are_no_weights() -> None:
    assert half_width(*[7.0] * 6) == pytest.approx(half_width(), abs=1e-12)
    assert half_width() == pytest.approx(T5 * sqrt(0.5 * 0.035 / 6), abs=1e-9)


def test_nobody_has_beds() -> None:
    assert half_width(*[0.0] * 6) == pytest.approx(half_width(), abs=1e-12)
