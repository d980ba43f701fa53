"""How much every item counts: its share of a respondent's overall score (method.md §3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import fsum
from typing import NamedTuple, TypeVar

from dxassess.questionnaire.items import Item
from dxassess.questionnaire.meeting import meets
from dxassess.questionnaire.model import Questionnaire

_Part = TypeVar("_Part")


class RespondentKind(NamedTuple):
    """A kind of respondent: its facility type ("" for a department) and whether it has beds."""

    type: str
    beds: bool


def kinds(q: Questionnaire) -> tuple[RespondentKind, ...]:
    """The kinds of respondents that meet different items: every type in the questionnaire's order, twice
    where beds decide what it is asked."""
    if q.respondent == "department":
        return (RespondentKind("", beds=True),)
    both = {a.code: meets(q, a.code) for a in q.audiences}
    all_kinds: list[RespondentKind] = []
    for facility_type in q.types:
        all_kinds.append(RespondentKind(facility_type.code, beds=True))
        without = RespondentKind(facility_type.code, beds=False)
        if any((all_kinds[-1] in group) != (without in group) for group in both.values()):
            all_kinds.append(without)
    return tuple(all_kinds)


def items_for(q: Questionnaire, kind: RespondentKind) -> tuple[Item, ...]:
    """The items that a respondent of this kind is asked, with all its services."""
    beds = 1.0 if kind.beds else 0.0
    return tuple(item for item in q.items if q.applies(item.applies, kind.type or None, beds))


def effective_weights(q: Questionnaire, kind: RespondentKind) -> dict[str, float]:
    """The share in (0, 1] of every scored item in the overall score of a respondent of this kind to whom
    everything applies; they sum to 1. Means are taken as arithmetic. Empty where nothing is scored."""
    asked_codes = {item.code for item in items_for(q, kind) if item.scored}
    weights: dict[str, float] = {}
    for condition, part in _shares([(c, c.weight) for c in q.conditions if _of(c.items, asked_codes)]):
        indicators = [(i, _of(i.items, asked_codes)) for i in condition.indicators]
        for (_, items), indicator_share in _shares(
            [
                ((i, indicator_share), i.weight_over(indicator_share))
                for i, indicator_share in indicators
                if indicator_share
            ]
        ):
            weights |= {
                item.code: part * indicator_share * share
                for item, share in _shares([(i, i.weight) for i in items])
            }
    return weights


def _of(items: Iterable[Item], codes: set[str]) -> tuple[Item, ...]:
    return tuple(item for item in items if item.code in codes)


def _shares(weighted: Sequence[tuple[_Part, float]]) -> Iterator[tuple[_Part, float]]:
    total = fsum(weight for _, weight in weighted)
    return ((part, weight / total) for part, weight in weighted)
