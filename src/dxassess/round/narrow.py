"""A questionnaire with only what another one asks."""

from __future__ import annotations

from typing import Any, TypeVar

from dxassess.frozen import Frozen
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Condition, Indicator, Questionnaire
from dxassess.round.coverage import asks

Some = TypeVar("Some", bound=Frozen)


def narrow(source: Questionnaire, target: Questionnaire) -> Questionnaire | None:
    """`target` with only what `source` asks, None if that is nothing.

    What was not asked cannot be held against anybody, nor an answer that does not say enough: missing answers
    are left out of scores and stay in the bounds, whatever the policy of `target`. The gates of items left
    out are gone too, so a level may be lower in truth.
    """
    shared = keep_items(target, frozenset(item.code for item in target.items if asks(source, item)))
    return None if shared is None else with_changes(shared, missing="left_out")


def keep_items(questionnaire: Questionnaire, codes: frozenset[str]) -> Questionnaire | None:
    """`questionnaire` with only the items of these codes, None if there are none of them. A skip that hangs
    on an item left out goes with it, and so does a rule that looks at one."""
    conditions = tuple(_condition(condition, codes) for condition in questionnaire.conditions)
    nonempty = tuple(condition for condition in conditions if condition.indicators)
    rules = tuple(
        rule
        for rule in questionnaire.rules
        if codes.issuperset(subject.code for subject in rule.subjects if subject.kind == "item")
    )
    return with_changes(questionnaire, conditions=nonempty, rules=rules) if nonempty else None


def _condition(condition: Condition, codes: frozenset[str]) -> Condition:
    indicators = (_indicator(indicator, codes) for indicator in condition.indicators)
    return with_changes(condition, indicators=tuple(indicator for indicator in indicators if indicator.items))


def _indicator(indicator: Indicator, codes: frozenset[str]) -> Indicator:
    return with_changes(
        indicator, items=tuple(_item(item, codes) for item in indicator.items if item.code in codes)
    )


def _item(item: Item, codes: frozenset[str]) -> Item:
    return item if item.asked_if is None or item.asked_if.item in codes else with_changes(item, asked_if=None)


def with_changes(value: Some, **changes: Any) -> Some:  # noqa: ANN401 - as `model_copy` takes them
    """A changed copy. `model_copy` would keep what the old value remembers of itself (cached properties)."""
    fields = {name: getattr(value, name) for name in type(value).model_fields}
    return type(value)(**{**fields, **changes})
