"""What of a province's score is its Department's own part, for page one: its doing beside that of the
facilities."""

from __future__ import annotations

from math import fsum

from dxassess.report.value.model import Enquiry
from dxassess.report.value.say import say, score
from dxassess.report.value.words import Message, Number
from dxassess.report.view import View
from dxassess.statistics.province_score import NodeScore, ProvinceScore
from dxassess.statistics.sources import Gap, gap_sources
from dxassess.wording.wording import MISSING

_LEAST_PART = 0.0005
"""Less than this is printed as nothing."""


def own_part(view: View, province: ProvinceScore) -> tuple[Enquiry, ...]:
    """How far the Department's part takes the score from the mean of the provinces, and the facilities' part;
    beside nobody its lowest condition. Nothing in a round that asks no Department."""
    if view.round.department is None:
        return ()
    if "no_department" in province.flags:
        return (_answer(say("plain", text=MISSING), say("question.own.silent"), "trust"),)
    gap = gap_sources(view.analysis.panel, province.key) if len(view.scored()) > 1 else None
    if gap is not None:
        return (_beside_others(view, gap),)
    return _alone(view, province)


def _answer(mark: Message, text: Message, section: str) -> Enquiry:
    return Enquiry(title=say("question.own"), mark=mark, text=text, section=section)


def _beside_others(view: View, gap: Gap) -> Enquiry:
    department, facilities = (
        fsum(source.gap for source in gap.sources if source.part == part)
        for part in ("department", "facility")
    )
    text = say(
        "question.own.text",
        own=_part(department),
        facilities=_part(facilities),
        where=_where(view, gap, lower=department < 0),
    )
    mark = say("question.own.mark", part=Number(value=department, style="signed_score"))
    return _answer(mark, text, "comparison")


def _part(value: float) -> Message:
    if abs(value) < _LEAST_PART:
        return say("question.own.similar")
    return say(f"question.own.{'higher' if value > 0 else 'lower'}", part=score(abs(value)))


def _where(view: View, gap: Gap, *, lower: bool) -> Message:
    """The condition in which the Department's part is farthest on its side."""
    parts = {
        condition.code: fsum(
            source.gap
            for source in gap.sources
            if source.part == "department" and source.condition == condition.code
        )
        for condition in view.round.conditions
    }
    code = min(parts, key=lambda each: (parts[each] if lower else -parts[each], each))
    part = Number(value=parts[code], style="signed_score")
    return say("question.own.where", condition=view.round.condition_name(code), part=part)


def _alone(view: View, province: ProvinceScore) -> tuple[Enquiry, ...]:
    known = [(value, node) for node in province.conditions if (value := _department(node)) is not None]
    if not known:
        return ()
    value, node = min(known, key=lambda each: (each[0], each[1].code))
    text = say("question.own.alone", condition=view.round.condition_name(node.code), score=score(value))
    return (_answer(say("question.own.mark", part=score(value)), text, "conditions"),)


def _department(node: NodeScore) -> float | None:
    return node.department.score if node.department is not None else None
