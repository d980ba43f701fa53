"""Children to one node: weights, missing answers, bounds, answered share (method.md §3)."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from dxassess.questionnaire.model import Aggregation, MissingPolicy
from dxassess.questionnaire.tolerance import reaches
from dxassess.scoring.score import Kind, Node

GEOMETRIC_FLOOR = 0.01
_APPLIES = ("scored", "missing")


def aggregate(
    *,
    code: str,
    kind: Kind,
    weight: float,
    children: Sequence[Node],
    aggregation: Aggregation,
    policy: MissingPolicy,
    min_answered: float,
) -> Node:
    """The node over `children`, which keep their share of its score.

    A child that does not apply gives its weight to the others. Under "left_out" a child without any
    answer leaves the score but stays in the bounds; under "not_credited" it counts 0 in the score.
    """
    applicable = [child for child in children if child.state in _APPLIES]
    total = sum(child.weight for child in applicable)
    shared = tuple(
        child.model_copy(update={"share": child.weight / total if child.state in _APPLIES else 0.0})
        for child in children
    )
    if not applicable:
        return Node(
            code=code,
            kind=kind,
            state="not_applicable",
            weight=weight,
            reason="no_item_applies",
            children=shared,
        )
    weights = [child.weight for child in applicable]
    lows = [child.low or 0.0 for child in applicable]
    highs = [1.0 if child.high is None else child.high for child in applicable]
    value = _value(applicable, aggregation, policy)
    answered = weighted_mean([child.answered_share or 0.0 for child in applicable], weights, "arithmetic")
    enough = value is not None and reaches(answered, min_answered)
    return Node(
        code=code,
        kind=kind,
        state="missing" if answered == 0 else "scored",
        weight=weight,
        value=value,
        score=value if enough else None,
        low=weighted_mean(lows, weights, aggregation),
        high=weighted_mean(highs, weights, aggregation),
        answered_share=answered,
        reason=None if enough else "too_little_data",
        children=shared,
    )


def _value(children: Sequence[Node], aggregation: Aggregation, policy: MissingPolicy) -> float | None:
    counted = [child for child in children if policy == "not_credited" or child.value is not None]
    if not counted:
        return None
    return weighted_mean([child.value or 0.0 for child in counted], [c.weight for c in counted], aggregation)


def weighted_mean(values: Sequence[float], weights: Sequence[float], aggregation: Aggregation) -> float:
    """Σ w v / Σ w, or exp(Σ w ln max(v, 0.01) / Σ w)."""
    total = sum(weights)
    if aggregation == "geometric":
        logs = sum(w * log(max(v, GEOMETRIC_FLOOR)) for v, w in zip(values, weights, strict=True))
        return exp(logs / total)
    return sum(w * v for v, w in zip(values, weights, strict=True)) / total
