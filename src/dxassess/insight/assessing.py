"""The condition "assessment of the current state" told as two things: is the state assessed, and what was
found (the first is the Department's doing, the second the facilities')."""

from __future__ import annotations

from dxassess.frozen import Frozen
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Indicator
from dxassess.round.round import Round
from dxassess.statistics.province_score import ProvinceScore

ASSESSING = "assessing"
"""The tag of the Department's indicator about the act of assessing."""


class StateAssessed(Frozen):
    """Of the condition `code` that tells the state: how far the Department assesses it, and what was found in
    the facilities, both in [0, 1]; None where that is not known."""

    code: str
    assessed: float | None
    found: float | None


def state_assessed(round_: Round, province: ProvinceScore) -> StateAssessed | None:
    """Both parts for a province; None where the questionnaires do not tell them apart."""
    indicator, code = assessing(round_), round_.facility.state
    node = next((one for one in province.conditions if one.code == code), None)
    if indicator is None or node is None:
        return None
    department = round_.department_of(province.key)
    return StateAssessed(
        code=node.code,
        assessed=None if department is None else department.node_by_code[indicator.code].score,
        found=node.facility.score,
    )


def assessing(round_: Round) -> Indicator | None:
    """The Department's indicator about the act of assessing."""
    conditions = round_.department.conditions if round_.department is not None else ()
    indicators = (i for condition in conditions for i in condition.indicators)
    return next((i for i in indicators if ASSESSING in i.tags), None)


def assessing_items(round_: Round) -> tuple[Item, ...]:
    """Its items; none where the questionnaires do not tell the act apart."""
    indicator = assessing(round_)
    return () if indicator is None else indicator.items
