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


class Heading(Frozen):
    """The name of the rows from the one at position `before` on."""

    before: int
    label: Label


class Dots(Frozen):
    """A row per mark with its range, in the order given, under `headings` where rows are in groups;
    references are lines through all rows. `style` is that of the values; the axis is 0-1 for scores and
    percentages."""

    kind: Literal["dots"] = "dots"
    marks: tuple[Mark, ...]
    headings: tuple[Heading, ...] = ()
    references: tuple[Reference, ...] = ()
    style: Style = "score"
    ends: MarkRange = "interval"


class ProfileRow(Frozen):
    """One condition: the own mark, the region's mean and the range of the provinces; the parts of a province,
    its `department` and its `facilities`, where the chart shows them. `level` stands beside the score, words
    such as "2/5"."""

    mark: Mark
    region: float | None
    low: float | None
    high: float | None
    department: float | None = None
    facilities: float | None = None
    level: Label | None = None


class Profile(Frozen):
    """The conditions against the others (the provinces of the region, facilities of the same type, or
    nobody) and the standard. `parts`: Department and facilities stand beside the score."""

    kind: Literal["profile"] = "profile"
    rows: tuple[ProfileRow, ...]
    standard: Reference
    others: Literal["region", "peers", "nobody"] = "region"
    ends: MarkRange = "interval"
    parts: bool = False


class BulletRow(Frozen):
    """A measure against its target, both shares in [0, 1]; `until` says by when, `n` how many answers stand
    behind it."""

    label: Label
    value: float | None
    region: float | None
    target: float | None
    until: Label | None = None
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
    """The facilities of one type, a dot each; `median` is that of those of the type in the whole round,
    `low` and `high` hold their middle half; None where they are too few to compare with."""

    label: Label
    marks: tuple[Mark, ...]
    median: float | None
    low: float | None = None
    high: float | None = None


class Swarm(Frozen):
    """Distributions by facility type."""

    kind: Literal["swarm"] = "swarm"
    rows: tuple[SwarmRow, ...]


class FallRow(Frozen):
    """A step of a waterfall: what one thing adds (positive) or takes (negative). `group` is the name of the
    steps that begin here."""

    label: Label
    value: float
    group: Label | None = None


class Waterfall(Frozen):
    """From the score `start` to the score `end`, which is the start and all steps, one after the other, on an
    axis from `low` to `high`: the part of the scale that they go through."""

    kind: Literal["waterfall"] = "waterfall"
    start: Mark
    rows: tuple[FallRow, ...]
    end: Mark
    low: float
    high: float


class LadderRow(Frozen):
    """The level that one thing has reached; None: not known; `least`: it may be higher."""

    label: Label
    level: int | None
    least: bool = False


class Ladder(Frozen):
    """Levels as rungs, by name from 0, filled as far as they are reached."""

    kind: Literal["ladder"] = "ladder"
    levels: tuple[Label, ...]
    rows: tuple[LadderRow, ...]
    standard: int


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


class ShareRow(Frozen):
    """`part` of `whole`; whole None: not known."""

    label: Label
    part: int
    whole: int | None


class Shares(Frozen):
    """Answers received of facilities registered."""

    kind: Literal["shares"] = "shares"
    rows: tuple[ShareRow, ...]


AnyChart = Strip | Dots | Profile | Bullets | Stack | Swarm | Waterfall | Ladder | Moves | Tiles | Shares
Chart = Annotated[AnyChart, Field(discriminator="kind")]
