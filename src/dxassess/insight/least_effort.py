"""The cheapest steps that lift several conditions and, through them, the overall score (method.md §9).

Scores add up and efforts are whole numbers, so the best of each condition at every effort is found item by
item, and the conditions are then put together: exact, and nothing is tried twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_NONE = -np.inf
_ALIKE = 1e-12
"""Rises so close are the same: then the one met first stays."""


class Lift(NamedTuple):
    """A step that may be chosen: what it costs and how far it lifts its condition."""

    effort: int
    rise: float


class Stair(NamedTuple):
    """The steps of an item, of which one at most is taken, or exactly one where that is a `must`."""

    lifts: tuple[Lift, ...]
    must: bool = False


class Climb(NamedTuple):
    """What a condition has to rise at `least`, by which stairs; its rise counts `share` overall."""

    stairs: tuple[Stair, ...]
    least: float
    share: float


class _Best(NamedTuple):
    """The highest rise at every effort (-inf: none), and of every stair the lift taken there (-1: none)."""

    rises: Numbers
    places: tuple[NDArray[np.int_], ...]


def least_effort(climbs: Sequence[Climb], least: float) -> tuple[tuple[int | None, ...], ...] | None:
    """Of every climb and stair the place of the lift that is taken, None for none: the least effort by which
    every climb rises as it must and all together `least`. Of those the highest overall, then the stair met
    first; None if there is no way."""
    bests = [_best(climb) for climb in climbs]
    overall, splits = np.zeros(1), []
    for climb, best in zip(climbs, bests, strict=True):
        fit = np.full(len(best.rises), _NONE)
        high_enough = best.rises >= climb.least
        fit[high_enough] = best.rises[high_enough] * climb.share
        overall, split = _together(overall, fit)
        splits.append(split)
    enough = np.flatnonzero(overall >= least)
    if not enough.size:
        return None
    effort, places_taken = int(enough[0]), []
    for climb, best, split in reversed(list(zip(climbs, bests, splits, strict=True))):
        part = int(split[effort])
        places_taken.append(_taken(climb, best, part))
        effort -= part
    return tuple(reversed(places_taken))


def _best(climb: Climb) -> _Best:
    most = sum(max((lift.effort for lift in stair.lifts), default=0) for stair in climb.stairs)
    rises, places_taken = np.full(most + 1, _NONE), []
    rises[0] = 0.0
    for stair in climb.stairs:
        before = rises
        rises = np.full(most + 1, _NONE) if stair.must else before.copy()
        at = np.full(most + 1, -1)
        for place, lift in enumerate(stair.lifts):
            lifted = before[: most + 1 - lift.effort] + lift.rise
            better = lifted > rises[lift.effort :] + _ALIKE
            rises[lift.effort :][better] = lifted[better]
            at[lift.effort :][better] = place
        places_taken.append(at)
    return _Best(rises, tuple(places_taken))


def _together(before: Numbers, fit: Numbers) -> tuple[Numbers, NDArray[np.int_]]:
    """The highest sum at every effort, and how much of it the second has."""
    both, part = np.full(len(before) + len(fit) - 1, _NONE), np.zeros(len(before) + len(fit) - 1, int)
    # What is no higher than at a smaller effort is in no plan of least effort.
    highest_before = np.concatenate(([_NONE], np.maximum.accumulate(fit)[:-1]))
    for effort in np.flatnonzero(fit > highest_before):
        place = slice(effort, effort + len(before))
        lifted = before + fit[effort]
        better = lifted > both[place] + _ALIKE
        both[place][better] = lifted[better]
        part[place][better] = effort
    return both, part


def _taken(climb: Climb, best: _Best, effort: int) -> tuple[int | None, ...]:
    places: list[int | None] = []
    for stair, at in reversed(list(zip(climb.stairs, best.places, strict=True))):
        place = int(at[effort])
        places.append(None if place < 0 else place)
        effort -= stair.lifts[place].effort if place >= 0 else 0
    return tuple(reversed(places))
