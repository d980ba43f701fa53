"""Gaps are split exactly: by mix, by source, by tree."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scoring.small import WORKED, questionnaire, submission
from tests.statistics.invent import invent

from dxassess.questionnaire.model import Questionnaire
from dxassess.scoring.score_submission import score_submission
from dxassess.statistics.decompose import Contribution, decompose, log_mean
from dxassess.statistics.gap import like_for_like
from dxassess.statistics.panel import panel
from dxassess.statistics.score_provinces import score_provinces
from dxassess.statistics.sources import gap_sources

seeds = st.integers(0, 10_000)
rules = st.fixed_dictionaries(
    {
        "root": st.sampled_from(("arithmetic", "geometric")),
        "aggregation": st.sampled_from(("arithmetic", "geometric")),
        "missing": st.sampled_from(("not_credited", "left_out")),
        "weights": st.sampled_from(("equal", "beds")),
        "least": st.sampled_from((0.0, 0.65)),
    }
)


@settings(max_examples=25, deadline=None)
@given(seeds, rules)
def test_sources_sum_to_the_gap_of_the_printed_scores(seed: int, rule: dict[str, str]) -> None:
    round_ = invent(seed, **rule)  # type: ignore[arg-type] # a table
    found = panel(round_)
    provinces = {p.key: p for p in score_provinces(round_)}
    for code in ("overall", *found.facility.conditions):
        nodes = {key: next(n for n in p.nodes if n.code == code).score for key, p in provinces.items()}
        known = [score for score in nodes.values() if score is not None]
        for key, score in nodes.items():
            gap = gap_sources(found, key, code=code)
            if score is None:
                assert gap is None
                continue
            assert gap is not None
            assert gap.gap == pytest.approx(score - sum(known) / len(known), abs=1e-9)
            assert sum(s.gap for s in gap.sources) == pytest.approx(gap.gap, abs=1e-9)
            assert sum(gap.of(c) for c in found.facility.conditions) == pytest.approx(gap.gap, abs=1e-9)


def test_a_province_has_no_gap_to_itself() -> None:
    found = panel(invent(2))
    key = found.provinces[0]
    gap = gap_sources(found, key, benchmark=[key])
    assert gap is not None
    assert all(abs(s.gap) < 1e-12 for s in gap.sources)


@settings(max_examples=25, deadline=None)
@given(seeds, rules)
def test_mix_and_performance_sum_to_the_raw_gap(seed: int, rule: dict[str, str]) -> None:
    round_ = invent(seed, **{**rule, "weights": "equal"})  # type: ignore[arg-type] # a table
    found = panel(round_)
    for key in found.provinces:
        own = [
            s.overall.value for s in round_.facilities if s.province == key and s.overall.value is not None
        ]
        everyone = [s.overall.value for s in round_.facilities if s.overall.value is not None]
        split = like_for_like(found, key)
        if not own:
            assert split is None
            continue
        assert split is not None
        assert split.raw == pytest.approx(np.mean(own), abs=1e-9)
        assert split.region_raw == pytest.approx(np.mean(everyone), abs=1e-9)
        assert split.mix + split.performance == pytest.approx(split.raw - split.region_raw, abs=1e-9)
        assert sum(t.mix for t in split.types) == pytest.approx(split.mix, abs=1e-12)


def test_a_gap_of_mix_alone_is_no_gap_of_performance() -> None:
    """Every type scores the same everywhere; only the numbers of facilities differ."""
    found = panel(invent(4))
    level = np.array([0.8, 0.5, 0.2])[found.type]
    whole = np.stack([level] * 4, axis=1)
    split = like_for_like(replace(found, whole=whole), found.provinces[1])
    assert split is not None
    assert split.performance == pytest.approx(0.0, abs=1e-12)
    assert split.mix == pytest.approx(split.raw - split.region_raw, abs=1e-12)


def test_more_of_a_type_that_scores_low_tells_against_a_province() -> None:
    """Whatever the level of all scores: every type scores the same everywhere."""
    found = panel(invent(4))
    level = np.array([0.95, 0.8, 0.7])
    whole = np.stack([level[found.type]] * 4, axis=1)
    split = like_for_like(replace(found, whole=whole), found.provinces[1])
    assert split is not None
    centre = (split.raw + split.region_raw) / 2
    told = [t for t in split.types if t.mean is not None and abs(t.share - t.region_share) > 1e-9]
    assert len(told) >= 2
    for one in told:
        assert one.mean is not None
        assert (one.mix > 0) == ((one.share > one.region_share) == (one.mean > centre))


def sums(one: Contribution) -> None:
    if one.children:
        assert sum(c.change + c.reweighted for c in one.children) == pytest.approx(one.change, abs=1e-9)
    for child in one.children:
        sums(child)


@settings(max_examples=25, deadline=None)
@given(seeds, rules)
def test_difference_of_two_facilities_sums_at_every_node(seed: int, rule: dict[str, str]) -> None:
    round_ = invent(seed, **rule)  # type: ignore[arg-type] # a table
    for one in round_.facilities[:12]:
        for other in round_.facilities[-12:]:
            split = decompose(one, other, round_.facility)
            if split is not None:
                assert split.change == pytest.approx((one.overall.value or 0) - (other.overall.value or 0))
                sums(split)


def all_geometric() -> Questionnaire:
    data = questionnaire().model_dump()
    data["aggregation"] = "geometric"
    for condition in data["conditions"]:
        condition["aggregation"] = "geometric"
        for indicator in condition["indicators"]:
            indicator["aggregation"] = "geometric"
    return Questionnaire.model_validate(data)


def test_equal_indicators_add_nothing_through_geometric_nodes() -> None:
    asked = all_geometric()
    one = score_submission(submission({**WORKED, "C2_1_1": 80.0}), asked)
    other = score_submission(submission({**WORKED, "C2_1_1": 20.0}), asked)
    split = decompose(one, other, asked)
    assert split is not None
    sums(split)
    first, second, *_ = split.children
    assert first.change == pytest.approx(0.0, abs=1e-12)
    assert second.change == pytest.approx((one.overall.value or 0) - (other.overall.value or 0), abs=1e-12)


def test_logarithmic_mean_near_equality() -> None:
    """Far from equality by its definition, near it by its bounds."""
    assert log_mean(np.array([0.8]), np.array([0.2]))[0] == pytest.approx(0.6 / np.log(4))
    for step in (0.0, 1e-15, 1e-9, 1e-5, 1.1e-4):
        mean = log_mean(np.array([0.5 + step]), np.array([0.5]))[0]
        assert mean == pytest.approx(0.5 + step / 2, rel=1e-8)


def test_no_value_no_decomposition() -> None:
    asked = questionnaire(missing="left_out")
    blank = score_submission(submission(dict.fromkeys(WORKED)), asked)
    assert decompose(blank, score_submission(submission(WORKED), asked), asked) is None
