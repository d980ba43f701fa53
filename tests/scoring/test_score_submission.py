"""method.md §2-§4 on the worked example of §12 and on what surrounds it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.small import WORKED, Replies, questionnaire, submission

from dxassess.questionnaire.model import Questionnaire
from dxassess.scoring.score import Node
from dxassess.scoring.score_submission import score_submission
from dxassess.wording.wording import wording


def node(code: str, answers: Replies, *, type_: str = "a", **changes: object) -> Node:
    scored = score_submission(submission(answers, type_), questionnaire(**changes))
    return scored.node_by_code[code]


@pytest.mark.parametrize(
    ("code", "value", "low", "high"),
    [
        ("C1.1", 0.575, 0.575, 0.575),
        ("C1.2", 0.5, 0.5, 1.0),
        ("C1", 0.5375, 0.5375, 0.7875),
        ("C2", 0.8, 0.8, 0.8),
        ("overall", 0.625, 0.625, 0.7916666666666666),
    ],
)
def test_worked_example(code: str, value: float, low: float, high: float) -> None:
    found = node(code, WORKED)
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high), abs=1e-12)


def test_worked_example_is_printed_as_the_method_says() -> None:
    overall, said = node("overall", WORKED), wording("report", "en")
    span = said.span(said.score(overall.low), said.score(overall.high)).replace("\u2060", "")
    assert f"{said.score(overall.score)} ({span})" == "62.5 (62.5–79.2)"


def test_condition_that_applies_to_nobody_has_no_score_and_gives_its_weight_away() -> None:
    third = node("C3", WORKED)
    assert (third.state, third.score, third.low, third.share) == ("not_applicable", None, None, 0.0)
    assert node("C1", WORKED).share == pytest.approx(2 / 3)


def test_too_little_data_has_bounds_but_no_score() -> None:
    second = node("C1.2", WORKED)
    assert second.answered_share == 0.5
    assert (second.score, second.low, second.high) == (None, 0.5, 1.0)


def test_left_out_policy_takes_the_missing_out_of_both_sums() -> None:
    assert node("C1.2", WORKED, missing="left_out").value == 1.0
    assert node("C1.2", WORKED, missing="left_out").low == 0.5


def test_geometric_mean_is_floored() -> None:
    small = questionnaire()
    conditions = [c.model_dump() for c in small.conditions]
    conditions[0]["indicators"][1]["aggregation"] = "geometric"
    answers = {**WORKED, "C1_2_1": False}
    assert node("C1.2", answers, conditions=conditions).value == pytest.approx(0.1)


def gated(**gate: object) -> list[dict[str, object]]:
    conditions = [c.model_dump() for c in questionnaire().conditions]
    conditions[1]["indicators"][0]["items"][0]["gates"] = [gate]
    return conditions


def test_a_gate_holds_the_level_and_is_named() -> None:
    second = node("C2", WORKED, conditions=gated(level=2, at_least=0.9))
    assert second.level == 1
    assert [(b.kind, b.level, b.code, b.need, b.have) for b in second.blocked_by] == [
        ("gate", 2, "C2.1.1", 0.9, 0.8)
    ]


def test_a_gate_for_another_audience_counts_as_met() -> None:
    assert node("C2", WORKED, conditions=gated(level=2, at_least=0.9, applies="B")).level == 4


def test_a_missing_answer_does_not_meet_a_gate() -> None:
    answers = {**WORKED, "C2_1_1": None}
    assert node("C2", answers, conditions=gated(level=1, at_least=0.0), min_answered=0.0).level == 0


def test_overall_level_is_at_most_one_above_the_lowest_condition() -> None:
    answers = {**WORKED, "C1_1_1": "0", "C1_1_2": 0.0, "C1_2_1": False, "C1_2_2": False, "C2_1_1": 100.0}
    overall = node("overall", {**answers, "C2_1_1": 100.0}, conditions=weighted_towards_the_second())
    assert overall.score == pytest.approx(0.9)
    assert overall.level == 1
    assert [(b.kind, b.code) for b in overall.blocked_by] == [("condition", "C1")]


def test_nothing_blocks_a_level_above_the_highest() -> None:
    """The first condition is a level short of the top, which caps nothing any more."""
    answers = {**WORKED, "C1_1_1": "1", "C1_1_2": 95.0, "C1_2_1": True, "C1_2_2": True, "C2_1_1": 100.0}
    overall = node("overall", answers)
    assert [child.level for child in overall.children] == [4, 5, None]
    assert (overall.level, overall.blocked_by) == (5, ())


def weighted_towards_the_second() -> list[dict[str, object]]:
    conditions = [c.model_dump() for c in questionnaire().conditions]
    conditions[0]["weight"], conditions[1]["weight"] = 1.0, 9.0
    return conditions


def test_thresholds_forgive_the_last_bit() -> None:
    assert node("C2", {**WORKED, "C2_1_1": 59.99999999999999}).level == 3


def skipping() -> list[dict[str, object]]:
    conditions = [c.model_dump() for c in questionnaire().conditions]
    conditions[0]["indicators"][1]["items"][1]["asked_if"] = {"item": "C1.1.1", "at_least": 0.5}
    return conditions


@pytest.mark.parametrize(("first", "state"), [("0", "not_applicable"), ("1", "scored"), (None, "missing")])
def test_a_blank_neither_skips_nor_counts_what_follows(first: str | None, state: str) -> None:
    assert node("C1.2.2", {**WORKED, "C1_1_1": first}, conditions=skipping()).state == state


answer_sets = st.fixed_dictionaries(
    {
        "C1_1_1": st.sampled_from(["0", "1", None]),
        "C1_1_2": st.none() | st.floats(0, 100),
        "C1_2_1": st.sampled_from([True, False, None]),
        "C1_2_2": st.sampled_from([True, False, None]),
        "C2_1_1": st.none() | st.floats(0, 100),
        "C3_1_1": st.sampled_from([True, False, None]),
    }
)
policies = st.sampled_from(["not_credited", "left_out"])


@given(answer_sets, policies, st.sampled_from(["a", "b"]))
def test_bounds_contain_the_score(answers: Replies, policy: str, type_: str) -> None:
    overall = score_submission(submission(answers, type_), questionnaire(missing=policy)).overall
    for found in overall.walk():
        if found.score is not None and found.low is not None and found.high is not None:
            assert found.low - 1e-12 <= found.score <= found.high + 1e-12


@given(answer_sets, st.floats(0.1, 100))
def test_scaling_all_weights_changes_nothing(answers: Replies, factor: float) -> None:
    conditions = [c.model_dump() for c in questionnaire().conditions]
    for condition in conditions:
        condition["weight"] *= factor
    plain, scaled = (
        node("overall", answers, type_="b"),
        node("overall", answers, type_="b", conditions=conditions),
    )
    assert scaled.value == pytest.approx(plain.value, abs=1e-12)


@given(answer_sets, st.floats(0, 100), st.floats(0, 100))
def test_a_better_answer_never_lowers_the_score(answers: Replies, one: float, other: float) -> None:
    worse = node("overall", {**answers, "C2_1_1": min(one, other)}).value
    better = node("overall", {**answers, "C2_1_1": max(one, other)}).value
    assert worse is not None
    assert better is not None
    assert better >= worse - 1e-12


def test_reversed_order_of_answers_gives_the_same_score(small: Questionnaire) -> None:
    forward, backward = submission(WORKED), submission(dict(reversed(list(WORKED.items()))))
    assert score_submission(forward, small) == score_submission(backward, small)


@pytest.fixture
def small() -> Questionnaire:
    return questionnaire()
