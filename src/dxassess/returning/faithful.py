"""A copy goes out only if it says what the original says, cell by cell, and could come back."""

from __future__ import annotations

from collections.abc import Iterable

from dxassess.intake.workbook.guard import examine
from dxassess.intake.workbook.marks import cell_name
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.reader import read_sheets
from dxassess.intake.workbook.sheet import Sheet

CellsByPlace = dict[tuple[str, str], object]


def same_cells(
    original: Iterable[Sheet],
    copy: bytes,
    *,
    besides: frozenset[str],
    counters: frozenset[tuple[str, str]] = frozenset(),
) -> bool:
    """Whether the workbook `copy` passes the guard and holds the same values in the same cells of the same
    sheets as the `original`. Left out are the sheets `besides` and the cells `counters`, by sheet and name.
    Spaces and line breaks are not told apart, as intake does not."""
    try:
        copied = tuple(read_sheets(copy, examine(copy)))
    except (Refused, ValueError, KeyError, IndexError, OverflowError, RecursionError):
        return False
    first, second = _cells(original, besides), _cells(copied, besides)
    return _without(first, counters) == _without(second, counters)


def _without(cells: CellsByPlace, left_out: frozenset[tuple[str, str]]) -> CellsByPlace:
    return {place: value for place, value in cells.items() if place not in left_out}


def _cells(sheets: Iterable[Sheet], besides: frozenset[str]) -> CellsByPlace:
    return {
        (sheet.name, cell_name((r, c))): " ".join(cell.split()) if isinstance(cell, str) else cell
        for sheet in sheets
        if sheet.name not in besides
        for r, row in enumerate(sheet.rows)
        for c, cell in enumerate(row)
        if cell != ""
    }
