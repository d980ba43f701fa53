"""Answers that do not fit together, by the rules that the questionnaire declares."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple, assert_never

from dxassess.findings.finding import Finding, Place, finding
from dxassess.intake.submission import Answer, Facts, Submission, Value
from dxassess.questionnaire.credit import credit, quantity
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.model import Fact, Questionnaire, Text
from dxassess.questionnaire.rule import CHOICES, PARTS, Rule, RuleCondition, Subject
from dxassess.questionnaire.skips import AskedState, standing
from dxassess.questionnaire.tolerance import exceeds, reaches

_KEYS = tuple(Facts.model_fields)
_NOWHERE: Mapping[str, Place] = MappingProxyType({})


class Statements(NamedTuple):
    """What a respondent said: answers by item code, facts by their keys (only those that were stated), and
    where the facts stand, as far as that is known."""

    answers: Mapping[str, Answer]
    facts: Mapping[str, object]
    places: Mapping[str, Place] = _NOWHERE


def statements_of(submission: Submission) -> Statements:
    """What a submission says, as completed from the register. Counts that a questionnaire asks for beside
    the usual ones (see `Facts`) are not kept in it, so their rules stay silent here."""
    return Statements(submission.answer_by_item, stated(submission.facts))


def stated(facts: Facts) -> dict[str, object]:
    """The facts that were stated, by their keys."""
    return {key: value for key in _KEYS if (value := getattr(facts, key)) is not None}


def find_contradictions(
    questionnaire: Questionnaire, statements: Statements, *, file: str
) -> tuple[Finding, ...]:
    """A warning for every rule that the answers break, at the answer that the rule names first. Both answers
    may be true: no answer is changed and none is refused."""
    return tuple(
        _told(questionnaire, rule, statements, file) for rule in contradicted(questionnaire, statements)
    )


def find_behind_blanks(
    questionnaire: Questionnaire, statements: Statements, *, file: str
) -> tuple[Finding, ...]:
    """A warning for every scored answer that counts as missing because there is none to the question before
    it: else a blank would bring back what that answer had switched off (method.md §2)."""
    judge = _Judge(questionnaire, statements)
    return tuple(
        finding("FOLLOWS_BLANK", _place(statements, item, file), item=item.code, found=item.asked_if.item)
        for item in questionnaire.items
        if item.asked_if is not None and item.scored and judge.stands_behind_blank(item)
    )


def contradicted(questionnaire: Questionnaire, statements: Statements) -> tuple[Rule, ...]:
    """The rules that the answers break, in the questionnaire's order.

    Absence is never zero: a condition on what is missing, unreadable, not applicable or not asked of this
    respondent is unknown, and a rule with an unknown condition is silent. `answered` asks just whether there
    is an answer, even where the item was not to be answered (`asked_if`).
    """
    judge = _Judge(questionnaire, statements)
    return tuple(rule for rule in questionnaire.rules if judge.breaks(rule))


class _Judge:
    """A questionnaire and what was said to it."""

    def __init__(self, questionnaire: Questionnaire, statements: Statements) -> None:
        self.questionnaire = questionnaire
        self.statements = statements
        self._is_for = cache(self._meets)

    def breaks(self, rule: Rule) -> bool:
        concerned = self._is_for(rule.applies) and all(map(self._is_asked_here, rule.items))
        return concerned and all(map(self._holds, rule.when))

    def stands_behind_blank(self, item: Item) -> bool:
        """Whether the item is answered and open."""
        answer = self.statements.answers.get(item.code)
        answered = answer is not None and answer.state == "answered"
        return answered and self._concerns(item) and self._standing(item) == "open"

    def _meets(self, audience: str) -> bool:
        """Whether what is for `audience` is for this respondent."""
        facts = self.statements.facts
        actual, planned = facts.get("beds_actual"), facts.get("beds_planned")
        beds = planned if actual is None else actual
        type_ = facts.get("type") if self.questionnaire.respondent == "facility" else None
        return self.questionnaire.applies(
            audience,
            None if type_ is None else str(type_),
            float(beds) if isinstance(beds, (int, float)) else None,
        )

    def _is_asked_here(self, code: str) -> bool:
        item = self.questionnaire.item_by_code.get(code)
        return item is not None and self._is_for(item.applies)

    def _holds(self, condition: RuleCondition) -> bool:
        """Whether the condition certainly holds: False if it does not, and if that is unknown."""
        ((key, test),) = condition.tests.items()
        if key == "answered":
            return self._is_answered(condition.subject) is test
        value = self._value(condition.subject)
        if value is None:
            return False
        if key in CHOICES:
            assert isinstance(test, tuple)
            return (value in test) is (key == "is")
        if key in PARTS:
            assert isinstance(value, tuple)
            return (test in value) is (key == "has")
        bound = test if condition.against is None else self._value(condition.against)
        assert isinstance(value, float)
        return isinstance(bound, float) and _compare(key, value, bound)

    def _is_answered(self, subject: Subject) -> bool:
        if subject.kind == "fact":
            return subject.code in self.statements.facts
        answer = self.statements.answers.get(subject.code)
        return answer is not None and answer.state == "answered"

    def _value(self, subject: Subject) -> str | float | tuple[object, ...] | None:
        """The option, the options chosen, or the quantity that was answered; None if unknown."""
        if subject.kind == "fact":
            value = self.statements.facts.get(subject.code)
            return value if isinstance(value, (str, float)) else None
        item = self.questionnaire.item_by_code[subject.code]
        answer = self.statements.answers.get(subject.code)
        if answer is None or answer.value is None or not self._is_asked(item):
            return None
        return _tested(item, answer.value)

    def _is_asked(self, item: Item) -> bool:
        """Whether the answer before lets this one count, as scoring sees it."""
        return item.asked_if is None or self._standing(item) == "asked"

    def _standing(self, item: Item) -> AskedState:
        return standing(
            self.questionnaire, item, concerns=self._concerns, declined=self._declined, earned=self._earned
        )

    def _concerns(self, item: Item) -> bool:
        return self._is_for(item.applies)

    def _declined(self, item: Item) -> bool:
        answer = self.statements.answers.get(item.code)
        return answer is not None and answer.state == "not_applicable"

    def _earned(self, item: Item) -> float | None:
        answer = self.statements.answers.get(item.code)
        return credit(item, answer.value) if answer is not None and answer.state == "answered" else None


def _tested(item: Item, value: Value) -> str | float | tuple[object, ...] | None:
    match item:  # a class that matches at once costs nothing, each that does not a call
        case Choice():
            return str(value)
        case Quantity() | Ratio():
            return quantity(item, value)
        case YesNo():
            return "yes" if value is True else "no"
        case Multi():
            return value if isinstance(value, tuple) else None
        case Note():
            return None
        case _:
            assert_never(item)


def _compare(key: str, value: float, bound: float) -> bool:
    """`above` and `at_most`, `below` and `at_least` are each other's contrary; ratios carry dust."""
    if key in ("above", "at_most"):
        return exceeds(value, bound) is (key == "above")
    return reaches(value, bound) is not (key == "below")


def _told(questionnaire: Questionnaire, rule: Rule, statements: Statements, file: str) -> Finding:
    first = rule.when[0].subject
    subject: Item | Fact
    if first.kind == "item":
        subject = questionnaire.item_by_code[first.code]
        place = _place(statements, subject, file)
    else:
        subject = questionnaire.fact_by_key[first.code]
        place = statements.places.get(first.code, Place(file=file))
    # The catalogue ends the sentence.
    words = Text.each(lambda language: f"{rule.text[language]} {rule.ask[language]}".rstrip("."))
    return finding("INCONSISTENT", place, item=subject.code, found=rule.code, expected=words)


def _place(statements: Statements, item: Item, file: str) -> Place:
    """The first cell of an answer; the file where none is known."""
    answer = statements.answers.get(item.code)
    return next(iter(answer.places), Place(file=file)) if answer is not None else Place(file=file)
