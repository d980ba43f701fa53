"""What the examples of docs/method.*.md are made of."""

from __future__ import annotations

from collections.abc import Callable

from dxassess.wording.wording import MISSING, Wording

Row = list[str]
Recompute = Callable[[list[Row], Wording], list[Row]]


def number(cell: str) -> float:
    return float(cell.replace(",", ".").rstrip("%"))


def points(cell: str) -> float | None:
    """A score of the page, 0 to 100; "–" is none."""
    return None if cell == MISSING else number(cell)


def known(cell: str) -> float | None:
    """The same in [0, 1]."""
    return None if cell == MISSING else number(cell) / 100


def parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";")]


def span(low: float | None, high: float | None, say: Wording) -> str:
    return f"{say.score(low)}–{say.score(high)}"
