"""What an answer earns by the options, goalposts and break-points of its item (method.md §2)."""

from __future__ import annotations

from bisect import bisect_right

from dxassess.questionnaire.model import Item

Value = float | bool | str | tuple[str, ...] | tuple[float, ...]
"""What was answered, by item type: choice → option code; multi → option codes chosen (maybe none);
yes_no → bool; percent (0-100), number, count → float; ratio → (numerator, denominator); text, date → str
(ISO date)."""


def credit(item: Item, value: Value | None) -> float:
    """The score in [0, 1] that an answer to a scored item earns."""
    if item.type == "choice":
        return next(o.score for o in item.options if o.code == value) or 0.0
    if item.type == "multi":
        chosen = value if isinstance(value, tuple) else ()
        total = sum(option.weight or 0.0 for option in item.options)
        return min(1.0, sum(o.weight or 0.0 for o in item.options if o.code in chosen) / total)
    if item.type == "yes_no":
        return 1.0 if value is (item.good == "yes") else 0.0
    return _quantity_credit(item, quantity(item, value))


def quantity(item: Item, value: Value | None) -> float:
    """The quantity that a percent, number, count or ratio answer states, in the unit of the goalposts."""
    if isinstance(value, tuple):
        numerator, denominator = (float(part) for part in value)
        return item.scale * numerator / denominator
    if not isinstance(value, (int, float)):
        raise TypeError(f"{item.code}: no quantity in {value!r}")
    return float(value)


def _quantity_credit(item: Item, x: float) -> float:
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
