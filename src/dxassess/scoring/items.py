"""Whom an item was for."""

from __future__ import annotations

from collections.abc import Iterable

from dxassess.scoring.score import Score


def count_asked(scores: Iterable[Score], item: str) -> int:
    """How many of `scores` an item applies to."""
    nodes = (score.node_by_code.get(item) for score in scores)
    return sum(node is not None and node.state != "not_applicable" for node in nodes)
