"""Shares of maturity levels by group of facilities; the counts stand in the cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dxassess.render.charts.legend import LegendEntry, draw_legend
from dxassess.render.charts.rows import Box, lay_rows, write_name
from dxassess.render.palette import DARK_TEXT_LEVELS
from dxassess.render.svg import Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import Stack, StackRow
from dxassess.report.value.words import Label
from dxassess.wording.wording import MISSING

UNKNOWN = "mx"
"""The tone of what could not be classed."""


class _Part(NamedTuple):
    """So many facilities of a class, in the tone of their box and of the figure in it."""

    number: int
    tone: str
    text_tone: str
    said: str


def draw_stack(chart: Stack, canvas: Canvas, *, voice: Voice) -> float:
    """Draws a full bar for each group that has facilities, "–" for one that has none."""
    size, total_head = canvas.size, voice.ui("chart.total")
    names = [voice.say(row.label) for row in chart.rows]
    rows = lay_rows(names, canvas, top=_draw_key(chart, canvas, voice=voice), height=2.4)
    right = canvas.width - max(canvas.width_of(total_head, scale=0.82), size * 2) - size * 0.8
    canvas.text(canvas.width, rows.top - size * 0.5, total_head, tone="mu", anchor="end", scale=0.82)
    for index, row in enumerate(chart.rows):
        write_name(canvas, rows, index, name=names[index])
        y, height = rows.middle(index), min(size * 1.75, rows.height * 0.85)
        total = sum(row.counts) + row.unknown
        if total:
            box = Box(rows.indent, y, right - rows.indent, height)
            _draw_bar(canvas, _parts(row, chart.classes, voice), box, voice=voice)
        else:
            canvas.text(rows.indent, y, MISSING, tone="mu")
        canvas.text(canvas.width, y, voice.quantity(total, "count"), anchor="end", weight=600)
    return rows.start(len(chart.rows)) + size * 0.3


def draw_level_key(canvas: Canvas, levels: Sequence[int], *, unknown: bool, voice: Voice) -> float:
    """Draws what the tones of `levels` mean, and of what is `unknown`; gives the height where it ends."""
    size, head = canvas.size, voice.ui("chart.level")
    width, y = size * (2.2 if canvas.narrow else 2.8), size * 0.9
    canvas.text(0, y, head, tone="mu", scale=0.88)
    x = canvas.width_of(head, scale=0.88) + size * 0.8
    for level in levels:
        canvas.rect(x, y - size * 0.6, width, size * 1.2, f"m{level}", round_by=2)
        _write_in(canvas, (x + width / 2, y), str(level), level_tone(level))
        x += width + 2
    if unknown:
        unclassed = voice.ui("chart.unclassed")
        if x + size * 2.6 + canvas.width_of(unclassed, scale=0.88) > canvas.width:
            x, y = -size * 0.6, y + size * 1.7
        canvas.rect(x + size * 0.6, y - size * 0.6 + 0.5, size * 1.4, size * 1.2 - 1, UNKNOWN, round_by=2)
        canvas.text(x + size * 2.4, y, unclassed, tone="mu", scale=0.88)
    return y + size * 2.2


def level_tone(level: int) -> str:
    """The tone of a figure on the tone of `level`."""
    return "onl" if level in DARK_TEXT_LEVELS else "ond"


def _draw_key(chart: Stack, canvas: Canvas, *, voice: Voice) -> float:
    unknown = any(row.unknown for row in chart.rows)
    if not chart.classes:
        levels = range(max((len(row.counts) for row in chart.rows), default=0))
        return draw_level_key(canvas, levels, unknown=unknown, voice=voice)
    entries = [LegendEntry("box", f"m{n}", voice.say(name)) for n, name in enumerate(chart.classes)]
    if unknown:
        entries.append(LegendEntry("box", UNKNOWN, voice.ui("chart.no_answer")))
    return draw_legend(canvas, entries) + canvas.size * 0.8


def _parts(row: StackRow, names: Sequence[Label], voice: Voice) -> list[_Part]:
    class_names = [voice.say(name) for name in names]
    class_names = class_names or [voice.ui("chart.at_level", level=level) for level in range(len(row.counts))]
    classed = [_Part(count, f"m{n} seg", level_tone(n), class_names[n]) for n, count in enumerate(row.counts)]
    no_class = voice.ui("chart.no_answer" if names else "chart.unclassed")
    return [*classed, _Part(row.unknown, UNKNOWN, "mu", no_class)]


def _draw_bar(canvas: Canvas, parts: list[_Part], box: Box, *, voice: Voice) -> None:
    unit, x = box.width / sum(part.number for part in parts), box.left
    for part in parts:
        width = part.number * unit
        if not part.number:
            continue
        figure = voice.quantity(part.number, "count")
        inset = 0.5 if part.tone == UNKNOWN else 0.0
        top, tall = box.middle - box.height / 2 + inset, box.height - 2 * inset
        canvas.rect(x + inset, top, width - 2 * inset, tall, part.tone, tip=f"{part.said}: {figure}")
        if width > canvas.width_of(figure, scale=0.85, weight=600) + canvas.size * 0.4:
            _write_in(canvas, (x + width / 2, box.middle), figure, part.text_tone)
        x += width


def _write_in(canvas: Canvas, at: tuple[float, float], figure: str, tone: str) -> None:
    canvas.text(*at, figure, tone=tone, anchor="middle", scale=0.85, weight=600)
