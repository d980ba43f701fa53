"""A round by another framework: whom it is for, what it may say, and what it refuses."""

from __future__ import annotations

import pytest
from tests.round.small_mapping import framework, instrument, item, survey
from tests.scoring.small import Replies, submission

from dxassess.errors import DxassessError
from dxassess.intake.submission import FileOutcome
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.load import QuestionnaireError
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.carry import carry_round, concerned
from dxassess.round.round import Round, build_round
from dxassess.round.settings import Settings
from dxassess.statistics.score_provinces import score_provinces


def only(questionnaire: Questionnaire, *types: str) -> Questionnaire:
    kept = tuple(type_ for type_ in questionnaire.types if type_.code in types)
    return questionnaire.model_copy(update={"types": kept})


def round_of(answers: Replies, *types: str) -> Round:
    codes = {"a": "00000", "b": "00002"}
    sent = []
    for type_ in types:
        one = submission(answers, type_)
        facts = one.facts.model_copy(update={"facility_code": codes[type_]})
        sent.append(one.model_copy(update={"facts": facts}))
    outcomes = [FileOutcome(file=s.file, size=1, sha256="0", status="accepted", submission=s) for s in sent]
    register = Register(
        entries=tuple(
            Entry(code=f"0000{n}", name=t, type=t, province="gso2004:80") for n, t in enumerate("aab")
        )
    )
    return build_round(outcomes, questionnaires=(survey(),), settings=Settings(), register=register)


def test_only_those_for_whom_the_framework_is_are_scored_and_counted() -> None:
    found = carry_round(round_of({"A_4": True}, "a", "b"), only(framework(), "a"))
    assert [score.type for score in found.facilities] == ["a"]
    assert len(found.outcomes) == 2
    (province,) = score_provinces(found)
    assert (province.coverage.accepted, province.coverage.registered) == (1, 2)


def test_what_an_answer_does_not_say_is_left_out_and_stays_in_the_bounds() -> None:
    (score,) = carry_round(round_of({"A_1": "1", "A_3": 100.0}, "a"), framework()).facilities
    first = score.node_by_code["C1"]  # B.1 unknown, B.2 yes, B.3 not in the file, B.4 yes, B.5 full
    assert (first.value, first.low, first.high) == pytest.approx((1.0, 3 / 5, 1.0))
    assert score.node_by_code["B.1"].state == "missing"


def test_departments_have_no_part_in_it() -> None:
    before = round_of({"A_4": True}, "a")
    (outcome,) = before.outcomes
    assert outcome.submission is not None
    sent = outcome.submission.model_copy(update={"respondent": "department"})
    after = carry_round(
        before.model_copy(update={"outcomes": (outcome.model_copy(update={"submission": sent}),)}),
        framework(),
    )
    assert (after.facilities, after.departments, after.department) == ((), (), None)


def test_nothing_shared_and_faulty_mappings_are_refused() -> None:
    before = round_of({"A_4": True}, "a")
    with pytest.raises(DxassessError, match="nothing_shared"):
        carry_round(before, instrument("other", [item("X.1", "yes_no")]))
    with pytest.raises(QuestionnaireError) as caught:
        carry_round(
            before, framework(B_2={"questionnaire": "survey", "item": "A.1", "options": {"7": "yes"}})
        )
    assert [fault.detail for fault in caught.value.faults] == ["A.1: 7"]


def test_what_the_version_that_was_answered_does_not_ask_is_left_out() -> None:
    target = framework(B_7={"questionnaire": "survey", "item": "A.99"})
    (score,) = carry_round(round_of({"A_4": True}, "a"), target).facilities
    assert score.node_by_code["B.6"].state == "scored"
    assert "B.7" not in score.node_by_code


def test_where_gates_alone_decide_a_province_has_no_level() -> None:
    levels = [{"level": n, "at_least": 0, "name": {"vi": "m", "en": "l"}} for n in range(4)]
    gated = item("G.1", "yes_no", gates=[{"level": 2, "at_least": 1}])
    gated["maps_to"] = {"questionnaire": "survey", "item": "A.4"}
    asked = only(instrument("gates", [gated], levels=levels), "a")
    found = carry_round(round_of({"A_4": True}, "a"), asked)
    (score,), (province,) = found.facilities, score_provinces(found)
    assert (score.overall.level, province.overall.level) == (3, None)
    assert province.overall.score == 1.0


def test_without_a_register_none_is_made() -> None:
    assert concerned(None, survey()) is None
