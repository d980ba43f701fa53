"""The range of a value: taller than its dot is wide, so that it is seen however narrow it is."""

from __future__ import annotations

from math import fsum

from dxassess.render.svg import Canvas

_TALL = 1.1  # of the font's size
_LEAST = 0.25


def draw_range(canvas: Canvas, ends: tuple[float, float], y: float, *, is_own: bool) -> None:
    """Draws a box between the coordinates `ends` around the height `y`."""
    size = canvas.size
    middle, width = fsum(ends) / 2, max(ends[1] - ends[0], size * _LEAST)
    tone = "range-own" if is_own else "range"
    canvas.rect(middle - width / 2, y - size * _TALL / 2, width, size * _TALL, tone, round_by=size * 0.15)
