"""One answer to one score (method.md §2)."""

from __future__ import annotations

from bisect import bisect_right

from dxassess.intake.submission import Answer
from dxassess.questionnaire.model import Item


def item_score(item: Item, answer: Answer) -> float:
    """The score in [0, 1] of an answered, scored item."""
    value = answer.value
    if item.type == "choice":
        return next(o.score for o in item.options if o.code == value) or 0.0
    if item.type == "multi":
        chosen = value if isinstance(value, tuple) else ()
        total = sum(option.weight or 0.0 for option in item.options)
        return min(1.0, sum(o.weight or 0.0 for o in item.options if o.code in chosen) / total)
    if item.type == "yes_no":
        return 1.0 if value is (item.good == "yes") else 0.0
    return quantity_score(item, quantity(item, answer))


def quantity(item: Item, answer: Answer) -> float:
    """The quantity that a percent, number, count or ratio answer states, in the unit of the goalposts."""
    value = answer.value
    if isinstance(value, tuple):
        numerator, denominator = (float(part) for part in value)
        return item.scale * numerator / denominator
    if not isinstance(value, (int, float)):
        raise TypeError(f"{item.code}: no quantity in {value!r}")
    return float(value)


def quantity_score(item: Item, x: float) -> float:
    """The score of a quantity between its goalposts, or along its break-points; flat beyond the ends."""
    if item.points:
        return _along(item.points, x)
    floor = item.floor or 0.0
    target = item.target if item.target is not None else 100.0
    return min(1.0, max(0.0, (x - floor) / (target - floor)))


def _along(points: tuple[tuple[float, float], ...], x: float) -> float:
    n = bisect_right([at for at, _ in points], x)
    if n == 0:
        return points[0][1]
    if n == len(points):
        return points[-1][1]
    (x0, y0), (x1, y1) = points[n - 1], points[n]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
