"""One module for each kind of chart, and the one way to draw any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dxassess.render.charts.bars import draw_bars
from dxassess.render.charts.bullets import draw_bullets
from dxassess.render.charts.dots import draw_dots
from dxassess.render.charts.moves import draw_moves
from dxassess.render.charts.network import draw_network
from dxassess.render.charts.profile import draw_profile
from dxassess.render.charts.shares import draw_shares
from dxassess.render.charts.stack import draw_stack
from dxassess.render.charts.strip import draw_strip
from dxassess.render.charts.swarm import draw_swarm
from dxassess.render.charts.tiles import draw_tiles
from dxassess.render.svg import Canvas, Caption, Frame
from dxassess.render.voice import Voice
from dxassess.report.value.charts import Chart

__all__ = ["draw"]


def draw(chart: Chart, caption: Caption, *, frame: Frame, voice: Voice) -> str:
    """The chart as an SVG element with a title and a description."""
    canvas = Canvas(frame)
    return canvas.svg(_DRAWN_BY[chart.kind](chart, canvas, voice=voice), caption)


# By kind, so that each function takes its own chart; a test draws one of each.
_DRAWN_BY: Mapping[str, Callable[..., float]] = MappingProxyType(
    {
        "strip": draw_strip,
        "dots": draw_dots,
        "profile": draw_profile,
        "bullets": draw_bullets,
        "stack": draw_stack,
        "swarm": draw_swarm,
        "bars": draw_bars,
        "moves": draw_moves,
        "tiles": draw_tiles,
        "network": draw_network,
        "shares": draw_shares,
    }
)
