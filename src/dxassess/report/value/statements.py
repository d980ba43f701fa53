"""What most of those that fall short of an item say of themselves: a statement, never the question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dxassess.frozen import Frozen
from dxassess.questionnaire.item_parts import Option, Recommendation
from dxassess.questionnaire.items import Choice, Item
from dxassess.questionnaire.steps import advice_at
from dxassess.questionnaire.tolerance import exceeds
from dxassess.report.value.tally import Tally
from dxassess.report.value.words import Message
from dxassess.scoring.score import Score


class Statement(Frozen):
    """`text` says how many of those that answered are in the state that is the most common short of the best
    (ties: the lower), or short of the best where states have no words; `advice` leads from there."""

    text: Message
    answered: int
    advice: Recommendation | None


def answered_option(item: Choice, value: float) -> Option:
    """The option that scores this, or comes nearest to it."""
    return min(item.options, key=lambda option: abs((option.score or 0.0) - value))


def statement_of(item: Item, scores: Sequence[Score]) -> Statement | None:
    """The statement about `item` among these respondents; None where nobody falls short of it."""
    values = [
        node.score
        for score in scores
        if (node := score.node_by_code.get(item.code)) is not None
        and node.state == "scored"
        and node.score is not None
    ]
    short = [value for value in values if exceeds(1.0, value)]
    if not short:
        return None
    states = Counter(short)
    usual = min(states, key=lambda value: (-states[value], value))
    match item:
        case Choice():
            option = answered_option(item, usual)
            text = Tally(part=states[usual], known=len(values)).told("statement.state", state=option.text)
        case _:
            text = Tally(part=len(short), known=len(values)).told("statement.short", item=item.text)
    return Statement(text=text, answered=len(values), advice=advice_at(item, usual))
