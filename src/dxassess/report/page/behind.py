"""What is made of a report beside it: its annex, and its first page alone."""

from __future__ import annotations

from dxassess.report.value.model import Report
from dxassess.report.value.say import say

ANNEX, BRIEF = "-annex", "-brief"


def annex_report(report: Report) -> Report | None:
    """The annex of a report as a report of its own; None where it has none."""
    if not report.annex:
        return None
    return report.model_copy(
        update={
            "kind": "annex",
            "stem": report.stem + ANNEX,
            "title": say("title.annex"),
            "headline": say("headline.annex", subject=report.subject),
            "lead": (say("lead.annex"),),
            "sections": report.annex,
            "annex": (),
            **dict.fromkeys(("stats", "points", "actions", "questions", "news"), ()),
            **dict.fromkeys(("position", "actions_title", "quote", "deadline")),
        }
    )


def brief_report(report: Report) -> Report | None:
    """The first page of a province's report alone, to carry into a meeting; None where it answers no
    questions."""
    if report.kind != "province" or not report.questions:
        return None
    return report.model_copy(
        update={
            "kind": "brief",
            "stem": report.stem + BRIEF,
            "title": say("title.brief"),
            "sections": (),
            "annex": (),
        }
    )
