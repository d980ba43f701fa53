"""What stands before the next level of a respondent or of a province's Department, in words."""

from __future__ import annotations

from dxassess.questionnaire.items import Choice, Item
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.steps import advice_at
from dxassess.report.value.say import count, percent, say, score
from dxassess.report.value.statements import answered_option
from dxassess.report.value.words import Message
from dxassess.scoring.score import Blocker, Node
from dxassess.statistics.province_score import NodeScore


def known_level(node: Node | NodeScore) -> int | None:
    """The level; None where there is none, and where it may be higher than what is known."""
    return None if node.level_is_least else node.level


def next_needs(node: Node | NodeScore, questionnaire: Questionnaire | None) -> Message | None:
    """What the next level of a node needs first; None where it has no level, as where nothing applies."""
    if node.level is None:
        return None
    return blocked_by(node.blocked_by[0], questionnaire) if node.blocked_by else say("top")


def blocked_by(blocker: Blocker, questionnaire: Questionnaire | None) -> Message:
    """What stands before the next level, in words; of a gate what was answered, or what to do about it."""
    level, code = count(blocker.level), blocker.code or ""
    if blocker.kind == "points":
        missing = (blocker.need or 0.0) - (blocker.have or 0.0)
        return say("blocked.points", level=level, missing=score(missing))
    if blocker.kind == "gate" and questionnaire is not None and code in questionnaire.item_by_code:
        return _gate_told(blocker, questionnaire.item_by_code[code])
    if blocker.kind == "condition":
        known = {} if questionnaire is None else {c.code: c.short for c in questionnaire.conditions}
        return say("blocked.condition", level=level, condition=known.get(code, code))
    return say("blocked.data", answered=percent(blocker.have), least=percent(blocker.need))


def _gate_told(blocker: Blocker, item: Item) -> Message:
    level = count(blocker.level)
    if blocker.have is None:
        return say("blocked.gate.open", level=level, code=item.code, item=item.text)
    if isinstance(item, Choice):
        option = answered_option(item, blocker.have)
        return say("blocked.gate.state", level=level, code=item.code, state=option.text)
    advice = advice_at(item, blocker.have)
    step = item.text if advice is None else advice.text
    return say("blocked.gate.step", level=level, code=item.code, step=step)
