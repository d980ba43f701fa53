"""A province beside the others of its round: the mean of all."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from dxassess.statistics.province_score import NodeScore, ProvinceScore


def node_at(province: ProvinceScore, code: str) -> NodeScore:
    """The node of a condition, or "overall"."""
    return next(node for node in province.nodes if node.code == code)


def mean(values: Iterable[float | None]) -> float | None:
    """The plain mean of what is known; None if nothing is."""
    known_values = [value for value in values if value is not None]
    return fsum(known_values) / len(known_values) if known_values else None


def region_mean(provinces: Iterable[ProvinceScore], code: str) -> float | None:
    """The plain mean of a node over the provinces with a score there: each province counts once."""
    return mean(node_at(province, code).score for province in provinces)
