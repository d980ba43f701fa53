"""Ranks by hand, and what must hold of them whatever the draws."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.reference.by_hand import facility, line
from tests.scoring.small import questionnaire
from tests.statistics.country import country
from tests.statistics.test_score_provinces import department

from dxassess.places.register import Register
from dxassess.round.round import build_round
from dxassess.round.settings import Settings
from dxassess.statistics.accounts import Account
from dxassess.statistics.blend import blend
from dxassess.statistics.draws import Drawn, Draws, draw_panel, draw_scores
from dxassess.statistics.panel import Floats
from dxassess.statistics.precision import Precision
from dxassess.statistics.ranks import rank_provinces
from dxassess.statistics.score_provinces import score_provinces


def draws(
    points: list[float],
    scores: Floats,
    *,
    variance: float = 0.0,
    unknown: tuple[int, ...] = (),
    silent: tuple[int, ...] = (),
) -> Draws:
    """One node of some provinces with these draws (M, P) and errors with many degrees of freedom; the
    departments of the `silent` sent no form."""
    count = len(points)
    found = country(provinces=max(2, count), facilities=60)
    heard = np.array([n for n in range(count) if n not in silent], dtype=np.intp)
    departments = replace(
        found.departments,
        **{f.name: getattr(found.departments, f.name)[heard] for f in fields(found.departments)},
    )
    parts = blend(replace(found, provinces=tuple("abcdefgh"[: max(2, count)]), departments=departments))
    table = np.array(points)[:, None]
    nothing = np.zeros((count, 1))
    account = Account(table, nothing, nothing + 1, nothing, nothing + 1, nothing + 1)
    sure = Precision(
        nothing + variance, nothing + np.inf, np.isin(np.arange(count), unknown)[:, None], nothing > 0
    )
    drawn = Drawn(scores.T[:, None], table, table, np.zeros((1, count, count)))
    whole = draw_panel(found, draws=0)
    return replace(
        whole,
        blend=parts,
        codes=("overall",),
        accounts=replace(whole.accounts, facilities=account, provinces=account),
        precisions=replace(whole.precisions, facilities=sure, provinces=sure),
        facilities=drawn,
        provinces=drawn,
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


def test_intervals_by_hand() -> None:
    """Out of 100 draws a is above b in 90; c is last in all but 2."""
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


def test_pairs_that_hold_for_all_together() -> None:
    """Standard errors of 0.1 each, so of a difference 0.1414. a - c = 0.4: z = 2.83, p = 0.0047, below 0.05
    / 3; b - c = 0.3: z = 2.12, p = 0.034, above 0.05 / 2: alone it would hold. a - b: z = 0.71."""
    ranking = rank_provinces(draws([0.7, 0.6, 0.3], np.full((10, 3), 0.5), variance=0.01))
    assert ranking.different("a", "c")
    assert not ranking.different("b", "c")
    assert not ranking.different("a", "b")
    assert ranking.groups == (("a", "b"), ("b", "c"))


def test_the_mean_of_the_others() -> None:
    """c - (a + b) / 2 = -0.35 with variance 0.01 · (1 + 1/2): z = 2.86, p = 0.0043, below 0.05 / 3. a - (b +
    c) / 2 = 0.25: z = 2.04, p = 0.041, above 0.05 / 2."""
    ranking = rank_provinces(draws([0.7, 0.6, 0.3], np.full((10, 3), 0.5), variance=0.01))
    a, b, c = ranking.provinces
    assert (a.verdict, b.verdict, c.verdict) == ("similar", "similar", "lower")
    assert (a.others, b.others, c.others) == pytest.approx((0.45, 0.5, 0.65))


def test_only_those_that_a_report_prints_are_compared() -> None:
    """b and c alone: z = 2.12, p = 0.034, which holds for the one pair there is."""
    found = draws([0.7, 0.6, 0.3], np.full((10, 3), 0.5), variance=0.01)
    ranking = rank_provinces(found, among={"b", "c"})
    assert [(p.key, p.rank) for p in ranking.provinces] == [("b", 1), ("c", 2)]
    assert ranking.different("b", "c")


def test_no_score_or_no_spread_is_no_rank() -> None:
    points = [0.6, float("nan"), 0.1, float("nan")]
    found = draws(points, np.full((10, 4), 0.5), unknown=(2,), silent=(3,))
    ranking = rank_provinces(found)
    assert [p.key for p in ranking.provinces] == ["a"]
    assert [(u.key, u.reason) for u in ranking.unranked] == [
        ("b", "no_score"),
        ("c", "no_spread"),
        ("d", "no_department"),
    ]


def test_what_is_the_departments_alone_stays_so_in_every_draw() -> None:
    """λ = 1: C2 scores D, whatever the facilities' part, which is not known as type b is silent."""
    own, form = department()
    alone = own.conditions[0].model_copy(update={"share": 1.0})
    round_ = build_round(
        [facility("00001", "a", 40.0), form],
        questionnaires=(questionnaire(), own.model_copy(update={"conditions": (alone,)})),
        settings=Settings(vintage="gso2004"),
        register=Register(entries=(line("00001", "a"), line("00002", "b"))),
    )
    (scored,) = score_provinces(round_)
    (ranked,) = rank_provinces(draw_scores(round_, draws=100), "C2").provinces
    assert scored.conditions[1].score is not None
    assert (ranked.score, ranked.low, ranked.high) == pytest.approx((scored.conditions[1].score,) * 3)


def test_a_node_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        rank_provinces(draw_panel(country(provinces=3, facilities=60), draws=10), "C9")


@settings(deadline=None)
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
    """The same draws of the same provinces in another order."""
    random = np.random.default_rng(5)
    scores = random.uniform(size=(50, 6))
    points, turn = scores.mean(axis=0), np.array([3, 1, 5, 0, 2, 4])
    one = rank_provinces(draws(points.tolist(), scores, variance=0.001))
    other = rank_provinces(draws(points[turn].tolist(), scores[:, turn], variance=0.001))
    names = {"abcdef"[n]: "abcdef"[old] for n, old in enumerate(turn)}
    assert [names[p.key] for p in other.provinces] == [p.key for p in one.provinces]
    for first, second in zip(one.provinces, other.provinces, strict=True):
        assert second.model_copy(update={"key": first.key}) == first
