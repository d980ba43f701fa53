"""Answers received of facilities registered."""

from __future__ import annotations

from dxassess.render.charts.rows import Box, lay_rows, write_name
from dxassess.render.svg import Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import ShareRow, Shares


def draw_shares(chart: Shares, canvas: Canvas, *, voice: Voice) -> float:
    """Draws a bar for each group; without a whole there is a figure but no bar."""
    size = canvas.size
    names = [voice.say(row.label) for row in chart.rows]
    figures = [
        f"{voice.quantity(row.part, 'count')}/{voice.quantity(row.whole, 'count')}" for row in chart.rows
    ]
    rows = lay_rows(names, canvas, top=0.0, height=2.0)
    right = (
        canvas.width - max((canvas.width_of(figure, weight=600) for figure in figures), default=0.0) - size
    )
    for index, row in enumerate(chart.rows):
        write_name(canvas, rows, index, name=names[index], plain=True)
        y, left = rows.middle(index), rows.indent
        if row.whole:
            _draw_bar(canvas, row, Box(left, y, right - left, size), f"{names[index]}: {figures[index]}")
        canvas.text(canvas.width, y, figures[index], anchor="end", weight=600)
    return rows.start(len(chart.rows)) + size * 0.3


def _draw_bar(canvas: Canvas, row: ShareRow, box: Box, tip: str) -> None:
    top, share = box.middle - box.height / 2, min(row.part / (row.whole or 1), 1.0)
    canvas.rect(box.left, top, box.width, box.height, "band", round_by=box.height * 0.1)
    canvas.rect(box.left, top, box.width * share, box.height, "own", round_by=box.height * 0.1, tip=tip)
