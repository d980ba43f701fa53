"""The one way to round: text, sorting values and drawings hold the same figure, and nothing beyond it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import ceil, floor
from types import MappingProxyType
from typing import NamedTuple

from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.report.value.words import Style
from dxassess.wording.wording import MISSING, Wording, round_half_up


class Scale(NamedTuple):
    """How a style prints a value: times `factor`, with `digits` decimals."""

    factor: int
    digits: int


SCALES: Mapping[Style, Scale] = MappingProxyType(
    {
        "score": Scale(100, 1),
        "signed_score": Scale(100, 1),
        "percent": Scale(100, 0),
        "decimal": Scale(1, 1),
        "ratio": Scale(1, 2),
        "count": Scale(1, 0),
        "level": Scale(1, 0),
        "least_level": Scale(1, 0),
        "band": Scale(100, 0),
    }
)


def as_printed(value: float, style: Style) -> Decimal:
    """The figure that is printed for `value`, half rounded up."""
    factor, digits = SCALES[style]
    return round_half_up(value * factor, digits)


def band_ends(low: float, high: float) -> tuple[int, int]:
    """A total band in whole points, rounded outwards (method.md §6); dust of 1e-9 is not a point."""
    return floor(100 * low + TOLERANCE), ceil(100 * high - TOLERANCE)


def band_words(low: float | None, high: float | None, say: Wording) -> str:
    """A total band as it is printed everywhere; "–" where an end is not known."""
    if low is None or high is None:
        return MISSING
    return say.span(*(say.number(end) for end in band_ends(low, high)))


def as_drawn(value: float, style: Style) -> float:
    """`value` no more exactly than it is printed."""
    return float(as_printed(value, style)) / SCALES[style].factor
