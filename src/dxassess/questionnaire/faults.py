"""What can be wrong in a questionnaire beyond the shape of its fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from dxassess.frozen import Frozen
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.kind_faults import FaultPlace, kind_faults
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.placed import placed_items


class Fault(Frozen):
    """A fault with the path of the key where it stands, such as `conditions.0.indicators.2.items.1.floor`."""

    file: str
    path: str
    key: str
    detail: str = ""


def find_faults(questionnaire: Questionnaire, *, file: str) -> tuple[Fault, ...]:
    """Every broken promise of the questionnaire, in its own order; empty if it can be used."""
    q = questionnaire
    broken = [*_duplicates(q), *_structure(q)]
    for path, item, _, _ in placed_items(q):
        broken += [(f"{path}.{where}", key, detail) for where, key, detail in _item_faults(q, item)]
    return tuple(Fault(file=file, path=path, key=key, detail=detail) for path, key, detail in broken)


def _duplicates(q: Questionnaire) -> Iterator[FaultPlace]:
    codes = Counter(
        [c.code for c in q.conditions]
        + [i.code for c in q.conditions for i in c.indicators]
        + [part for item in q.items for part in {item.code, *(code for code, _ in item.parts)}]
        + [fact.code for fact in q.facts]
    )
    yield from (("conditions", "duplicate_code", code) for code, n in codes.items() if n > 1)
    keys = Counter(fact.key for fact in q.facts)
    yield from (("facts", "duplicate_code", key) for key, n in keys.items() if n > 1)


def _structure(q: Questionnaire) -> Iterator[FaultPlace]:
    thresholds = [level.at_least for level in q.levels]
    rising = thresholds == sorted(set(thresholds)) or q.gates_alone
    if len(thresholds) < 2 or [level.level for level in q.levels] != [*range(len(thresholds))] or not rising:
        yield "levels", "levels_not_ascending", ""
    types = {t.code for t in q.types}
    for n, audience in enumerate(q.audiences):
        unknown = sorted(set(audience.types) - types)
        if unknown:
            yield f"audiences.{n}.types", "unknown_reference", ", ".join(unknown)
    for n, condition in enumerate(q.conditions):
        if not condition.indicators or not all(i.items for i in condition.indicators):
            yield f"conditions.{n}", "empty", condition.code
        if (condition.share is None) != (q.respondent == "facility"):
            yield f"conditions.{n}.share", "share_misplaced", condition.code
        for m, indicator in enumerate(condition.indicators):
            # A blank that brings its weight along would raise a geometric mean (method.md §3).
            if indicator.weight == "items" and "geometric" in (condition.aggregation, indicator.aggregation):
                yield f"conditions.{n}.indicators.{m}.weight", "items_in_geometric", indicator.code


def _item_faults(q: Questionnaire, item: Item) -> Iterator[FaultPlace]:
    if item.applies not in q.audience_by_code:
        yield "applies", "unknown_reference", item.applies
    if item.asked_if is not None and item.asked_if.item not in q.item_by_code:
        yield "asked_if.item", "unknown_reference", item.asked_if.item
    elif item.asked_if is not None and _waits_for_itself(q, item):
        yield "asked_if.item", "skip_cycle", item.asked_if.item
    yield from _basis_faults(item)
    for n, gate in enumerate(item.gates):
        if gate.applies is not None and gate.applies not in q.audience_by_code:
            yield f"gates.{n}.applies", "unknown_reference", gate.applies
    yield from kind_faults(q, item)


def _waits_for_itself(q: Questionnaire, item: Item) -> bool:
    """Whether following `asked_if` from item to item leads back to an item already passed."""
    passed: set[str] = set()
    at: Item | None = item
    while at is not None and at.asked_if is not None:
        if at.code in passed:
            return True
        passed.add(at.code)
        at = q.item_by_code.get(at.asked_if.item)
    return False


def _basis_faults(item: Item) -> Iterator[FaultPlace]:
    for n, basis in enumerate(item.basis):
        days = {
            key: value for key, value in (("date", basis.date), ("until", basis.until)) if value is not None
        }
        bad = [key for key, value in days.items() if not _is_date(value)]
        yield from ((f"basis.{n}.{key}", "bad_date", days[key]) for key in bad)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
