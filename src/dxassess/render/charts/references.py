"""Lines to compare with, through all rows, their labels below without touching each other."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.render.charts.axis import Axis
from dxassess.render.charts.legend import LegendEntry
from dxassess.render.metrics import fit
from dxassess.render.svg import Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import Reference
from dxassess.report.value.words import Style

LINE_TONES = {"region": "regl", "standard": "std", "target": "tgt"}
_SCALE = 0.85


class Shelves:
    """Places labels on as few lines as keep them apart, the first line lowest in number."""

    def __init__(self, canvas: Canvas, *, top: float) -> None:
        self._canvas = canvas
        self._top = top
        self._ends: list[list[tuple[float, float]]] = []

    @property
    def bottom(self) -> float:
        """The height below the last line."""
        return self._top + self._canvas.size * 1.25 * len(self._ends)

    def write(self, x: float, text: str, tone: str) -> None:
        """Writes `text` centred at `x` or as near as the edges allow."""
        canvas = self._canvas
        text = fit(text, canvas.width, canvas.size * _SCALE)
        width = canvas.width_of(text, scale=_SCALE)
        left = min(max(x - width / 2, 0.0), canvas.width - width)
        line = self._free_line(left, left + width)
        y = self._top + canvas.size * 1.25 * (line + 0.5)
        canvas.text(left, y, text, tone=tone, scale=_SCALE)

    def _free_line(self, left: float, right: float) -> int:
        gap = self._canvas.size * 0.9
        for index, spans in enumerate(self._ends):
            if all(right + gap < start or end + gap < left for start, end in spans):
                spans.append((left, right))
                return index
        self._ends.append([(left, right)])
        return len(self._ends) - 1


def draw_reference_lines(
    canvas: Canvas, references: Sequence[Reference], axis: Axis, *, top: float, bottom: float
) -> None:
    """A line for each reference that has a value."""
    for reference in references:
        if reference.value is not None:
            x = axis.x(reference.value)
            canvas.line((x, top), (x, bottom), LINE_TONES[reference.role])


def reference_entries(references: Sequence[Reference], style: Style, *, voice: Voice) -> list[LegendEntry]:
    """Legend entries that name each reference and its value, "–" where it has none."""
    return [
        LegendEntry(
            "bar",
            LINE_TONES[reference.role],
            f"{voice.say(reference.label)} {voice.quantity(reference.value, style)}",
        )
        for reference in references
    ]
