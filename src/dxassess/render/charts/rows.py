"""Names of a chart's rows: beside the marks where they are short, above them where they are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dxassess.render.metrics import fit
from dxassess.render.svg import Canvas

_WEIGHT = 600
_SHARE = 0.44  # of the width that names may take
_SHARE_NARROW = 0.32
_ABOVE = 1.45  # height of a name above its marks, in sizes


class Box(NamedTuple):
    """Where a row's marks go: from `left`, `width` wide, `height` high around `middle`."""

    left: float
    middle: float
    width: float
    height: float


@dataclass(frozen=True)
class Rows:
    """Equal rows from height `top`. `indent` is where marks may begin; 0 with the names above."""

    top: float
    height: float
    indent: float
    above: float

    @property
    def beside(self) -> bool:
        return self.above == 0

    @property
    def pitch(self) -> float:
        return self.height + self.above

    def start(self, index: int) -> float:
        """The upper edge of a row."""
        return self.top + self.pitch * index

    def middle(self, index: int) -> float:
        """The height at which a row's marks lie."""
        return self.start(index) + self.above + self.height / 2


def lanes(rows: Rows, count: int) -> Iterator[tuple[float, float]]:
    """From where to where a line across `count` rows is drawn: past all of them, or row by row where names
    stand above, so that it crosses none."""
    if rows.beside:
        yield rows.top, rows.start(count)
    else:
        for index in range(count):
            yield rows.start(index) + rows.above, rows.start(index + 1)


def lay_rows(names: Sequence[str], canvas: Canvas, *, top: float, height: float) -> Rows:
    """Rows for `names`, `height` sizes high; where names would take too much of the width they go above."""
    size, tall = canvas.size, canvas.size * height * canvas.frame.row
    widest = indent_for(names, canvas)
    if widest:
        return Rows(top, tall, widest, 0.0)
    return Rows(top, tall * 0.9, 0.0, size * _ABOVE)


def indent_for(names: Sequence[str], canvas: Canvas) -> float:
    """The room that names need beside the marks; 0 where it is too much."""
    widest = max((canvas.width_of(name, weight=_WEIGHT) for name in names), default=0.0) + canvas.size * 1.2
    return widest if widest <= canvas.width * (_SHARE_NARROW if canvas.narrow else _SHARE) else 0.0


def write_name(
    canvas: Canvas, rows: Rows, index: int, *, name: str, own: bool = False, plain: bool = False
) -> None:
    """Writes a row's name, cut where not even the whole width is enough."""
    weight = 700 if own else 400 if plain else _WEIGHT
    limit = rows.indent if rows.beside else canvas.width
    y = rows.middle(index) if rows.beside else rows.start(index) + canvas.size * 0.8
    canvas.text(0, y, fit(name, limit, canvas.size, weight), tone="own-t" if own else "", weight=weight)
