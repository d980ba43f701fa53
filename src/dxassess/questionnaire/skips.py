"""Whether an item is asked after another (`asked_if`, method.md §2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Questionnaire

AskedState = Literal["asked", "skipped", "open"]


def standing(
    questionnaire: Questionnaire,
    item: Item,
    *,
    concerns: Callable[[Item], bool],
    declined: Callable[[Item], bool],
    earned: Callable[[Item], float | None],
) -> AskedState:
    """What the answer before does to `item`: has it asked, skips it, or leaves it open.

    Only an answer skips: where the earlier one is missing (`earned` None) the item is open, and missing
    itself, whatever stands in it; so is what follows an open one. An earlier item that is not for this
    respondent (`concerns`), that it says does not apply (`declined`) or that was skipped itself skips this
    one too.
    """
    if item.asked_if is None:
        return "asked"
    before = questionnaire.item_by_code[item.asked_if.item]
    if not concerns(before):
        return "skipped"
    earlier = standing(questionnaire, before, concerns=concerns, declined=declined, earned=earned)
    if earlier == "open":
        return "open"
    if earlier == "skipped" or declined(before):
        return "skipped"
    score = earned(before) if before.scored else 1.0
    if score is None:
        return "open"
    return "asked" if item.asked_if.opens(score) else "skipped"
