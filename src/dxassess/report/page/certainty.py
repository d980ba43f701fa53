"""How sure the score of a province is, in words: the range, whether anybody checked, and why the grade."""

from __future__ import annotations

from dxassess.report.sections.position import band_span
from dxassess.report.value.say import count, percent, say
from dxassess.report.value.words import Message
from dxassess.report.view import View
from dxassess.statistics.confidence import GRADES, Confidence, grade
from dxassess.statistics.province_score import ProvinceScore

_BEST = {"coverage": 1.0, "flagged": 0.0, "evidence": 1.0}


def certainty(view: View, province: ProvinceScore) -> tuple[Message, ...]:
    """The total band, the one range that is printed, whether the answers were checked, and the grade with the
    part that decides it."""
    return (*_band(view, province), _trust(view, province))


def open_certainty(view: View, province: ProvinceScore) -> tuple[Message, ...]:
    """The same for others than the Department: without the share of facilities behind the grade, from which
    a few could be counted."""
    confidence = view.analysis.confidence[province.key]
    part = _deciding(confidence)
    facts = {"grade": confidence.grade}
    trust = say(f"open.trust.{part}", **facts) if part else say("trust.best", **facts)
    return (*_band(view, province), trust)


def grade_told(view: View, province: ProvinceScore) -> Message:
    """The grade on its scale with the part that decides it, as far as these readers may know."""
    if view.readers == "department":
        return _trust(view, province)
    return open_certainty(view, province)[-1]


def _band(view: View, province: ProvinceScore) -> tuple[Message, ...]:
    """The total band and whether anybody checked; nothing without a score."""
    if province.overall.band is None or province.overall.score is None:
        return ()
    checked = sum(visit.own.province == province.key for visit in view.round.visited)
    span = band_span(province.overall)
    if 0 < checked < view.least:
        return (say("lead.band.checked.few", span=span),)
    if checked:
        return (say("lead.band.checked", span=span, n=count(checked)),)
    return (say("lead.band", span=span),)


def _trust(view: View, province: ProvinceScore) -> Message:
    """The grade, and which of its three parts holds it there; nothing holds the best one."""
    confidence = view.analysis.confidence[province.key]
    part = _deciding(confidence)
    if part is None:
        return say("trust.best", grade=confidence.grade)
    share = _shares(confidence)[part]
    why = say(f"grade.{part}.unknown") if share is None else say(f"trust.{part}", share=percent(share))
    return say("trust.because", grade=confidence.grade, why=why)


def _shares(confidence: Confidence) -> dict[str, float | None]:
    return {
        "coverage": confidence.coverage,
        "flagged": confidence.flagged,
        "evidence": confidence.evidence,
    }


def _deciding(confidence: Confidence) -> str | None:
    """The part of the grade that holds it there; None of the best one."""
    if confidence.grade == GRADES[0]:
        return None
    shares = _shares(confidence)
    return next(name for name, share in shares.items() if _grade_alone(name, share) == confidence.grade)


def _grade_alone(name: str, share: float | None) -> str:
    """The grade by one part, were the others at their best."""
    parts = {**_BEST, name: share}
    return grade(parts["coverage"], parts["flagged"], parts["evidence"])
