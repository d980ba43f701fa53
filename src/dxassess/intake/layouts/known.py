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

_MOST_KNOWN, _MOST_ALIKE = 64, 4
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
        alike = self._layouts.get(_outline(sheets), ())
        return next((found for each in alike if (found := each.read(sheets, self._quiet)) is not None), None)

    def keep(self, sheets: Sequence[Sheet], identified: Identified, laid: Laid) -> None:
        """Learn from what the full path found."""
        layout = learn_layout(sheets, identified, laid, self._quiet)
        if layout is None:
            return
        if len(self._layouts) >= _MOST_KNOWN:
            self._layouts.clear()
        self._layouts.setdefault(_outline(sheets), deque(maxlen=_MOST_ALIKE)).appendleft(layout)


def _outline(sheets: Sequence[Sheet]) -> _Outline:
    return tuple((sheet.name, len(sheet.rows)) for sheet in sheets)
