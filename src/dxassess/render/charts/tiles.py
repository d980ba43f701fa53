"""Provinces as equal squares in their places: no boundaries, no small province overlooked."""

from __future__ import annotations

from dxassess.render.charts.stack import UNKNOWN, draw_level_key, level_tone
from dxassess.render.svg import Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import Tile, Tiles

_SIDE = 3.4  # of a square, in sizes
_GAP = 0.25


def draw_tiles(chart: Tiles, canvas: Canvas, *, voice: Voice) -> float:
    """Draws the provinces of the round in the tone of their level with their score, the others faint."""
    top = draw_level_key(canvas, range(chart.levels), unknown=False, voice=voice)
    columns = max((tile.column for tile in chart.tiles), default=0) + 1
    side = min(canvas.size * _SIDE, canvas.width / columns - canvas.size * _GAP)
    step = side + canvas.size * _GAP
    left = (canvas.width - columns * step) / 2
    for tile in chart.tiles:
        _draw_tile(canvas, tile, (left + tile.column * step, top + tile.row * step), side, voice)
    rows = max((tile.row for tile in chart.tiles), default=-1) + 1
    return top + rows * step


def _draw_tile(canvas: Canvas, tile: Tile, at: tuple[float, float], side: float, voice: Voice) -> None:
    x, y = at
    round_by = canvas.size * 0.3
    if not tile.asked:
        canvas.rect(x, y, side, side, "band", round_by=round_by)
        canvas.text(x + side / 2, y + side / 2, tile.short, tone="mu", anchor="middle", scale=0.72)
        return
    figure = voice.quantity(tile.value, "score")
    tone, text_tone = UNKNOWN, "mu"
    if tile.level is not None:
        tone, text_tone = f"m{tile.level} seg", level_tone(tile.level)
    canvas.rect(x, y, side, side, tone, round_by=round_by, tip=f"{voice.say(tile.label)}: {figure}")
    if tile.own:
        canvas.rect(x - 1.5, y - 1.5, side + 3, side + 3, "frame", round_by=round_by)
    middle = x + side / 2
    canvas.text(middle, y + side * 0.34, tile.short, tone=text_tone, anchor="middle", scale=0.78, weight=700)
    canvas.text(middle, y + side * 0.7, figure, tone=text_tone, anchor="middle", scale=0.78)
