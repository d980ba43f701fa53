"""What an answer earns by the options, goalposts and break-points of its item (method.md §2)."""

from __future__ import annotations

from bisect import bisect_right
from math import fsum
from typing import assert_never

from dxassess.questionnaire.curve import curve
from dxassess.questionnaire.items import Choice, Item, Measured, Multi, Note, Quantity, Ratio, YesNo

Value = float | bool | str | tuple[str, ...] | tuple[float, ...]
"""What was answered, by item type: choice → option code; multi → option codes chosen (maybe none);
yes_no → bool; percent (0-100), number, count → float; ratio → (numerator, denominator); text, date → str
(ISO date)."""


def credit(item: Item, value: Value | None) -> float | None:
    """The score in [0, 1] that an answer earns; None for a note, which earns none."""
    match item:
        case Choice():
            return next(o.score for o in item.options if o.code == value) or 0.0
        case Multi():
            chosen_codes = value if isinstance(value, tuple) else ()
            total = fsum(option.weight or 0.0 for option in item.options)
            return min(1.0, fsum(o.weight or 0.0 for o in item.options if o.code in chosen_codes) / total)
        case YesNo():
            return 1.0 if value is (item.good == "yes") else 0.0
        case Quantity() | Ratio():
            return _quantity_credit(item, quantity(item, value))
        case Note():
            return None
        case _:
            assert_never(item)


def best_score(item: Item) -> float | None:
    """The best score that any valid answer earns; None for a note, which earns none."""
    match item:
        case Choice():
            return max((option.score or 0.0 for option in item.options), default=0.0)
        case Multi():
            total = fsum(option.weight or 0.0 for option in item.options)
            together = fsum(option.weight or 0.0 for option in item.options if not option.exclusive)
            alone = max((option.weight or 0.0 for option in item.options if option.exclusive), default=0.0)
            return max(together, alone) / total if total else 0.0
        case YesNo():
            return 1.0
        case Quantity() | Ratio():
            return max(score for _, score in curve(item))
        case Note():
            return None
        case _:
            assert_never(item)


def quantity(item: Measured, value: Value | None) -> float:
    """The quantity that an answer states, in the unit of the goalposts."""
    match item:
        case Quantity():
            if isinstance(value, (int, float)):
                return float(value)
        case Ratio():
            if isinstance(value, tuple):
                numerator, denominator = (float(part) for part in value)
                return item.scale * numerator / denominator
        case _:
            assert_never(item)
    raise TypeError(f"{item.code}: no quantity in {value!r}")


def _quantity_credit(item: Measured, x: float) -> float:
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
