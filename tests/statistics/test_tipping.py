"""What the silent could change, by hand, where those that were heard left blanks (`left_out`: no credit for
them)."""

from __future__ import annotations

import pytest
from tests.reference.by_hand import facility, line, made, second
from tests.scoring.small import questionnaire

from dxassess.insight.analysis import analyse
from dxassess.statistics.tipping import if_silent


def test_a_condition_without_a_score_keeps_the_level_of_its_lower_bound() -> None:
    """Of C2 two forms say nothing, one says 100, one facility is silent: with it half is answered, too
    little, and the lower bound is (1 + x) / 4. It allows the overall level 3 from 0.4 on, at x = 0.6."""
    files = [facility(f"0000{n}", "a", percent) for n, percent in enumerate((None, None, 100.0))]
    lines = [line(f"0000{n}", "a") for n in range(4)]
    province, node = second(made(files, lines, asked=questionnaire(missing="left_out")))
    assert node["score"] is None
    assert (province["overall"]["level"], node["level"]) == (2, 1)
    assert province["if_silent_averaged"]["level_up"] == pytest.approx(0.6, abs=1e-8)


def test_a_type_that_left_all_blank_is_no_silent_one() -> None:
    """Type b answered and left C2 blank; elsewhere it is 0.1 above type a, so here as well: with one of two
    of type a at 0.4 and the other at x, F = (0.4 + x) / 2 + 0.4 · 0.1."""
    files = [facility("00001", "a", 40.0), facility("00003", "b", None)]
    lines = [line("00001", "a"), line("00002", "a"), line("00003", "b")]
    for place in ("82", "83", "84"):
        for type_, percent in (("a", 50.0), ("b", 60.0)):
            files.append(facility(f"{place}{type_}", type_, percent, place))
            lines.append(line(f"{place}{type_}", type_, place))
    draws = analyse(made(files, lines, asked=questionnaire(missing="left_out"))).draws
    silence, at = if_silent(draws.blend, draws.accounts), draws.panel.provinces.index("gso2004:80")
    assert [silence.scores(at, x)[1] for x in (0.0, 1.0)] == pytest.approx([0.24, 0.74])
