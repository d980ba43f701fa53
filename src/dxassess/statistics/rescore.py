"""Many submissions scored again under another rule, on arrays (method.md §3)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dxassess.questionnaire.model import Aggregation, Questionnaire
from dxassess.scoring.aggregate import GEOMETRIC_FLOOR
from dxassess.statistics.items import ItemTable
from dxassess.statistics.panel import Credits, Floats, Ints


def rescore(table: ItemTable, questionnaire: Questionnaire, *, province: Ints) -> Credits:
    """What the table's submissions, of these provinces, are credited under the weights, aggregations and
    policy of `questionnaire`, which may be a changed copy. Which items apply stays as it was scored. Agrees
    with the walk of `scoring` to 1e-9, as the tests show."""
    conditions = questionnaire.conditions
    indicators = [i for c in conditions for i in c.indicators]
    items = table.asked * np.array([item.weight for item in questionnaire.items if item.scored], dtype=float)
    relative = _relative(questionnaire, items, table.indicator)
    condition_of = np.array([k for k, c in enumerate(conditions) for _ in c.indicators], dtype=np.intp)
    weights = relative * np.array([1.0 if i.weight == "items" else i.weight for i in indicators])
    ways = ([i.aggregation for i in indicators], [c.aggregation for c in conditions])

    answered = np.where(table.asked, ~np.isnan(table.values), np.nan)
    plain: list[Aggregation] = ["arithmetic"] * len(indicators)
    share = _up(answered, items, table.indicator, plain)
    shares = (share, _up(share, weights, condition_of, plain[: len(conditions)]))

    def both(blank: float, *, low: bool = False) -> tuple[Floats, Floats]:
        filled = np.where(table.asked, np.where(np.isnan(table.values), blank, table.values), np.nan)
        inner = _up(filled, items, table.indicator, ways[0])
        inner = np.where(low & (shares[0] == 0), 0.0, inner)
        outer = _up(inner, weights, condition_of, ways[1])
        return inner, np.where(low & (shares[1] == 0), 0.0, outer)

    values, scores = both(0.0 if questionnaire.missing == "not_credited" else np.nan)
    (lows, low), (highs, high) = both(0.0, low=True), both(1.0)
    return Credits(
        province=province,
        values=values,
        lows=lows,
        highs=highs,
        relative=relative,
        scores=scores,
        low=low,
        high=high,
        answered=shares[1],
    )


def _relative(questionnaire: Questionnaire, items: Floats, indicator_of: Ints) -> Floats:
    """(F, I) the weights of indicators by those declared: of one that weighs what its items do, their sum; 0
    where nothing applies."""
    indicators = [i for c in questionnaire.conditions for i in c.indicators]
    sums = np.stack([items[:, indicator_of == n].sum(axis=1) for n in range(len(indicators))], axis=1)
    return np.where([i.weight == "items" for i in indicators], sums, sums > 0)


def _up(values: Floats, weights: Floats, parent_of: Ints, ways: Sequence[Aggregation]) -> Floats:
    """One level up the tree: means of what has a value; NaN where nothing has."""
    parents = np.full((len(values), len(ways)), np.nan)
    for n, way in enumerate(ways):
        children = values[:, parent_of == n]
        weight = np.where(np.isnan(children), 0.0, weights[:, parent_of == n])
        filled = np.where(weight > 0, children, 0.0)
        if way == "geometric":
            filled = np.log(np.maximum(filled, GEOMETRIC_FLOOR))
        total = weight.sum(axis=1)
        mean = (weight * filled).sum(axis=1) / np.where(total > 0, total, 1.0)
        parents[:, n] = np.where(total > 0, np.exp(mean) if way == "geometric" else mean, np.nan)
    return parents
