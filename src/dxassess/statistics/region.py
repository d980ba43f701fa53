"""A province beside the others of its round: the mean of all, and whether it differs from that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from dxassess.statistics.province_score import NodeScore, ProvinceScore

MeanVerdict = Literal["higher", "lower", "similar", "unknown"]


def node_at(province: ProvinceScore, code: str) -> NodeScore:
    """The node of a condition, or "overall"."""
    return next(node for node in province.nodes if node.code == code)


def mean(values: Iterable[float | None]) -> float | None:
    """The plain mean of what is known; None if nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def region_mean(provinces: Iterable[ProvinceScore], code: str) -> float | None:
    """The plain mean of a node over the provinces with a score there: each province counts once."""
    return mean(node_at(province, code).score for province in provinces)


def weakest_of(scores: dict[str, float | None]) -> str | None:
    """The code with the lowest score; ties by code; None where none has a score."""
    known = {code: value for code, value in scores.items() if value is not None}
    return min(known, key=lambda code: (known[code], code), default=None)


def compare(node: NodeScore, reference: float | None) -> MeanVerdict:
    """Whether a score differs from a reference: only where its 95 % interval excludes it."""
    if node.score is None or reference is None or node.interval is None:
        return "unknown"
    if node.interval.low > reference:
        return "higher"
    return "lower" if node.interval.high < reference else "similar"
