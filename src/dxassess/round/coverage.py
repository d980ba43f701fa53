"""How much of one questionnaire another one asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum
from typing import TypeVar

from dxassess.frozen import Frozen
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Condition, Questionnaire

SharedPart = TypeVar("SharedPart", Condition, Item)


class SharedItems(Frozen):
    """The scored items of a questionnaire that another one asks, and those that it does not, by code in the
    questionnaire's order. `weight` is the part of the overall score, in [0, 1], that hangs on the covered
    ones in a respondent to whom all applies."""

    covered: tuple[str, ...]
    not_covered: tuple[str, ...]
    weight: float

    @property
    def share(self) -> float:
        """The share of the items that are covered; 0 where there is nothing to cover."""
        total = len(self.covered) + len(self.not_covered)
        return len(self.covered) / total if total else 0.0


class Carriage(Frozen):
    """Two questionnaires and how much of the second the first asks."""

    source: Questionnaire
    target: Questionnaire
    coverage: SharedItems


def coverage(source: Questionnaire, target: Questionnaire) -> SharedItems:
    """How much of `target` a respondent has answered who answered `source`."""
    weights = dict(pulls(target))
    covered = tuple(code for code in weights if asks(source, target.item_by_code[code]))
    return SharedItems(
        covered=covered,
        not_covered=tuple(code for code in weights if code not in covered),
        weight=fsum(weights[code] for code in covered),
    )


def asks(source: Questionnaire, item: Item) -> bool:
    """Whether `source` has what answers `item`."""
    carried = item.maps_to
    return carried is not None and carried.questionnaire == source.id and carried.item in source.item_by_code


def pulls(q: Questionnaire) -> Iterator[tuple[str, float]]:
    """Every scored item with its part of the overall score."""
    for condition, share in _shares([c for c in q.conditions if any(i.scored for i in c.items)]):
        indicators = [i for i in condition.indicators if any(item.scored for item in i.items)]
        total = fsum(indicator.weight_over(indicator.items) for indicator in indicators)
        for indicator in indicators:
            part = indicator.weight_over(indicator.items) / total
            for item, item_share in _shares([item for item in indicator.items if item.scored]):
                yield item.code, share * part * item_share


def _shares(parts: Sequence[SharedPart]) -> Iterator[tuple[SharedPart, float]]:
    total = fsum(part.weight for part in parts)
    return ((part, part.weight / total) for part in parts)
