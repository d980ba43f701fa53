"""Is the questionnaire sound? Cronbach's α, item-rest correlation, floors, ceilings, silence (method.md
§6)."""

from __future__ import annotations

import numpy as np

from dxassess.frozen import Frozen
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.statistics.items import ItemTable
from dxassess.statistics.panel import Floats

LEAST_COMMON = 10


class ItemSoundness(Frozen):
    """An item over the facilities it applies to: `asked`, `answered`; the shares of answers at 0 and at 1
    (None: nobody answered); the correlation of its score with the mean of the other answered items of its
    condition (None: fewer than 10 facilities have both, or one of them does not vary)."""

    code: str
    asked: int
    answered: int
    floor: float | None
    ceiling: float | None
    item_rest: float | None

    @property
    def silent(self) -> bool:
        """Whether it was asked and nobody could answer it."""
        return self.asked > 0 and self.answered == 0


class ConditionSoundness(Frozen):
    """A condition with Cronbach's α in two ways, None where fewer than two items can be compared: `alpha`,
    pairwise over `items` of its items, and `alpha_complete` over the `items_complete` that all facilities are
    asked, from the `complete` facilities that answered every one of these (None below 10)."""

    code: str
    alpha: float | None
    items: int
    alpha_complete: float | None
    items_complete: int
    complete: int
    of: tuple[ItemSoundness, ...]


def soundness(table: ItemTable, conditions: tuple[str, ...]) -> tuple[ConditionSoundness, ...]:
    """The soundness of every condition, in the order of the questionnaire.

    α = k c̄ / (v̄ + (k - 1) c̄) with v̄ the mean variance of an item and c̄ the mean covariance of two,
    each over the facilities that answered (both). With complete answers this is the textbook's α. Items do
    not apply to all, so complete answers alone would leave hardly a facility. An item needs 10 answers that
    are not all alike, and a pair 10 facilities in common, else the pair is left out of c̄. Such a pairwise α
    may lie above that of complete answers, so this one, over the items that all are asked, stands beside it.
    """
    by_condition = []
    for k, code in enumerate(conditions):
        columns = np.flatnonzero(table.condition == k)
        values, was_asked = table.values[:, columns], table.asked[:, columns]
        alpha, items = cronbach(values)
        common = values[:, was_asked.all(axis=0)]
        whole = common[~np.isnan(common).any(axis=1)]
        alpha_complete, items_complete = cronbach(whole)
        rows = [
            _item(table.codes[q], values, n, asked=int(was_asked[:, n].sum())) for n, q in enumerate(columns)
        ]
        by_condition.append(
            ConditionSoundness(
                code=code,
                alpha=alpha,
                items=items,
                alpha_complete=alpha_complete,
                items_complete=items_complete,
                complete=len(whole),
                of=tuple(rows),
            )
        )
    return tuple(by_condition)


def cronbach(values: Floats) -> tuple[float | None, int]:
    """α of scores (rows, items), NaN where not answered, and the number of items that entered."""
    is_answered = ~np.isnan(values)
    varies = [_varies(values[is_answered[:, n], n]) for n in range(values.shape[1])]
    used, is_seen = values[:, varies], is_answered[:, varies].astype(float)
    count = used.shape[1]
    if count < 2:
        return None, count
    filled = np.where(is_seen > 0, used, 0.0)
    both = is_seen.T @ is_seen
    # Sums over the facilities that answered both items: of products, of the one, of the other.
    products, sums = filled.T @ filled, filled.T @ is_seen
    free = np.maximum(both - 1, 1.0)
    covariances = (products - sums * sums.T / np.maximum(both, 1.0)) / free
    pairs = (both >= LEAST_COMMON) & ~np.eye(count, dtype=bool)
    if not pairs.any():
        return None, count
    variance, covariance = float(np.diag(covariances).mean()), float(covariances[pairs].mean())
    total_variance = variance + (count - 1) * covariance
    return (count * covariance / total_variance if total_variance > TOLERANCE else None), count


def _varies(answers: Floats) -> bool:
    return len(answers) >= LEAST_COMMON and float(np.ptp(answers)) > TOLERANCE


def _item(code: str, values: Floats, n: int, *, asked: int) -> ItemSoundness:
    answers = values[~np.isnan(values[:, n]), n]
    return ItemSoundness(
        code=code,
        asked=asked,
        answered=len(answers),
        floor=float((answers <= TOLERANCE).mean()) if len(answers) else None,
        ceiling=float((answers >= 1 - TOLERANCE).mean()) if len(answers) else None,
        item_rest=_item_rest(values, n),
    )


def _item_rest(values: Floats, n: int) -> float | None:
    other_items = np.delete(values, n, axis=1)
    is_answered = ~np.isnan(other_items)
    both = ~np.isnan(values[:, n]) & is_answered.any(axis=1)
    if not both.any():
        return None
    item_scores = values[both, n]
    others = np.where(is_answered, other_items, 0.0)[both].sum(axis=1) / is_answered[both].sum(axis=1)
    if not (_varies(item_scores) and _varies(others)):
        return None
    return float(np.corrcoef(item_scores, others)[0, 1])
