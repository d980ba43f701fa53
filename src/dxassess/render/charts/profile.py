"""The conditions against the region, the other provinces and the standard."""

from __future__ import annotations

from math import fsum
from typing import NamedTuple

from dxassess.render.charts.axis import Axis, draw_axis, range_of, whole_axis
from dxassess.render.charts.legend import LegendEntry, draw_legend
from dxassess.render.charts.ranges import draw_range
from dxassess.render.charts.references import draw_reference_lines, reference_entries
from dxassess.render.charts.rows import lay_rows, write_name
from dxassess.render.svg import Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import Profile, ProfileRow

_PARTS = 1.15  # height of the marks of the parts above and below their line, in sizes


def draw_profile(chart: Profile, canvas: Canvas, *, voice: Voice) -> float:
    """Draws a row for each condition; the figures at the right are the own score, its level where it is
    told, and the others' score."""
    size = canvas.size
    names = [voice.say(row.mark.label) for row in chart.rows]
    top = draw_legend(canvas, _entries(chart, voice)) + size * 1.2
    rows = lay_rows(names, canvas, top=top, height=3.0 if chart.parts else 1.9)
    columns = _columns(chart, canvas, voice)
    edges = [canvas.width - fsum(column.width for column in columns[n + 1 :]) for n in range(len(columns))]
    right = edges[0] - columns[0].width - size * 0.4
    axis = whole_axis(rows.indent + size * 0.5, right, style="score")
    bottom = rows.start(len(chart.rows))
    end = draw_axis(canvas, axis, top=top, bottom=bottom, voice=voice)
    draw_reference_lines(canvas, [chart.standard], axis, top=top, bottom=bottom)
    for edge, column in zip(edges, columns, strict=True):
        canvas.text(edge, top - size * 0.55, column.head, tone="mu", anchor="end", scale=0.82)
    for index, row in enumerate(chart.rows):
        if index:
            canvas.line((0, rows.start(index)), (canvas.width, rows.start(index)), "gr")
        write_name(canvas, rows, index, name=names[index])
        y, figure = rows.middle(index), columns[0].figures[index]
        _draw_row(
            canvas, row, axis, ends=range_of(row.mark, chart.ends), y=y, tip=f"{names[index]}: {figure}"
        )
        for edge, column in zip(edges, columns, strict=True):
            canvas.text(edge, y, column.figures[index], tone=column.tone, anchor="end", weight=column.weight)
    return end


class _Column(NamedTuple):
    """Figures at the right of the chart, and how wide they stand."""

    head: str
    figures: list[str]
    tone: str
    weight: int
    width: float


def _columns(chart: Profile, canvas: Canvas, voice: Voice) -> list[_Column]:
    own_scores = [voice.quantity(row.mark.value, "score") for row in chart.rows]
    contents = [(voice.ui("chart.score"), own_scores, "own-t", 700)]
    if any(row.level is not None for row in chart.rows):
        contents.append(
            (voice.ui("chart.level_short"), [voice.say(row.level) for row in chart.rows], "", 600)
        )
    if chart.others != "nobody":
        others = [voice.quantity(row.region, "score") for row in chart.rows]
        contents.append((voice.ui(f"chart.{chart.others}"), others, "reg-t", 600))
    columns = []
    for head, figures, tone, weight in contents:
        widest = max((canvas.width_of(figure, weight=weight) for figure in figures), default=0.0)
        width = max(canvas.width_of(head, scale=0.82), widest, canvas.size * 2.4) + canvas.size * 0.9
        columns.append(_Column(head, figures, tone, weight, width))
    return columns


def _entries(chart: Profile, voice: Voice) -> list[LegendEntry]:
    measured = any(row.mark.low is not None for row in chart.rows)
    entries = [LegendEntry("dot", "halo", voice.subject)]
    if measured:
        entries.append(LegendEntry("range", "range-own", voice.ui(f"chart.{chart.ends}")))
    if chart.parts:
        entries.append(LegendEntry("square", "dept", voice.ui("chart.department")))
        entries.append(LegendEntry("dot", "facs", voice.ui("chart.facilities_part")))
    entries += reference_entries([chart.standard], "score", voice=voice)
    if chart.others != "nobody":
        entries.append(LegendEntry("diamond", "reg", voice.ui(f"chart.{chart.others}")))
        entries.append(LegendEntry("box", "band", voice.ui(f"chart.range_of_{chart.others}")))
    return entries


def _draw_row(
    canvas: Canvas, row: ProfileRow, axis: Axis, *, ends: tuple[float, float] | None, y: float, tip: str
) -> None:
    size, mark = canvas.size, row.mark
    if row.low is not None and row.high is not None:
        left = axis.x(row.low)
        canvas.rect(left, y - size * 0.5, axis.x(row.high) - left, size, "band", round_by=size * 0.2)
    _draw_parts(canvas, row, axis, y)
    if mark.value is not None and ends is not None:
        draw_range(canvas, (axis.x(ends[0]), axis.x(ends[1])), y, is_own=True)
    if row.region is not None:
        canvas.diamond(axis.x(row.region), y, size * 0.44, "reg")
    if mark.value is not None:
        canvas.dot(axis.x(mark.value), y, size * 0.4, "halo", tip=tip)


def _draw_parts(canvas: Canvas, row: ProfileRow, axis: Axis, y: float) -> None:
    """The Department above the line and the facilities below it, each tied to the score."""
    size, score = canvas.size, row.mark.value
    for value, high in ((row.department, y - size * _PARTS), (row.facilities, y + size * _PARTS)):
        if value is not None and score is not None:
            canvas.line((axis.x(value), high), (axis.x(score), y), "ax")
    if row.department is not None:
        side = size * 0.66
        x = axis.x(row.department) - side / 2
        canvas.rect(x, y - size * _PARTS - side / 2, side, side, "dept")
    if row.facilities is not None:
        canvas.dot(axis.x(row.facilities), y + size * _PARTS, size * 0.36, "facs")
