"""Weights and settings that count for nothing, and types of facility that a condition does not ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from dxassess.authoring.remark import Remark
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.meeting import types_meeting
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.placed import placed_items


def weight_remarks(q: Questionnaire) -> Iterator[Remark]:
    """Settings that are written down but never read."""
    for path, item, _, _ in placed_items(q):
        for key in _unread(item):
            yield Remark(
                severity="warning", path=f"{path}.{key}", code="key_ignored", of=item.code, detail=key
            )
    for c, condition in enumerate(q.conditions):
        for i, indicator in enumerate(condition.indicators):
            if not any(item.scored for item in indicator.items):
                yield Remark(
                    severity="warning",
                    path=f"conditions.{c}.indicators.{i}.weight",
                    code="indicator_never_scored",
                    of=indicator.code,
                )


def _unread(item: Item) -> Iterator[str]:
    """Goalposts, which break-points replace."""
    match item:
        case Quantity() | Ratio():
            goalposts = {"floor": item.floor, "target": item.target} if item.points else {}
            yield from (key for key, value in goalposts.items() if value is not None)
        case Choice() | Multi() | YesNo() | Note():
            return
        case _:
            assert_never(item)


def audience_remarks(q: Questionnaire) -> Iterator[Remark]:
    """Types of facility for which a condition has no scored item, nor for those that they are parts of, and
    audiences that nothing is for."""
    for n, condition in enumerate(q.conditions):
        asked_types = {t for item in condition.items if item.scored for t in types_meeting(q, item.applies)}
        missing = [t.code for t in q.types if t.code not in asked_types and t.part_of not in asked_types]
        if missing:
            yield Remark(
                severity="warning",
                path=f"conditions.{n}",
                code="type_without_item",
                of=condition.code,
                detail=", ".join(missing),
            )
    used = {code for item in q.items for code in (item.applies, *(g.applies for g in item.gates))}
    used |= {rule.applies for rule in q.rules} | {fact.applies for fact in q.facts}
    for n, audience in enumerate(q.audiences):
        if audience.code not in used:
            yield Remark(
                severity="info", path=f"audiences.{n}", code="audience_unused", of=audience.code, detail=""
            )
