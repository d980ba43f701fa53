"""By when something should be done: by a deadline that lies ahead, else by a quarter (method.md §9)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

_QUARTERS = {1: 1, 2: 2}
_PROJECT = 4
"""Quarters after that of the round: weeks, months, a project."""


def due_day(day: str, *, effort: int, deadline: str | None) -> str | None:
    """The deadline, if it lies ahead of the `day` of the round; else the last day of the first quarter after
    that of the round for an effort of 1 or a deadline that has passed, of the second for 2, of the fourth for
    more. None where the day is not known."""
    if not day:
        return None
    if deadline is not None and deadline >= day:
        return deadline
    return _end_of_quarter(day, 1 if deadline is not None else _QUARTERS.get(effort, _PROJECT))


def _end_of_quarter(day: str, later: int) -> str:
    on = date.fromisoformat(day)
    quarters = 4 * on.year + (on.month - 1) // 3 + later
    year, month = quarters // 4, 3 * (quarters % 4) + 3
    return date(year, month, monthrange(year, month)[1]).isoformat()
