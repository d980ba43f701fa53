"""Who could learn from whom: bands from those who have a model to those who could take it over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dxassess.render.charts.legend import LegendEntry, draw_legend
from dxassess.render.metrics import fit
from dxassess.render.svg import Anchor, Canvas
from dxassess.render.voice import Voice
from dxassess.report.value.charts import Flow, Network

_SCALE = 0.92
_SLOT = 1.55  # the least height of a name, in sizes
_BANDS = 24.0  # the height of all bands together, in sizes
_SHARE = 0.3  # of the width that the names of a side may take
_BAR = 0.5


class _End(NamedTuple):
    """The names of a side with their sums, and the side."""

    names: Sequence[str]
    sums: Sequence[int]
    anchor: Anchor


class _Side(NamedTuple):
    """Where the bars stand: the `inner` edge that bands touch, the top of each bar, the `bottom`."""

    inner: float
    tops: tuple[float, ...]
    bottom: float


def draw_network(chart: Network, canvas: Canvas, *, voice: Voice) -> float:
    """Draws the names with their sums at both sides and a band for each flow, wide ones first."""
    size = canvas.size
    key = [
        LegendEntry("box", "flow", voice.ui("chart.between")),
        LegendEntry("box", "flow-own", voice.ui("chart.within")),
    ]
    top = draw_legend(canvas, key) + size * 0.4
    canvas.text(0, top, voice.ui("chart.have_model"), tone="mu", scale=_SCALE)
    canvas.text(canvas.width, top, voice.ui("chart.could_learn"), tone="mu", anchor="end", scale=_SCALE)
    top += size * 1.2
    total = sum(flow.n for flow in chart.flows) or 1
    unit = size * _BANDS / total
    sent = [sum(f.n for f in chart.flows if f.source == n) for n in range(len(chart.sources))]
    received = [sum(f.n for f in chart.flows if f.target == n) for n in range(len(chart.targets))]
    side_names = [[voice.say(name) for name in names] for names in (chart.sources, chart.targets)]
    ends = (_End(side_names[0], sent, "start"), _End(side_names[1], received, "end"))
    left, right = (_draw_end(canvas, end, (top, unit), voice=voice) for end in ends)
    _draw_flows(canvas, chart, (left, right), unit, voice)
    return max(left.bottom, right.bottom) + size * 0.3


def _draw_end(canvas: Canvas, end: _End, scale: tuple[float, float], *, voice: Voice) -> _Side:
    """The bars and names of a side from the top, so many sizes for each connection."""
    (names, sums, anchor), (y, unit) = end, scale
    size, first = canvas.size, anchor == "start"
    figures = max((canvas.width_of(voice.quantity(n, "count"), weight=600) for n in sums), default=0.0)
    widest = max((canvas.width_of(name, scale=_SCALE) for name in names), default=0.0)
    room = min(widest, canvas.width * _SHARE)
    bar = room + figures + size * 1.4
    inner = bar + size * _BAR if first else canvas.width - bar - size * _BAR
    tops = []
    for name, n in zip(names, sums, strict=True):
        slot = max(size * _SLOT * canvas.frame.row, n * unit + size * 0.35)
        middle = y + slot / 2
        canvas.text(
            0 if first else canvas.width, middle, fit(name, room, size * _SCALE), anchor=anchor, scale=_SCALE
        )
        at = bar - size * 0.5 if first else canvas.width - bar + size * 0.5
        canvas.text(at, middle, voice.quantity(n, "count"), anchor="end" if first else "start", weight=600)
        tops.append(middle - n * unit / 2)
        canvas.rect(inner - (size * _BAR if first else 0), tops[-1], size * _BAR, n * unit, "own")
        y += slot
    return _Side(inner, tuple(tops), y)


def _draw_flows(
    canvas: Canvas, chart: Network, sides: tuple[_Side, _Side], unit: float, voice: Voice
) -> None:
    """At each bar the bands lie in the order of the other side, so that they cross least."""
    left, right = sides
    leaves, arrives = list(left.tops), list(right.tops)
    starts: dict[Flow, float] = {}
    ends: dict[Flow, float] = {}
    for flow in sorted(chart.flows, key=lambda flow: (flow.source, flow.target)):
        starts[flow] = leaves[flow.source]
        leaves[flow.source] += flow.n * unit
    for flow in sorted(chart.flows, key=lambda flow: (flow.target, flow.source)):
        ends[flow] = arrives[flow.target]
        arrives[flow.target] += flow.n * unit
    for flow in sorted(chart.flows, key=lambda flow: (-flow.n, flow.source, flow.target)):
        names = (voice.say(chart.sources[flow.source]), voice.say(chart.targets[flow.target]))
        tip = f"{names[0]} → {names[1]}: {voice.quantity(flow.n, 'count')}"
        canvas.ribbon(
            (left.inner, starts[flow]),
            (right.inner, ends[flow]),
            flow.n * unit,
            "flow-own" if flow.own else "flow",
            tip=tip,
        )
