"""Three things to know of a province: what makes it differ, the barriers that are its own, and the gate that
holds most."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from dxassess.insight.relative_barriers import RelativeBarrier
from dxassess.insight.story import Story
from dxassess.report.page.headline import difference
from dxassess.report.sections.facilities import shown_blockers
from dxassess.report.value.model import Point
from dxassess.report.value.say import count, counted, listed_apart, say, score, whole
from dxassess.report.value.words import Message
from dxassess.report.view import View
from dxassess.statistics.province_score import ProvinceScore


def points(view: View, province: ProvinceScore) -> tuple[Point, ...]:
    """As many of the three as are known."""
    if province.overall.score is None:
        return (*_barriers(view, province), *_gate(view, province))
    return (_differs(view, province), *_barriers(view, province), *_gate(view, province))


def _differs(view: View, province: ProvinceScore) -> Point:
    story = view.analysis.stories[province.key]
    return Point(
        title=say("point.differs", text=difference(view, story)), text=_gap(view, story), section="comparison"
    )


def _gap(view: View, story: Story) -> Message:
    """What like provinces are, and what the part is in the gap to them; the standard where there are none."""
    if not story.lags:
        return say("differs.alone.text", standard=score(view.round.standard))
    named = story.behind or story.ahead
    lags = [lag for lag in story.lags if lag.condition in named]
    if not lags:
        return counted("differs.not.text", len(story.like))
    part = fsum(lag.gap for lag in lags)
    key = "differs.behind.text" if part < 0 else "differs.ahead.text"
    return counted(key, len(story.like), part=score(abs(part)))


def _barriers(view: View, province: ProvinceScore) -> tuple[Point, ...]:
    """The barriers that are surely higher here than elsewhere; nothing where none is, or too few answered."""
    named = [each for each in view.analysis.stories[province.key].barriers if each.named]
    answered = {each.tag: each.facilities for each in view.analysis.barriers[province.key]}
    shown = [each for each in named if answered[each.tag] >= view.least]
    if not shown:
        return ()
    title = say("point.barriers", n=count(len(shown)), barriers=barrier_names(shown))
    text = listed_apart([_beside_others(each) for each in shown])
    return (Point(title=title, text=say("point.barriers.text", barriers=text), section="barriers"),)


def barrier_names(barriers: Sequence[RelativeBarrier]) -> Message:
    """Their names one after the other."""
    return listed_apart([say(f"barrier.{each.tag}") for each in barriers])


def _beside_others(each: RelativeBarrier) -> Message:
    name = say(f"barrier.{each.tag}")
    return say("point.barrier.beside", barrier=name, own=whole(each.severity), others=whole(each.others))


def _gate(view: View, province: ProvinceScore) -> tuple[Point, ...]:
    blocking = shown_blockers(view, view.round.facilities_of(province.key))
    if not blocking:
        return ()
    first = blocking[0]
    item = view.round.item_text(first.item)
    return (
        Point(
            title=say("point.gate", n=count(first.facilities)),
            text=say("point.gate.text", code=first.item, item=item),
            section="facilities",
        ),
    )
