"""One module for each kind of chart, and the one way to draw any of them."""

from __future__ import annotations

from typing import assert_never

from dxassess.render.charts.bullets import draw_bullets
from dxassess.render.charts.dots import draw_dots
from dxassess.render.charts.ladder import draw_ladder
from dxassess.render.charts.moves import draw_moves
from dxassess.render.charts.profile import draw_profile
from dxassess.render.charts.shares import draw_shares
from dxassess.render.charts.stack import draw_stack
from dxassess.render.charts.strip import draw_strip
from dxassess.render.charts.swarm import draw_swarm
from dxassess.render.charts.tiles import draw_tiles
from dxassess.render.charts.waterfall import draw_waterfall
from dxassess.render.svg import Canvas, Caption, Frame
from dxassess.render.voice import Voice
from dxassess.report.value.charts import (
    Bullets,
    Chart,
    Dots,
    Ladder,
    Moves,
    Profile,
    Shares,
    Stack,
    Strip,
    Swarm,
    Tiles,
    Waterfall,
)

__all__ = ["draw"]


def draw(chart: Chart, caption: Caption, *, frame: Frame, voice: Voice) -> str:
    """The chart as an SVG element with a title and a description."""
    canvas = Canvas(frame)
    return canvas.svg(_drawn(chart, canvas, voice), caption)


def _drawn(chart: Chart, canvas: Canvas, voice: Voice) -> float:  # noqa: C901, PLR0911 - a case for each kind
    """How far down the chart reaches."""
    match chart:
        case Strip():
            return draw_strip(chart, canvas, voice=voice)
        case Dots():
            return draw_dots(chart, canvas, voice=voice)
        case Profile():
            return draw_profile(chart, canvas, voice=voice)
        case Bullets():
            return draw_bullets(chart, canvas, voice=voice)
        case Stack():
            return draw_stack(chart, canvas, voice=voice)
        case Swarm():
            return draw_swarm(chart, canvas, voice=voice)
        case Waterfall():
            return draw_waterfall(chart, canvas, voice=voice)
        case Ladder():
            return draw_ladder(chart, canvas, voice=voice)
        case Moves():
            return draw_moves(chart, canvas, voice=voice)
        case Tiles():
            return draw_tiles(chart, canvas, voice=voice)
        case Shares():
            return draw_shares(chart, canvas, voice=voice)
        case _:
            assert_never(chart)
