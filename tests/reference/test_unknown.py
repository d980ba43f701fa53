"""Nothing unknown leaves a sum (method.md §3): what must hold of any questionnaire and any round."""

from __future__ import annotations

from math import exp, log
from random import Random
from typing import Literal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.questionnaire.strategies import questionnaires
from tests.reference.fill import fill
from tests.reference.published import published
from tests.reference.rounds import draw_round
from tests.reference.test_deletions import again, without

from dxassess.questionnaire.model import Questionnaire
from dxassess.scoring.score import Node
from dxassess.scoring.score_submission import score_submission

EXACT = 1e-9
seeds = st.integers(0, 10**9)
often = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
seldom = settings(often, max_examples=5)
any_questionnaire = questionnaires(st.just("x"))
Policy = Literal["not_credited", "left_out"]


def nodes(asked: Questionnaire, seed: int, missing: Policy | None = None) -> list[Node]:
    """Any respondent's score, under the policy declared or the one told."""
    ruled = asked if missing is None else asked.model_copy(update={"missing": missing})
    return list(score_submission(fill("00001", asked, Random(seed)), ruled).overall.walk())  # noqa: S311 - no secret


def joined(asked: Questionnaire, node: Node, ends: list[tuple[float, float]]) -> float:
    """The mean that the questionnaire declares for a node."""
    ways = {c.code: c.aggregation for c in asked.conditions}
    ways |= {i.code: i.aggregation for c in asked.conditions for i in c.indicators}
    total = sum(w for w, _ in ends)
    if ways.get(node.code, asked.aggregation) == "geometric":
        return exp(sum(w * log(max(s, 0.01)) for w, s in ends) / total)
    return sum(w * s for w, s in ends) / total


@often
@given(any_questionnaire, seeds)
def test_every_part_that_applies_stays_in_the_bounds(asked: Questionnaire, seed: int) -> None:
    """Whatever too little is known of, with its own weight and its own bounds."""
    for node in nodes(asked, seed):
        parts = [part for part in node.children if part.low is not None]
        if node.kind == "item" or not parts:
            continue
        assert sum(part.share for part in parts) == pytest.approx(1.0, abs=EXACT)
        if not node.answered_share:
            assert (node.low, node.high) == (0.0, 1.0)
            continue
        for end in ("low", "high"):
            wanted = joined(asked, node, [(part.weight, getattr(part, end)) for part in parts])
            assert getattr(node, end) == pytest.approx(wanted, abs=EXACT), (node.code, end)


@often
@given(any_questionnaire, seeds)
def test_bounds_and_answered_share_know_no_policy(asked: Questionnaire, seed: int) -> None:
    """What a blank earns changes the score alone."""
    for one, other in zip(nodes(asked, seed, "not_credited"), nodes(asked, seed, "left_out"), strict=True):
        assert (one.low, one.high, one.answered_share) == (other.low, other.high, other.answered_share)


@often
@given(any_questionnaire, seeds)
def test_what_is_not_credited_scores_its_lower_bound(asked: Questionnaire, seed: int) -> None:
    """But for the 0.01 that a geometric mean of nothing is."""
    for node in nodes(asked, seed, "not_credited"):
        if node.value is not None and node.low is not None:
            assert node.low - EXACT <= node.value <= max(node.low, 0.01) + EXACT, node.code


@often
@given(any_questionnaire, seeds)
def test_every_node_that_applies_and_is_rated_has_a_level(asked: Questionnaire, seed: int) -> None:
    """A node that prints no score has the level of its lower bound, never none."""
    assume(not asked.gates_alone)
    for node in nodes(asked, seed):
        if node.kind in ("condition", "overall") and node.low is not None:
            assert node.level is not None
            assert node.score is not None or node.level_is_least or node.level == asked.levels[-1].level


@seldom
@given(seeds)
def test_a_form_without_an_answer_is_silence(seed: int) -> None:
    """The provinces are those of a round in which it was never sent."""
    round_ = draw_round(seed, most=4, register=True, exclude=())
    assert round_.register_ is not None
    lines = round_.register_.entry_by_code
    listed = [o for o in round_.outcomes if o.submission and o.submission.facts.facility_code in lines]
    assume(listed)
    chosen = listed[seed % len(listed)]
    assert chosen.submission is not None
    blank = chosen.model_copy(update={"submission": chosen.submission.model_copy(update={"answers": ()})})
    emptied = again(round_, [blank if o is chosen else o for o in round_.outcomes])
    assert published(emptied)["provinces"] == published(without(round_, chosen.file))["provinces"]
