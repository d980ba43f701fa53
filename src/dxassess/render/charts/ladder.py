"""Levels as rungs from left to right: how far each thing has come, and which rung is next."""

from __future__ import annotations

from dxassess.render.charts.rows import lanes, lay_rows, write_name
from dxassess.render.charts.stack import level_tone
from dxassess.render.metrics import fit
from dxassess.render.svg import Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import Ladder, LadderRow

_RUNG = 1.3  # height in sizes
_GAP = 0.25
_HEAD = 2.6
_SCALE = 0.82


def draw_ladder(chart: Ladder, canvas: Canvas, *, voice: Voice) -> float:
    """Draws a row of rungs for each thing, filled up to its level; their names stand above, the figure of
    the level in the last one filled."""
    size, names = canvas.size, [voice.say(row.label) for row in chart.rows]
    rows = lay_rows(names, canvas, top=size * _HEAD, height=2.0)
    left = rows.indent
    step = (canvas.width - left) / max(len(chart.levels) - 1, 1)
    _write_heads(canvas, chart, left, step, voice=voice)
    for index, row in enumerate(chart.rows):
        write_name(canvas, rows, index, name=names[index], plain=rows.beside)
        _draw_rungs(canvas, row, left, rows.middle(index), step=step, top=len(chart.levels) - 1, voice=voice)
    x = left + chart.standard * step - size * _GAP / 2
    for upper, lower in lanes(rows, len(chart.rows)):
        canvas.line((x, upper), (x, lower), "std")
    return rows.start(len(chart.rows)) + size * 0.3


def _write_heads(canvas: Canvas, chart: Ladder, left: float, step: float, *, voice: Voice) -> None:
    """The number of every level, and its name where there is room."""
    size = canvas.size
    for level, name in enumerate(chart.levels[1:], start=1):
        x = left + (level - 0.5) * step
        canvas.text(x, size * 0.7, str(level), tone="mu", anchor="middle", scale=_SCALE, weight=600)
        text = fit(voice.say(name), step - size * 0.3, size * _SCALE)
        canvas.text(x, size * 1.8, text, tone="mu", anchor="middle", scale=_SCALE)


def _draw_rungs(
    canvas: Canvas, row: LadderRow, left: float, y: float, *, step: float, top: int, voice: Voice
) -> None:
    size, reached = canvas.size, row.level or 0
    width, high = step - size * _GAP, size * _RUNG
    for level in range(1, top + 1):
        x = left + (level - 1) * step
        tone = f"m{reached} seg" if level <= reached else "rung"
        canvas.rect(x, y - high / 2, width, high, tone, round_by=size * 0.15)
    if row.level is None:
        canvas.text(left + width / 2, y, voice.ui("chart.unclassed_short"), tone="mu", anchor="middle")
        return
    at, figure = max(reached, 1), voice.quantity(row.level, "least_level" if row.least else "level")
    tone = level_tone(reached) if reached else "mu"
    canvas.text(left + (at - 0.5) * step - size * _GAP / 2, y, figure, tone=tone, anchor="middle", weight=700)
