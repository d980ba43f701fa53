"""The conditions against the region, the other provinces and the standard."""

from __future__ import annotations

from dxassess.render.charts.axis import Axis, draw_axis, fitted_axis, range_of
from dxassess.render.charts.legend import LegendEntry, draw_legend
from dxassess.render.charts.references import draw_reference_lines, reference_entries
from dxassess.render.charts.rows import lay_rows, write_name
from dxassess.render.svg import Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import Profile, ProfileRow


def draw_profile(chart: Profile, canvas: Canvas, *, voice: Voice) -> float:
    """Draws a row for each condition; the two figures at the right are the own and the region's score."""
    size = canvas.size
    names = [voice.say(row.mark.label) for row in chart.rows]
    top = draw_legend(canvas, _entries(chart, voice)) + size * 1.2
    rows = lay_rows(names, canvas, top=top, height=2.6)
    heads = [voice.ui("chart.score"), voice.ui(f"chart.{chart.others}")]
    columns = [max(canvas.width_of(head, scale=0.82), size * 2.4) + size * 0.9 for head in heads]
    right = canvas.width - sum(columns) - size * 0.4
    axis = fitted_axis(_values(chart), rows.indent + size * 0.5, right)
    bottom = rows.start(len(chart.rows))
    end = draw_axis(canvas, axis, top=top, bottom=bottom, voice=voice)
    draw_reference_lines(canvas, [chart.standard], axis, top=top, bottom=bottom)
    for at, head in zip((canvas.width - columns[1], canvas.width), heads, strict=True):
        canvas.text(at, top - size * 0.55, head, tone="mu", anchor="end", scale=0.82)
    for index, row in enumerate(chart.rows):
        if index:
            canvas.line((0, rows.start(index)), (canvas.width, rows.start(index)), "gr")
        write_name(canvas, rows, index, name=names[index])
        y, figure = rows.middle(index), voice.quantity(row.mark.value, "score")
        ends = range_of(row.mark, chart.ends)
        _draw_row(canvas, row, axis, ends=ends, y=y, tip=f"{names[index]}: {figure}")
        canvas.text(canvas.width - columns[1], y, figure, tone="own-t", anchor="end", scale=1.1, weight=700)
        canvas.text(
            canvas.width, y, voice.quantity(row.region, "score"), tone="reg-t", anchor="end", weight=600
        )
    return end


def _entries(chart: Profile, voice: Voice) -> list[LegendEntry]:
    measured = any(row.mark.low is not None for row in chart.rows)
    return [
        LegendEntry("dot", "halo", voice.subject),
        *([LegendEntry("interval", "ci", voice.ui(f"chart.{chart.ends}"))] if measured else []),
        LegendEntry("diamond", "reg", voice.ui(f"chart.{chart.others}")),
        *reference_entries([chart.standard], "score", voice=voice),
        LegendEntry("box", "band", voice.ui(f"chart.range_of_{chart.others}")),
    ]


def _values(chart: Profile) -> list[float | None]:
    values = [chart.standard.value]
    for row in chart.rows:
        values += [row.mark.value, *(range_of(row.mark, chart.ends) or ()), row.region, row.low, row.high]
    return values


def _draw_row(
    canvas: Canvas, row: ProfileRow, axis: Axis, *, ends: tuple[float, float] | None, y: float, tip: str
) -> None:
    size, mark = canvas.size, row.mark
    if row.low is not None and row.high is not None:
        left = axis.x(row.low)
        canvas.rect(left, y - size * 0.5, axis.x(row.high) - left, size, "band", round_by=size * 0.2)
    if mark.value is not None and ends is not None:
        canvas.line((axis.x(ends[0]), y), (axis.x(ends[1]), y), "ci")
    if row.region is not None:
        canvas.diamond(axis.x(row.region), y, size * 0.48, "reg")
    if mark.value is not None:
        canvas.dot(axis.x(mark.value), y, size * 0.55, "halo", tip=tip)
