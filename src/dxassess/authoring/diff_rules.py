"""What changed in the rules between answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dxassess.questionnaire.model import Questionnaire, Text
from dxassess.questionnaire.rule import Rule

RuleKind = Literal["rule_added", "rule_removed", "rule_changed"]
RuleChange = tuple[RuleKind, str, Text | None, Text | None]


def rule_changes(old: Questionnaire, new: Questionnaire) -> Iterator[RuleChange]:
    """Rules that are new, gone, or ask something else than they did."""
    for rule in new.rules:
        former = old.rule_by_code.get(rule.code)
        if former is None:
            yield "rule_added", rule.code, None, rule.text
        elif former != rule:
            yield "rule_changed", rule.code, *_sides(former, rule)
    for rule in old.rules:
        if rule.code not in new.rule_by_code:
            yield "rule_removed", rule.code, rule.text, None


def _sides(old: Rule, new: Rule) -> tuple[Text, Text]:
    """What differs: the conditions as formulas, whom it is for, its words."""
    keys = [key for key in ("applies", "when", "text", "ask") if getattr(old, key) != getattr(new, key)]
    return _told(old, keys), _told(new, keys)


def _told(rule: Rule, keys: list[str]) -> Text:
    return Text.each(lambda language: "; ".join(_value(rule, key, language) for key in keys))


def _value(rule: Rule, key: str, language: str) -> str:
    if key == "when":
        return rule.formula({})
    value = getattr(rule, key)
    return value[language] if isinstance(value, Text) else f"{key}: {value}"
