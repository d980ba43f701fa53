"""One module for each kind of chart, and the one way to draw any of them."""

from __future__ import annotations

from dxassess.render.charts.bars import draw_bars
from dxassess.render.charts.bullets import draw_bullets
from dxassess.render.charts.dots import draw_dots
from dxassess.render.charts.moves import draw_moves
from dxassess.render.charts.profile import draw_profile
from dxassess.render.charts.shares import draw_shares
from dxassess.render.charts.stack import draw_stack
from dxassess.render.charts.strip import draw_strip
from dxassess.render.charts.swarm import draw_swarm
from dxassess.render.svg import Canvas, Caption, Frame
from dxassess.render.voice import Voice
from dxassess.report.model import Bars, Bullets, Chart, Dots, Moves, Profile, Shares, Stack, Strip, Swarm

__all__ = ["draw"]


def draw(chart: Chart, caption: Caption, *, frame: Frame, voice: Voice) -> str:
    """The chart as an SVG element with a title and a description."""
    canvas = Canvas(frame)
    return canvas.svg(_draw_on(canvas, chart, voice), caption)


def _draw_on(canvas: Canvas, chart: Chart, voice: Voice) -> float:
    match chart:
        case Strip():
            height = draw_strip(chart, canvas, voice=voice)
        case Dots():
            height = draw_dots(chart, canvas, voice=voice)
        case Profile():
            height = draw_profile(chart, canvas, voice=voice)
        case Bullets():
            height = draw_bullets(chart, canvas, voice=voice)
        case Stack():
            height = draw_stack(chart, canvas, voice=voice)
        case Swarm():
            height = draw_swarm(chart, canvas, voice=voice)
        case Bars():
            height = draw_bars(chart, canvas, voice=voice)
        case Moves():
            height = draw_moves(chart, canvas, voice=voice)
        case Shares():
            height = draw_shares(chart, canvas, voice=voice)
    return height
