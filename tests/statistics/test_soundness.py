"""Soundness by the textbook, sensitivity by scoring everything again."""

from __future__ import annotations

from dataclasses import fields, replace
from math import exp, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference.by_hand import facility, line, made
from tests.statistics.invent import invent

from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round, build_round
from dxassess.statistics.items import ItemTable, item_table
from dxassess.statistics.panel import Floats, panel
from dxassess.statistics.rescore import rescore
from dxassess.statistics.score_provinces import score_provinces
from dxassess.statistics.sensitivity import sensitivity
from dxassess.statistics.soundness import cronbach, soundness


def table(values: Floats) -> ItemTable:
    count = values.shape[1]
    return ItemTable(
        codes=tuple(f"C1.1.{n}" for n in range(count)),
        indicator=np.zeros(count, dtype=np.intp),
        condition=np.zeros(count, dtype=np.intp),
        values=values,
        asked=np.ones(values.shape, dtype=bool),
    )


def related(rows: int = 200, items: int = 6, seed: int = 5) -> Floats:
    random = np.random.default_rng(seed)
    return np.clip(random.random((rows, 1)) + random.normal(0, 0.2, (rows, items)), 0, 1)


def test_alpha_is_the_textbooks_on_complete_answers() -> None:
    values = related()
    textbook = 6 / 5 * (1 - values.var(axis=0, ddof=1).sum() / values.sum(axis=1).var(ddof=1))
    alpha, items = cronbach(values)
    assert alpha == pytest.approx(textbook)
    assert items == 6


def test_alpha_of_copies_is_one_and_of_noise_near_zero() -> None:
    assert cronbach(np.repeat(related(items=1), 4, axis=1))[0] == pytest.approx(1.0)
    assert abs(cronbach(np.random.default_rng(3).random((5000, 5)))[0] or 1) < 0.1


def test_blanks_at_random_hardly_move_alpha() -> None:
    values = related(rows=2000)
    whole = cronbach(values)[0]
    holes = np.where(np.random.default_rng(4).random(values.shape) < 0.3, np.nan, values)
    assert whole is not None
    assert cronbach(holes)[0] == pytest.approx(whole, abs=0.02)


def test_alpha_of_complete_answers_stands_beside_the_pairwise_one() -> None:
    """Six items are asked of all, the last of half: 200 rows, of which every fourth leaves the first blank.
    150 are complete over the six, and the textbook's formula says their α."""
    values, asked = related(items=7), np.ones((200, 7), dtype=bool)
    asked[::2, 6] = False
    values[::2, 6] = np.nan
    values[1::4, 0] = np.nan
    (one,) = soundness(replace(table(values), asked=asked), ("C1",))
    whole = np.delete(values[:, :6], np.s_[1::4], axis=0)
    textbook = 6 / 5 * (1 - whole.var(axis=0, ddof=1).sum() / whole.sum(axis=1).var(ddof=1))
    assert one.alpha_complete == pytest.approx(textbook)
    assert (one.items, one.items_complete, one.complete) == (7, 6, 150)
    assert one.alpha == pytest.approx(cronbach(values)[0])


def test_nine_complete_forms_give_no_alpha_of_complete_answers() -> None:
    values = related(rows=40)
    values[9:, 0] = np.nan
    (one,) = soundness(table(values), ("C1",))
    assert (one.complete, one.alpha_complete) == (9, None)


def test_items_by_hand() -> None:
    values = related(rows=40, items=4)
    values[:, 2] = np.nan
    values[:10, 3], values[10:, 3] = 0.0, 1.0
    (condition,) = soundness(table(values), ("C1",))
    first, _, third, fourth = condition.of
    assert first.item_rest == pytest.approx(np.corrcoef(values[:, 0], values[:, [1, 3]].mean(axis=1))[0, 1])
    assert (third.answered, third.silent, third.floor, third.item_rest) == (0, True, None, None)
    assert (fourth.floor, fourth.ceiling) == (0.25, 0.75)
    assert condition.items == 3


def test_an_item_alike_everywhere_is_left_out() -> None:
    values = related(items=3)
    values[:, 1] = 0.5
    (condition,) = soundness(table(values), ("C1",))
    assert condition.items == 2
    assert condition.of[1].item_rest is None


@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 10_000),
    st.sampled_from(("arithmetic", "geometric")),
    st.sampled_from(("not_credited", "left_out")),
)
def test_rescoring_on_arrays_is_the_walk(seed: int, aggregation: str, missing: str) -> None:
    round_ = invent(seed, aggregation=aggregation, missing=missing, least=0.65)
    found = panel(round_)
    by_file = {s.file: s for s in round_.facilities}
    table = item_table([by_file[f] for f in found.files], round_.facility)
    again = rescore(table, round_.facility, province=found.province)
    for field in fields(found.facilities):
        expected = getattr(found.facilities, field.name)
        np.testing.assert_allclose(getattr(again, field.name), expected, rtol=0, atol=1e-9)


def again(round_: Round, **changes: object) -> dict[str, float | None]:
    """Overall scores of the provinces, scored from the answers with both questionnaires changed."""
    changed = [
        Questionnaire.model_validate({**q.model_dump(), **changes})
        for q in (round_.facility, round_.department)
        if q
    ]
    other = build_round(
        round_.outcomes, questionnaires=changed, settings=round_.settings, register=round_.register_
    )
    return {p.key: p.overall.score for p in score_provinces(other)}


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10_000))
def test_scenarios_are_what_scoring_again_gives(seed: int) -> None:
    round_ = invent(seed)
    scenarios = {s.name: {p.key: p.score for p in s.provinces} for s in sensitivity(round_)}
    for name, expected in (("declared", again(round_)), ("left_out", again(round_, missing="left_out"))):
        for key, score in expected.items():
            assert scenarios[name][key] == (None if score is None else pytest.approx(score, abs=1e-9))
    assert list(scenarios)[:4] == ["declared", "equal_weights", "geometric", "left_out"]
    assert list(scenarios)[4:6] == ["department_out", "department_alone"]
    assert list(scenarios)[6:] == ["without:C1", "without:C2", "without:C3"]


def test_departments_out_and_alone_by_hand() -> None:
    """λ = 0: the facilities' part alone; λ = 1: the Department's, but where it is asked nothing."""
    round_ = invent(12)
    scenarios = {s.name: {p.key: p.score for p in s.provinces} for s in sensitivity(round_)}
    for province in score_provinces(round_):
        out = alone = total = 0.0
        for node in province.conditions:
            assert node.facility.value is not None
            total += node.weight
            out += node.weight * node.facility.value
            alone += node.weight * (
                node.facility.value
                if node.department is None or node.department.value is None
                else node.department.value
            )
        assert scenarios["department_out"][province.key] == pytest.approx(out / total, abs=1e-9)
        if "no_department" in province.flags:
            assert scenarios["department_alone"][province.key] is None
        else:
            assert scenarios["department_alone"][province.key] == pytest.approx(alone / total, abs=1e-9)


def geometric_mean(parts: list[tuple[float, float]]) -> float:
    total = sum(weight for weight, _ in parts)
    return exp(sum(weight * log(max(value, 0.01)) for weight, value in parts) / total)


def test_geometric_means_by_hand() -> None:
    """Of indicators in a condition and of conditions in the whole."""
    round_ = made([facility("00001", "a", 60.0)], [line("00001", "a")])
    (told,) = next(s for s in sensitivity(round_) if s.name == "geometric").provinces
    conditions = [
        (c.weight, geometric_mean([(i.weight, i.value) for i in c.children if i.value is not None]))
        for c in round_.facilities[0].conditions
        if c.value is not None
    ]
    assert told.score == pytest.approx(geometric_mean(conditions), abs=1e-12)


def test_equal_weights_where_they_are_equal_move_nobody() -> None:
    round_ = invent(12)

    def evened(questionnaire: Questionnaire | None) -> Questionnaire:
        assert questionnaire is not None
        data = questionnaire.model_dump()
        for condition in data["conditions"]:
            condition["weight"] = 7
            for indicator in condition["indicators"]:
                indicator["weight"] = 3
                for item in indicator["items"]:
                    item["weight"] = 2
        return Questionnaire.model_validate(data)

    even = build_round(
        round_.outcomes,
        questionnaires=(evened(round_.facility), evened(round_.department)),
        settings=round_.settings,
        register=round_.register_,
    )
    declared, equal, *_ = sensitivity(even)
    assert (equal.most, equal.kept) == (0, 1.0)
    for one, other in zip(declared.provinces, equal.provinces, strict=True):
        assert one.score == pytest.approx(other.score, abs=1e-12)


def test_dropping_a_condition_by_hand() -> None:
    round_ = invent(12)
    provinces = {p.key: p for p in score_provinces(round_)}
    dropped = next(s for s in sensitivity(round_) if s.name == "without:C2")
    for moved in dropped.provinces:
        nodes = [n for n in provinces[moved.key].conditions if n.code != "C2"]
        if provinces[moved.key].overall.score is None:
            assert moved.score is None
            continue
        mean = sum(n.weight * (n.value or 0) for n in nodes) / sum(n.weight for n in nodes)
        assert moved.score == pytest.approx(mean, abs=1e-9)
