"""Rounds that are made to measure with are sound ones, and what grows with them grows as it was measured."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from benchmarks.growth import Cost, table
from benchmarks.rounds import make_round

from dxassess.assess import read
from dxassess.files.resources import resource_folder
from dxassess.insight.analysis import Analysis, analyse
from dxassess.round.round import Round
from dxassess.scoring.score_submission import score_submission

FORMS = 52
ADVISED = 2 * 5.0
"""Decisions and plans of a facility over its score: twice what was measured of so few."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, example_round: Path) -> Round:
    folder = tmp_path_factory.mktemp("made") / "round"
    sent = make_round(folder, FORMS, example=example_round)
    round_ = read(folder, questionnaires=resource_folder("questionnaires") / "five-conditions")
    assert len(round_.facilities) + len(round_.departments) == sent
    return round_


def test_nobody_answers_as_another_does(made: Round) -> None:
    codes = [score.code for score in made.facilities]
    assert len(set(codes)) == len(codes) >= FORMS - 13
    answers = {tuple((node.code, node.score) for node in score.overall.walk()) for score in made.facilities}
    assert len(answers) == len(codes)
    assert not [f for o in made.outcomes for f in o.findings if f.code in ("STAMP_DIFFERS", "CODE_DIFFERS")]


def test_advice_costs_a_few_times_the_score(made: Round) -> None:
    def ratio() -> float:
        analysis: Analysis = analyse(made)
        assert analysis.cases
        assert analysis.provinces
        start = process_time()
        for score in made.facilities:
            score_submission(made.submission_of(score), made.facility)
        middle = process_time()
        assert analysis.facility_decisions
        assert analysis.plans
        return (process_time() - middle) / (middle - start)

    assert min(ratio() for _ in range(3)) < ADVISED


def test_an_exponent_of_one_is_twice_the_cost_for_twice_the_forms() -> None:
    lines = list(
        table(
            {
                100: [Cost("read", 1.0, 90, 80), Cost("score", 0.5, 95, 85)],
                200: [Cost("read", 2.0, 99, 90), Cost("score", 2.0, 1_100, 95)],
            }
        )
    )
    assert lines[0] == "| stage | 100 forms | 200 forms | exponent |"
    assert lines[2:] == [
        "| read | 1.00 s, 90 MB | 2.00 s, 99 MB | 1.00 |",
        "| score | 0.50 s, 95 MB | 2.00 s, 1,100 MB | 2.00 |",
    ]
