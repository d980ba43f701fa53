"""The decision lists of respondents, provinces and all: what is in them, and that gains are those of scoring
again (method.md §9)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.insight.test_advice import NOTHING, answers, case, instrument, resting
from tests.insight.test_decision_order import entry as typed
from tests.report.by_hand import LONG_AN, TIEN_GIANG, view_by_hand
from tests.scoring.small import Replies

from dxassess.insight.analysis import Analysis
from dxassess.insight.decide import _joined, decide_facilities
from dxassess.insight.decision import Decisions
from dxassess.insight.whatif import Case, effect_of
from dxassess.questionnaire.kinds import Text

DAY = "2026-06-30"


@pytest.fixture(scope="module")
def small() -> Analysis:
    """The analysis of the round of tests/report/by_hand.py."""
    return view_by_hand().analysis


def decide(one: Case) -> Decisions:
    """The list of one facility."""
    return decide_facilities([one], DAY)[one.score.file]


def items(decisions: Decisions) -> list[str]:
    return [entry.item for entry in decisions.entries]


@settings(max_examples=25, deadline=None)
@given(answers)
def test_entries_are_open_answered_and_worth_what_scoring_again_says(replies: Replies) -> None:
    one = case(replies, instrument())
    decisions = decide(one)
    blank = {each.item for each in decisions.answer_first}
    assert blank == {p.item.code for p in one.placed if p.node.state == "missing"}
    for entry in decisions.entries:
        assert entry.item not in blank
        assert entry.now is not None
        assert entry.now < entry.then
        effect = effect_of(one, {entry.item: entry.then})
        assert entry.gain == (None if effect.gain is None else pytest.approx(effect.gain, abs=1e-9))
        assert entry.unlocks == effect.unlocks


def test_many_decide_as_each_alone() -> None:
    """What is kept for a type of facility is not another's who answered otherwise."""
    few: list[Replies] = [NOTHING, {**NOTHING, "C1_1_2": 38.0}, {**NOTHING, "C1_2_1": True}]
    cases = [case(replies, instrument()) for replies in few]
    named = [
        one.model_copy(update={"score": one.score.model_copy(update={"file": str(n)})})
        for n, one in enumerate(cases)
    ]
    together = decide_facilities([*named, *reversed(named)], DAY)
    assert list(together.values()) == [decide(one) for one in cases]


def test_a_gate_is_advised_up_to_where_it_opens() -> None:
    """C2.1.1 is a gate from 0.6: two quarters on from 0.3 it is open."""
    one = case({"C1_1_1": "1", "C1_1_2": 95.0, "C1_2_1": True, "C1_2_2": True, "C2_1_1": 30.0}, instrument())
    (gate,) = [entry for entry in decide(one).entries if entry.item == "C2.1.1"]
    assert (gate.urgency, gate.then, gate.holds, gate.raises) == ("gate", 0.6, 1, 1)


def test_what_rests_on_a_no_or_a_blank_is_not_advised() -> None:
    asked = resting(C2_1_1=("C1.1.2",))
    assert "C2.1.1" not in items(decide(case(NOTHING, asked)))
    assert "C2.1.1" not in items(decide(case({**NOTHING, "C1_1_2": None}, asked)))
    assert "C2.1.1" in items(decide(case({**NOTHING, "C1_1_2": 38.0}, asked)))


def test_a_province_counts_whose_own_lists_hold_an_entry(small: Analysis) -> None:
    """By hand: C2.1.1 is short of its best in 80001 (40 %) and 80002 (80 %), blank in 80003. Each raises the
    overall score of the province by 1/3 x 3/4 x 1/3 of what it rises itself: to 50 % and to 100 %."""
    decisions = small.decisions[LONG_AN]
    (entry,) = [each for each in decisions.of_facilities if each.item == "C2.1.1"]
    assert entry.concerns == 2
    assert entry.gain == pytest.approx((0.1 + 0.2) * 3 / 4 / 3 / 3)
    assert [(each.item, each.respondents) for each in decisions.answer_first] == [("C2.1.1", 1)]


def test_all_provinces_together_gain_as_the_mean_province(small: Analysis) -> None:
    lists = small.decisions
    gains = [
        sum(each.gain or 0.0 for each in lists[key].entries if each.item == "C2.1.1")
        for key in (LONG_AN, TIEN_GIANG)
    ]
    (entry,) = [each for each in lists[None].entries if each.item == "C2.1.1"]
    assert entry.gain == pytest.approx(sum(gains) / 2)
    assert entry.concerns == 3


def test_of_one_item_the_commonest_step_is_told_with_its_own_takers_and_day() -> None:
    """Three facilities are to record receipts, one by the end of June, two by the end of March; one still has
    to connect, by the end of January. All four owe the duty, which was due in 2023."""
    connect = Text(vi="Kết nối", en="Connect")
    record = Text(vi="Ghi nhận", en="Record")
    steps = ((record, "2024-06-30"), (record, "2024-03-31"), (connect, "2024-01-31"), (record, "2024-03-31"))
    same = [
        typed("C1.1.1", concerns=1, text=text, due=due, deadline="2023-06-30", overdue=True)
        for text, due in steps
    ]
    joined = _joined(same)
    assert (joined.text, joined.concerns, joined.alike, joined.apart) == (record, 4, 3, 1)
    assert (joined.due, joined.deadline, joined.overdue) == ("2024-03-31", "2023-06-30", True)
    twice = _joined([joined, typed("C1.1.1", concerns=1, text=connect)])
    assert (twice.concerns, twice.alike) == (5, 3)
