"""What adds to a difference and what takes from it: bars both ways from zero."""

from __future__ import annotations

from dxassess.render.charts.axis import Axis, draw_axis, whole_axis
from dxassess.render.charts.rows import Rows, lay_rows, write_name
from dxassess.render.svg import Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import Bars

_VALUE = 4.6  # width of the column of figures, in sizes


def draw_bars(chart: Bars, canvas: Canvas, *, voice: Voice) -> float:
    """Draws a bar from zero for every row, its figure at the right."""
    size = canvas.size
    names = [voice.say(row.label) for row in chart.rows]
    rows = lay_rows(names, canvas, top=size * 0.4, height=1.9)
    axis = whole_axis(
        rows.indent + size * 1.2,
        canvas.width - size * _VALUE,
        style=chart.style,
        values=[row.value for row in chart.rows],
    )
    bottom = rows.start(len(chart.rows))
    end = draw_axis(canvas, axis, top=rows.top, bottom=bottom, voice=voice)
    for index, row in enumerate(chart.rows):
        write_name(canvas, rows, index, name=names[index], plain=rows.beside)
        figure = voice.quantity(row.value, chart.style)
        _draw_bar(canvas, axis, row.value, rows.middle(index), f"{names[index]}: {figure}")
        canvas.text(canvas.width, rows.middle(index), figure, tone="own-t", anchor="end", weight=700)
    for low, high in _free_of_names(rows, len(chart.rows), canvas.size, bottom):
        canvas.line((axis.x(0.0), low), (axis.x(0.0), high), "tgt")
    return end


def _free_of_names(rows: Rows, count: int, size: float, bottom: float) -> list[tuple[float, float]]:
    """Where the line of zero may stand: where names stand above their rows, not through them."""
    if rows.beside:
        return [(rows.top, bottom)]
    return [(rows.middle(index) - size * 0.7, rows.middle(index) + size * 0.7) for index in range(count)]


def _draw_bar(canvas: Canvas, axis: Axis, value: float | None, y: float, tip: str) -> None:
    if value is None:
        return
    start, stop = sorted((axis.x(0.0), axis.x(value)))
    canvas.rect(start, y - canvas.size * 0.42, stop - start, canvas.size * 0.84, "own", tip=tip)
