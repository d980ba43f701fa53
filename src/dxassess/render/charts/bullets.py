"""Systems against their targets."""

from __future__ import annotations

from dxassess.render.charts.axis import Axis, draw_axis, whole_axis
from dxassess.render.charts.legend import LegendEntry, draw_legend
from dxassess.render.charts.rows import lay_rows, write_name
from dxassess.render.svg import Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import BulletRow, Bullets

_COLUMNS = (3.6, 3.8, 4.2, 3.0)  # value, target, its date, answers: widths in sizes, at the least
_DATE = 2  # the column whose words differ in length
_REACH, _REACH_BELOW = 0.85, 0.6
"""How far the line of a target goes from the middle, in sizes: less where the name stands above, so that it
does not cross it."""
_HEADS = ("chart.value", "chart.target", "chart.until", "chart.answers")


def draw_bullets(chart: Bullets, canvas: Canvas, *, voice: Voice) -> float:
    """Draws a bar for each measure, the target and the region as lines, the figures at the right."""
    size = canvas.size
    names = [voice.say(row.label) for row in chart.rows]
    top = draw_legend(canvas, _entries(chart, voice)) + size * 1.2
    rows = lay_rows(names, canvas, top=top, height=2.2)
    edges = _edges(chart, canvas, voice)
    axis = whole_axis(rows.indent + size * 0.4, edges[0] - size * 3.9, style="percent")
    for edge, head in zip(edges, _HEADS, strict=True):
        canvas.text(edge, top - size * 0.55, voice.ui(head), tone="mu", anchor="end", scale=0.82)
    end = draw_axis(canvas, axis, top=top, bottom=rows.start(len(chart.rows)), voice=voice)
    for index, row in enumerate(chart.rows):
        write_name(canvas, rows, index, name=names[index], plain=rows.beside)
        y, figure = rows.middle(index), voice.quantity(row.value, "percent")
        reach = _REACH if rows.beside else _REACH_BELOW
        _draw_bar(canvas, row, axis, y, f"{names[index]}: {figure}", reach=reach)
        canvas.text(edges[0], y, figure, tone="own-t", anchor="end", weight=700)
        canvas.text(edges[1], y, voice.quantity(row.target, "percent"), anchor="end", weight=600)
        canvas.text(edges[2], y, voice.say(row.until), anchor="end", scale=0.92)
        canvas.text(edges[3], y, voice.quantity(row.n, "count"), tone="mu", anchor="end", scale=0.92)
    return end


def _entries(chart: Bullets, voice: Voice) -> list[LegendEntry]:
    entries = [LegendEntry("box", "own", voice.subject)]
    if any(row.target is not None for row in chart.rows):
        entries.append(LegendEntry("bar", "tgt", voice.ui("chart.target")))
    if any(row.region is not None for row in chart.rows):
        entries.append(LegendEntry("bar", "regl", voice.ui("chart.region")))
    return entries


def _edges(chart: Bullets, canvas: Canvas, voice: Voice) -> list[float]:
    dates = [canvas.width_of(voice.say(row.until), scale=0.92) for row in chart.rows]
    edges, right = [], canvas.width
    for place, (least, head) in reversed(list(enumerate(zip(_COLUMNS, _HEADS, strict=True)))):
        edges.append(right)
        words = [canvas.width_of(voice.ui(head), scale=0.82), *(dates if place == _DATE else ())]
        right -= max(max(words) + canvas.size * 0.8, canvas.size * least)
    return edges[::-1]


def _draw_bar(canvas: Canvas, row: BulletRow, axis: Axis, y: float, tip: str, *, reach: float) -> None:
    """`reach`: how far the line of the target goes beyond the middle of the bar."""
    size = canvas.size
    canvas.rect(axis.left, y - size * 0.6, axis.right - axis.left, size * 1.2, "band", round_by=size * 0.15)
    if row.value is not None:
        canvas.rect(
            axis.left,
            y - size * 0.34,
            axis.x(row.value) - axis.left,
            size * 0.68,
            "own",
            round_by=size * 0.1,
            tip=tip,
        )
    if row.region is not None:
        canvas.line((axis.x(row.region), y - size * 0.6), (axis.x(row.region), y + size * 0.6), "regl")
    if row.target is not None:
        canvas.line((axis.x(row.target), y - size * reach), (axis.x(row.target), y + size * reach), "tgt")
