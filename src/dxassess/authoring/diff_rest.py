"""What changed around the items: conditions, indicators, types, audiences, facts, levels, rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from dxassess.questionnaire.model import (
    Audience,
    Condition,
    FacilityType,
    Fact,
    Indicator,
    Level,
    Questionnaire,
    Text,
)

RestKind = Literal[
    "part_added",
    "part_removed",
    "part_reweighted",
    "part_renamed",
    "part_changed",
    "rules",
    "title",
    "explained",
]
RestChange = tuple[RestKind, str, Text | None, Text | None]
ComparedPart = Condition | Indicator | FacilityType | Audience | Fact | Level

_RULES = ("missing", "min_answered", "aggregation", "standard_level", "state", "issued")
_INSIDE = frozenset({"indicators", "items"})
_EXPLANATIONS = frozenset({"why", "descriptors"})


def rest_changes(old: Questionnaire, new: Questionnaire) -> Iterator[RestChange]:
    """Every change that is not in an item."""
    for key in ("title", "intro"):
        if getattr(old, key) != getattr(new, key):
            yield "title", key, getattr(old, key), getattr(new, key)
    for key in _RULES:
        if getattr(old, key) != getattr(new, key):
            yield "rules", key, _same(getattr(old, key)), _same(getattr(new, key))
    if old.votes != new.votes:
        yield "explained", "votes", None, None
    yield from _parts(_coded(old), _coded(new))


def rules_changed(old: Questionnaire, new: Questionnaire) -> bool:
    """Whether the same answers would be put together to a score by other rules."""
    before, now = _aggregations(old), _aggregations(new)
    return any(getattr(old, key) != getattr(new, key) for key in _RULES[:3]) or any(
        before.get(code, aggregation) != aggregation for code, aggregation in now.items()
    )


def _aggregations(q: Questionnaire) -> dict[str, str]:
    parts: list[Condition | Indicator] = [*q.conditions, *(i for c in q.conditions for i in c.indicators)]
    return {part.code: part.aggregation for part in parts}


def _coded(q: Questionnaire) -> dict[str, ComparedPart]:
    """Every part under its code; types, audiences and levels share a namespace with nothing else."""
    return {
        **{c.code: c for c in q.conditions},
        **{i.code: i for c in q.conditions for i in c.indicators},
        **{f"types {t.code}": t for t in q.types},
        **{f"audiences {a.code}": a for a in q.audiences},
        **{f"facts {f.code}": f for f in q.facts},
        **{f"levels {level.level}": level for level in q.levels},
    }


def _parts(old: dict[str, ComparedPart], new: dict[str, ComparedPart]) -> Iterator[RestChange]:
    for code, part in new.items():
        former = old.get(code)
        if former is None:
            yield "part_added", code, None, _name(part)
        elif type(former) is type(part):
            yield from _part(code, former, part)
    for code, part in old.items():
        if code not in new:
            yield "part_removed", code, _name(part), None


def _part(code: str, old: ComparedPart, new: ComparedPart) -> Iterator[RestChange]:
    differing = {
        key for key in type(new).model_fields if key not in _INSIDE and getattr(old, key) != getattr(new, key)
    }
    if differing & {"name", "text"}:
        yield "part_renamed", code, _name(old), _name(new)
    if "weight" in differing:
        yield "part_reweighted", code, _same(_weight(old)), _same(_weight(new))
    if differing & _EXPLANATIONS:
        yield "explained", code, None, None
    others = sorted(differing - {"name", "text", "weight"} - _EXPLANATIONS)
    if others:
        yield "part_changed", code, _values(old, others), _values(new, others)


def _values(part: ComparedPart, keys: Iterable[str]) -> Text:
    return Text.each(
        lambda language: "; ".join(f"{key}: {_value(getattr(part, key), language)}" for key in keys)
    )


def _value(value: object, language: str) -> str:
    if isinstance(value, Text):
        return value[language]
    if isinstance(value, tuple):
        return ", ".join(str(getattr(part, "code", part)) for part in value) or "–"
    return "–" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _name(part: ComparedPart) -> Text:
    return part.text if isinstance(part, Fact) else part.name


def _weight(part: ComparedPart) -> str:
    return _value(getattr(part, "weight", None), "vi")


def _same(value: object) -> Text:
    return Text.each(lambda language: _value(value, language))
