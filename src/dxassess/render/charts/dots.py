"""A row for each mark with its interval."""

from __future__ import annotations

from dxassess.render.charts.axis import Axis, draw_axis, whole_axis
from dxassess.render.charts.legend import Entry, draw_legend
from dxassess.render.charts.references import draw_reference_lines, reference_entries
from dxassess.render.charts.rows import lay_rows, write_name
from dxassess.render.svg import Canvas
from dxassess.render.voice import Voice
from dxassess.report.model import Dots, Mark


def draw_dots(chart: Dots, canvas: Canvas, *, voice: Voice) -> float:
    """Draws rows in the order given: name, interval, dot, value and, on a wide frame, the interval in figures."""
    size = canvas.size
    names = [voice.say(mark.label) for mark in chart.marks]
    spans = [_span(mark, chart, voice) for mark in chart.marks]
    shown = ["" for _ in spans] if canvas.narrow else spans
    top = draw_legend(canvas, _entries(chart, voice))
    rows = lay_rows(names, canvas, top=top + size * 0.3, height=1.75)
    value_right = canvas.width - _column(canvas, shown)
    figures = [voice.quantity(mark.value, chart.style) for mark in chart.marks]
    right = value_right - _column(canvas, figures, weight=700) - size * 0.5
    values = [value for mark in chart.marks for value in (mark.value, mark.low, mark.high)]
    values += [reference.value for reference in chart.references]
    axis = whole_axis(rows.indent + size * 0.7, right, style=chart.style, values=values)
    bottom = rows.start(len(chart.marks))
    end = draw_axis(canvas, axis, top=rows.top, bottom=bottom, voice=voice)
    for index, mark in enumerate(chart.marks):
        if mark.own:
            canvas.rect(0, rows.start(index), canvas.width, rows.pitch, "owns", round_by=size * 0.25)
    draw_reference_lines(canvas, chart.references, axis, top=rows.top, bottom=bottom)
    for index, mark in enumerate(chart.marks):
        write_name(canvas, rows, index, name=names[index], own=mark.own, plain=True)
        y = rows.middle(index)
        _draw_mark(canvas, mark, axis, y, f"{names[index]}: {figures[index]} {spans[index]}".rstrip())
        canvas.text(
            value_right,
            y,
            figures[index],
            tone="own-t" if mark.own else "",
            anchor="end",
            weight=700 if mark.own else 600,
        )
        if shown[index]:
            canvas.text(
                canvas.width, y, shown[index], tone="own-t" if mark.own else "mu", anchor="end", scale=0.85
            )
    return end


def _entries(chart: Dots, voice: Voice) -> list[Entry]:
    entries = reference_entries(chart.references, chart.style, voice=voice)
    if any(mark.low is not None and mark.high is not None for mark in chart.marks):
        entries.insert(0, Entry("interval", "ci2", voice.ui("chart.interval")))
    return entries


def _span(mark: Mark, chart: Dots, voice: Voice) -> str:
    if mark.value is None or mark.low is None or mark.high is None:
        return ""
    return voice.span(mark.low, mark.high, chart.style)


def _column(canvas: Canvas, said: list[str], *, weight: int = 400) -> float:
    widest = max((canvas.width_of(text, weight=weight) for text in said), default=0.0)
    return widest * (0.85 if weight == 400 else 1.0) + canvas.size * 0.8 if widest else 0.0


def _draw_mark(canvas: Canvas, mark: Mark, axis: Axis, y: float, tip: str) -> None:
    if mark.value is None:
        return
    if mark.low is not None and mark.high is not None:
        canvas.line((axis.x(mark.low), y), (axis.x(mark.high), y), "ci" if mark.own else "ci2")
    radius, tone = (0.52, "halo") if mark.own else (0.4, "halon")
    canvas.dot(axis.x(mark.value), y, canvas.size * radius, tone, tip=tip)
