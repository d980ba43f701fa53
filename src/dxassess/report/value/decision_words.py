"""A decision in words: who, why, until when, what follows. The same wherever one is told."""

from __future__ import annotations

from dxassess.insight.decision import Decision
from dxassess.law.acts import acts
from dxassess.report.value.model import Point
from dxassess.report.value.say import count, listed, say, score
from dxassess.report.value.tally import Tally
from dxassess.report.value.words import Message
from dxassess.round.round import Round

_MOST_TYPES = 2
_QUARTERS, _MONTHS = ("I", "II", "III", "IV"), 3
_LEAST_TOLD = 0.0005
"""Half of what is printed as a tenth of a point."""


def decision_point(round_: Round, entry: Decision, *, of_all: bool) -> Point:
    """A decision as one of the things to do first; `of_all`: in all provinces."""
    return Point(
        title=say("decision.title", owner=owner(round_, entry), text=entry.text),
        text=_body(round_, entry, of_all=of_all),
        section="actions",
    )


def owner(round_: Round, entry: Decision) -> Message:
    """Who owes it: the Department, or how many facilities and of which types; where some of them have
    another step of the item to take, of how many those are who take this one."""
    if entry.by_department:
        return say("owner.departments", n=count(entry.concerns))
    names = [type_.name for code, type_ in round_.types.items() if code in entry.owners]
    if len(names) > _MOST_TYPES:
        who = _counted(entry, "owner.facilities")
    else:
        who = _counted(entry, "owner.types", types=listed(names))
    return say("owner.communes", owner=who) if entry.communes else who


def _counted(entry: Decision, key: str, **facts: Message) -> Message:
    if entry.apart:
        return Tally(part=entry.alike, known=entry.concerns).told(f"{key}.some", **facts)
    return say(key, n=count(entry.concerns), **facts)


def quarter(day: str) -> Message:
    """The quarter in which a day lies, ISO."""
    return say("quarter", quarter=_QUARTERS[(int(day[5:7]) - 1) // _MONTHS], year=day[:4])


def short_day(day: str) -> Message:
    """A day, ISO, in figures alone, for a narrow column."""
    year, month, of_month = (part.lstrip("0") for part in day.split("-"))
    return say("day.short", day=of_month, month=month, year=year)


def why(round_: Round, entry: Decision, *, of_all: bool = False) -> Message:
    """The duty behind it, the level that it holds, or that it brings much for its effort; and what it eases
    of what holds back most."""
    reason = _reason(round_, entry, of_all=of_all)
    if entry.eases is None:
        return reason
    codes = {condition.code for condition in round_.conditions}
    name = round_.condition_name(entry.eases) if entry.eases in codes else say(f"barrier.{entry.eases}")
    return say("why.eases", name=name, reason=reason)


def _reason(round_: Round, entry: Decision, *, of_all: bool) -> Message:
    if entry.urgency == "duty":
        return _duty(entry)
    if not entry.is_gate:
        return say("why.gain")
    if entry.by_department and not of_all:
        return say("why.gate.department", condition=round_.condition_name(entry.condition))
    return say("why.gate.departments" if entry.by_department else "why.gate", n=count(entry.holds))


def effect(round_: Round, entry: Decision, *, of_all: bool = False) -> Message:
    """Who would rise by a level, and by how much the score of the province would, or the mean of all."""
    points = _points(entry, of_all=of_all)
    if not entry.raises:
        return points
    if entry.by_department and not of_all:
        return say("effect.level", condition=round_.condition_name(entry.condition), points=points)
    key = "effect.departments" if entry.by_department else "effect.raises"
    return say(key, n=count(entry.raises), points=points)


def effort(entry: Decision) -> Message:
    """How long it takes (weeks, months, about a year), and whether it takes money; where the questionnaire
    does not say, that this is to be asked."""
    money = {True: "money", False: "free", None: "unknown"}[entry.money]
    return say(f"effort.{money}", time=say(f"effort.time.{min(entry.effort, 3)}"))


def _duty(entry: Decision) -> Message:
    known = [acts()[code] for code in entry.duties]
    act = next((act for act in known if act.deadline == entry.deadline), known[0])
    if entry.deadline is None:
        return say("why.duty", law=act.title)
    key = "why.duty.overdue" if entry.overdue else "why.duty.due"
    return say(key, law=act.title, day=short_day(entry.deadline))


def _points(entry: Decision, *, of_all: bool) -> Message:
    if entry.gain is None:
        return say("effect.unknown")
    if entry.gain < _LEAST_TOLD:
        return say("effect.little")
    return say("effect.gain.all" if of_all else "effect.gain", gain=score(entry.gain))


def _body(round_: Round, entry: Decision, *, of_all: bool) -> Message:
    facts = {
        "why": why(round_, entry, of_all=of_all),
        "effect": effect(round_, entry, of_all=of_all),
        "effort": effort(entry),
    }
    if entry.due is None:
        return say("decision.body.undated", code=entry.item, **facts)
    return say("decision.body", code=entry.item, day=short_day(entry.due), **facts)
