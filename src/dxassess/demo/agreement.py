"""Answers that fit together, as those of people who read both questions; a few slips are left."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import assert_never

from dxassess.demo.answers import InventedRespondent, Reply
from dxassess.intake.form.consistency import Statements, contradicted
from dxassess.intake.submission import Answer, Value
from dxassess.questionnaire.credit import quantity
from dxassess.questionnaire.item_parts import Option
from dxassess.questionnaire.items import Choice, Item, Measured, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.rule import PARTS, QUANTITIES, RuleCondition

SLIPS = 0.05


def agree(
    questionnaire: Questionnaire,
    respondent: InventedRespondent,
    replies: tuple[Reply, ...],
    *,
    random: Random,
) -> tuple[Reply, ...]:
    """The replies, of which the last that a broken rule looks at is changed so that the rule holds, but for
    one in twenty. Facts stay as they are, and so does what `random` draws next."""
    own_random = Random()
    own_random.setstate(random.getstate())
    settled = {reply.item: reply for reply in replies}
    answers = {
        code: Answer(item=code, state="missing" if reply.value is None else "answered", value=reply.value)
        for code, reply in settled.items()
    }
    facts: dict[str, object] = {**dict(respondent.facts), "type": respondent.type}
    for rule in contradicted(
        questionnaire, Statements(answers, {k: v for k, v in facts.items() if v is not None})
    ):
        condition = rule.when[-1]
        if condition.item is not None and own_random.random() >= SLIPS:
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
        item = q.item_by_code[other.code]
        return quantity(item, answers[other.code].value) if isinstance(item, Measured) else 0.0
    return next((bound for key in QUANTITIES if isinstance(bound := condition.tests.get(key), float)), 0.0)


def _other(item: Item, condition: RuleCondition, value: Value | None, bound: float) -> Value | None:
    """An answer near to `value` that does not meet the condition; None (no answer) where none is."""
    ((key, test),) = condition.tests.items()
    match item:
        case Choice() if isinstance(test, tuple):
            return _nearest(item, value, [o for o in item.options if (o.code in test) is not (key == "is")])
        case Multi() if isinstance(value, tuple) and key in PARTS:
            chosen_codes = {*map(str, value)} ^ {str(test)}
            return tuple(o.code for o in item.options if o.code in chosen_codes and not o.exclusive)
        case Quantity() if key in QUANTITIES:
            return _beyond(key, bound)
        case Ratio() if key in QUANTITIES and isinstance(value, tuple):
            return float(round(_beyond(key, bound) * float(value[1]) / item.scale)), float(value[1])
        case Choice() | Multi() | YesNo() | Quantity() | Ratio() | Note():
            return None
        case _:
            assert_never(item)


def _beyond(key: str, bound: float) -> float:
    """A quantity near to the bound that does not meet the test."""
    return {"at_least": bound / 2, "above": bound, "at_most": bound + 1, "below": bound}[key]


def _nearest(item: Choice, value: Value | None, options: list[Option]) -> str | None:
    score_before = next(option.score or 0.0 for option in item.options if option.code == value)
    return (
        min(options, key=lambda option: abs((option.score or 0.0) - score_before)).code if options else None
    )
