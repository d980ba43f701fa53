"""Many submissions scored again under another rule, on arrays (method.md §3)."""

from __future__ import annotations

import numpy as np

from dxassess.questionnaire.model import Aggregation, MissingPolicy, Questionnaire
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.scoring.aggregate import GEOMETRIC_FLOOR
from dxassess.statistics.items import ItemTable
from dxassess.statistics.panel import Floats, Ints, Mask


def rescore(table: ItemTable, questionnaire: Questionnaire) -> tuple[Floats, Floats]:
    """Indicators (F, I) and conditions (F, K) of the table's submissions under the weights, aggregations
    and policy of `questionnaire`, which may be a changed copy. An indicator is NaN where it is no part of
    its condition, a condition where it has no score: nothing applies, or too little is answered. Which
    items apply stays as it was scored. Agrees with the walk of `scoring` to 1e-9, as the tests show."""
    conditions = questionnaire.conditions
    indicators = [i for c in conditions for i in c.indicators]
    weights = np.array([item.weight for item in questionnaire.items if item.scored], dtype=float)
    policy = questionnaire.missing
    answered = (~np.isnan(table.values)).astype(float)
    values, shares, apply = _up(
        table.values, answered, table.asked, of=table.indicator, weights=weights,
        geometric=[i.aggregation for i in indicators], policy=policy,
    )  # fmt: skip
    of = np.array([k for k, c in enumerate(conditions) for _ in c.indicators], dtype=np.intp)
    own = np.array([i.weight for i in indicators], dtype=float)
    scores, answered, _ = _up(
        values,
        shares,
        apply,
        of=of,
        weights=own,
        geometric=[c.aggregation for c in conditions],
        policy=policy,
    )
    scores = np.where(answered >= questionnaire.min_answered - TOLERANCE, scores, np.nan)
    values = np.where(apply & np.isnan(values) & (policy == "not_credited"), 0.0, values)
    return values, scores


def _up(
    values: Floats,
    answered: Floats,
    applies: Mask,
    *,
    of: Ints,
    weights: Floats,
    geometric: list[Aggregation],
    policy: MissingPolicy,
) -> tuple[Floats, Floats, Mask]:
    """One level up the tree: values, answered shares, and where the parent applies."""
    shape = (len(values), len(geometric))
    found, shares, any_ = np.full(shape, np.nan), np.zeros(shape), np.zeros(shape, dtype=bool)
    for n, aggregation in enumerate(geometric):
        own = of == n
        weight = applies[:, own] * weights[own]
        total = weight.sum(axis=1)
        any_[:, n] = applies[:, own].any(axis=1)
        shares[:, n] = (weight * answered[:, own]).sum(axis=1) / np.where(total > 0, total, 1.0)
        if policy == "left_out":
            weight = weight * ~np.isnan(values[:, own])
        counted = weight.sum(axis=1)
        filled = np.where(np.isnan(values[:, own]), 0.0, values[:, own])
        if aggregation == "geometric":
            filled = np.log(np.maximum(filled, GEOMETRIC_FLOOR))
        mean = (weight * filled).sum(axis=1) / np.where(counted > 0, counted, 1.0)
        mean = np.exp(mean) if aggregation == "geometric" else mean
        found[:, n] = np.where(counted > 0, mean, np.nan)
    return found, shares, any_
