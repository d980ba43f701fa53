"""A horizontal axis: where values stand, which are labelled, and a notice where it shows less than 0-100."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dxassess.render.rounding import as_drawn, band_ends
from dxassess.render.svg import Anchor, Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import Mark, MarkRange
from dxassess.report.value.words import Style

_SHARES: tuple[Style, ...] = ("score", "percent")
_ROUNDED: tuple[Style, ...] = (*_SHARES, "signed_score")
AXIS_ROOM = 1.7  # height of the labels below, in sizes
_WINDOW_STEPS, _MOST_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2), 8


@dataclass(frozen=True)
class Axis:
    """Values from `low` to `high` lie between the coordinates `left` and `right`."""

    low: float
    high: float
    step: float
    left: float
    right: float
    style: Style

    def x(self, value: float) -> float:
        """The coordinate of `value`, no more exact than it is printed; what lies beyond the axis stays at its
        end."""
        drawn = as_drawn(value, self.style) if self.style in _ROUNDED else value
        share = (drawn - self.low) / (self.high - self.low)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    @property
    def ticks(self) -> tuple[float, ...]:
        count = round((self.high - self.low) / self.step)
        return tuple(self.low + self.step * index for index in range(count + 1))

    @property
    def cut(self) -> bool:
        """Whether a share's axis shows less than 0-100."""
        return self.style in _SHARES and (self.low > 0 or self.high < 1)


def range_of(mark: Mark, ends: MarkRange) -> tuple[float, float] | None:
    """The ends of the range of a mark, those of a total band in whole points as they are printed; None where
    one is not known."""
    if mark.low is None or mark.high is None:
        return None
    if ends == "interval":
        return mark.low, mark.high
    low, high = band_ends(mark.low, mark.high)
    return low / 100, high / 100


def whole_axis(left: float, right: float, *, style: Style, values: Iterable[float | None] = ()) -> Axis:
    """0-100 for scores and percentages; from 0, or both ways from it, to the farthest value for others."""
    if style in _SHARES:
        return Axis(0.0, 1.0, 0.2, left, right, style)
    known_values = [value for value in values if value is not None]
    high = max([*known_values, 0.0])
    low = min([*known_values, 0.0])
    step = _round_step(max(high - low, 0.05 if style == "signed_score" else 1.0) / 4)
    return Axis(
        math.floor(low / step) * step, max(math.ceil(high / step), 1) * step, step, left, right, style
    )


def window_axis(left: float, right: float, ends: tuple[float, float]) -> Axis:
    """The part of a scale 0-100 between `ends`, in whole steps, the shortest that are not too many."""
    for step in _WINDOW_STEPS:
        low, high = math.floor(ends[0] / step + 1e-9), math.ceil(ends[1] / step - 1e-9)
        if high - low <= _MOST_STEPS:
            break
    return Axis(low * step, max(high, low + 1) * step, step, left, right, "score")


def draw_axis(canvas: Canvas, axis: Axis, *, top: float, bottom: float, voice: Voice) -> float:
    """Draws grid lines and labels, and says so where the axis is cut. Gives the height where it ends."""
    size, digits = canvas.size, _digits(axis)
    every = _labelled(canvas, axis, [voice.tick(value, axis.style, digits) for value in axis.ticks])
    for index, value in enumerate(axis.ticks):
        canvas.line((axis.x(value), top), (axis.x(value), bottom), "gr")
        if index % every == 0:
            tick = voice.tick(value, axis.style, digits)
            # A label at the very edge of the drawing would be cut in half.
            anchor: Anchor = "middle" if axis.x(value) >= canvas.width_of(tick) * 0.5 else "start"
            canvas.text(axis.x(value), bottom + size * 0.9, tick, tone="mu", anchor=anchor, scale=0.85)
    if not axis.cut:
        return bottom + size * AXIS_ROOM
    low, high = (voice.tick(end, axis.style, 0) for end in (axis.low, axis.high))
    cut_note = voice.ui("chart.cut_axis", low=low, high=high)
    canvas.text(axis.right, bottom + size * 2.2, cut_note, tone="mu", anchor="end", scale=0.82)
    return bottom + size * (AXIS_ROOM + 1.3)


def _labelled(canvas: Canvas, axis: Axis, labels: Sequence[str]) -> int:
    """Every how many ticks have a label, the ends among them, so that labels do not touch."""
    steps = len(labels) - 1
    wide = max(canvas.width_of(label, scale=0.85) for label in labels) + canvas.size * 0.4
    least = 2 if canvas.narrow and len(labels) > 6 else 1
    each = (axis.right - axis.left) / steps
    return next((n for n in range(least, steps) if steps % n == 0 and each * n >= wide), steps)


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)


def _digits(axis: Axis) -> int:
    step = axis.step * 100 if axis.style in ("score", "signed_score", "percent") else axis.step
    return 0 if step >= 0.999 else 1
