"""How far sums and quotients may miss a bound and still meet it (method.md §4)."""

from __future__ import annotations

TOLERANCE = 1e-9
"""Dust of floating point: 0.7 worked out as 0.7 - 1e-16 is 0.7."""


def reaches(value: float, bound: float) -> bool:
    """Whether `value` is `bound` or more."""
    return value >= bound - TOLERANCE


def exceeds(value: float, bound: float) -> bool:
    """Whether `value` is certainly more than `bound`."""
    return value > bound + TOLERANCE
