"""What can be wrong where one questionnaire takes answers from another (`maps_to`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import assert_never

from dxassess.questionnaire.carried import Carried
from dxassess.questionnaire.faults import Fault
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.placed import placed_items

_YES_NO = ("yes", "no")

NOT_ASKED = "not_asked"
"""The key of the fault of an item that a source does not have: another version of it may."""

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
        for path, item, _, _ in placed_items(questionnaire)
        if item.maps_to is not None
        for key, detail in (
            *_own(item, item.maps_to),
            *_between(item, item.maps_to, by_id.get(item.maps_to.questionnaire)),
        )
    )


def _own(item: Item, carried: Carried) -> Iterator[Broken]:
    ways = (bool(carried.options), carried.part is not None, carried.at_least is not None)
    if sum(ways) > 1:
        yield "maps_two_ways", item.code
    elif not any(ways) and not _stands_alone(item):
        yield "maps_without_options", item.code
    elif not carried.options and any(ways) and not isinstance(item, YesNo):
        yield "maps_to_yes_no_only", item.code
    source_answers = Counter(pair.partition("=")[0] for pair in carried.options)
    yield from (("duplicate_code", code) for code, n in source_answers.items() if n > 1)
    unknown = sorted(set(carried.here.values()) - _answers(item))
    if unknown:
        yield "unknown_reference", ", ".join(unknown)


def _between(item: Item, carried: Carried, source: Questionnaire | None) -> Iterator[Broken]:
    if source is None:
        return
    source_item = source.item_by_code.get(carried.item)
    if source_item is None:
        yield NOT_ASKED, carried.item
        return
    unknown = sorted(set(carried.here) - _answers(source_item))
    if carried.part is not None and carried.part not in _parts(source_item):
        unknown.append(carried.part)
    if unknown:
        yield "unknown_reference", f"{carried.item}: {', '.join(unknown)}"
    if carried.at_least is not None and not isinstance(source_item, Quantity):
        yield "maps_other_type", f"{carried.item}: {source_item.type}"
    plain = not carried.options and carried.part is None and carried.at_least is None
    if plain and (source_item.type != item.type or _scale(source_item) != _scale(item)):
        yield "maps_other_type", f"{carried.item}: {source_item.type}"


def _stands_alone(item: Item) -> bool:
    """Whether an answer means the same to any item of the type; codes of options mean something to their own
    item alone."""
    match item:
        case Choice() | Multi():
            return False
        case YesNo() | Quantity() | Ratio() | Note():
            return True
        case _:
            assert_never(item)


def _answers(item: Item) -> set[str]:
    """The answers that `options` may name; none for types that have no fixed answers."""
    match item:
        case Choice():
            return {option.code for option in item.options}
        case YesNo():
            return set(_YES_NO)
        case Multi() | Quantity() | Ratio() | Note():
            return set()
        case _:
            assert_never(item)


def _parts(item: Item) -> set[str]:
    """The options that `part` may name."""
    return {option.code for option in item.options} if isinstance(item, Multi) else set()


def _scale(item: Item) -> float:
    return item.scale if isinstance(item, Ratio) else 1.0
