"""Parts to one whole: credited value, both ends, answered share (method.md §3)."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, fsum, log
from typing import NamedTuple

from dxassess.questionnaire.model import Aggregation
from dxassess.questionnaire.tolerance import reaches
from dxassess.scoring.score import Kind, Node, node_of, with_share

GEOMETRIC_FLOOR = 0.01
APPLIES = ("scored", "missing")
"""The states of what takes part in the score of what stands above it."""


class KnownPart(NamedTuple):
    """What is known of a part of a score, all in [0, 1]: `value` is what it is credited (None: it leaves the
    value of what stands above it), `low` and `high` are its ends, `answered` its answered share."""

    value: float | None
    low: float
    high: float
    answered: float


def carry(parts: Sequence[tuple[float, KnownPart]], aggregation: Aggregation) -> KnownPart:
    """What is known of the whole whose `parts`, one at least, weigh so much. No part ever leaves the ends.

    Of a whole of which nothing is answered nothing is known: it lies between 0 and 1, a geometric one too.
    """
    weights = [weight for weight, _ in parts]
    if all(part.low == part.value == part.high and part.answered == 1.0 for _, part in parts):
        # All is known: the three means are one. Most are so, and to take each cost a third of scoring.
        mean = weighted_mean([part.low for _, part in parts], weights, aggregation)
        return KnownPart(mean, mean, mean, 1.0)
    valued = [(weight, part.value) for weight, part in parts if part.value is not None]
    answered = weighted_mean([part.answered for _, part in parts], weights, "arithmetic")
    low, high = 0.0, 1.0
    if answered > 0:
        low = weighted_mean([part.low for _, part in parts], weights, aggregation)
        high = weighted_mean([part.high for _, part in parts], weights, aggregation)
    value = None
    if valued:
        value = weighted_mean(
            [part_value for _, part_value in valued], [weight for weight, _ in valued], aggregation
        )
    return KnownPart(value, low, high, answered)


def aggregate(
    *,
    code: str,
    kind: Kind,
    weight: float,
    children: Sequence[Node],
    aggregation: Aggregation,
    min_answered: float,
) -> Node:
    """The node over `children`, which keep their share of its score. A child that does not apply gives its
    weight to the others."""
    applicable = [child for child in children if child.state in APPLIES]
    shared = _shared(children, fsum(child.weight for child in applicable))
    if not applicable:
        return node_of(code, kind, "not_applicable", weight=weight, reason="no_item_applies", children=shared)
    carried = carry([(child.weight, known_of(child)) for child in applicable], aggregation)
    enough = carried.value is not None and reaches(carried.answered, min_answered)
    return node_of(
        code,
        kind,
        "missing" if carried.answered == 0 else "scored",
        weight=weight,
        value=carried.value,
        score=carried.value if enough else None,
        low=carried.low,
        high=carried.high,
        answered_share=carried.answered,
        reason=None if enough else "too_little_data",
        children=shared,
    )


def _shared(children: Sequence[Node], total: float) -> tuple[Node, ...]:
    """The children with their share of the `total` weight of those that apply; 0 for one that does not."""
    return tuple(
        with_share(child, child.weight / total if child.state in APPLIES else 0.0) for child in children
    )


def known_of(node: Node) -> KnownPart:
    """What is known of a node that applies."""
    assert node.low is not None
    assert node.high is not None
    assert node.answered_share is not None
    return KnownPart(node.value, node.low, node.high, node.answered_share)


def weighted_mean(values: Sequence[float], weights: Sequence[float], aggregation: Aggregation) -> float:
    """Σ w v / Σ w, or exp(Σ w ln max(v, 0.01) / Σ w)."""
    total = fsum(weights)
    if aggregation == "geometric":
        logs = fsum(w * log(max(v, GEOMETRIC_FLOOR)) for v, w in zip(values, weights, strict=True))
        return exp(logs / total)
    return fsum(w * v for v, w in zip(values, weights, strict=True)) / total
