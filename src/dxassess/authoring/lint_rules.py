"""Rules between answers that can never be broken, or that every answer breaks."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from dxassess.authoring.remark import Remark
from dxassess.questionnaire.credit import credit
from dxassess.questionnaire.items import Item, Quantity, YesNo
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.rule import QUANTITIES, Rule, RuleCondition


def rule_remarks(q: Questionnaire) -> Iterator[Remark]:
    """Tests that no answer or every answer passes, and those of answers that the same rule says are not
    asked for: given all the same they count as not there, and the rule stays silent."""
    for r, rule in enumerate(q.rules):
        for n, condition in enumerate(rule.when):
            for key, code, detail in (*_bounds(q, condition), *_closed(q, rule, condition)):
                path = f"rules.{r}.when.{n}.{key}"
                yield Remark(severity="warning", path=path, code=code, of=rule.code, detail=detail)


def _bounds(q: Questionnaire, condition: RuleCondition) -> Iterator[tuple[str, str, str]]:
    """Quantities are never below 0, and a percentage never above 100."""
    item = q.item_by_code.get(condition.item or "")
    most = item.highest if isinstance(item, Quantity) else inf
    for key, bound in condition.tests.items():
        if key not in QUANTITIES or not isinstance(bound, float):
            continue
        never = {"at_least": bound > most, "above": bound >= most, "at_most": bound < 0, "below": bound <= 0}
        always = {"at_least": bound <= 0, "above": bound < 0, "at_most": bound >= most, "below": bound > most}
        if never[key] or always[key]:
            yield key, "rule_never" if never[key] else "rule_always", str(condition)


def _closed(q: Questionnaire, rule: Rule, condition: RuleCondition) -> Iterator[tuple[str, str, str]]:
    item = q.item_by_code.get(condition.item or "")
    if item is None or item.asked_if is None or condition.answered is not None:
        return
    for other in rule.when:
        if other.item == item.asked_if.item and other.is_:
            before = q.item_by_code[item.asked_if.item]
            if not any(item.asked_if.opens(_earned(before, code)) for code in other.is_):
                yield "item", "rule_not_asked", f"{item.code}: {other}"


def _earned(item: Item, code: str) -> float:
    """What the answer of a `choice` or `yes_no` item earns."""
    return credit(item, code == "yes" if isinstance(item, YesNo) else code) or 0.0
