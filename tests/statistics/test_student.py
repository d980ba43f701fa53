"""Our Student's t against a library's, which is not part of the program."""

from __future__ import annotations

from math import inf, isnan

import pytest
from scipy.special import stdtr, stdtrit

from dxassess.statistics.student import quantile, two_tails

DEGREES = (0.5, 1.5, 2.0, 2.7, 3.0, 5.0, 8.3, 12.0, 29.9, 60.0, 151.0, 299.9, 300.1, 777.7, 9_999.0, 1e5, 1e9)
AWAY = (1e-6, 0.01, 0.3, 0.9, 1.3, 1.96, 2.5, 3.3, 4.7, 8.0, 20.0)


@pytest.mark.parametrize("degrees", DEGREES)
def test_the_tails_are_those_of_the_library(degrees: float) -> None:
    for t in AWAY:
        assert two_tails(t, degrees) == pytest.approx(2 * float(stdtr(degrees, -t)), rel=1e-12, abs=0)
        assert two_tails(-t, degrees) == two_tails(t, degrees)


@pytest.mark.parametrize("degrees", DEGREES)
def test_the_quantile_is_that_of_the_library(degrees: float) -> None:
    assert quantile(degrees) == pytest.approx(float(stdtrit(degrees, 0.975)), rel=1e-12)


def test_what_tables_print() -> None:
    """Any table of Student's t: 12.706 with 1 degree of freedom, 2.228 with 10, 1.960 without end."""
    assert [round(quantile(degrees), 3) for degrees in (1, 10, inf)] == [12.706, 2.228, 1.96]
    assert two_tails(1.0, 1.0) == pytest.approx(0.5, rel=1e-15)  # Cauchy's: an eighth of a turn


def test_the_ends() -> None:
    assert (two_tails(0.0, 3.0), two_tails(inf, 3.0), two_tails(1e200, 3.0)) == (1.0, 0.0, 0.0)
    assert two_tails(0.0, inf) == 1.0
    assert isnan(two_tails(1.0, 0.0))
    assert isnan(quantile(0.0))
