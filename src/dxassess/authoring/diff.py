"""What changed from one version of a questionnaire to the next, item by item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dxassess.authoring.diff_item import ItemKind, item_changes
from dxassess.authoring.diff_rest import RestKind, rest_changes
from dxassess.authoring.diff_rules import RuleKind, rule_changes
from dxassess.frozen import Frozen
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Questionnaire, Text
from dxassess.questionnaire.placed import placed_items

ChangeKind = Literal["added", "removed", "replaced", "moved"] | ItemKind | RestKind | RuleKind


class VersionChange(Frozen):
    """One change. `of` is the code of the item (or indicator, condition, fact …); `before` and `after` say
    what it was and is, None where there is nothing to say."""

    kind: ChangeKind
    of: str
    before: Text | None = None
    after: Text | None = None


def diff(old: Questionnaire, new: Questionnaire) -> tuple[VersionChange, ...]:
    """Every change from `old` to `new`: items in the order of `new`, then those removed, then the rest,
    the rules between answers last."""
    before = {placed_item.item.code: placed_item for placed_item in placed_items(old)}
    after = {placed_item.item.code: placed_item for placed_item in placed_items(new)}
    changes: list[VersionChange] = []
    for code, placed_item in after.items():
        former = before.get(code)
        if former is None:
            changes.append(_new(placed_item.item, old))
            continue
        if former.indicator.code != placed_item.indicator.code:
            where = (Text.same(former.indicator.code), Text.same(placed_item.indicator.code))
            changes.append(VersionChange(kind="moved", of=code, before=where[0], after=where[1]))
        changes += _changes(former.item, placed_item.item)
    replaced = {item.replaces for item in new.items}
    for code, placed_item in before.items():
        if code not in after and code not in replaced:
            changes.append(VersionChange(kind="removed", of=code, before=placed_item.item.text))
    others = (*rest_changes(old, new), *rule_changes(old, new))
    return (
        *changes,
        *(VersionChange(kind=kind, of=owner, before=b, after=a) for kind, owner, b, a in others),
    )


def _new(item: Item, old: Questionnaire) -> VersionChange:
    former = old.item_by_code.get(item.replaces or "")
    if former is None:
        return VersionChange(kind="added", of=item.code, after=item.text)
    before = Text.each(lambda language: f"{former.code}: {former.text[language]}")
    return VersionChange(kind="replaced", of=item.code, before=before, after=item.text)


def _changes(old: Item, new: Item) -> Iterator[VersionChange]:
    for kind, before, after in item_changes(old, new):
        yield VersionChange(kind=kind, of=new.code, before=before, after=after)
