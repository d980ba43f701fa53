"""What can be wrong in the rules between answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import assert_never

from dxassess.questionnaire.faults import Fault
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.kind_faults import FaultPlace
from dxassess.questionnaire.model import Fact, Questionnaire
from dxassess.questionnaire.rule import CHOICES, PARTS, QUANTITIES, Rule, RuleCondition, Subject
from dxassess.wording.wording import LANGUAGES

_YES_NO = frozenset({"yes", "no"})
_BEDS = (1.0, 0.0)


def find_rule_faults(questionnaire: Questionnaire, *, file: str) -> tuple[Fault, ...]:
    """Every rule that refers to what is not there, tests what its answer cannot be, can never be broken by
    anybody, or does not name the codes of what it looks at."""
    q = questionnaire
    codes = Counter(rule.code for rule in q.rules)
    broken: list[FaultPlace] = [("rules", "duplicate_code", code) for code, n in codes.items() if n > 1]
    for n, rule in enumerate(q.rules):
        broken += ((f"rules.{n}.{path}".rstrip("."), key, detail) for path, key, detail in _rule(q, rule))
    return tuple(Fault(file=file, path=path, key=key, detail=detail) for path, key, detail in broken)


def _rule(q: Questionnaire, rule: Rule) -> Iterator[FaultPlace]:
    if rule.applies not in q.audience_by_code:
        yield "applies", "unknown_reference", rule.applies
    if not rule.when:
        yield "when", "rule_without_condition", rule.code
    for n, condition in enumerate(rule.when):
        for path, key, detail in _condition(q, condition):
            yield f"when.{n}.{path}".rstrip("."), key, detail
    yield from _asked_of_nobody(q, rule)
    codes = [_shown(q, subject) for subject in rule.subjects]
    for language in LANGUAGES:
        unnamed = [code for code in codes if code and not _names(rule.text[language], code)]
        if unnamed:
            yield f"text.{language}", "rule_text_without_code", ", ".join(unnamed)


def _condition(q: Questionnaire, condition: RuleCondition) -> Iterator[FaultPlace]:
    if (condition.item is None) == (condition.fact is None):
        yield "", "rule_item_or_fact", f"{condition.item or ''} {condition.fact or ''}".strip()
        return
    if len(condition.tests) != 1:
        yield "", "rule_one_test", ", ".join((condition.subject.code, *condition.tests))
    tested = _find(q, condition.subject)
    if tested is None:
        yield condition.subject.kind, "unknown_reference", condition.subject.code
        return
    allowed = _allowed(tested)
    for key, test in condition.tests.items():
        if key not in allowed:
            yield key, "rule_test_of_other_type", f"{condition.subject.code}: {tested.type}"
            continue
        named_options = {test} if isinstance(test, str) else set(test) if isinstance(test, tuple) else set()
        unknown = sorted(map(str, named_options - _options(tested))) if key in (*CHOICES, *PARTS) else []
        if unknown:
            yield key, "unknown_reference", f"{condition.subject.code}: {', '.join(unknown)}"
    yield from _against(q, condition)


def _against(q: Questionnaire, condition: RuleCondition) -> Iterator[FaultPlace]:
    """Faults of the other answer that a quantity is held against."""
    if condition.against is None:
        return
    (key,) = (key for key in condition.tests if key in QUANTITIES)
    other = _find(q, condition.against)
    if other is None:
        yield key, "unknown_reference", condition.against.code
    elif not set(QUANTITIES) & _allowed(other):
        yield key, "rule_test_of_other_type", f"{condition.against.code}: {other.type}"


def _find(q: Questionnaire, subject: Subject) -> Item | Fact | None:
    if subject.kind == "item":
        return q.item_by_code.get(subject.code)
    return q.fact_by_key.get(subject.code)


def _allowed(tested: Item | Fact) -> set[str]:
    """The tests that an answer of this type can be put to. What is personal is never read."""
    if isinstance(tested, Fact) and tested.personal:
        return set()
    return {"answered", *_tests(tested)}


def _tests(tested: Item | Fact) -> tuple[str, ...]:
    """The tests of an answer that is there."""
    match tested:
        case Fact():
            return {"choice": CHOICES, "count": QUANTITIES}.get(tested.type, ())
        case Choice() | YesNo():
            return CHOICES
        case Multi():
            return PARTS
        case Quantity() | Ratio():
            return QUANTITIES
        case Note():
            return ()
        case _:
            assert_never(tested)


def _options(tested: Item | Fact) -> set[str]:
    """The answers that a test may name."""
    match tested:
        case YesNo():
            return set(_YES_NO)
        case Choice() | Multi() | Fact():
            return {option.code for option in tested.options}
        case Quantity() | Ratio() | Note():
            return set()
        case _:
            assert_never(tested)


def _asked_of_nobody(q: Questionnaire, rule: Rule) -> Iterator[FaultPlace]:
    """A rule whose answers no respondent is asked for together can never say anything."""
    tested = [tested_part for subject in rule.subjects if (tested_part := _find(q, subject)) is not None]
    audiences = {rule.applies, *(item.applies for item in tested if not isinstance(item, Fact))}
    facts = [fact for fact in tested if isinstance(fact, Fact)]
    if not audiences <= q.audience_by_code.keys():
        return
    kinds = (
        [(t.code, beds) for t in q.types for beds in _BEDS] if q.respondent == "facility" else [(None, None)]
    )
    together = any(all(q.applies(audience, *kind) for audience in audiences) for kind in kinds)
    if not together or any(q.respondent not in fact.respondents for fact in facts):
        yield "", "rule_for_nobody", rule.code


def _shown(q: Questionnaire, subject: Subject) -> str:
    """The code by which a respondent knows it; "" if there is no such thing."""
    tested = _find(q, subject)
    return tested.code if tested is not None else ""


def _names(text: str, code: str) -> bool:
    """Whether the text has the code as a word of its own, not as the beginning of a longer one."""
    return re.search(rf"(?<![\w.:-]){re.escape(code)}(?![\w:-]|\.\w)", text) is not None
