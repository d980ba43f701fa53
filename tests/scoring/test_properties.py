"""What holds of any questionnaire and any answers (method.md §3-§5)."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.questionnaire.strategies import questionnaires
from tests.reference.fill import fill
from tests.statistics.invent import invent

from dxassess.intake.submission import Answer
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.round import Round, build_round
from dxassess.scoring.score import Score
from dxassess.scoring.score_submission import score_submission
from dxassess.statistics.score_provinces import score_provinces

Data = dict[str, Any]
EXACT = 1e-9
asked_any = questionnaires(st.just("x"))
seeds = st.integers(0, 10**9)
rules = st.fixed_dictionaries(
    {
        "root": st.sampled_from(("arithmetic", "geometric")),
        "aggregation": st.sampled_from(("arithmetic", "geometric")),
        "missing": st.sampled_from(("not_credited", "left_out")),
        "weights": st.sampled_from(("equal", "beds")),
    }
)
often = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
seldom = settings(often, max_examples=15)


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - no secret


def changed(asked: Questionnaire, change: Callable[[Data], None]) -> Questionnaire:
    data = asked.model_dump()
    change(data)
    return Questionnaire.model_validate(data)


def assert_same(one: Score, other: Score) -> None:
    for code, node in one.node_by_code.items():
        again = other.node_by_code[code]
        for name in ("value", "score", "low", "high", "answered_share"):
            assert getattr(again, name) == pytest.approx(getattr(node, name), abs=EXACT), (code, name)
        assert again.level == node.level, code


@seldom
@given(asked_any, seeds)
def test_what_is_not_looked_at_again_is_valid(asked: Questionnaire, seed: int) -> None:
    score = score_submission(fill("00001", asked, chance(seed)), asked)
    again = Score.model_validate_json(score.model_dump_json())
    assert repr(again) == repr(score)  # every field, in its order, 0.0 where 0 would be equal
    assert again == score


@often
@given(asked_any, seeds)
def test_bounds_contain_every_score(asked: Questionnaire, seed: int) -> None:
    for node in score_submission(fill("00001", asked, chance(seed)), asked).overall.walk():
        if node.value is not None:
            assert node.low is not None
            assert node.high is not None
            assert node.low - EXACT <= node.value <= node.high + EXACT


@often
@given(asked_any, seeds, st.floats(0, 1))
def test_a_better_answer_never_lowers_a_score_or_a_level(
    asked: Questionnaire, seed: int, better: float
) -> None:
    """But for an answer that opens further questions: those may be answered badly. A level may become
    unknown: the gate that closed the next one is passed, and behind it lies one without an answer."""
    read = fill("00001", asked, chance(seed))
    before = score_submission(read, asked)
    openers = {item.asked_if.item for item in asked.items if item.asked_if}
    answered = [n for n in before.overall.walk() if n.kind == "item" and n.score is not None]
    free = [n for n in answered if n.code not in openers and (n.score or 0) <= better]
    assume(free)
    chosen = chance(seed).choice(free).code
    after = score_submission(read, asked, assumed={chosen: better})
    for code, node in before.node_by_code.items():
        again = after.node_by_code[code]
        for name in ("value", "low", "high"):
            assert (getattr(again, name) or 0.0) >= (getattr(node, name) or 0.0) - EXACT, (code, name)
        if node.level is not None and again.level is None:
            assert again.blocked_by
            assert all(b.have is None and b.level >= node.level for b in again.blocked_by)
        elif node.level is not None:
            assert again.level is not None
            assert again.level >= node.level


@often
@given(asked_any, seeds, st.floats(0.01, 100))
def test_neither_order_nor_scale_of_weights_matters(asked: Questionnaire, seed: int, factor: float) -> None:
    def turn(data: Data) -> None:
        data["conditions"] = data["conditions"][::-1]
        for condition in data["conditions"]:
            condition["weight"] *= factor
            condition["indicators"] = condition["indicators"][::-1]
            for indicator in condition["indicators"]:
                indicator["weight"] *= factor
                indicator["items"] = indicator["items"][::-1]
                for item in indicator["items"]:
                    if "weight" in item:
                        item["weight"] *= factor

    read = fill("00001", asked, chance(seed))
    turned = read.model_copy(update={"answers": read.answers[::-1]})
    assert_same(score_submission(read, asked), score_submission(turned, changed(asked, turn)))


@often
@given(asked_any, seeds, st.sampled_from(("arithmetic", "geometric")))
def test_grouping_items_otherwise_changes_nothing_above(asked: Questionnaire, seed: int, way: str) -> None:
    """Where indicators weigh as much as their items together and all is answered, a condition scores the
    same with one indicator for all of its items as with one for each."""

    def group(data: Data, *, apart: bool) -> None:
        for condition in data["conditions"]:
            items = [
                {**item, "applies": "A", "asked_if": None, "allow_na": False}
                for indicator in condition["indicators"]
                for item in indicator["items"]
                if item["type"] not in ("text", "date")
            ]
            groups = [[item] for item in items] if apart else [items]
            base = {**condition["indicators"][0], "aggregation": way}
            condition["aggregation"] = way
            condition["indicators"] = [
                {**base, "code": f"{base['code']}g{n}", "weight": sum(i["weight"] for i in g), "items": g}
                for n, g in enumerate(groups)
            ]

    assume(all(any(i.scored for i in condition.items) for condition in asked.conditions))
    apart, together = (
        changed(asked, lambda data, apart=apart: group(data, apart=apart))  # type: ignore[misc] # a default
        for apart in (True, False)
    )
    read = fill("00001", together, chance(seed))
    known = {answer.item for answer in read.answers if answer.state == "answered"}
    blanks = {i.code: 0.5 for i in together.items if i.code not in known}
    one, other = (score_submission(read, asked_, assumed=blanks) for asked_ in (apart, together))
    for condition in together.conditions:
        expected = one.node_by_code[condition.code]
        assert other.node_by_code[condition.code].value == pytest.approx(expected.value, abs=EXACT)
    assert other.overall.value == pytest.approx(one.overall.value, abs=EXACT)


def again(round_: Round, **changes: Any) -> Round:  # noqa: ANN401 - the parts of a round
    parts: Data = {"questionnaires": (round_.facility, *((round_.department,) if round_.department else ()))}
    parts |= {"settings": round_.settings, "register": round_.register_, **changes}
    outcomes = parts.pop("outcomes", round_.outcomes)
    return build_round(outcomes, **parts)


@seldom
@given(seeds, rules, st.sampled_from((0.0, 0.65)))
def test_bounds_and_interval_of_a_province_contain_its_score(
    seed: int, rule: dict[str, Any], least: float
) -> None:
    for province in score_provinces(invent(seed, least=least, **rule)):
        for node in province.nodes:
            if node.score is not None:
                assert node.low is not None
                assert node.high is not None
                assert node.low - EXACT <= node.score <= node.high + EXACT
            if node.interval is not None and node.score is not None:
                assert node.interval.low - EXACT <= node.score <= node.interval.high + EXACT


@seldom
@given(seeds, rules)
def test_a_better_facility_never_lowers_its_province(seed: int, rule: dict[str, Any]) -> None:
    """It may lower another one, where what a silent type is worth is told from how types differ here."""
    round_ = invent(seed, most=4, **rule)
    chosen = round_.facilities[seed % len(round_.facilities)]
    file = chosen.file

    def best(answer: Answer) -> Answer:
        return answer.model_copy(update={"value": 100.0}) if answer.state == "answered" else answer

    outcomes = [
        o.model_copy(
            update={
                "submission": o.submission.model_copy(
                    update={"answers": tuple(map(best, o.submission.answers))}
                )
            }
        )
        if o.file == file and o.submission
        else o
        for o in round_.outcomes
    ]
    pairs = zip(score_provinces(round_), score_provinces(again(round_, outcomes=outcomes)), strict=True)
    for before, after in pairs:
        if before.key == chosen.province:
            for old, new in zip(before.nodes, after.nodes, strict=True):
                assert (new.score or 0.0) >= (old.score or 0.0) - EXACT


@seldom
@given(seeds, rules, st.floats(0.01, 100))
def test_scale_of_standard_weights_and_order_of_files_do_not_matter(
    seed: int, rule: dict[str, Any], factor: float
) -> None:
    def scale(data: Data) -> None:
        for type_ in data["types"]:
            type_["weight"] *= factor
        for condition in data["conditions"]:
            condition["weight"] *= factor

    round_ = invent(seed, most=4, **rule)
    assert round_.department is not None
    asked = (changed(round_.facility, scale), round_.department)
    turned = again(round_, questionnaires=asked, outcomes=round_.outcomes[::-1])
    for before, after in zip(score_provinces(round_), score_provinces(turned), strict=True):
        for old, new in zip(before.nodes, after.nodes, strict=True):
            assert (new.score, new.low, new.high) == pytest.approx((old.score, old.low, old.high), abs=EXACT)
            assert new.level == old.level
