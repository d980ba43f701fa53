"""Numbers of page one that several reports tell, each with what it stands on."""

from __future__ import annotations

from dxassess.insight.systems import EHR, target_of
from dxassess.report.value.model import Stat
from dxassess.report.value.say import part_of, percent, say
from dxassess.report.value.words import Message
from dxassess.report.view import View
from dxassess.statistics.province_score import Coverage


def ehr_note(key: str, view: View, *, value: float | None) -> Message:
    """Who states it, beside the target where there is one; that nobody does, where it is not known."""
    target = target_of(EHR, view.round.day)
    if value is None:
        return say(f"{key}.none")
    return say(f"{key}.plain") if target is None else say(key, target=percent(target))


def answers_stat(coverage: Coverage, grade: str | None = None) -> Stat:
    """How many of those registered have answered, and the confidence grade where there is one."""
    return Stat(
        label=say("stat.answers"),
        value=part_of(coverage.accepted, coverage.registered),
        note=_answers_note(coverage, grade),
    )


def _answers_note(coverage: Coverage, grade: str | None) -> Message:
    if coverage.share is None:
        key = "stat.answers.unregistered"
        return say(key) if grade is None else say(f"{key}.grade", grade=grade)
    share = percent(coverage.share)
    if grade is None:
        return say("stat.answers.note", share=share)
    return say("stat.answers.grade", share=share, grade=grade)
