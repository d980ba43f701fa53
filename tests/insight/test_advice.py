"""Effects equal scoring again; plans are minimal against brute force (method.md §9)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scoring.small import Replies, questionnaire, submission

from dxassess.insight.order import in_order, open_before
from dxassess.insight.plan import Planner, shortest_plan
from dxassess.insight.steps import Step, steps_up
from dxassess.insight.whatif import Case, Effect, effect_of, effect_of_one
from dxassess.questionnaire.model import Questionnaire
from dxassess.scoring.score_submission import score_submission


def instrument(*, skip: bool = False, gate_level: int = 2) -> Questionnaire:
    """The small questionnaire with a gate, and with an item that another one opens."""
    conditions = [condition.model_dump() for condition in questionnaire().conditions]
    conditions[0]["indicators"][0]["items"][0]["gates"] = [{"level": gate_level, "at_least": 0.5}]
    conditions[1]["indicators"][0]["items"][0]["gates"] = [{"level": 1, "at_least": 0.6}]
    if skip:
        conditions[0]["indicators"][1]["items"][1]["asked_if"] = {"item": "C1.1.1", "at_least": 0.5}
    return questionnaire(conditions=conditions)


answers = st.fixed_dictionaries(
    {
        "C1_1_1": st.sampled_from(["0", "1", None]),
        "C1_1_2": st.sampled_from([0.0, 20.0, 57.0, 95.0]),
        "C1_2_1": st.sampled_from([True, False, None]),
        "C1_2_2": st.sampled_from([True, False]),
        "C2_1_1": st.sampled_from([0.0, 30.0, 61.0, 100.0, None]),
    }
)


def case(replies: Replies, asked: Questionnaire) -> Case:
    told = submission(replies)
    return Case(submission=told, questionnaire=asked, score=score_submission(told, asked))


@given(answers, st.booleans())
def test_gain_and_unlocks_equal_scoring_again(replies: Replies, skip: bool) -> None:
    one = case(replies, instrument(skip=skip))
    for placed in one.placed:
        for step in steps_up(placed.item, placed.node.score):
            quick = effect_of_one(one, placed, step.score)
            slow = effect_of(one, {placed.item.code: step.score})
            assert quick.gain == (None if slow.gain is None else pytest.approx(slow.gain, abs=1e-9))
            assert quick.after == slow.after


@given(answers, st.booleans(), st.sampled_from(["not_credited", "left_out"]), st.data())
def test_a_what_if_that_walks_only_what_it_touches_is_the_score_of_a_whole_walk(
    replies: Replies, skip: bool, missing: str, data: st.DataObject
) -> None:
    asked = instrument(skip=skip).model_copy(update={"missing": missing})
    told = submission(replies)
    codes = [placed.item.code for placed in case(replies, asked).placed]
    changes = data.draw(st.dictionaries(st.sampled_from(codes), st.sampled_from([0.0, 0.3, 0.5, 1.0])))
    whole = score_submission(told, asked, assumed=changes)
    assert score_submission(told, asked, assumed=changes, answered=score_submission(told, asked)) == whole


def all_ways(one: Case) -> Iterator[tuple[Step, ...]]:
    """Every choice of at most one step an item; items that a step opens may rise as well."""
    items = [i for i in one.questionnaire.items if i.scored and i.code != "C3.1.1"]
    nodes = one.score.node_by_code
    ladders = [(None, *steps_up(item, nodes[item.code].score)) for item in items]
    for chosen in product(*ladders):
        yield tuple(step for step in chosen if step is not None)


@settings(max_examples=25, deadline=None)
@given(answers, st.integers(1, 4), st.booleans())
def test_plan_is_minimal(replies: Replies, level: int, skip: bool) -> None:
    one = case(replies, instrument(skip=skip))
    if not one.linear:
        return
    plan = shortest_plan(one, level)
    efforts: list[int] = []
    for steps in all_ways(one):
        effort = sum(step.effort for step in steps)
        if efforts and effort >= min(efforts):
            continue
        reached = one.assume({step.item: step.score for step in steps}).overall.level
        if reached is not None and reached >= level:
            efforts.append(effort)
    assert (plan.effort if plan else None) == min(efforts, default=None)
    if plan is not None:
        assert (plan.after.overall.level or 0) >= level


@settings(max_examples=15, deadline=None)
@given(st.lists(answers, min_size=2, max_size=6), st.integers(1, 4), st.booleans())
def test_who_plans_for_many_plans_for_each_as_alone(several: list[Replies], level: int, skip: bool) -> None:
    cases = [case(replies, instrument(skip=skip)) for replies in (*several, *several)]
    planner = Planner()
    assert [planner.plan(one, level) for one in cases] == [shortest_plan(one, level) for one in cases]


def test_a_level_counts_as_its_condition_weighs() -> None:
    """By hand: the overall level as 1, a level of C1 as 0.25, two levels of C2 as 0.5 each."""
    effect = Effect(
        gain=0.1,
        before=(("overall", 1), ("C1", 2), ("C2", 0), ("C3", None)),
        after=(("overall", 2), ("C1", 3), ("C2", 2), ("C3", None)),
    )
    assert effect.unlocks == 4
    assert effect.worth({"C1": 0.25, "C2": 0.5, "C3": 0.25}) == pytest.approx(1 + 0.25 + 2 * 0.5)


def resting(**after: tuple[str, ...]) -> Questionnaire:
    """The small questionnaire, whose items rest on others."""
    data = questionnaire().model_dump(mode="json", by_alias=True)
    for condition in data["conditions"]:
        for indicator in condition["indicators"]:
            for item in indicator["items"]:
                item["after"] = after.get(item["code"].replace(".", "_"), ())
    return Questionnaire.model_validate(data)


NOTHING: Replies = {"C1_1_1": "0", "C1_1_2": 0.0, "C1_2_1": False, "C1_2_2": False, "C2_1_1": 0.0}


def test_what_is_under_way_holds_nothing_back() -> None:
    """C1.1.2 aims at 95 %: 38 % earn 0.4, which is enough for what rests on it."""
    for percent, first in ((38.0, True), (37.0, False)):
        one = case({**NOTHING, "C1_1_2": percent}, resting(C2_1_1=("C1.1.2",)))
        assert (open_before(one, "C2.1.1") == frozenset()) is first


def test_a_circle_stays_as_it_comes() -> None:
    one = case(NOTHING, resting(C1_2_1=("C1.2.2",), C1_2_2=("C1.2.1",)))
    assert in_order(["C1.2.2", "C1.2.1"], one, str) == ("C1.2.2", "C1.2.1")


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (((1, None), (2, True)), (False, True)),
        (((2, None), (2, True)), (None, True)),
        (((2, False), (3, None)), (False, None)),
        (((1, None), (2, False)), (False, False)),
        (((2, True), (2, None)), (True, True)),
    ],
)
def test_money_is_needed_if_any_step_needs_some_and_unknown_where_one_may(
    steps: tuple[tuple[int, bool | None], ...], expected: tuple[bool | None, ...]
) -> None:
    """Weeks by own means take none, where the questionnaire does not say otherwise."""
    conditions = [condition.model_dump() for condition in questionnaire().conditions]
    item = conditions[0]["indicators"][0]["items"][0]
    say = {"vi": "a", "en": "a"}
    item["options"] = [
        {
            "code": str(n),
            "score": n / 2,
            "text": {"vi": f"{n}", "en": f"{n}"},
            "advice": None
            if n == len(steps)
            else {"text": say, "first_step": say, "effort": steps[n][0], "money": steps[n][1]},
        }
        for n in range(len(steps) + 1)
    ]
    asked = questionnaire(conditions=conditions)
    up = steps_up(asked.item_by_code[item["code"]], 0.0)
    assert tuple(step.money for step in up) == expected
