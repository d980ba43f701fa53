"""Student's t with any positive degrees of freedom, whole or not: its two tails and their quantile.

The tails are an incomplete beta function, I_x(degrees / 2, 1/2) at x = degrees / (degrees + t²), as a
continued fraction (DLMF 8.17.22) by Lentz's method; with very many degrees Hill's expansion about the normal
(1970, algorithm 395). `tests/statistics/test_student.py` holds them against a library."""

from __future__ import annotations

from functools import cache
from math import erfc, exp, gamma, isinf, log1p, nan, pi, sqrt

_MANY = 10_000.0
"""Degrees from which the expansion is exact to the last digits but few."""
_ENDLESS = 1e12
_GAMMA_OVERFLOWS = 300.0
_LEAST_CHANGE = 1e-16
_MOST_TERMS = 5_000
_NORMAL_QUANTILE = 1.959963984540054
"""The 97.5th percentile of the normal: where the search begins."""


def two_tails(t: float, degrees: float) -> float:
    """The chance that Student's t with these degrees of freedom lies at least as far from 0 as `t`; NaN
    without degrees of freedom."""
    if not degrees > 0:
        return nan
    if degrees > _MANY:
        return _nearly_normal(abs(t), min(degrees, _ENDLESS))
    far = t * t / degrees
    if isinf(far):
        return 0.0
    half, near = degrees / 2, 1 / (1 + far)
    front = exp(-half * log1p(far)) * sqrt(far * near) * _gamma_ratio(half) / sqrt(pi)
    if near < (half + 1) / (half + 2.5):
        return front * _fraction(half, 0.5, near) / half
    return 1 - 2 * front * _fraction(0.5, half, far * near)


@cache
def quantile(degrees: float) -> float:
    """The t beyond which, on both sides together, lie 5 %; NaN without degrees of freedom."""
    if not degrees > 0:
        return nan
    low, high = 0.0, _NORMAL_QUANTILE
    while two_tails(high, degrees) > 0.05:
        low, high = high, 2 * high
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if two_tails(middle, degrees) > 0.05 else (low, middle)
    return high


def _gamma_ratio(a: float) -> float:
    """Γ(a + 1/2) / Γ(a)."""
    if 2 * a < _GAMMA_OVERFLOWS:
        return gamma(a + 0.5) / gamma(a)
    return sqrt(a) * exp(-1 / (8 * a) + 1 / (192 * a**3) - 1 / (640 * a**5))


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction of I_x(a, b); quick where x < (a + 1) / (a + b + 2)."""
    above, below = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    value = below
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        below, above = 1 / (1 + even * below), 1 + even / above
        value *= below * above
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        below, above = 1 / (1 + odd * below), 1 + odd / above
        value *= below * above
        if abs(below * above - 1) < _LEAST_CHANGE:
            break
    return value


def _nearly_normal(t: float, degrees: float) -> float:
    a = degrees - 0.5
    b = 48 * a * a
    y = a * log1p(t * t / degrees)
    bend = (((-0.4 * y - 3.3) * y - 24) * y - 85.5) / (0.8 * y * y + 100 + b)
    return erfc(((bend + y + 3) / b + 1) * sqrt(y / 2))
