"""Then and now: an arrow for each row from the earlier value to the later one."""

from __future__ import annotations

from dxassess.render.charts.axis import Axis, draw_axis, whole_axis
from dxassess.render.charts.legend import LegendEntry, draw_legend
from dxassess.render.charts.rows import lay_rows, write_name
from dxassess.render.svg import Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import MoveRow, Moves

_FIGURES = 10.5  # width of the column of figures, in sizes


def draw_moves(chart: Moves, canvas: Canvas, *, voice: Voice) -> float:
    """Draws the earlier value as a diamond, the later one as a dot, a line between, figures at the right."""
    size = canvas.size
    names = [voice.say(row.label) for row in chart.rows]
    entries = [
        LegendEntry("diamond", "oth", voice.ui("chart.before")),
        LegendEntry("dot", "own", voice.ui("chart.now")),
    ]
    rows = lay_rows(names, canvas, top=draw_legend(canvas, entries) + size * 0.3, height=1.9)
    axis = whole_axis(rows.indent + size * 0.7, canvas.width - size * _FIGURES, style="score")
    end = draw_axis(canvas, axis, top=rows.top, bottom=rows.start(len(chart.rows)), voice=voice)
    for index, row in enumerate(chart.rows):
        figures = voice.ui(
            "chart.move",
            before=voice.quantity(row.before, "score"),
            now=voice.quantity(row.now, "score"),
        )
        write_name(canvas, rows, index, name=names[index], own=row.own, plain=True)
        _draw_move(canvas, axis, row, rows.middle(index), f"{names[index]}: {figures}")
        canvas.text(canvas.width, rows.middle(index), figures, tone="own-t", anchor="end", weight=600)
    return end


def _draw_move(canvas: Canvas, axis: Axis, row: MoveRow, y: float, tip: str) -> None:
    if row.before is not None and row.now is not None:
        canvas.line((axis.x(row.before), y), (axis.x(row.now), y), "ci2")
    if row.before is not None:
        canvas.diamond(axis.x(row.before), y, canvas.size * 0.45, "oth", tip=tip)
    if row.now is not None:
        canvas.dot(axis.x(row.now), y, canvas.size * 0.46, "halo", tip=tip)
