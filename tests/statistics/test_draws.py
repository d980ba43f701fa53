"""Joint draws: centred on the scores, as wide as sampling and weights make them, always the same."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import fields, replace
from math import sqrt
from multiprocessing import get_context

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.statistics.country import country
from tests.statistics.invent import invent

from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round, build_round
from dxassess.scoring.score import Score
from dxassess.statistics.blend import Weights, blend, declared
from dxassess.statistics.draws import draw_panel, draw_scores
from dxassess.statistics.panel import Credits, Floats, panel
from dxassess.statistics.score_provinces import score_provinces

seeds = st.integers(0, 10_000)
rules = st.fixed_dictionaries(
    {
        "root": st.sampled_from(("arithmetic", "geometric")),
        "aggregation": st.sampled_from(("arithmetic", "geometric")),
        "missing": st.sampled_from(("not_credited", "left_out")),
        "weights": st.sampled_from(("equal", "beds")),
    }
)


def points(round_: Round) -> Floats:
    provinces = score_provinces(round_)
    return np.array([[node.value for node in p.nodes] for p in provinces], dtype=float)


@settings(max_examples=25, deadline=None)
@given(seeds, rules, st.sampled_from((0.0, 0.65)))
def test_draws_are_centred_on_the_scores_as_the_walk_finds_them(
    seed: int, rule: dict[str, str], least: float
) -> None:
    round_ = invent(seed, least=least, **rule)  # type: ignore[arg-type] # a table
    drawn = draw_scores(round_, draws=0)
    parts = drawn.blend
    still = np.zeros((len(parts.panel.types), len(parts.panel.provinces), len(drawn.codes) - 1, 1))
    shown = parts.draw(declared(parts.panel), still).scores.province[:, :, 0]
    np.testing.assert_allclose(shown, points(round_), rtol=0, atol=1e-9)


def reweighted(questionnaire: Questionnaire, random: np.random.Generator) -> Questionnaire:
    """A copy with every weight, λ and ω times U(0.75, 1.25)."""
    data = questionnaire.model_dump()
    for condition in data["conditions"]:
        condition["weight"] *= random.uniform(0.75, 1.25)
        if condition["share"] is not None:
            condition["share"] = min(1.0, condition["share"] * random.uniform(0.75, 1.25))
        for indicator in condition["indicators"]:
            indicator["weight"] *= random.uniform(0.75, 1.25)
    for type_ in data["types"]:
        type_["weight"] *= random.uniform(0.75, 1.25)
    return Questionnaire.model_validate(data)


@settings(max_examples=20, deadline=None)
@given(seeds, rules)
def test_other_weights_give_what_scoring_everything_again_gives(seed: int, rule: dict[str, str]) -> None:
    round_ = invent(seed, **rule)  # type: ignore[arg-type] # a table
    assert round_.department is not None
    random = np.random.default_rng(seed)
    facility, department = reweighted(round_.facility, random), reweighted(round_.department, random)
    again = build_round(
        round_.outcomes,
        questionnaires=(facility, department),
        settings=round_.settings,
        register=round_.register_,
    )
    of = {c.of: c.share or 0.0 for c in department.conditions}
    indicators = [[i.weight for c in q.conditions for i in c.indicators] for q in (facility, department)]
    weights = Weights(
        indicators=np.array([indicators[0]], dtype=float),
        department=np.array([indicators[1]], dtype=float),
        omegas=np.array([[t.weight for t in facility.types]]),
        lambdas=np.array([[of.get(c.code, 0.0) for c in facility.conditions]]),
        provinces=np.array([[c.weight for c in facility.conditions]]),
    )
    parts = blend(panel(round_))
    drawn = parts.draw(weights, np.zeros((3, len(parts.panel.provinces), 3, 1)))
    np.testing.assert_allclose(drawn.scores.province[:, :, 0], points(again), rtol=0, atol=1e-9)


def slow_variance(round_: Round, key: str) -> tuple[float, float]:
    """The variance of a province's overall score and its degrees of freedom, with loops over pairs."""
    province = next(p for p in score_provinces(round_) if p.key == key)
    weights = {n.code: n.weight for n in province.conditions if n.value is not None}
    scored = [n for n in province.conditions if n.value is not None]
    pieces = []
    for stratum in province.overall.strata:
        members = [f for f in round_.facilities if f.province == key and f.type == stratum.type]
        if not members:
            continue
        total, least, free = 0.0, 10**9, 10**9
        for one in scored:
            for two in scored:
                covariance, n, m, degrees = slow_covariance(round_, members, one.code, two.code)
                if n == 0 or m == 0:
                    continue
                pull = 1.0
                for node, count in ((one, n), (two, m)):
                    omega = sum(s.weight for s in node.strata if s.applies)
                    pull *= (
                        weights[node.code] / sum(weights.values()) * (1 - node.share) * stratum.weight / omega
                    )
                    assert stratum.registered is not None
                    pull *= sqrt((1 - stratum.accepted / stratum.registered) / count)
                total += pull * covariance
                least, free = min(least, n, m), min(free, degrees)
        pieces.append((total, free))
    whole = sum(v for v, _ in pieces)
    spent = sum(v**2 / d for v, d in pieces if v > 0)
    return whole, whole**2 / spent if spent else float("inf")


def slow_covariance(
    round_: Round, members: Sequence[Score], one: str, two: str
) -> tuple[float, int, int, int]:
    """Covariance of two conditions in a stratum, their numbers of scores and the degrees of freedom."""
    codes = [c.code for c in round_.facility.conditions]

    def scores(group: Sequence[Score], code: str) -> list[float | None]:
        return [f.node_by_code[code].value for f in group]

    def squares(group: Sequence[Score], a: str, b: str) -> tuple[float, int, int]:
        x, y = scores(group, a), scores(group, b)
        known_x, known_y = [v for v in x if v is not None], [v for v in y if v is not None]
        if not known_x or not known_y:
            return 0.0, 0, 0
        mx, my = sum(known_x) / len(known_x), sum(known_y) / len(known_y)
        pairs = [(v - mx) * (w - my) for v, w in zip(x, y, strict=True) if v is not None and w is not None]
        return sum(pairs), len(known_x) - 1, len(known_y) - 1

    def pooled(groups: Sequence[Sequence[Score]], a: str, b: str) -> tuple[float, int, int]:
        parts = [squares(g, a, b) for g in groups]
        return sum(p for p, _, _ in parts), sum(f for _, f, _ in parts), sum(f for _, _, f in parts)

    counts = {code: sum(v is not None for v in scores(members, code)) for code in codes}
    needed = [code for code in codes if counts[code]]
    groups: list[Sequence[Score]] = [members]
    if min(counts[code] for code in needed) < 6:
        cells: dict[tuple[str | None, str | None], list[Score]] = {}
        for f in round_.facilities:
            cells.setdefault((f.province, f.type), []).append(f)
        cells = {
            key: g
            for key, g in cells.items()
            if all(any(v is not None for v in scores(g, code)) for code in needed)
        }
        type_ = members[0].type
        groups = [g for (_, t), g in cells.items() if t == type_]
        if min(pooled(groups, code, code)[1] for code in needed) < 8:
            groups = list(cells.values())
    total, fx, fy = pooled(groups, one, two)
    degrees = min(pooled(groups, code, code)[1] for code in needed)
    return (total / sqrt(fx * fy) if fx and fy else 0.0), counts[one], counts[two], degrees


@settings(max_examples=8, deadline=None)
@given(seeds, st.sampled_from((0.0, 0.65)))
def test_variance_agrees_with_loops_over_pairs(seed: int, least: float) -> None:
    round_ = invent(seed, least=least)
    sure = draw_scores(round_, draws=0).precisions.provinces
    for n, province in enumerate(score_provinces(round_)):
        whole = all(s.counted or not s.applies for node in province.conditions for s in node.strata)
        if whole and "no_department" not in province.flags and province.overall.interval is not None:
            variance, free = slow_variance(round_, province.key)
            assert sure.variance[n, 0] == pytest.approx(variance, abs=1e-12)
            assert sure.degrees[n, 0] == pytest.approx(free, rel=1e-6)


def test_without_weights_the_draws_have_the_variance_of_the_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dxassess.statistics.draws.SWING", 0.0)
    drawn = draw_panel(country(provinces=6, facilities=500), draws=20_000)
    sure = drawn.precisions.provinces
    expected = np.sqrt(sure.variance * sure.degrees / (sure.degrees - 2))[:, 0]
    np.testing.assert_allclose(drawn.provinces.scores[:, 0].std(axis=1), expected, rtol=0.03)
    np.testing.assert_allclose(
        drawn.provinces.scores.mean(axis=2), drawn.accounts.provinces.value, atol=0.002
    )


def test_the_band_holds_the_score_whatever_is_blank() -> None:
    """A fifth of all answers blank, a department silent: unknown parts are not averaged away."""
    for seed in range(6):
        for province in score_provinces(invent(seed, least=0.5)):
            for node in province.nodes:
                assert node.band is not None
                assert node.low is not None
                assert node.high is not None
                if node.value is not None:
                    assert node.band.low <= node.value <= node.band.high


def test_full_coverage_leaves_the_choice_of_weights_alone() -> None:
    """Two provinces with the same facilities, all there are: the same in every draw, so neither is above."""
    found = country(provinces=2, facilities=40)
    half = len(found.files) // 2
    same = np.r_[np.arange(half), np.arange(half)]
    place = np.repeat([0, 1], half)
    counts = np.zeros(found.sizes.shape)
    np.add.at(counts, (place, found.type[same]), 1.0)
    twice = replace(
        found,
        type=found.type[same],
        weights=found.weights[same],
        facilities=replace(rows(found.facilities, same), province=place),
        departments=replace(rows(found.departments, np.array([0, 0])), province=np.array([0, 1])),
        sizes=counts,
        accepted=counts,
        silent=np.zeros(counts.shape),
    )
    drawn = draw_panel(twice, draws=300).provinces.scores
    assert drawn[0, 0].std() > 0
    np.testing.assert_array_equal(drawn[0], drawn[1])


def rows(answers: Credits, taken: np.ndarray) -> Credits:
    return replace(answers, **{f.name: getattr(answers, f.name)[taken] for f in fields(answers)})


def test_bytes_do_not_depend_on_workers_order_or_time() -> None:
    round_ = invent(7)
    one = draw_scores(round_).provinces.scores.tobytes()
    assert draw_scores(round_).provinces.scores.tobytes() == one
    for workers in (1, 2, 3):
        with ThreadPoolExecutor(workers) as pool:
            assert draw_scores(round_, each=pool.map).provinces.scores.tobytes() == one
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        assert draw_scores(round_, each=processes.map).provinces.scores.tobytes() == one
    turned = build_round(
        reversed(round_.outcomes),
        questionnaires=[q for q in (round_.facility, round_.department) if q],
        settings=round_.settings,
        register=round_.register_,
    )
    assert draw_scores(turned).provinces.scores.tobytes() == one


def test_other_answers_are_other_draws() -> None:
    one, other = invent(7), invent(7, missing="left_out")
    assert draw_scores(one).provinces.scores.tobytes() != draw_scores(other).provinces.scores.tobytes()


def test_draws_that_are_not_whole_blocks() -> None:
    round_ = invent(3)
    many, few = (draw_scores(round_, draws=n).provinces.scores for n in (700, 250))
    assert many.shape[2] == 700
    np.testing.assert_array_equal(many[:, :, :250], few)


def test_scale_of_weights_does_not_matter() -> None:
    found = country(provinces=5, facilities=200)
    scaled = replace(found, province_weights=found.province_weights * 8, omegas=found.omegas * 4)
    one, other = (draw_panel(own, draws=0).accounts.provinces.value for own in (found, scaled))
    np.testing.assert_allclose(other, one, atol=1e-12)
