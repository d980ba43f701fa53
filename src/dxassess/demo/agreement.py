"""Answers that fit together, as those of people who read both questions; a few slips are left."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from dxassess.demo.answers import Reply, Respondent
from dxassess.intake.form.consistency import Given, contradicted
from dxassess.intake.submission import Answer, Value
from dxassess.questionnaire.credit import quantity
from dxassess.questionnaire.model import Item, Option, Questionnaire
from dxassess.questionnaire.rule import QUANTITIES, RuleCondition

SLIPS = 0.05


def agree(
    questionnaire: Questionnaire, respondent: Respondent, replies: tuple[Reply, ...], *, random: Random
) -> tuple[Reply, ...]:
    """The replies, of which the last that a broken rule looks at is changed so that the rule holds, but for
    one in twenty. Facts stay as they are, and so does what `random` draws next."""
    own = Random()
    own.setstate(random.getstate())
    settled = {reply.item: reply for reply in replies}
    answers = {
        code: Answer(item=code, state="missing" if reply.value is None else "answered", value=reply.value)
        for code, reply in settled.items()
    }
    facts: dict[str, object] = {**dict(respondent.facts), "type": respondent.type}
    for rule in contradicted(
        questionnaire, Given(answers, {k: v for k, v in facts.items() if v is not None})
    ):
        condition = rule.when[-1]
        if condition.item is not None and own.random() >= SLIPS:
            item = questionnaire.item_by_code[condition.item]
            value = _other(
                item, condition, settled[item.code].value, _bound(questionnaire, condition, answers)
            )
            settled[item.code] = settled[item.code].model_copy(update={"value": value})
    return tuple(settled.values())


def _bound(q: Questionnaire, condition: RuleCondition, answers: Mapping[str, Answer]) -> float:
    """The number that the condition holds an item against; 0 if it is none."""
    other = condition.against
    if other is not None and other.kind == "item":
        return quantity(q.item_by_code[other.code], answers[other.code].value)
    return next((bound for key in QUANTITIES if isinstance(bound := condition.tests.get(key), float)), 0.0)


def _other(item: Item, condition: RuleCondition, value: Value | None, bound: float) -> Value | None:
    """An answer near to `value` that does not meet the condition; None (no answer) where none is."""
    ((key, test),) = condition.tests.items()
    if item.type == "choice" and isinstance(test, tuple):
        return _nearest(item, value, [o for o in item.options if (o.code in test) is not (key == "is")])
    if key in ("has", "has_not") and isinstance(value, tuple):
        chosen = {*map(str, value)} ^ {str(test)}
        return tuple(o.code for o in item.options if o.code in chosen and not o.exclusive)
    if key in QUANTITIES:
        near = {"at_least": bound / 2, "above": bound, "at_most": bound + 1, "below": bound}[key]
        if isinstance(value, tuple):
            return float(round(near * float(value[1]) / item.scale)), float(value[1])
        return near
    return None


def _nearest(item: Item, value: Value | None, options: list[Option]) -> str | None:
    was = next(option.score or 0.0 for option in item.options if option.code == value)
    return min(options, key=lambda option: abs((option.score or 0.0) - was)).code if options else None
