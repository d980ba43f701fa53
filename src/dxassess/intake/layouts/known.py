"""The layouts that a process has seen: hundreds of forms of a round are laid out exactly alike."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from dxassess.intake.layouts.layout import Layout
from dxassess.intake.layouts.learn import learn_layout
from dxassess.intake.layouts.quiet import Quiet
from dxassess.intake.matching.identify import Identified, KnownInstrument
from dxassess.intake.overlay.overlay import Laid
from dxassess.intake.workbook.sheet import Sheet

_MOST_KNOWN, _MOST_ALIKE = 32, 4
_MOST_CELLS, _MOST_LETTERS = 10_000, 200_000
"""Our largest form has a thousand cells and forty thousand letters."""
_Outline = tuple[tuple[str, int], ...]


class KnownLayouts:
    """The layouts of forms of these instruments, by the names of their sheets and the numbers of their rows.
    Of one outline the latest few are kept; a full memo is emptied."""

    def __init__(self, instruments: Sequence[KnownInstrument]) -> None:
        self._quiet = Quiet(instruments)
        self._layouts: dict[_Outline, deque[Layout]] = {}

    def recall(self, sheets: Sequence[Sheet]) -> Identified | None:
        """What the full path would find in the sheets of a form, without a finding from it or the overlay;
        None where none like it is known."""
        for layout in self._layouts.get(_outline(sheets), ()):
            identified = layout.read(sheets, self._quiet)
            if identified is not None:
                return identified
        return None

    def keep(self, sheets: Sequence[Sheet], identified: Identified, laid: Laid) -> None:
        """Learn from what the full path found; of what is larger than any form, nothing."""
        layout = learn_layout(sheets, identified, laid, self._quiet) if _is_small(sheets) else None
        if layout is None:
            return
        if len(self._layouts) >= _MOST_KNOWN:
            self._layouts.clear()
        self._layouts.setdefault(_outline(sheets), deque(maxlen=_MOST_ALIKE)).appendleft(layout)


def _is_small(sheets: Sequence[Sheet]) -> bool:
    marked = sum(len(sheet.marks.formulas) + len(sheet.marks.uncalculated) for sheet in sheets)
    rows = [row for sheet in sheets for row in sheet.rows]
    if marked + len(rows) + sum(map(len, rows)) > _MOST_CELLS:
        return False
    return sum(len(cell) for row in rows for cell in row if isinstance(cell, str)) <= _MOST_LETTERS


def _outline(sheets: Sequence[Sheet]) -> _Outline:
    return tuple((sheet.name, len(sheet.rows)) for sheet in sheets)
