"""What each kind of chart shows: its rows and marks, never how they look."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dxassess.frozen import Frozen
from dxassess.report.value.words import Label, Style

MarkRange = Literal["interval", "band"]
"""What the range of a mark is: the 95 % interval for the error of sampling, or the total band."""


class Mark(Frozen):
    """A value with its range, which the chart names. `value` None: drawn as "–" with no dot."""

    label: Label
    value: float | None
    low: float | None = None
    high: float | None = None
    own: bool = False
    href: str | None = None


class Reference(Frozen):
    """A line to compare with: the region, the standard, a target."""

    label: Label
    value: float | None
    role: Literal["region", "standard", "target"]


class Strip(Frozen):
    """All marks on one axis, the own one with its range: where do we stand?"""

    kind: Literal["strip"] = "strip"
    marks: tuple[Mark, ...]
    references: tuple[Reference, ...]
    ends: MarkRange = "interval"


class Dots(Frozen):
    """A row per mark with its range, in the order given; references are lines through all rows.
    `style` is that of the values; the axis is 0-1 for scores and percentages."""

    kind: Literal["dots"] = "dots"
    marks: tuple[Mark, ...]
    references: tuple[Reference, ...] = ()
    style: Style = "score"
    ends: MarkRange = "interval"


class ProfileRow(Frozen):
    """One condition: the own mark, the region's mean and the range of the provinces."""

    mark: Mark
    region: float | None
    low: float | None
    high: float | None


class Profile(Frozen):
    """The conditions against the others (the provinces of the region, or facilities of the same type)
    and the standard."""

    kind: Literal["profile"] = "profile"
    rows: tuple[ProfileRow, ...]
    standard: Reference
    others: Literal["region", "peers"] = "region"
    ends: MarkRange = "interval"


class BulletRow(Frozen):
    """A measure against its target, both shares in [0, 1]; `n` says how many answers stand behind it."""

    label: Label
    value: float | None
    region: float | None
    target: float | None
    n: int


class Bullets(Frozen):
    """Systems against their targets."""

    kind: Literal["bullets"] = "bullets"
    rows: tuple[BulletRow, ...]


class StackRow(Frozen):
    """Counts by class, in order; `unknown` could not be classed."""

    label: Label
    counts: tuple[int, ...]
    unknown: int = 0


class Stack(Frozen):
    """Shares of classes by group: maturity levels from 0, or `classes` by name, from worst to best."""

    kind: Literal["stack"] = "stack"
    classes: tuple[Label, ...] = ()
    rows: tuple[StackRow, ...]


class SwarmRow(Frozen):
    """The facilities of one type, a dot each."""

    label: Label
    marks: tuple[Mark, ...]
    median: float | None


class Swarm(Frozen):
    """Distributions by facility type."""

    kind: Literal["swarm"] = "swarm"
    rows: tuple[SwarmRow, ...]


class BarRow(Frozen):
    """What one thing adds (positive) or takes (negative); None: not known, no bar."""

    label: Label
    value: float | None


class Bars(Frozen):
    """Bars both ways from zero, longest first or in the order of the questionnaire."""

    kind: Literal["bars"] = "bars"
    rows: tuple[BarRow, ...]
    style: Style = "signed_score"


class MoveRow(Frozen):
    """A score then and now; None: not known."""

    label: Label
    before: float | None
    now: float | None
    own: bool = False


class Moves(Frozen):
    """Scores of two rounds side by side."""

    kind: Literal["moves"] = "moves"
    rows: tuple[MoveRow, ...]


class Tile(Frozen):
    """A province on the tile map; `asked` whether it is part of the round. `value` None: no score."""

    label: Label
    short: str
    column: int
    row: int
    asked: bool
    value: float | None = None
    level: int | None = None
    own: bool = False


class Tiles(Frozen):
    """The tile map of provinces, each in the tone of its maturity level."""

    kind: Literal["tiles"] = "tiles"
    tiles: tuple[Tile, ...]
    levels: int


class Flow(Frozen):
    """`n` connections from a source to a target, both by position; `own`: between what is the same place."""

    source: int
    target: int
    n: int
    own: bool = False


class Network(Frozen):
    """Who could take over from whom: sources at the left, targets at the right, bands as wide as the number
    of connections."""

    kind: Literal["network"] = "network"
    sources: tuple[Label, ...]
    targets: tuple[Label, ...]
    flows: tuple[Flow, ...]


class ShareRow(Frozen):
    """`part` of `whole`; whole None: not known."""

    label: Label
    part: int
    whole: int | None


class Shares(Frozen):
    """Answers received of facilities registered."""

    kind: Literal["shares"] = "shares"
    rows: tuple[ShareRow, ...]


AnyChart = Strip | Dots | Profile | Bullets | Stack | Swarm | Bars | Moves | Tiles | Network | Shares
Chart = Annotated[AnyChart, Field(discriminator="kind")]
