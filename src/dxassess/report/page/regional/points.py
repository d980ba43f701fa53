"""The things to know first of all provinces together."""

from __future__ import annotations

from dxassess.insight.barriers import barriers_asked
from dxassess.report.page.regional.headline import weakest_title
from dxassess.report.sections.barriers import regional_severity
from dxassess.report.sections.sources import coverage_title, total_coverage
from dxassess.report.value.model import Point
from dxassess.report.value.say import count, say, score
from dxassess.report.value.tally import tally
from dxassess.report.view import View
from dxassess.statistics.region import node_at


def region_points(view: View) -> tuple[Point, ...]:
    """The weakest condition and the worst barrier, where one is known, and who has answered."""
    known = [
        (tag, mean_severity)
        for tag in barriers_asked(view.round.facility)
        if (mean_severity := regional_severity(view, tag)) is not None
    ]
    points = list(weakest_points(view))
    if known:
        worst, severity = max(known, key=lambda one: one[1])
        points.append(
            Point(
                title=say("point.barrier", barrier=say(f"barrier.{worst}")),
                text=say("point.region.barrier", severity=score(severity)),
                section="barriers",
            )
        )
    return (*points, answers_point(view))


def weakest_points(view: View) -> tuple[Point, ...]:
    """The condition that is the weakest in all; nothing where none stands out."""
    weakest = view.analysis.weakest_alike
    return (_weakest_point(view, weakest[0]),) if len(weakest) == 1 else ()


def _weakest_point(view: View, code: str) -> Point:
    short = tally(view.meets_standard(node_at(p, code)) for p in view.analysis.provinces).contrary
    return Point(
        title=weakest_title(view, code),
        text=short.sentence("point.region.weakest", standard=score(view.round.standard)),
        section="conditions",
    )


def answers_point(view: View) -> Point:
    """How many answered, and how many Departments are silent."""
    silent = [p for p in view.listed if "no_department" in p.flags]
    coverage = total_coverage(view)
    return Point(
        title=coverage_title(coverage),
        text=say("point.region.answers.text", n=count(len(silent)))
        if silent
        else say("point.region.answers.all" if view.round.department else "point.region.answers.facilities"),
        section="coverage",
    )
