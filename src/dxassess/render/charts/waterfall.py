"""From one score to another, step by step: what each thing adds or takes."""

from __future__ import annotations

from itertools import pairwise
from math import fsum

from dxassess.render.charts.axis import Axis, draw_axis, window_axis
from dxassess.render.charts.legend import LegendEntry, draw_legend
from dxassess.render.metrics import fit
from dxassess.render.svg import Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import FallRow, Mark, Waterfall

_ROW = 1.5  # heights in sizes
_GROUP = 1.6
_BAR = 0.5
_VALUE = 3.0
_NAMES, _NAMES_NARROW = 0.38, 0.42  # of the width that names may take


def draw_waterfall(chart: Waterfall, canvas: Canvas, *, voice: Voice) -> float:
    """Draws the two scores as marks and the steps between them, each with its figure beside it: filled where
    they take, hollow where they add, so that a grey print tells them apart. A line joins where one step ends
    with where the next begins."""
    size = canvas.size
    top = draw_legend(canvas, _entries(voice)) + size * 0.3
    room = canvas.width * (_NAMES_NARROW if canvas.narrow else _NAMES)
    axis = window_axis(room + size * (_VALUE + 0.4), canvas.width - size * _VALUE, (chart.low, chart.high))
    heights = _heights(chart, canvas)
    bottom = top + fsum(heights)
    end = draw_axis(canvas, axis, top=top, bottom=bottom, voice=voice)
    half, levels = size * _ROW / 2, _levels(chart)
    middles = [top + fsum(heights[: n + 1]) - half for n in range(len(heights))]
    for (before, after), level in zip(pairwise(middles), levels, strict=True):
        canvas.line((axis.x(level), before), (axis.x(level), after), "ax")
    for row, y, height, level in zip(chart.rows, middles[1:], heights[1:], levels, strict=False):
        _write_group(canvas, row, y + half - height, voice)
        _draw_step(canvas, row, axis, y, level=level, room=room, voice=voice)
    _draw_score(canvas, chart.start, axis, middles[0], room=room, voice=voice)
    _draw_score(canvas, chart.end, axis, middles[-1], room=room, voice=voice)
    return end


def _levels(chart: Waterfall) -> list[float]:
    """The score before the first step, and after each."""
    levels = [chart.start.value or 0.0]
    for row in chart.rows:
        levels.append(levels[-1] + row.value)
    return levels


def _heights(chart: Waterfall, canvas: Canvas) -> list[float]:
    line, group = canvas.size * _ROW, canvas.size * _GROUP
    return [line, *(line + (group if row.group is not None else 0.0) for row in chart.rows), line]


def _entries(voice: Voice) -> list[LegendEntry]:
    return [
        LegendEntry("box", "minus", voice.ui("chart.takes")),
        LegendEntry("box", "plus", voice.ui("chart.adds")),
    ]


def _write_group(canvas: Canvas, row: FallRow, top: float, voice: Voice) -> None:
    if row.group is not None:
        size = canvas.size
        canvas.line((0, top + size * 0.15), (canvas.width, top + size * 0.15), "gr")
        name = fit(voice.say(row.group), canvas.width, size, 600)
        canvas.text(0, top + size * _GROUP * 0.6, name, weight=600)


def _draw_score(canvas: Canvas, mark: Mark, axis: Axis, y: float, *, room: float, voice: Voice) -> None:
    size, name = canvas.size, voice.say(mark.label)
    figure, tone = voice.quantity(mark.value, "score"), "own" if mark.own else "nat"
    text_tone = "own-t" if mark.own else ""
    canvas.text(0, y, fit(name, room, size, 700), tone=text_tone, weight=700)
    if mark.value is not None:
        x = axis.x(mark.value)
        canvas.rect(
            x - size * 0.25, y - size * _BAR, size * 0.5, size * _BAR * 2, tone, tip=f"{name}: {figure}"
        )
        canvas.text(x + size * 0.55, y, figure, tone=text_tone, weight=700)


def _draw_step(
    canvas: Canvas, row: FallRow, axis: Axis, y: float, *, level: float, room: float, voice: Voice
) -> None:
    size, name = canvas.size, voice.say(row.label)
    figure, tone = voice.quantity(row.value, "signed_score"), "minus" if row.value < 0 else "plus"
    canvas.text(size * 0.9, y, fit(name, room - size * 0.9, size))
    start, stop = sorted((axis.x(level), axis.x(level + row.value)))
    width = max(stop - start, 1.0)
    canvas.rect(start, y - size * _BAR, width, size * _BAR * 2, tone, tip=f"{name}: {figure}")
    # Beside the end of the step, on the side where no line leads on.
    if row.value < 0:
        canvas.text(start - size * 0.4, y, figure, anchor="end", weight=600)
    else:
        canvas.text(start + width + size * 0.4, y, figure, weight=600)
