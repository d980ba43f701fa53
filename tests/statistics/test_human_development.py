"""A published index from a questionnaire file. human_development.yaml says after which rules, and that
income, whose logarithm a questionnaire cannot state, goes by break-points along it."""

from __future__ import annotations

from math import log
from pathlib import Path

import pytest
from tests.scoring.small import submission

from dxassess.questionnaire.load import load_questionnaire
from dxassess.scoring.score import Node
from dxassess.scoring.score_submission import score_submission

ASKED = load_questionnaire(Path(__file__).with_name("human_development.yaml"))
LEVELS = {"Low": 0, "Medium": 1, "High": 2, "Very high": 3}


def country(life: float, mean: float, expected: float, income: float) -> Node:
    answers = {"H1_1_1": life, "H2_1_1": expected, "H2_1_2": mean, "H3_1_1": income}
    return score_submission(submission(answers, "country"), ASKED).overall


@pytest.mark.parametrize(
    ("inputs", "published", "group", "within"),
    [
        # The worked example of the technical note of 2014 (Costa Rica, 2013), with its unrounded inputs.
        ((79.93, 8.37, 13.50, 13_011.7), 0.763, "High", 0.0006),
        # The table of the report of 2021/2022 (year 2021), whose inputs are rounded to a tenth of a year.
        ((84.0, 13.9, 16.5, 66_933.0), 0.962, "Very high", 0.001),
        ((73.6, 8.4, 13.0, 7_867.0), 0.703, "High", 0.001),
    ],
    ids=["Costa Rica 2013", "Switzerland 2021", "Viet Nam 2021"],
)
def test_published_values(inputs: tuple[float, ...], published: float, group: str, within: float) -> None:
    found = country(*inputs)
    assert found.score == pytest.approx(published, abs=within)
    life, mean, expected, income = inputs
    parts = (life - 20) / 65, (mean / 15 + expected / 18) / 2, log(income / 100) / log(750)
    assert found.score == pytest.approx((parts[0] * parts[1] * parts[2]) ** (1 / 3), abs=0.00001)
    # The groups are those of the published index; a country is in one of them by its index alone.
    reached = max(level.level for level in ASKED.levels if (found.score or 0) >= level.at_least)
    assert reached == LEVELS[group]


@pytest.mark.parametrize("income", [100.0, 137.0, 1_000.0, 9_876.5, 54_321.0, 75_000.0])
def test_break_points_keep_to_the_logarithm(income: float) -> None:
    node = country(60.0, 8.0, 12.0, income)
    third = next(child for child in node.children if child.code == "H3")
    assert third.score == pytest.approx(log(income / 100) / log(750), abs=0.00003)


def test_above_the_goalposts_nothing_is_gained() -> None:
    assert country(90.0, 16.0, 19.0, 90_000.0).score == pytest.approx(1.0)
