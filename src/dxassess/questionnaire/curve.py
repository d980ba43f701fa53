"""The score of a quantity over all that may be answered, and which quantities earn at least a given score."""

from __future__ import annotations

from itertools import pairwise

from dxassess.questionnaire.items import MOST_PERCENT, Measured
from dxassess.questionnaire.tolerance import TOLERANCE, reaches

CurvePoint = tuple[float, float]
Range = tuple[float | None, float | None]


def curve(item: Measured) -> tuple[CurvePoint, ...]:
    """The (quantity, score) corners of a quantity's score over what may be answered: from 0, a percentage
    up to 100. Beyond the last corner the score stays as it is there."""
    corners = item.points or _goalposts(item)
    most = min(item.highest, max(0.0, corners[-1][0]))
    inside = [(x, y) for x, y in corners if 0 < x < most]
    return ((0.0, _at(corners, 0.0)), *inside, *(((most, _at(corners, most)),) if most else ()))


def ranges(item: Measured, at_least: float) -> tuple[Range, ...]:
    """The ranges of the quantity, ascending, that score `at_least` or more; None for an open end."""
    corners = curve(item)
    scoring: list[tuple[float, float]] = []
    for left, right in pairwise(corners):
        part = _part(left, right, at_least)
        if part is None:
            continue
        if scoring and scoring[-1][1] == part[0]:
            part = (scoring.pop()[0], part[1])
        scoring.append(part)
    if not reaches(corners[-1][1], at_least):
        return tuple(scoring)
    last = scoring.pop()[0] if scoring and scoring[-1][1] == corners[-1][0] else corners[-1][0]
    return (*scoring, (last, None))


def within(value: float, one: Range) -> bool:
    """Whether a quantity lies in a range."""
    low, high = one
    return (low is None or value >= low - TOLERANCE) and (high is None or value <= high + TOLERANCE)


def _goalposts(item: Measured) -> tuple[CurvePoint, ...]:
    floor, target = item.floor or 0.0, MOST_PERCENT if item.target is None else item.target
    return tuple(sorted(((floor, 0.0), (target, 1.0))))


def _at(corners: tuple[CurvePoint, ...], x: float) -> float:
    if x <= corners[0][0]:
        return corners[0][1]
    for (x0, y0), (x1, y1) in pairwise(corners):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return corners[-1][1]


def _part(left: CurvePoint, right: CurvePoint, at_least: float) -> tuple[float, float] | None:
    """The part of a straight piece that lies at or above `at_least`."""
    (x0, y0), (x1, y1) = left, right
    high0, high1 = reaches(y0, at_least), reaches(y1, at_least)
    if not high0 and not high1:
        return None
    if high0 and high1:
        return x0, x1
    cut = round(x0 + (x1 - x0) * (at_least - y0) / (y1 - y0), 9)
    return (x0, cut) if high0 else (cut, x1)
