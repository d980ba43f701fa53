"""Every facility a dot, by type."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum

from dxassess.render.charts.axis import Axis, draw_axis, whole_axis
from dxassess.render.charts.legend import LegendEntry, draw_legend
from dxassess.render.charts.rows import indent_for
from dxassess.render.metrics import fit
from dxassess.render.svg import Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import Mark, Swarm, SwarmRow

_TALLEST = 3.6  # a dot's farthest distance from its line, in sizes; beyond it dots may overlap


@dataclass(frozen=True)
class _Dot:
    x: float
    offset: float
    mark: Mark


@dataclass(frozen=True)
class _Cloud:
    """The dots of a type around a line; `height` holds them all."""

    row: SwarmRow
    dots: tuple[_Dot, ...]
    radius: float
    height: float


def draw_swarm(chart: Swarm, canvas: Canvas, *, voice: Voice) -> float:
    """Draws a cloud of dots for each type; the figure at the right is the median of the type in the round."""
    size, median = canvas.size, voice.ui("chart.median")
    top = draw_legend(canvas, _entries(chart, voice)) + size * 0.9
    indent = indent_for([voice.say(row.label) for row in chart.rows], canvas)
    axis = whole_axis(indent + size * 0.6, canvas.width - size * 3.6, style="score")
    clouds = [_settle(row, axis, size * (0.36 if canvas.narrow else 0.42), size) for row in chart.rows]
    above = 0.0 if indent else size * 2.5
    bottom = top + fsum(above + cloud.height for cloud in clouds)
    end = draw_axis(canvas, axis, top=top, bottom=bottom, voice=voice)
    canvas.text(canvas.width, top - size * 0.5, median, tone="mu", anchor="end", scale=0.82)
    y = top
    for cloud in clouds:
        if y > top:
            canvas.line((0, y), (canvas.width, y), "gr")
        middle = y + above + cloud.height / 2
        _write_name(
            canvas, cloud.row, middle if indent else y + size * 1.5, room=indent or canvas.width, voice=voice
        )
        _draw_cloud(canvas, cloud, axis, middle=middle, voice=voice)
        y += above + cloud.height
    return end


def _entries(chart: Swarm, voice: Voice) -> list[LegendEntry]:
    has_own = any(mark.own for row in chart.rows for mark in row.marks)
    entries = [
        LegendEntry("dot", "halo" if has_own else "halon", voice.ui("chart.one_facility")),
        LegendEntry("bar", "tgt", voice.ui("chart.median_of_type")),
    ]
    if any(row.low is not None for row in chart.rows):
        entries.append(LegendEntry("box", "range", voice.ui("chart.middle_half")))
    return entries


def _settle(row: SwarmRow, axis: Axis, radius: float, size: float) -> _Cloud:
    dots: list[_Dot] = []
    valued = [mark for mark in row.marks if mark.value is not None]
    for mark in sorted(valued, key=lambda mark: mark.value or 0.0):
        x = axis.x(mark.value or 0.0)
        close_dots = [dot for dot in dots if x - dot.x < radius * 2.12]
        dots.append(_Dot(x, _free_offset(x, close_dots, radius, size * _TALLEST), mark))
    farthest = max([abs(dot.offset) + radius for dot in dots] + [size * 0.9])
    return _Cloud(row, tuple(dots), radius, farthest * 2 + size * 1.1)


def _free_offset(x: float, close_dots: list[_Dot], radius: float, farthest: float) -> float:
    least_distance, step, tried = (radius * 2.12) ** 2, radius * 0.5, 0
    while True:
        offset = (tried + 1) // 2 * (1 if tried % 2 else -1) * step
        if abs(offset) > farthest:
            return 0.0
        if all((x - dot.x) ** 2 + (offset - dot.offset) ** 2 >= least_distance for dot in close_dots):
            return offset
        tried += 1


def _write_name(canvas: Canvas, row: SwarmRow, y: float, *, room: float, voice: Voice) -> None:
    size = canvas.size
    without = sum(mark.value is None for mark in row.marks)
    counted = voice.ui("chart.facilities", n=len(row.marks))
    if without:
        counted += "; " + voice.ui("chart.unscored", n=without)
    canvas.text(0, y - size * 0.62, fit(voice.say(row.label), room, size, 600), weight=600)
    canvas.text(0, y + size * 0.68, counted, tone="mu", scale=0.85)


def _draw_cloud(canvas: Canvas, cloud: _Cloud, axis: Axis, *, middle: float, voice: Voice) -> None:
    median, low, high = cloud.row.median, cloud.row.low, cloud.row.high
    if low is not None and high is not None:
        left, half = axis.x(low), cloud.height / 2 - canvas.size * 0.25
        canvas.rect(left, middle - half, axis.x(high) - left, half * 2, "range", round_by=canvas.size * 0.2)
    if median is not None:
        x, half = axis.x(median), cloud.height / 2 - canvas.size * 0.25
        canvas.line((x, middle - half), (x, middle + half), "tgt")
    for dot in cloud.dots:
        tip = f"{voice.say(dot.mark.label)}: {voice.quantity(dot.mark.value, 'score')}"
        canvas.dot(dot.x, middle + dot.offset, cloud.radius, "halo" if dot.mark.own else "halon", tip=tip)
    canvas.text(canvas.width, middle, voice.quantity(median, "score"), anchor="end", weight=700)
