"""Rules between answers: what breaks them, what they are silent about, and where they point."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.intake import book
from tests.intake.book import item, make_book, read, to_bytes, with_items
from tests.questionnaire.strategies import questionnaires
from tests.scoring import small

from dxassess.findings.finding import Place
from dxassess.findings.words import sentence
from dxassess.intake.form.consistency import (
    Statements,
    contradicted,
    find_behind_blanks,
    find_contradictions,
)
from dxassess.intake.submission import Answer, State, Value
from dxassess.questionnaire.load import faults_of
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.rule import RuleCondition

Data = dict[str, Any]
FACTS: Data = {"type": "a", "staff": 10.0, "it_staff": 3.0}
OPTIONS = [{"code": str(n), "score": n / 2, "text": small.text(f"o{n}")} for n in range(3)]
PARTS = [{"code": c, "weight": 1, "text": small.text(f"o{c}")} for c in "de"]
ANSWERS: dict[str, Value] = {
    "X1": "0", "X2": 40.0, "X3": True, "X4": ("e",), "X5": (30.0, 100.0), "X6": 7.0, "X7": 2.0,
}  # fmt: skip


def asked(*when: Data, skip: bool = False) -> Questionnaire:
    """An item of each type, two more facts, and one rule."""
    behind = {"asked_if": {"item": "X1", "at_least": 0.5}} if skip else {}
    counts = {"numerator": {"text": small.text("n")}, "denominator": {"text": small.text("d")}}
    made = with_items(
        item("X1", "choice", options=OPTIONS),
        item("X2", "percent", target=100, **behind),
        item("X3", "yes_no"),
        item("X4", "multi", options=PARTS),
        item("X5", "ratio", target=100, scale=100, **counts),
        item("X6", "count", target=10),
        item("X7", "number", target=10, applies="B"),
    )
    facts = [
        {"code": code, "key": key, "type": "count", "text": small.text(key)}
        for code, key in (("F11", "staff"), ("F12", "it_staff"))
    ]
    codes = " ".join([f"X{n}" for n in range(1, 8)] + ["F11 F12"])
    rule = {"code": "R1", "when": when, "text": small.text(codes), "ask": small.text("?")}
    data = made.model_dump(mode="json")
    return Questionnaire.model_validate({**data, "facts": [*data["facts"], *facts], "rules": [rule]})


def breaks(*when: Data, skip: bool = False, **changed: Answer | None) -> bool:
    q = asked(*when, skip=skip)
    assert not {f.key for f in faults_of(q, file="")} - {"rule_for_nobody"}
    answers = {code: Answer(item=code, state="answered", value=value) for code, value in ANSWERS.items()}
    answers |= {code: answer for code, answer in changed.items() if answer is not None}
    left = {code: answer for code, answer in answers.items() if changed.get(code, answer) is not None}
    return [rule.code for rule in contradicted(q, Statements(left, FACTS))] == ["R1"]


def blank(code: str, state: State = "missing") -> Answer:
    return Answer(item=code, state=state)


@pytest.mark.parametrize(
    ("condition", "contrary"),
    [
        ({"item": "X1", "is": ["0", "1"]}, {"item": "X1", "is_not": ["0", "1"]}),
        ({"item": "X3", "is": ["yes"]}, {"item": "X3", "is_not": ["yes"]}),
        ({"item": "X4", "has": "e"}, {"item": "X4", "has_not": "e"}),
        ({"item": "X2", "below": 40.1}, {"item": "X2", "at_least": 40.1}),
        ({"item": "X2", "at_most": 40}, {"item": "X2", "above": 40}),
        ({"item": "X5", "at_least": 30}, {"item": "X5", "below": 30}),
        ({"item": "X6", "above": {"fact": "it_staff"}}, {"item": "X6", "at_most": {"fact": "it_staff"}}),
        ({"fact": "it_staff", "below": {"item": "X6"}}, {"fact": "it_staff", "at_least": {"item": "X6"}}),
        ({"fact": "staff", "at_least": {"fact": "staff"}}, {"fact": "staff", "below": {"fact": "staff"}}),
        ({"item": "X1", "answered": True}, {"item": "X1", "answered": False}),
    ],
)  # fmt: skip
def test_each_test_and_its_contrary(condition: Data, contrary: Data) -> None:
    assert breaks(condition)
    assert not breaks(contrary)
    assert not breaks(condition, contrary)


@pytest.mark.parametrize("state", ["missing", "not_applicable"])
@pytest.mark.parametrize("key", ["below", "at_least"])
def test_what_is_not_answered_is_unknown_and_never_zero(key: str, state: State) -> None:
    condition = {"item": "X2", key: 40.0}
    assert not breaks(condition, X2=blank("X2", state))
    assert not breaks(condition, X2=None)
    assert not breaks({"item": "X6", key: {"item": "X2"}}, X2=blank("X2", state))
    assert breaks({"item": "X2", "answered": False}, X2=blank("X2", state))


def test_what_is_not_for_this_type_is_unknown_even_where_nothing_is_asked_of_it() -> None:
    assert not breaks({"item": "X7", "answered": True})
    assert not breaks({"item": "X7", "answered": False}, X7=blank("X7"))


def test_an_answer_that_was_not_asked_for_is_none_but_was_given() -> None:
    share: Data = {"item": "X2", "below": 50}
    assert breaks(share)
    assert not breaks(share, skip=True)  # X1 is 0 and would have to score 0.5
    assert breaks({"item": "X2", "answered": True}, skip=True)
    assert not breaks(share, skip=True, X1=blank("X1"))  # what follows a blank is none (method.md §2)
    assert not breaks(share, skip=True, X1=blank("X1", "not_applicable"))


def test_the_finding_stands_at_the_first_answer_and_speaks_both_languages() -> None:
    q = asked({"fact": "it_staff", "above": 1}, {"item": "X2", "below": 50})
    answers = {"X2": Answer(item="X2", state="answered", value=40.0, places=(Place(file="a", cell="C9"),))}
    place = Place(file="a", sheet="Cover", cell="C3")
    (found,) = find_contradictions(q, Statements(answers, FACTS, {"it_staff": place}), file="a")
    assert (found.severity, found.place, found.item, found.found) == ("warning", place, "F12", "R1")
    q = q.model_copy(update={"rules": tuple(_worded(q))})
    (found,) = find_contradictions(q, Statements(answers, FACTS), file="a")
    assert found.place == Place(file="a")
    assert "Sai. Hỏi?" in sentence(found, "vi")
    assert "Odd. Ask?" in sentence(found, "en")


def test_an_answer_behind_a_blank_is_told_at_its_cell() -> None:
    """X2 follows X1: with X1 blank or unreadable it counts for nothing. With X1 answered or declined, or
    X2 blank, nothing is told."""
    q = asked({"item": "X6", "above": 50}, skip=True)
    place = Place(file="a", sheet="S", cell="C9")
    second = Answer(item="X2", state="answered", value=40.0, places=(place,))

    def told(*answers: Answer) -> list[tuple[object, ...]]:
        given = Statements({answer.item: answer for answer in answers}, FACTS)
        return [(f.code, f.place, f.item, f.found) for f in find_behind_blanks(q, given, file="a")]

    behind = [("FOLLOWS_BLANK", place, "X2", "X1")]
    assert told(second) == told(second, Answer(item="X1", state="missing")) == behind
    assert told(second, Answer(item="X1", state="answered", value="0")) == []
    assert told(second, Answer(item="X1", state="not_applicable")) == []
    assert told(second.model_copy(update={"state": "missing", "value": None})) == []


def _worded(q: Questionnaire) -> list[object]:
    text, ask = {"vi": "Sai.", "en": "Odd."}, {"vi": "Hỏi?", "en": "Ask?"}
    return [type(rule).model_validate({**rule.model_dump(), "text": text, "ask": ask}) for rule in q.rules]


def test_a_form_is_accepted_with_a_warning_at_the_cell(tmp_path: Path) -> None:
    when = [{"item": "C1.1.1", "is": ["1"]}, {"item": "C1.1.2", "above": 50}]
    words = small.text("C1.1.1 C1.1.2")
    rules = [{"code": "R1", "when": when, "text": words, "ask": small.text("?")}]
    outcome = read(to_bytes(make_book()), tmp_path, book.questionnaire(rules=rules))
    assert outcome.status == "accepted_with_warnings"
    (found,) = (f for f in outcome.findings if f.code == "INCONSISTENT")
    assert outcome.submission is not None
    assert found.place == outcome.submission.answer_by_item["C1.1.1"].places[0]
    (tmp_path / "b").mkdir()
    answers = {**book.ANSWERS, "C1.1.2": None}
    assert "INCONSISTENT" not in book.codes(
        read(to_bytes(make_book(answers)), tmp_path / "b", book.questionnaire(rules=rules))
    )


def holds_in_silence(condition: RuleCondition, type_code: str | None) -> bool:
    """Whether a condition holds where nothing but the type of the facility is stated: what is not stated has
    no answer, and is unknown to every other test."""
    if type_code is None or condition.fact != "type":
        return condition.answered is False
    if condition.answered is not None:
        return condition.answered
    return type_code in condition.is_ if condition.is_ else type_code not in condition.is_not


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(questionnaire=questionnaires(), state=st.sampled_from(("missing", "not_applicable")))
@example(asked({"fact": "staff", "answered": False}, {"fact": "type", "is": ["a"]}), "missing")
@example(asked({"item": "X2", "answered": False}, {"fact": "type", "is_not": ["b"]}), "not_applicable")
@example(asked({"item": "X2", "answered": False}, {"fact": "type", "is": ["b"]}), "missing")
@example(asked({"fact": "type", "answered": True}, {"item": "X2", "below": 50}), "missing")
def test_where_only_the_type_is_stated_rules_break_on_silence_and_the_type_alone(
    questionnaire: Questionnaire, state: State
) -> None:
    answers = {i.code: blank(i.code, state) for i in questionnaire.items}
    type_code = questionnaire.types[0].code if questionnaire.types else None
    facts = {} if type_code is None else {"type": type_code}
    for rule in contradicted(questionnaire, Statements(answers, facts)):
        assert all(holds_in_silence(condition, type_code) for condition in rule.when)


def test_a_stated_type_is_no_silence() -> None:
    blanks = {code: blank(code) for code in ANSWERS}

    def breaks_in_silence(*when: Data) -> bool:
        return contradicted(asked(*when), Statements(blanks, {"type": "a"})) != ()

    no_staff: Data = {"fact": "staff", "answered": False}
    assert breaks_in_silence(no_staff, {"fact": "type", "is": ["a"]})
    assert not breaks_in_silence(no_staff, {"fact": "type", "is_not": ["a"]})
    assert not breaks_in_silence({"fact": "staff", "answered": True}, {"fact": "type", "is": ["a"]})
