"""What can be wrong where one questionnaire takes answers from another (`maps_to`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dxassess.questionnaire.carried import Carried
from dxassess.questionnaire.faults import Fault
from dxassess.questionnaire.model import Item, Questionnaire

_AS_IT_STANDS = ("yes_no", "percent", "number", "count", "ratio", "text", "date")
_QUANTITIES = ("percent", "number", "count")
_YES_NO = ("yes", "no")

Broken = tuple[str, str]
"""The key of a fault and its detail."""


def find_mapping_faults(
    questionnaire: Questionnaire, sources: Sequence[Questionnaire] = (), *, file: str
) -> tuple[Fault, ...]:
    """Every broken promise of `maps_to`: what the questionnaire alone shows, and against each of `sources`
    what only both together show. A questionnaire that is not among `sources` is taken at its word."""
    by_id = {source.id: source for source in sources if source.respondent == questionnaire.respondent}
    return tuple(
        Fault(file=file, path=f"{path}.maps_to", key=key, detail=detail)
        for path, item in _placed(questionnaire)
        if item.maps_to is not None
        for key, detail in (
            *_own(item, item.maps_to),
            *_between(item, item.maps_to, by_id.get(item.maps_to.questionnaire)),
        )
    )


def _placed(q: Questionnaire) -> Iterator[tuple[str, Item]]:
    for c, condition in enumerate(q.conditions):
        for i, indicator in enumerate(condition.indicators):
            for n, item in enumerate(indicator.items):
                yield f"conditions.{c}.indicators.{i}.items.{n}", item


def _own(item: Item, carried: Carried) -> Iterator[Broken]:
    ways = (bool(carried.options), carried.part is not None, carried.at_least is not None)
    if sum(ways) > 1:
        yield "maps_two_ways", item.code
    elif not any(ways) and item.type not in _AS_IT_STANDS:
        yield "maps_without_options", item.code
    elif not carried.options and any(ways) and item.type != "yes_no":
        yield "maps_to_yes_no_only", item.code
    there = Counter(pair.partition("=")[0] for pair in carried.options)
    yield from (("duplicate_code", code) for code, n in there.items() if n > 1)
    unknown = sorted(set(carried.here.values()) - _answers(item))
    if unknown:
        yield "unknown_reference", ", ".join(unknown)


def _between(item: Item, carried: Carried, source: Questionnaire | None) -> Iterator[Broken]:
    if source is None:
        return
    there = source.item_by_code.get(carried.item)
    if there is None:
        yield "unknown_reference", carried.item
        return
    unknown = sorted(set(carried.here) - _answers(there))
    if carried.part is not None and (
        there.type != "multi" or carried.part not in {o.code for o in there.options}
    ):
        unknown.append(carried.part)
    if unknown:
        yield "unknown_reference", f"{carried.item}: {', '.join(unknown)}"
    if carried.at_least is not None and there.type not in _QUANTITIES:
        yield "maps_other_type", f"{carried.item}: {there.type}"
    plain = not carried.options and carried.part is None and carried.at_least is None
    if plain and (there.type != item.type or there.scale != item.scale):
        yield "maps_other_type", f"{carried.item}: {there.type}"


def _answers(item: Item) -> set[str]:
    """The answers that `options` may name; none for types that have no fixed answers."""
    if item.type == "choice":
        return {option.code for option in item.options}
    return set(_YES_NO) if item.type == "yes_no" else set()
