"""The small form of the simulations: always the same worlds, so that chance decides nothing."""

from __future__ import annotations

from math import sqrt

import pytest
from tests.simulation.coverage import CASES, EQUAL, coverage, false_differences

WORLDS = {"34 provinces": 4, "one province": 100, "a type is silent in 3 of 13": 27}


@pytest.mark.parametrize("name", CASES)
def test_intervals_hold_the_truth_as_often_as_they_say(name: str) -> None:
    """93 to 97 %, give or take what chance does to so few."""
    good, of = coverage(CASES[name], WORLDS.get(name, 10))
    assert of >= 80
    chance = 2 * sqrt(0.95 * 0.05 / of)
    assert good / of >= 0.93 - chance
    # Without the number of facilities nothing can be taken off for those that answered.
    assert good / of <= 0.97 + chance or "not listed" in name


def test_equal_provinces_are_seldom_called_different() -> None:
    """At most 5 % of reports, give or take: each pair tested for itself would say so in 2 of 3."""
    pairs, mean = false_differences(EQUAL["13 equal provinces"], 20)
    assert pairs <= 3
    assert mean <= 3
