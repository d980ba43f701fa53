"""The things to know first of all provinces together, in the copies for others than the Departments."""

from __future__ import annotations

from dxassess.report.page.regional.headline import weakest_title
from dxassess.report.sections.sources import coverage_title, total_coverage
from dxassess.report.value.model import Point
from dxassess.report.value.say import count, say, score
from dxassess.report.value.tally import tally
from dxassess.report.view import View
from dxassess.statistics.region import node_at


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
