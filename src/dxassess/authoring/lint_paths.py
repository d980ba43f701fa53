"""Skips that never open and gates that can never be met."""

from __future__ import annotations

from collections.abc import Iterator

from dxassess.authoring.remark import Remark, RemarkSeverity
from dxassess.questionnaire.credit import best_score
from dxassess.questionnaire.item_parts import Gate, Skip
from dxassess.questionnaire.meeting import meets
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.placed import PlacedItem, placed_items
from dxassess.questionnaire.tolerance import exceeds


def skip_remarks(q: Questionnaire) -> Iterator[Remark]:
    """Items that nobody, or only a part of those meant, will ever be asked."""
    order = {item.code: n for n, item in enumerate(q.items)}
    for placed_item in placed_items(q):
        if placed_item.item.asked_if is not None:
            yield from _skip(q, placed_item, placed_item.item.asked_if, order)


def _skip(q: Questionnaire, placed_item: PlacedItem, skip: Skip, order: dict[str, int]) -> Iterator[Remark]:
    before = q.item_by_code[skip.item]
    best = best_score(before)
    if best is None or exceeds(skip.at_least, best):
        yield _remark(
            placed_item, "error", "asked_if.at_least", "skip_never", f"{before.code} ≤ {best or 0:g}"
        )
    elif skip.at_least == 0:
        yield _remark(placed_item, "warning", "asked_if.at_least", "skip_always", before.code)
    if order[before.code] > order[placed_item.item.code]:
        yield _remark(placed_item, "error", "asked_if.item", "skip_backwards", before.code)
    audience, earlier = meets(q, placed_item.item.applies), meets(q, before.applies)
    if audience.isdisjoint(earlier):
        yield _remark(placed_item, "error", "asked_if.item", "skip_for_nobody", before.code)
    elif not audience <= earlier:
        left_out = sorted({kind for kind, _ in audience - earlier})
        yield _remark(
            placed_item, "warning", "asked_if.item", "skip_narrower", f"{before.code}: {', '.join(left_out)}"
        )


def gate_remarks(q: Questionnaire) -> Iterator[Remark]:
    """Gates that stay closed for ever, that nobody meets, or that open higher levels for less."""
    for placed_item in placed_items(q):
        for n, gate in enumerate(placed_item.item.gates):
            yield from _gate(q, placed_item, gate, f"gates.{n}")
            yield from _slacker(placed_item, gate, f"gates.{n}")


def _gate(q: Questionnaire, placed_item: PlacedItem, gate: Gate, key: str) -> Iterator[Remark]:
    if gate.level > q.levels[-1].level:
        yield _remark(placed_item, "error", f"{key}.level", "gate_above_levels", str(q.levels[-1].level))
    best = best_score(placed_item.item)
    if best is None or exceeds(gate.at_least, best):
        yield _remark(placed_item, "error", f"{key}.at_least", "gate_never", f"{best or 0:g}")
    if gate.applies is not None and meets(q, gate.applies).isdisjoint(meets(q, placed_item.item.applies)):
        yield _remark(placed_item, "error", f"{key}.applies", "gate_for_nobody", gate.applies)


def _slacker(placed_item: PlacedItem, gate: Gate, key: str) -> Iterator[Remark]:
    """A gate of a higher level that asks no more than one of a lower level has no effect."""
    for lower in placed_item.item.gates:
        same = lower.applies in (None, gate.applies)
        if same and lower.level < gate.level and lower.at_least >= gate.at_least:
            yield _remark(placed_item, "warning", f"{key}.at_least", "gate_without_effect", str(lower.level))
            return


def _remark(placed_item: PlacedItem, severity: RemarkSeverity, key: str, code: str, detail: str) -> Remark:
    return Remark(
        severity=severity,
        path=f"{placed_item.path}.{key}",
        code=code,
        of=placed_item.item.code,
        detail=detail,
    )
