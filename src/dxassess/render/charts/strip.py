"""All provinces on one line: where do we stand?"""

from __future__ import annotations

from dxassess.render.charts.axis import Axis, draw_axis, range_of, whole_axis
from dxassess.render.charts.references import Shelves, draw_reference_lines
from dxassess.render.metrics import fit
from dxassess.render.svg import Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import Mark, MarkRange, Strip

_REFERENCE_TEXT = {"region": "reg-t", "standard": "mu", "target": ""}


def draw_strip(chart: Strip, canvas: Canvas, *, voice: Voice) -> float:
    """Draws the dots, the own one large above its range, and names it, the ends and the references."""
    size = canvas.size
    own_mark = next((mark for mark in chart.marks if mark.own), None)
    valued = [mark for mark in chart.marks if mark.value is not None]
    line = size * (4.9 if own_mark else 1.8)
    axis = whole_axis(size * 0.8, canvas.width - size * 0.8, style="score")
    bottom = draw_axis(canvas, axis, top=line - size * 0.35, bottom=line + size * 1.5, voice=voice)
    if own_mark:
        _draw_range(canvas, range_of(own_mark, chart.ends), axis, line)
    canvas.line((axis.left, line), (axis.right, line), "ax")
    draw_reference_lines(canvas, chart.references, axis, top=line - size * 1.35, bottom=line + size * 1.35)
    for mark in sorted(valued, key=lambda mark: mark.own):
        radius, tone = (size * 0.72, "halo") if mark.own else (size * 0.42, "haloo")
        canvas.dot(axis.x(mark.value or 0.0), line, radius, tone, tip=_said(mark, voice))
    if own_mark:
        _name_own(canvas, own_mark, chart.ends, axis=axis, voice=voice)
    return _name_others(canvas, chart, axis, bottom, voice)


def _draw_range(canvas: Canvas, ends: tuple[float, float] | None, axis: Axis, line: float) -> None:
    if ends is not None:
        left, half = axis.x(ends[0]), canvas.size * 1.15
        width = axis.x(ends[1]) - left
        canvas.rect(left, line - half, width, half * 2, "range-own", round_by=canvas.size * 0.2)


def _name_own(canvas: Canvas, own_mark: Mark, ends: MarkRange, *, axis: Axis, voice: Voice) -> None:
    size, room = canvas.size, canvas.width
    name = fit(_said(own_mark, voice), room, size * 1.15, 700)
    half = canvas.width_of(name, scale=1.15, weight=700) / 2
    x = _above(own_mark, range_of(own_mark, ends), axis, middle=room / 2)
    x = min(max(x, half), room - half)
    canvas.text(x, size * 1.3, name, tone="own-t", anchor="middle", scale=1.15, weight=700)
    if range_of(own_mark, ends) is not None:
        span = voice.span(own_mark.low, own_mark.high, "band" if ends == "band" else "score")
        words = voice.ui(f"chart.{ends}_of", span=span)
        half = canvas.width_of(words, scale=0.85) / 2
        canvas.text(
            min(max(x, half), room - half), size * 2.7, words, tone="own-t", anchor="middle", scale=0.85
        )


def _above(own_mark: Mark, ends: tuple[float, float] | None, axis: Axis, *, middle: float) -> float:
    """Where the own name stands: above the value, or its range, or in the `middle` if neither is known."""
    if own_mark.value is not None:
        return axis.x(own_mark.value)
    return middle if ends is None else (axis.x(ends[0]) + axis.x(ends[1])) / 2


def _name_others(canvas: Canvas, chart: Strip, axis: Axis, top: float, voice: Voice) -> float:
    shelves = Shelves(canvas, top=top)
    for reference in chart.references:
        if reference.value is not None:
            text = f"{voice.say(reference.label)} {voice.quantity(reference.value, 'score')}"
            shelves.write(axis.x(reference.value), text, _REFERENCE_TEXT[reference.role])
    others = sorted((mark.value, index) for index, mark in enumerate(chart.marks) if mark.value is not None)
    for value, index in dict.fromkeys([*others[:1], *others[-1:]]):
        if not chart.marks[index].own:
            shelves.write(axis.x(value), _said(chart.marks[index], voice), "mu")
    without = [voice.say(mark.label) for mark in chart.marks if mark.value is None]
    if without:
        shelves.write(0, voice.ui("chart.without_value", names=", ".join(without)), "mu")
    return shelves.bottom + canvas.size * 0.2


def _said(mark: Mark, voice: Voice) -> str:
    return f"{voice.say(mark.label)} {voice.quantity(mark.value, 'score')}"
