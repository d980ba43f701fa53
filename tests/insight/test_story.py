"""The message about a province: the parts of its gap sum to it, and only what is sure is named (method.md §6,
§8)."""

from __future__ import annotations

import pytest
from tests.insight.test_barriers import tagged_round
from tests.report.by_hand import LONG_AN, round_by_hand

from dxassess.insight.analysis import Analysis, analyse
from dxassess.insight.barriers import Barrier
from dxassess.insight.relative_barriers import relative_barriers
from dxassess.statistics.sampling import Error


@pytest.fixture(scope="module")
def invented() -> Analysis:
    """An invented round in which each condition is a barrier."""
    return analyse(tagged_round(1))


def test_parts_sum_to_the_gap_and_named_ones_are_sure(invented: Analysis) -> None:
    told = 0
    scores = {province.key: province.overall.score for province in invented.provinces}
    for key, story in invented.stories.items():
        if not story.lags:
            continue
        told += 1
        own, others = scores[key], [scores[like] for like in story.like]
        assert own is not None
        mean = sum(score for score in others if score is not None) / len(others)
        assert story.gap == pytest.approx(own - mean)
        assert [lag.gap for lag in story.lags] == sorted(lag.gap for lag in story.lags)
        by_code = {lag.condition: lag for lag in story.lags}
        assert all(by_code[code].gap < 0 for code in story.behind)
        assert all(by_code[code].gap > 0 for code in story.ahead)
        if story.behind:
            assert by_code[story.behind[0]].apart
        assert all(lag.low <= lag.gap <= lag.high for lag in story.lags)
    assert told > 1


def test_a_province_alone_is_compared_with_nobody() -> None:
    story = analyse(round_by_hand(alone=True)).stories[LONG_AN]
    assert (story.standing, story.like, story.gap, story.lags) == ("alone", (), None, ())
    assert (story.behind, story.ahead, story.barriers, story.hindered) == ((), (), (), ())


def test_a_province_without_a_score_is_unknown() -> None:
    story = analyse(round_by_hand(silent=True)).stories["gso2004:82"]
    assert story.standing == "unknown"
    assert story.lags == ()


def barrier(tag: str, severity: float, deviation: float = 0.01) -> Barrier:
    """One of which the severity is known but for an error of this size."""
    return Barrier(
        tag=tag,
        severity=severity,
        interval=None,
        error=Error(variance=deviation**2, degrees=1000.0, pooled=False),
        facilities=20,
        overcame=0,
        types=(),
        items=(),
    )


def test_the_barrier_named_is_the_farthest_above_the_others_not_the_largest() -> None:
    """Cost is the largest number, but lower than elsewhere; the other two cannot be told apart."""
    here = (barrier("cost", 0.7), barrier("leadership", 0.5), barrier("security", 0.49))
    there = (barrier("cost", 0.8), barrier("leadership", 0.4), barrier("security", 0.4))
    found = relative_barriers("p", {"p": here, "q": there, "r": there})
    assert [(each.tag, each.beside, each.named) for each in found] == [
        ("leadership", "above", True),
        ("security", "above", True),
        ("cost", "below", False),
    ]
    assert found[0].excess == pytest.approx(0.1)
    assert found[0].others == pytest.approx(0.4)


def test_no_barrier_is_named_that_is_not_surely_above_the_others() -> None:
    vague = {"p": (barrier("cost", 0.7, 0.2),), "q": (barrier("cost", 0.6, 0.2),)}
    (found,) = relative_barriers("p", vague)
    assert (found.beside, found.named) == ("similar", False)
    assert relative_barriers("p", {"p": (barrier("cost", 0.7),)}) == ()
