"""Rules between answers: what of them is a fault, and where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from tests.intake import book
from tests.scoring import small

from dxassess.files.resources import resource_folder
from dxassess.questionnaire.load import faults_of, load_questionnaires
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.rule import RuleCondition

Data = dict[str, Any]
SHIPPED = load_questionnaires(resource_folder("questionnaires") / "five-conditions")


def asked(*rules: Data) -> Questionnaire:
    """The small questionnaire (C1.1.1 choice, C1.1.2 percent, C1.2.1 yes_no, C3.1.1 for type b alone) with
    two more facts, and these rules."""
    data = book.questionnaire().model_dump(mode="json", by_alias=True)
    told = small.text("f")
    data["facts"] += [
        {"code": "F11", "key": "staff", "type": "count", "text": told},
        {"code": "F12", "key": "it_staff", "type": "count", "text": told, "respondents": ["department"]},
    ]
    return Questionnaire.model_validate({**data, "rules": rules})


def rule(*when: Data, **more: object) -> Data:
    codes = " ".join(f"({c.get('item', 'F11')})" for c in when)
    return {"code": "R1", "when": when, "text": small.text(codes), "ask": small.text("?"), **more}


def found(*rules: Data) -> list[tuple[str, str, str]]:
    return [(fault.path, fault.key, fault.detail) for fault in faults_of(asked(*rules), file="a.yaml")]


CHOICE: Data = {"item": "C1.1.1", "is": ["0"]}


def test_a_sound_rule_has_no_fault() -> None:
    share: Data = {"item": "C1.1.2", "at_most": 5}
    assert found(rule(CHOICE, share, {"fact": "staff", "above": {"item": "C1.1.2"}})) == []


@pytest.mark.parametrize(
    ("given", "place", "key", "detail"),
    [
        (rule({"item": "C9.9.9", "answered": True}), "when.0.item", "unknown_reference", "C9.9.9"),
        (rule({"fact": "stuff", "below": 1}), "when.0.fact", "unknown_reference", "stuff"),
        (rule({"item": "C1.1.1", "is": ["7", "0"]}), "when.0.is", "unknown_reference", "C1.1.1: 7"),
        (rule({"item": "C1.2.1", "is_not": ["x"]}), "when.0.is_not", "unknown_reference", "C1.2.1: x"),
        (rule({"item": "C1.1.2", "above": {"fact": "x"}}), "when.0.above", "unknown_reference", "x"),
        (rule(CHOICE, applies="NOBODY"), "applies", "unknown_reference", "NOBODY"),
        (rule({"item": "C1.1.1", "below": 1}), "when.0.below", "rule_test_of_other_type", "C1.1.1: choice"),
        (rule({"item": "C1.1.1", "has": "0"}), "when.0.has", "rule_test_of_other_type", "C1.1.1: choice"),
        (rule({"item": "C1.1.2", "is": ["0"]}), "when.0.is", "rule_test_of_other_type", "C1.1.2: percent"),
        (
            rule({"item": "C1.1.2", "above": {"item": "C1.1.1"}}, text=small.text("C1.1.2, C1.1.1")),
            "when.0.above",
            "rule_test_of_other_type",
            "C1.1.1: choice",
        ),
        (
            rule({"fact": "respondent_name", "answered": True}, text=small.text("F17")),
            "when.0.answered",
            "rule_test_of_other_type",
            "respondent_name: text",
        ),
        (rule({"answered": True}, text=small.text("x")), "when.0", "rule_item_or_fact", ""),
        (rule({**CHOICE, "fact": "staff"}), "when.0", "rule_item_or_fact", "C1.1.1 staff"),
        (rule({"item": "C1.1.1"}), "when.0", "rule_one_test", "C1.1.1"),
        (rule({**CHOICE, "answered": True}), "when.0", "rule_one_test", "C1.1.1, is, answered"),
        (rule(text=small.text("x")), "when", "rule_without_condition", "R1"),
        (rule(CHOICE, text=small.text("C1.1.11 C1.1.1.1")), "text.vi", "rule_text_without_code", "C1.1.1"),
        (
            rule({"fact": "it_staff", "below": 1}, text=small.text("F12")),
            "",
            "rule_for_nobody",
            "R1",
        ),
    ],
)  # fmt: skip
def test_every_fault_is_named_where_it_stands(given: Data, place: str, key: str, detail: str) -> None:
    assert (f"rules.0.{place}".rstrip("."), key, detail) in found(given)


def test_codes_stand_once_and_items_share_an_audience() -> None:
    assert found(rule(CHOICE), rule(CHOICE)) == [("rules", "duplicate_code", "R1")]
    for_b: Data = {"item": "C3.1.1", "is": ["yes"]}
    assert found(rule(CHOICE, for_b, applies="B")) == []
    data = asked(rule(CHOICE, for_b)).model_dump(mode="json", by_alias=True)
    data["audiences"].append({"code": "a", "name": small.text("a"), "types": ["a"]})
    data["rules"][0]["applies"] = "a"
    faults = faults_of(Questionnaire.model_validate(data), file="")
    assert [(fault.path, fault.key) for fault in faults] == [("rules.0", "rule_for_nobody")]


def test_what_yaml_reads_as_a_truth_is_an_answer() -> None:
    condition = RuleCondition.model_validate({"item": "C1.2.1", "is": [True]})
    assert condition.is_ == ("yes",)
    assert str(condition) == "C1.2.1 = yes"


@pytest.mark.parametrize(
    ("data", "formula"),
    [
        ({"item": "C1", "is_not": ["0", "1"]}, "C1 ≠ 0 | 1"),
        ({"item": "C1", "has_not": "d"}, "C1 ∌ d"),
        ({"item": "C1", "at_most": 0}, "C1 ≤ 0"),
        ({"fact": "it_staff", "above": {"fact": "staff"}}, "it_staff > staff"),
        ({"item": "C1", "answered": False}, "C1 = –"),
    ],
)
def test_a_condition_reads_as_a_formula(data: Data, formula: str) -> None:
    assert str(RuleCondition.model_validate(data)) == formula


def test_the_shipped_questionnaires_have_their_rules() -> None:
    department, facility = SHIPPED
    # R06, R14 and R16 went with the items that they were about.
    assert [rule.code for rule in facility.rules] == [
        f"R{n:02d}" for n in range(1, 70) if n not in (6, 14, 16)
    ]
    assert [rule.code for rule in department.rules] == [f"R{n}" for n in range(51, 56)]
