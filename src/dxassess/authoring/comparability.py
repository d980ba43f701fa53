"""How much of the score of two versions rests on the same questions, scored the same way."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum

from dxassess.authoring.diff_item import BREAKING, item_changes
from dxassess.authoring.diff_rest import rules_changed
from dxassess.frozen import Frozen
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.meeting import types_meeting
from dxassess.questionnaire.model import Questionnaire

SharesInCommon = Mapping[str, float]


class ConditionShare(Frozen):
    """The comparable share of a condition's own weight; None if nobody is asked it in the newer version."""

    code: str
    share: float | None


class Comparability(Frozen):
    """How far scores of two versions can be compared.

    `share` in [0, 1] is the part of the total weight that both versions give to items that ask and score
    the same; an item with two weights counts with the smaller. Types of facility count by their standard
    weights in the newer version. `same_rules` is False if answers are put together by other rules.
    """

    share: float
    conditions: tuple[ConditionShare, ...]
    same_rules: bool


def comparability(old: Questionnaire, new: Questionnaire) -> Comparability:
    """The comparability of scores by `old` with scores by `new`."""
    kinds = {t.code: t.weight for t in new.types} if new.respondent == "facility" else {"": 1.0}
    same = _unchanged(old, new)
    total, within = 0.0, {c.code: 0.0 for c in new.conditions}
    asked_weight = dict.fromkeys(within, 0.0)
    for kind, weight in kinds.items():
        before, now = _item_shares(old, kind), _item_shares(new, kind)
        total += weight * _overlap(before, now, same)
        for condition in new.conditions:
            condition_codes = {item.code for item in condition.items} & now.keys()
            if condition_codes:
                asked_weight[condition.code] += weight
                within[condition.code] += weight * _overlap(
                    _scaled(before, condition_codes), _scaled(now, condition_codes), same & condition_codes
                )
    conditions = tuple(
        ConditionShare(
            code=code, share=_share(within[code], asked_weight[code]) if asked_weight[code] else None
        )
        for code in within
    )
    return Comparability(
        share=_share(total, fsum(kinds.values())),
        conditions=conditions,
        same_rules=not rules_changed(old, new),
    )


def _unchanged(old: Questionnaire, new: Questionnaire) -> frozenset[str]:
    return frozenset(
        code
        for code, item in new.item_by_code.items()
        if code in old.item_by_code and not _broken(old.item_by_code[code], item)
    )


def _broken(old: Item, new: Item) -> bool:
    return any(kind in BREAKING for kind, _, _ in item_changes(old, new))


def _overlap(before: SharesInCommon, now: SharesInCommon, codes: frozenset[str] | set[str]) -> float:
    return fsum(min(before.get(code, 0.0), now.get(code, 0.0)) for code in codes)


def _scaled(shares: SharesInCommon, codes: set[str]) -> SharesInCommon:
    total = fsum(shares.get(code, 0.0) for code in codes)
    return {code: shares.get(code, 0.0) / total for code in codes} if total else {}


def _item_shares(q: Questionnaire, kind: str) -> dict[str, float]:
    """The share of every scored item in the overall score of a type of facility with all its services."""
    tree = {
        condition.code: {
            indicator.code: {
                item.code: item.weight
                for item in indicator.items
                if item.scored and (not kind or kind in types_meeting(q, item.applies))
            }
            for indicator in condition.indicators
        }
        for condition in q.conditions
    }
    item_shares: dict[str, float] = {}
    conditions = {c.code: c.weight for c in q.conditions if any(tree[c.code].values())}
    for condition in q.conditions:
        indicators = {
            i.code: i.weight_over(item for item in i.items if item.code in tree[condition.code][i.code])
            for i in condition.indicators
            if tree[condition.code][i.code]
        }
        for code, weight in indicators.items():
            items = tree[condition.code][code]
            part = conditions[condition.code] / fsum(conditions.values()) * weight / fsum(indicators.values())
            item_shares |= {
                item: part * item_weight / fsum(items.values()) for item, item_weight in items.items()
            }
    return item_shares


def _share(part: float, total: float) -> float:
    """Sums of shares carry the dust of floating point; a share is never above 1."""
    return min(1.0, round(part / total, 12)) if total else 0.0
