"""The legend above a chart, broken into lines where it is too wide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from dxassess.render.metrics import fit
from dxassess.render.svg import Canvas

_SCALE = 0.88
_LINE = 1.5
_GAPS = {"interval": 1.9, "box": 1.35, "range": 1.9}
Sign = Literal["dot", "diamond", "square", "bar", "interval", "box", "range"]


class LegendEntry(NamedTuple):
    """A sign in a tone, and what it stands for."""

    sign: Sign
    tone: str
    label: str


def draw_legend(canvas: Canvas, entries: Sequence[LegendEntry]) -> float:
    """Draws from the top of the canvas; gives the height where the chart may begin."""
    size, x, y = canvas.size, 0.0, canvas.size * 0.8
    for entry in entries:
        gap = size * _GAPS.get(entry.sign, 1.15)
        label = fit(entry.label, canvas.width - gap, size * _SCALE)
        width = gap + canvas.width_of(label, scale=_SCALE)
        if x > 0 and x + width > canvas.width:
            x, y = 0.0, y + size * _LINE
        _draw_sign(canvas, entry, x, y)
        canvas.text(x + gap, y, label, tone="mu", scale=_SCALE)
        x += width + size * 1.3
    return y + size * 1.3 if entries else 0.0


def _draw_sign(canvas: Canvas, entry: LegendEntry, x: float, y: float) -> None:
    size, radius = canvas.size, canvas.size * 0.36
    match entry.sign:
        case "dot":
            canvas.dot(x + radius, y, radius, entry.tone)
        case "diamond":
            canvas.diamond(x + radius, y, radius * 1.15, entry.tone)
        case "bar":
            canvas.line((x + radius, y - size * 0.5), (x + radius, y + size * 0.5), entry.tone)
        case "interval":
            canvas.line((x, y), (x + size * 1.5, y), entry.tone)
        case "square":
            canvas.rect(x + size * 0.05, y - size * 0.33, size * 0.66, size * 0.66, entry.tone)
        case "range":
            canvas.rect(x, y - size * 0.5, size * 1.5, size, entry.tone, round_by=1.5)
        case "box":
            canvas.rect(x, y - radius, size * 0.9, radius * 2, entry.tone, round_by=1.5)
