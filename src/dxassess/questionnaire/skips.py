"""Whether an item is asked after another (`asked_if`, method.md §2)."""

from __future__ import annotations

from collections.abc import Callable

from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Questionnaire


def is_skipped(
    questionnaire: Questionnaire,
    item: Item,
    *,
    excused: Callable[[Item], bool],
    earned: Callable[[Item], float | None],
) -> bool:
    """Whether the answer before excuses from `item`.

    Only an answer does: where the earlier answer is missing (`earned` None) the item stays, so that the
    bounds hold whatever it would have been. An earlier item that does not apply (`excused`) or was skipped
    itself skips this one too.
    """
    if item.asked_if is None:
        return False
    before = questionnaire.item_by_code[item.asked_if.item]
    if excused(before) or is_skipped(questionnaire, before, excused=excused, earned=earned):
        return True
    score = earned(before)
    return score is not None and not item.asked_if.opens(score)
