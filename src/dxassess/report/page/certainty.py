"""How sure the score of a province is, in words: the range, whether anybody checked, and why the grade."""

from __future__ import annotations

from dxassess.report.sections.position import band_span
from dxassess.report.value.say import count, percent, say
from dxassess.report.value.words import Message
from dxassess.report.view import View
from dxassess.statistics.confidence import GRADES, grade
from dxassess.statistics.province_score import ProvinceScore

_BEST = {"coverage": 1.0, "flagged": 0.0, "evidence": 1.0}


def certainty(view: View, province: ProvinceScore) -> tuple[Message, ...]:
    """The total band, the one range that is printed, whether the answers were checked, and the grade with the
    part that decides it."""
    trust = _trust(view, province)
    if province.overall.band is None or province.overall.score is None:
        return (trust,)
    checked = sum(visit.own.province == province.key for visit in view.round.visited)
    span = band_span(province.overall)
    if 0 < checked < view.least:
        return (say("lead.band.checked.few", span=span), trust)
    if checked:
        return (say("lead.band.checked", span=span, n=count(checked)), trust)
    return (say("lead.band", span=span), trust)


def _trust(view: View, province: ProvinceScore) -> Message:
    """The grade, and which of its three parts holds it there; nothing holds the best one."""
    confidence = view.analysis.confidence[province.key]
    if confidence.grade == GRADES[0]:
        return say("trust.best", grade=confidence.grade)
    shares = {
        "coverage": confidence.coverage,
        "flagged": confidence.flagged,
        "evidence": confidence.evidence,
    }
    graded = {name: _grade_alone(name, share) for name, share in shares.items()}
    worst = next(name for name in shares if graded[name] == confidence.grade)
    share = shares[worst]
    why = say(f"grade.{worst}.unknown") if share is None else say(f"trust.{worst}", share=percent(share))
    return say("trust.because", grade=confidence.grade, why=why)


def _grade_alone(name: str, share: float | None) -> str:
    """The grade by one part, were the others at their best."""
    parts = {**_BEST, name: share}
    return grade(parts["coverage"], parts["flagged"], parts["evidence"])
