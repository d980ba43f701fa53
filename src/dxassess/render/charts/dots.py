"""A row for each mark with its range."""

from __future__ import annotations

from dataclasses import dataclass

from dxassess.render.charts.axis import Axis, draw_axis, range_of, whole_axis
from dxassess.render.charts.legend import LegendEntry, draw_legend
from dxassess.render.charts.ranges import draw_range
from dxassess.render.charts.references import draw_reference_lines, reference_entries
from dxassess.render.charts.rows import lanes, lay_rows, write_name
from dxassess.render.metrics import fit
from dxassess.render.svg import Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import Dots, Heading, Mark


@dataclass(frozen=True)
class _Row:
    """A mark, the `ends` of its range and its words; `span` is the range in figures, empty where there is
    none."""

    mark: Mark
    ends: tuple[float, float] | None
    name: str
    figure: str
    span: str


def draw_dots(chart: Dots, canvas: Canvas, *, voice: Voice) -> float:
    """Draws rows in the order given: name, range, dot, value; on a wide frame the range in figures."""
    size = canvas.size
    drawn_rows = [_row(mark, chart, voice) for mark in chart.marks]
    top = draw_legend(canvas, _entries(chart, voice))
    rows = lay_rows([row.name for row in drawn_rows], canvas, top=top + size * 0.3, height=1.75)
    edge = canvas.width - (
        0.0 if canvas.narrow else _column(canvas, [row.span for row in drawn_rows], scale=0.85)
    )
    right = edge - _column(canvas, [row.figure for row in drawn_rows], weight=700) - size * 0.5
    axis = whole_axis(rows.indent + size * 0.7, right, style=chart.style, values=_values(chart))
    lines = _lines(chart)
    bottom = rows.start(len(lines))
    end = draw_axis(canvas, axis, top=rows.top, bottom=bottom, voice=voice)
    for index, line in enumerate(lines):
        if isinstance(line, int) and chart.marks[line].own:
            canvas.rect(0, rows.start(index), canvas.width, rows.pitch, "owns", round_by=size * 0.25)
    for upper, lower in lanes(rows, len(lines)):
        draw_reference_lines(canvas, chart.references, axis, top=upper, bottom=lower)
    for index, line in enumerate(lines):
        if isinstance(line, Heading):
            _write_heading(canvas, line, rows.start(index), rows.pitch, voice=voice)
            continue
        row = drawn_rows[line]
        write_name(canvas, rows, index, name=row.name, own=row.mark.own, plain=True)
        _draw_mark(canvas, row, axis, y=rows.middle(index))
        _write_figures(canvas, row, edge, y=rows.middle(index))
    return end


def _lines(chart: Dots) -> list[Heading | int]:
    """What stands below each other: marks by position, and the headings before them."""
    lines: list[Heading | int] = []
    for index in range(len(chart.marks)):
        lines += [heading for heading in chart.headings if heading.before == index]
        lines.append(index)
    return lines


def _write_heading(canvas: Canvas, heading: Heading, top: float, height: float, *, voice: Voice) -> None:
    size = canvas.size
    canvas.rect(0, top + height * 0.12, canvas.width, height * 0.8, "band", round_by=size * 0.2)
    name = fit(voice.say(heading.label), canvas.width - size, size * 0.92, 600)
    canvas.text(size * 0.5, top + height * 0.52, name, scale=0.92, weight=600)


def _row(mark: Mark, chart: Dots, voice: Voice) -> _Row:
    ends = None if mark.value is None else range_of(mark, chart.ends)
    style = "band" if chart.ends == "band" else chart.style
    span = "" if ends is None else voice.span(mark.low, mark.high, style)
    return _Row(mark, ends, voice.say(mark.label), voice.quantity(mark.value, chart.style), span)


def _values(chart: Dots) -> list[float | None]:
    values = [value for mark in chart.marks for value in (mark.value, mark.low, mark.high)]
    return values + [reference.value for reference in chart.references]


def _entries(chart: Dots, voice: Voice) -> list[LegendEntry]:
    entries = reference_entries(chart.references, chart.style, voice=voice)
    if any(mark.low is not None and mark.high is not None for mark in chart.marks):
        entries.insert(0, LegendEntry("range", "range", voice.ui(f"chart.{chart.ends}")))
    return entries


def _column(canvas: Canvas, texts: list[str], *, weight: int = 400, scale: float = 1.0) -> float:
    widest = max((canvas.width_of(text, weight=weight, scale=scale) for text in texts), default=0.0)
    return widest + canvas.size * 0.8 if widest else 0.0


def _draw_mark(canvas: Canvas, row: _Row, axis: Axis, *, y: float) -> None:
    mark = row.mark
    if mark.value is None:
        return
    if row.ends is not None:
        draw_range(canvas, (axis.x(row.ends[0]), axis.x(row.ends[1])), y, is_own=mark.own)
    radius, tone = (0.36, "halo") if mark.own else (0.32, "halon")
    tip = f"{row.name}: {row.figure} {row.span}".rstrip()
    canvas.dot(axis.x(mark.value), y, canvas.size * radius, tone, tip=tip)


def _write_figures(canvas: Canvas, row: _Row, edge: float, *, y: float) -> None:
    is_own = row.mark.own
    weight, tone = (700, "own-t") if is_own else (600, "")
    canvas.text(edge, y, row.figure, tone=tone, anchor="end", weight=weight)
    if row.span and not canvas.narrow:
        canvas.text(canvas.width, y, row.span, tone=tone or "mu", anchor="end", scale=0.85)
