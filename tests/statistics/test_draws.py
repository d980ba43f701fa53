"""Joint draws: centred on the scores, as wide as sampling and weights make them, always the same."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
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
from dxassess.statistics.blend import Weights, blend, overall
from dxassess.statistics.draws import draw_panel, draw_scores
from dxassess.statistics.overall_variance import overall_variance
from dxassess.statistics.panel import Floats, panel
from dxassess.statistics.score_provinces import score_provinces
from dxassess.statistics.spread import spread

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
    return np.array([[node.score for node in p.nodes] for p in provinces], dtype=float)


@settings(max_examples=25, deadline=None)
@given(seeds, rules, st.sampled_from((0.0, 0.65)))
def test_draws_are_centred_on_the_scores_as_the_walk_finds_them(
    seed: int, rule: dict[str, str], least: float
) -> None:
    round_ = invent(seed, least=least, **rule)  # type: ignore[arg-type] # a table
    np.testing.assert_allclose(draw_scores(round_, draws=0).points, points(round_), rtol=0, atol=1e-9)


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
    found = panel(round_)
    variation = spread(found)
    of = {c.of: c.share or 0.0 for c in department.conditions}
    weights = Weights(
        conditions=np.array([[c.weight for c in facility.conditions]]),
        indicators=np.array([[i.weight for c in facility.conditions for i in c.indicators]]),
        department=np.array([[i.weight for c in department.conditions for i in c.indicators]]),
        omegas=np.array([[t.weight for t in facility.types]]),
        lambdas=np.array([[of.get(c.code, 0.0) for c in facility.conditions]]),
    )
    scores = blend(found, variation).scores(weights, np.zeros((len(variation.type), 1, 3)))
    whole = overall(scores, weights.conditions, geometric=rule["root"] == "geometric")
    together = np.concatenate([whole[0][:, None], scores[0]], axis=1)
    np.testing.assert_allclose(together, points(again), rtol=0, atol=1e-9)


def slow_variance(round_: Round, key: str) -> tuple[float, float]:
    """The variance of a province's overall score and its degrees of freedom, with loops over pairs."""
    province = next(p for p in score_provinces(round_) if p.key == key)
    weights = {n.code: n.weight for n in province.conditions if n.score is not None}
    scored = [n for n in province.conditions if n.score is not None]
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
                    omega = sum(s.weight for s in node.strata if s.counted)
                    pull *= (
                        weights[node.code] / sum(weights.values()) * (1 - node.share) * stratum.weight / omega
                    )
                    assert stratum.registered is not None
                    pull *= sqrt((1 - count / max(stratum.registered, count)) / count)
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
        return [f.node_by_code[code].score for f in group]

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
    found = panel(round_)
    variances, degrees = overall_variance(found, spread(found))
    for n, key in enumerate(found.provinces):
        if any(f.province == key for f in round_.facilities):
            variance, free = slow_variance(round_, key)
            assert variances[n] == pytest.approx(variance, abs=1e-12)
            assert degrees[n] == pytest.approx(free, rel=1e-6)


def test_without_weights_the_draws_have_the_variance_of_the_interval(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dxassess.statistics.draws.SWING", 0.0)
    found = country(provinces=6, facilities=500)
    drawn = draw_panel(found, draws=20_000)
    variances, degrees = overall_variance(found, spread(found))
    expected = np.sqrt(variances * degrees / (degrees - 2))
    np.testing.assert_allclose(drawn.scores[:, :, 0].std(axis=0), expected, rtol=0.03)
    np.testing.assert_allclose(drawn.scores.mean(axis=0), drawn.points, atol=0.002)


def test_full_coverage_leaves_the_choice_of_weights_alone() -> None:
    """Two provinces with the same facilities, all there are: the same in every draw, so neither is above."""
    found = country(provinces=2, facilities=40)
    half = len(found.files) // 2
    same = np.r_[np.arange(half), np.arange(half)]
    twice = replace(
        found,
        province=np.repeat([0, 1], half),
        type=found.type[same],
        values=found.values[same],
        scores=found.scores[same],
        beds=found.beds[same],
        weights=found.weights[same],
        sizes=np.zeros_like(found.sizes),
        department_values=found.department_values[[0, 0]],
        department_scores=found.department_scores[[0, 0]],
    )
    drawn = draw_panel(twice, draws=300)
    assert drawn.scores[:, 0, 0].std() > 0
    np.testing.assert_array_equal(drawn.scores[:, 0], drawn.scores[:, 1])


def test_bytes_do_not_depend_on_workers_order_or_time() -> None:
    round_ = invent(7)
    one = draw_scores(round_).scores.tobytes()
    assert draw_scores(round_).scores.tobytes() == one
    for workers in (1, 2, 3):
        with ThreadPoolExecutor(workers) as pool:
            assert draw_scores(round_, each=pool.map).scores.tobytes() == one
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        assert draw_scores(round_, each=processes.map).scores.tobytes() == one
    turned = build_round(
        reversed(round_.outcomes),
        questionnaires=[q for q in (round_.facility, round_.department) if q],
        settings=round_.settings,
        register=round_.register_,
    )
    assert draw_scores(turned).scores.tobytes() == one


def test_other_answers_are_other_draws() -> None:
    one, other = invent(7), invent(7, missing="left_out")
    assert draw_scores(one).scores.tobytes() != draw_scores(other).scores.tobytes()


def test_draws_that_are_not_whole_blocks() -> None:
    round_ = invent(3)
    many, few = draw_scores(round_, draws=700), draw_scores(round_, draws=250)
    assert many.scores.shape[0] == 700
    np.testing.assert_array_equal(many.scores[:250], few.scores)


def test_scale_of_weights_does_not_matter() -> None:
    found = country(provinces=5, facilities=200)
    asked = replace(found.facility, condition_weights=found.facility.condition_weights * 8)
    other = draw_panel(replace(found, facility=asked, omegas=found.omegas * 4), draws=0).points
    np.testing.assert_allclose(other, draw_panel(found, draws=0).points, atol=1e-12)
