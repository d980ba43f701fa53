"""What two versions of a questionnaire both ask of whom: the ground on which their rounds are compared
(method.md §7)."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum
from typing import Literal

from dxassess.frozen import Frozen
from dxassess.questionnaire.effective import effective_weights, kinds
from dxassess.questionnaire.items import Item, Ratio, options_of
from dxassess.questionnaire.meeting import meets
from dxassess.questionnaire.model import Audience, Condition, FacilityType, Indicator, Questionnaire, Text
from dxassess.round.narrow import keep_items, with_changes


class TypeShare(Frozen):
    """The part in [0, 1] of the score of a facility type ("" for a Department), by the newer weights, that
    rests on what it was asked both times."""

    type: str
    share: float


class Unshared(Frozen):
    """An item that one of the versions alone asks, or asks of others or in another way."""

    code: str
    text: Text
    asked: Literal["now", "before"]


class SharedGround(Frozen):
    """The newer questionnaire with what both ask (None: nothing), how much of every type's score that is,
    and what it leaves out. `types` are facility types that only one of them knows."""

    asked: Questionnaire | None
    shares: tuple[TypeShare, ...]
    unshared: tuple[Unshared, ...]
    types: tuple[Text, ...]


def shared_ground(new: Questionnaire, old: Questionnaire) -> SharedGround:
    """What `new` asks as `old` did. An item is shared where code, type, options, counts and skip are the
    same, for the facility types of which the older version asked it too: what nobody was asked is no blank.
    It may be "not applicable" where either allows that. A type that is a part of another and new gives its
    standard weight to the whole."""
    types_by_code = {code: types for code, types in _askable(new, old).items() if types}
    narrowed = keep_items(new, frozenset(types_by_code))
    shared = None if narrowed is None else _limited(narrowed, old, types_by_code)
    unshared = [
        Unshared(code=i.code, text=i.text, asked="now") for i in new.items if i.code not in types_by_code
    ]
    unshared += [
        Unshared(code=i.code, text=i.text, asked="before") for i in old.items if i.code not in types_by_code
    ]
    return SharedGround(
        asked=shared,
        shares=_shares(new, types_by_code),
        unshared=tuple(unshared),
        types=tuple(t.name for t in (*_only(new, old), *_only(old, new))),
    )


def _askable(new: Questionnaire, old: Questionnaire) -> dict[str, tuple[str, ...]]:
    """The types of which both ask it, by the code of every item that is asked alike; "" is a Department."""
    types_by_code = {}
    for item in new.items:
        former = old.item_by_code.get(item.code)
        if former is not None and _alike(item, former):
            mine, theirs = meets(new, item.applies), meets(old, former.applies)
            types = dict.fromkeys(t for t, _ in sorted(mine))
            types_by_code[item.code] = tuple(t for t in types if {k for k in mine if k[0] == t} <= theirs)
    return types_by_code


def _alike(item: Item, former: Item) -> bool:
    options = [[option.code for option in options_of(one)] for one in (item, former)]
    return (
        item.type == former.type
        and options[0] == options[1]
        and item.asked_if == former.asked_if
        and _counted(item) == _counted(former)
    )


def _counted(item: Item) -> tuple[object, ...]:
    """What two numbers of a ratio are; nothing for other kinds."""
    if not isinstance(item, Ratio):
        return ()
    return item.numerator.fact, item.denominator.fact, item.scale


def _limited(
    questionnaire: Questionnaire, old: Questionnaire, types_by_code: Mapping[str, tuple[str, ...]]
) -> Questionnaire:
    """The questionnaire with its items for those types alone, and the types that both know."""
    known = {t.code for t in old.types}
    audiences: dict[str, Audience] = {}

    def item_of(item: Item) -> Item:
        former = old.item_by_code[item.code]
        na = item.allow_na or former.allow_na
        whole = questionnaire.audience_by_code[item.applies]
        types = tuple(t for t in whole.types if t in types_by_code[item.code])
        if types == whole.types or questionnaire.respondent == "department":
            return with_changes(item, allow_na=na)
        code = f"{item.code}:shared"
        audiences[code] = with_changes(whole, code=code, types=types)
        return with_changes(item, allow_na=na, applies=code)

    def indicator_of(indicator: Indicator) -> Indicator:
        return with_changes(indicator, items=tuple(map(item_of, indicator.items)))

    def condition_of(condition: Condition) -> Condition:
        return with_changes(condition, indicators=tuple(map(indicator_of, condition.indicators)))

    conditions = tuple(map(condition_of, questionnaire.conditions))
    types = tuple(_with_parts(t, questionnaire, known) for t in questionnaire.types if t.code in known)
    return with_changes(
        questionnaire,
        conditions=conditions,
        audiences=(*questionnaire.audiences, *audiences.values()),
        types=types,
    )


def _with_parts(whole: FacilityType, questionnaire: Questionnaire, known: set[str]) -> FacilityType:
    parts = fsum(t.weight for t in questionnaire.types if t.part_of == whole.code and t.code not in known)
    return with_changes(whole, weight=whole.weight + parts)


def _shares(new: Questionnaire, types_by_code: Mapping[str, tuple[str, ...]]) -> tuple[TypeShare, ...]:
    shares: dict[str, float] = {}
    for kind in kinds(new):
        weights = effective_weights(new, kind)
        shared = fsum(weight for code, weight in weights.items() if kind.type in types_by_code.get(code, ()))
        shares.setdefault(kind.type, shared)
    return tuple(TypeShare(type=type_, share=min(1.0, share)) for type_, share in shares.items())


def _only(one: Questionnaire, other: Questionnaire) -> tuple[FacilityType, ...]:
    known = {t.code for t in other.types}
    return tuple(t for t in one.types if t.code not in known)
