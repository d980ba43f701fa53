"""The cells that a finding speaks of: its own, and those that it lists."""

from __future__ import annotations

from dxassess.findings.finding import Finding
from dxassess.intake.workbook.marks import cell_name, listed_cells

_MOST = 400
_LISTING = (
    "MARK_UNREAD",
    "CONTROLS_UNREAD",
    "CODES_UNKNOWN",
    "ERROR_CELLS",
    "FORMULAS_NO_VALUE",
    "FORMULAS",
    "SAME_PERCENTAGES",
)


def cells_of(finding: Finding) -> tuple[str, ...]:
    """The names of the cells, the finding's own first; none where it speaks of a whole sheet or file, at most
    400."""
    if finding.place.cell is None:
        return ()
    listed = listed_cells(str(finding.expected or "")) if finding.code in _LISTING else ()
    return tuple(dict.fromkeys((finding.place.cell, *map(cell_name, listed))))[:_MOST]
