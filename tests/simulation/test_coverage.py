"""The small form of the simulations: always the same worlds, so that chance decides nothing."""

from __future__ import annotations

from dataclasses import fields
from math import sqrt

import numpy as np
import pytest
from tests.reference.published import published
from tests.simulation.coverage import CASES, EQUAL, coverage, false_differences, holds
from tests.simulation.reading import as_panel, as_round
from tests.simulation.worlds import draw_world

from dxassess.statistics import ranks
from dxassess.statistics.holm import LEVEL
from dxassess.statistics.panel import Credits, Floats, Mask, Panel, panel

WORLDS = {"34 provinces": 20, "one province": 300, "a type is silent in 3 of 13": 120}
UNKNOWN_N = ("10 stations where 7 are listed", "a fifth of all is not listed")
REPORTS = 120


# ---------------------------------------------------------------- the short way is the long one


@pytest.mark.parametrize("name", CASES)
def test_the_arrays_of_a_world_are_those_of_its_round(name: str) -> None:
    world = draw_world(CASES[name])
    same(as_panel(world), panel(as_round(world)))


def same(short: Panel | Credits, long: Panel | Credits) -> None:
    for field in fields(long):
        one, other = getattr(short, field.name), getattr(long, field.name)
        if isinstance(other, Credits):
            same(one, other)
        elif isinstance(other, np.ndarray):
            np.testing.assert_allclose(one, other, atol=1e-12, err_msg=field.name)
        elif field.name != "facility":  # the instrument, which was made the same way
            assert one == other, field.name


@pytest.mark.parametrize("name", CASES)
def test_the_intervals_that_are_counted_are_those_published(name: str) -> None:
    world = draw_world(CASES[name])
    told = [p["overall"]["interval"] for p in published(as_round(world))["provinces"]]
    held = [told[p]["low"] <= world.truth[p] <= told[p]["high"] for p in world.looked_at]
    assert list(holds(world)) == held


# ---------------------------------------------------------------- coverage


@pytest.mark.parametrize("name", CASES)
def test_intervals_hold_the_truth_as_often_as_they_say(name: str) -> None:
    """93 to 97 %, give or take what chance does to so few. Where N is unknown more: see the next."""
    found = coverage(CASES[name], WORLDS.get(name, 40))
    assert found.of >= 290
    chance = 2 * sqrt(0.95 * 0.05 / found.of)
    assert found.hits / found.of >= 0.93 - chance
    if name not in UNKNOWN_N:
        assert found.hits / found.of <= 0.97 + chance


def test_an_interval_with_unknown_n_can_be_no_narrower() -> None:
    """A stratum of n answers and unknown N: the same data stand for N = n and for N without end. In the
    latter case, of which nobody can say that it is not so, these intervals hold the truth in 95 %; with any
    correction 1 - n/N they would hold it more seldom. With the N that it has they hold it more often."""
    finite, endless = (CASES[name] for name in (UNKNOWN_N[1], "the same, if there were endlessly many"))
    often, seldom = coverage(finite, 40), coverage(endless, 40)
    assert often.of == seldom.of
    assert often.hits > seldom.hits


# ---------------------------------------------------------------- equal provinces


def test_equal_provinces_are_seldom_called_different() -> None:
    """At most 5 % of reports, give or take what chance does to so few."""
    chance = 2 * sqrt(LEVEL * (1 - LEVEL) / REPORTS)
    for found in false_differences(EQUAL["13 equal provinces"], REPORTS):
        assert found.hits / found.of <= LEVEL + chance


def test_without_the_correction_most_reports_would_call_some_different(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each pair, and each province against the mean, tested for itself."""

    def each_for_itself(p: Floats) -> Mask:
        return np.asarray(p <= LEVEL)

    monkeypatch.setattr(ranks, "holm", each_for_itself)
    pair, mean = false_differences(EQUAL["13 equal provinces"], 40)
    assert pair.hits / pair.of > 0.6
    assert mean.hits / mean.of > 0.3
