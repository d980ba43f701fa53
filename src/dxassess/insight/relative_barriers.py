"""Barriers beside those of the other provinces: the sets of items behind them differ in difficulty, so that
only this tells which one is a province's own (method.md §8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from typing import Literal, NamedTuple

import numpy as np

from dxassess.frozen import Frozen
from dxassess.insight.barriers import Barrier
from dxassess.statistics.holm import Difference, holm, two_sided
from dxassess.statistics.panel import Floats
from dxassess.statistics.sampling import Error, joint_error, t_interval

Beside = Literal["above", "below", "similar"]


class RelativeBarrier(Frozen):
    """A barrier of a province: its severity, the mean `others` of the `provinces` others that know it, both
    in [0, 1], and the `excess` over it with its 95 % interval. `beside` says whether that holds at 95 % for
    all barriers of the province together; `named`: it is surely above the others, and is the farthest above
    them or cannot be told apart from that one."""

    tag: str
    severity: float
    others: float
    provinces: int
    excess: float
    low: float
    high: float
    beside: Beside
    named: bool = False


class _Excess(NamedTuple):
    """How far a barrier lies above the mean of `others` provinces, with the error of that."""

    barrier: Barrier
    others: int
    value: float
    error: Error


def relative_barriers(key: str, barriers: Mapping[str, Sequence[Barrier]]) -> tuple[RelativeBarrier, ...]:
    """The barriers of a province that at least one other province knows too, the farthest above the others
    first, ties by tag. None is named where none is surely above the others."""
    excesses = [
        excess for barrier in barriers[key] if (excess := _excess(key, barrier, barriers)) is not None
    ]
    excesses.sort(key=lambda excess: (-round(excess.value, 9), excess.barrier.tag))
    if not excesses:
        return ()
    sure = holm(_p_values(excesses))
    is_led = bool(sure[0]) and excesses[0].value > 0
    return tuple(
        _relative(
            excess, is_sure=bool(sure[n]), named=is_led and bool(sure[n]) and _alike(excesses[0], excess)
        )
        for n, excess in enumerate(excesses)
    )


def _excess(key: str, barrier: Barrier, barriers: Mapping[str, Sequence[Barrier]]) -> _Excess | None:
    """None where the barrier is not known here, or nowhere else. Errors of provinces are independent."""
    others = [
        (each.severity, each.error)
        for other, theirs in barriers.items()
        for each in theirs
        if other != key and each.tag == barrier.tag and each.severity is not None and each.error is not None
    ]
    if barrier.severity is None or barrier.error is None or not others:
        return None
    parts = [(1.0, barrier.error), *((1 / len(others), error) for _, error in others)]
    error = joint_error((share**2 * each.variance, each.degrees) for share, each in parts)
    mean = fsum(severity for severity, _ in others) / len(others)
    return _Excess(barrier, len(others), barrier.severity - mean, error)


def _p_values(excesses: Sequence[_Excess]) -> Floats:
    values, variances, degrees = (
        np.array(column, dtype=float)
        for column in zip(
            *((e.value, e.error.variance, e.error.degrees or np.inf) for e in excesses), strict=True
        )
    )
    return two_sided(Difference(values, variances, degrees))


def _alike(first: _Excess, other: _Excess) -> bool:
    """Whether a barrier above the others cannot be told apart from the first. Both come from the
    same facilities and their errors go together; taken as independent, they are told apart too rarely rather
    than too often."""
    error = joint_error((each.error.variance, each.error.degrees) for each in (first, other))
    interval = t_interval(first.value - other.value, error.variance, error.degrees, least=-1.0)
    return other.value > 0 and interval.low <= 0.0


def _relative(excess: _Excess, *, is_sure: bool, named: bool) -> RelativeBarrier:
    interval = t_interval(excess.value, excess.error.variance, excess.error.degrees, least=-1.0)
    beside: Beside = "similar"
    if is_sure:
        beside = "above" if excess.value > 0 else "below"
    severity = excess.barrier.severity or 0.0
    return RelativeBarrier(
        tag=excess.barrier.tag,
        severity=severity,
        others=severity - excess.value,
        provinces=excess.others,
        excess=excess.value,
        low=interval.low,
        high=interval.high,
        beside=beside,
        named=named,
    )
