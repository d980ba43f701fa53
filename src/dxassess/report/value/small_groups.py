"""Which figures a report for others than the department leaves out, as few facilities stand behind them
(method.md §7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dxassess.report.value.model import Cell
from dxassess.report.value.say import say
from dxassess.report.value.words import Label, Number, Span
from dxassess.statistics.suppress import hidden_cells

MIN_GROUP = 5


def small_among(sizes: Mapping[str, int], *, least: int = MIN_GROUP) -> frozenset[str]:
    """The groups of a printed whole to leave out: those of fewer than `least`, and others, so that what is
    left out cannot be worked out from the whole."""
    (hidden,) = hidden_cells([tuple(sizes.values())], min_group=least)
    return frozenset(key for key, left_out in zip(sizes, hidden, strict=True) if left_out)


def small_in_table(
    sizes: Mapping[str, Mapping[str, int]], *, least: int = MIN_GROUP
) -> frozenset[tuple[str, str]]:
    """The same for a table whose rows and columns both have printed totals, as (row, column). Every row has
    the same columns."""
    hidden = hidden_cells([tuple(row.values()) for row in sizes.values()], min_group=least)
    return frozenset(
        (row, column)
        for (row, columns), line in zip(sizes.items(), hidden, strict=True)
        for column, left_out in zip(columns, line, strict=True)
        if left_out
    )


def veil(cells: Iterable[Cell], *, when: bool) -> tuple[Cell, ...]:
    """The cells, without their numbers `when` so; words stay."""
    return tuple(
        Cell(content=say("hidden"), role="muted")
        if when and isinstance(cell.content, Number | Span)
        else cell
        for cell in cells
    )


def veil_label(label: Label, *, when: bool) -> Label:
    """The name of a mark, saying that its value is left out `when` so."""
    return say("hidden.label", name=label) if when else label
