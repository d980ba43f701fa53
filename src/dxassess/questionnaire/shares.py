"""What is shared out: conditions, the indicators of each, the items of each, as groups of 100 points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from dxassess.frozen import Frozen
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Condition, Indicator, Questionnaire, Text

POINTS = 100.0
_LEAST = 0.001
SharingPart = Condition | Indicator | Item


class ShareMember(Frozen):
    """One that gets points: `now` is its part of the 100 by the questionnaire's own weights; `whom` names the
    audience of an item (None: everybody in the group)."""

    code: str
    text: Text
    now: float
    whom: Text | None = None


class ShareGroup(Frozen):
    """Two or more among whom 100 points are spread; `owner` is the code of what they are parts of ("": the
    questionnaire)."""

    owner: str
    title: Text
    members: tuple[ShareMember, ...]


def groups(q: Questionnaire) -> tuple[ShareGroup, ...]:
    """All groups, from the top down. What is alone has all the points and is not asked about."""
    return tuple(_groups(q))


def _groups(q: Questionnaire) -> Iterator[ShareGroup]:
    yield from _group("", q.title, [(c, c.name, c.weight, None) for c in q.conditions])
    for condition in q.conditions:
        scored = [i for i in condition.indicators if any(item.scored for item in i.items)]
        weighed = [(i, i.name, i.weight_over(i.items), None) for i in scored]
        yield from _group(condition.code, condition.name, weighed)
        for indicator in scored:
            items = [item for item in indicator.items if item.scored]
            audiences = {item.code: q.audience_by_code[item.applies].name for item in items}
            yield from _group(
                indicator.code, indicator.name, [(i, i.text, i.weight, audiences[i.code]) for i in items]
            )


def _group(
    owner: str, title: Text, parts: Sequence[tuple[SharingPart, Text, float, Text | None]]
) -> Iterator[ShareGroup]:
    total = fsum(weight for _, _, weight, _ in parts)
    if len(parts) > 1:
        yield ShareGroup(
            owner=owner,
            title=title,
            members=tuple(
                ShareMember(code=part.code, text=text, now=POINTS * weight / total, whom=audience)
                for part, text, weight, audience in parts
            ),
        )


def reweighed(q: Questionnaire, points: Mapping[str, float], *, version: str) -> Questionnaire:
    """The questionnaire as a new version with the points of every group as its weights.

    `points` are by code, each group summing to 100; codes without points keep their part. Conditions sum
    to 1. Where an indicator weighs its items, an item weighs its part of its condition's 100 points.
    """
    share = {m.code: m.now / POINTS for group in groups(q) for m in group.members}
    share |= {code: own_points / POINTS for code, own_points in points.items()}
    conditions = tuple(
        c.model_copy(
            update={
                "weight": share.get(c.code, 1.0),
                "indicators": tuple(_indicator(i, share) for i in c.indicators),
            }
        )
        for c in q.conditions
    )
    return q.model_copy(update={"version": version, "conditions": conditions})


def voted(q: Questionnaire, name: str) -> Questionnaire:
    """The questionnaire with the weights of the expert of this name alone; what he or she did not judge keeps
    its weight."""
    points = {s.code: s.points for vote in q.votes if vote.name == name for s in vote.shares}
    return reweighed(q, points, version=q.version) if points else q


def _indicator(indicator: Indicator, share: Mapping[str, float]) -> Indicator:
    own_share = share.get(indicator.code, 1.0)
    share_of_items = own_share if indicator.weight == "items" else 1.0
    items = tuple(
        item.model_copy(update={"weight": _points(share_of_items * share.get(item.code, 1.0))})
        if item.scored
        else item
        for item in indicator.items
    )
    return indicator.model_copy(
        update={"items": items, "weight": "items" if indicator.weight == "items" else own_share}
    )


def _points(share: float) -> float:
    """Points with three decimals, above 0."""
    return max(_LEAST, round(POINTS * share, 3))
