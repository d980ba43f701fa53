"""How far answers that a visit verified lie from the facilities' own (method.md §6, §11)."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import NamedTuple

from dxassess.round.round import Round
from dxassess.statistics.sampling import t_interval


class Shift(NamedTuple):
    """How much the ends of a total band move outwards, down and up, never inwards."""

    down: float = 0.0
    up: float = 0.0


def verified_shifts(round_: Round, codes: Sequence[str]) -> tuple[Shift, ...]:
    """The shift of every node by the 95 % interval of self minus verified, over the facilities visited: the
    low end moves down by its upper limit, the high end up by minus its lower one. None before two visits."""
    return tuple(_shift(_differences(round_, code)) for code in codes)


def _differences(round_: Round, code: str) -> list[float]:
    pairs = [
        (visit.own.node_by_code[code].value, visit.verified.node_by_code[code].value)
        for visit in round_.visited
        if visit.own.respondent == "facility"
    ]
    return [
        own_score - verified
        for own_score, verified in pairs
        if own_score is not None and verified is not None
    ]


def _shift(differences: Sequence[float]) -> Shift:
    count = len(differences)
    if count < 2:
        return Shift()
    mean = fsum(differences) / count
    variance = fsum((one - mean) ** 2 for one in differences) / (count - 1) / count
    interval = t_interval(mean, variance, count - 1, least=-1.0)
    return Shift(down=max(0.0, interval.high), up=max(0.0, -interval.low))
