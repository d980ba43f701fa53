"""Levels that a questionnaire speaks of and does not have: their gates would never be asked for."""

from __future__ import annotations

from collections.abc import Iterator

from dxassess.questionnaire.faults import Fault
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.placed import placed_items


def find_limit_faults(questionnaire: Questionnaire, *, file: str) -> tuple[Fault, ...]:
    """Every level named above the highest one."""
    top = max((level.level for level in questionnaire.levels), default=0)
    return tuple(
        Fault(file=file, path=path, key="unknown_reference", detail=str(level))
        for path, level in _named(questionnaire)
        if level > top
    )


def _named(q: Questionnaire) -> Iterator[tuple[str, int]]:
    yield "standard_level", q.standard_level
    for placed_item in placed_items(q):
        for n, gate in enumerate(placed_item.item.gates):
            yield f"{placed_item.path}.gates.{n}.level", gate.level
