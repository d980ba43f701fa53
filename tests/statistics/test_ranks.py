"""Ranks by hand, and what must hold of them whatever the draws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.statistics.country import country

from dxassess.statistics.draws import Draws, draw_panel
from dxassess.statistics.panel import Floats
from dxassess.statistics.ranks import rank_provinces


def draws(points: list[float], scores: Floats, *, unknown: tuple[int, ...] = ()) -> Draws:
    count = len(points)
    return Draws(
        provinces=tuple("abcdefgh"[:count]),
        codes=("overall",),
        scores=scores[:, :, None],
        points=np.array(points)[:, None],
        unknown=np.isin(np.arange(count), unknown),
        answered=np.array([n != 1 for n in range(count)]),
    )


def test_ties_share_a_rank() -> None:
    points = [0.5, 0.7, 0.5 + 1e-12, 0.2]
    ranking = rank_provinces(draws(points, np.tile(points, (100, 1))))
    assert [(p.key, p.rank, p.median) for p in ranking.provinces] == [
        ("b", 1, 1),
        ("c", 2, 2),
        ("a", 2, 2),
        ("d", 4, 4),
    ]
    assert ranking.above("a", "c") == ranking.above("c", "a") == 0.0
    assert not ranking.different("a", "c")
    assert ranking.different("b", "a")
    assert ranking.groups == (("c", "a"),)
    assert [p.department for p in ranking.provinces] == [False, True, True, True]


def test_intervals_and_groups_by_hand() -> None:
    """Out of 100 draws a is above b in 90, so they cannot be told apart; c is last in all but 2."""
    scores = np.tile([0.6, 0.5, 0.1], (100, 1))
    scores[:10, :2] = [0.5, 0.6]
    scores[98:, 2] = 0.9
    ranking = rank_provinces(draws([0.6, 0.5, 0.1], scores))
    a, b, c = ranking.provinces
    assert (a.rank_low, a.median, a.rank_high) == (1, 1, 2)
    assert (b.rank_low, b.median, b.rank_high) == (1, 2, 2)
    assert (c.rank_low, c.median, c.rank_high) == (3, 3, 3)
    assert c.at_most == pytest.approx((0.02, 0.02, 1.0))
    assert ranking.above("a", "b") == pytest.approx(0.9)
    assert ranking.groups == (("a", "b"),)


def test_no_score_or_no_spread_is_no_rank() -> None:
    ranking = rank_provinces(draws([0.6, float("nan"), 0.1], np.full((10, 3), 0.5), unknown=(2,)))
    assert [p.key for p in ranking.provinces] == ["a"]
    assert [(u.key, u.reason) for u in ranking.unranked] == [("b", "no_score"), ("c", "no_spread")]


def test_a_node_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        rank_provinces(draw_panel(country(provinces=3, facilities=60), draws=10), "C9")


@given(arrays(float, (40, 5), elements=st.floats(0, 1, width=16)))
def test_whatever_the_draws(scores: Floats) -> None:
    one = rank_provinces(draws(scores.mean(axis=0).tolist(), scores))
    slow_ranks = {
        key: sorted(1 + sum(other > row[n] + 1e-9 for other in row) for row in scores)
        for n, key in enumerate("abcde")
    }
    for p in one.provinces:
        ranks = slow_ranks[p.key]
        assert p.rank_low <= p.median <= p.rank_high
        assert p.at_most[-1] == pytest.approx(1.0)
        assert (
            sum(rank < p.rank_low for rank in ranks)
            <= 0.025 * 40
            < sum(r <= p.rank_low for r in ranks) + 1e-9
        )
        assert sum(rank > p.rank_high for rank in ranks) <= 0.025 * 40
        assert p.median == ranks[19]
        for q in one.provinces:
            assert one.above(p.key, q.key) + one.above(q.key, p.key) <= 1 + 1e-12
    for group in one.groups:
        assert not any(one.different(p, q) for p in group for q in group)


def test_order_of_provinces_does_not_matter() -> None:
    found = draw_panel(country(provinces=6, facilities=200), draws=500)
    turn = np.array([3, 1, 5, 0, 2, 4])
    turned = Draws(
        provinces=tuple(found.provinces[n] for n in turn),
        codes=found.codes,
        scores=found.scores[:, turn],
        points=found.points[turn],
        unknown=found.unknown[turn],
        answered=found.answered[turn],
    )
    for code in found.codes:
        assert rank_provinces(found, code) == rank_provinces(turned, code)
