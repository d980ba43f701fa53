"""What can be wrong in what a questionnaire says of itself: prerequisites, descriptors, its state and day,
votes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dxassess.questionnaire.faults import Fault
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.kind_faults import FaultPlace
from dxassess.questionnaire.model import Questionnaire


def find_reference_faults(questionnaire: Questionnaire, *, file: str) -> tuple[Fault, ...]:
    """Every reference to what the questionnaire does not have, and every circle of prerequisites."""
    q = questionnaire
    broken = (*_own(q), *_types(q), *_facts(q), *_descriptors(q), *_prerequisites(q), *_votes(q))
    return tuple(Fault(file=file, path=path, key=key, detail=detail) for path, key, detail in broken)


def _own(q: Questionnaire) -> Iterator[FaultPlace]:
    if q.state is not None and q.state not in {condition.code for condition in q.conditions}:
        yield "state", "unknown_reference", q.state
    if q.issued is not None and not _is_day(q.issued):
        yield "issued", "bad_date", q.issued


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _types(q: Questionnaire) -> Iterator[FaultPlace]:
    """A part belongs to a whole, which is no part itself."""
    wholes = {t.code for t in q.types if t.part_of is None}
    for n, facility_type in enumerate(q.types):
        if facility_type.part_of is not None and facility_type.part_of not in wholes:
            yield f"types.{n}.part_of", "unknown_reference", facility_type.part_of


def _facts(q: Questionnaire) -> Iterator[FaultPlace]:
    """A fact that decides who is asked what cannot itself wait for who is asked."""
    for n, fact in enumerate(q.facts):
        audience = q.audience_by_code.get(fact.applies or "")
        if fact.applies is not None and audience is None:
            yield f"facts.{n}.applies", "unknown_reference", fact.applies
        elif audience is not None and audience.beds is not None:
            yield f"facts.{n}.applies", "fact_by_beds", fact.code


def _descriptors(q: Questionnaire) -> Iterator[FaultPlace]:
    """A condition that says what one sees at its levels says it of each of them, in their order."""
    levels = [level.level for level in q.levels]
    for n, condition in enumerate(q.conditions):
        if condition.descriptors and [d.level for d in condition.descriptors] != levels:
            yield f"conditions.{n}.descriptors", "descriptors_not_levels", condition.code


def _votes(q: Questionnaire) -> Iterator[FaultPlace]:
    """Points are for what the questionnaire has."""
    known_codes = {c.code for c in q.conditions} | {i.code for c in q.conditions for i in c.indicators}
    known_codes |= q.item_by_code.keys()
    for n, vote in enumerate(q.votes):
        for m, share in enumerate(vote.shares):
            if share.code not in known_codes:
                yield f"votes.{n}.shares.{m}.code", "unknown_reference", share.code


def _prerequisites(q: Questionnaire) -> Iterator[FaultPlace]:
    for c, condition in enumerate(q.conditions):
        for i, indicator in enumerate(condition.indicators):
            for n, item in enumerate(indicator.items):
                path = f"conditions.{c}.indicators.{i}.items.{n}.after"
                yield from ((path, key, detail) for key, detail in _after(q, item))


def _after(q: Questionnaire, item: Item) -> Iterator[tuple[str, str]]:
    unknown = [code for code in item.after if code not in q.item_by_code]
    unscored = [code for code in item.after if code not in unknown and not q.item_by_code[code].scored]
    if unknown or unscored:
        yield "unknown_reference", ", ".join((*unknown, *unscored))
    elif item.code in _before(q, item):
        yield "after_itself", item.code


def _before(q: Questionnaire, item: Item) -> frozenset[str]:
    """All that must come before an item, over any number of steps."""
    earlier: set[str] = set()
    open_: list[str] = list(item.after)
    while open_:
        code = open_.pop()
        if code not in earlier and code in q.item_by_code:
            earlier.add(code)
            open_ += q.item_by_code[code].after
    return frozenset(earlier)
