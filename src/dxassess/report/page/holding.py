"""What holds a province back most: one thing, of which the question, the mark and the sentence all speak."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import assert_never

from dxassess.insight.holding import what_holds
from dxassess.insight.relative_barriers import RelativeBarrier
from dxassess.insight.story import Story
from dxassess.report.value.model import Enquiry
from dxassess.report.value.say import count, listed, listed_apart, say, score, whole
from dxassess.report.value.words import Label, Message, Spoken
from dxassess.report.view import View
from dxassess.statistics.province_score import ProvinceScore
from dxassess.statistics.region import node_at
from dxassess.wording.wording import MISSING


def holding(view: View, province: ProvinceScore) -> Enquiry:
    """The first that is known: the conditions that fall behind like provinces most, those surely below the
    mean of the other provinces, the barriers that are surely higher here than elsewhere, the conditions with
    the lowest score; the sentence names what they are compared with. Where the province is ahead of
    like ones is no answer to this. Several that cannot be told apart are counted in the mark and named in the
    sentence; that nothing stands out is said, and so is that nothing is known."""
    story = view.analysis.stories[province.key]
    shown_barriers = _shown_barriers(view, story)
    holding_back = what_holds(
        story, view.analysis.rankings, barriers=tuple(each.tag for each in shown_barriers)
    )
    match holding_back.kind:
        case "behind":
            return _behind(view, story)
        case "below":
            return _below(view, province.key, holding_back.names, compared=bool(story.lags))
        case "barriers":
            return _barriers(shown_barriers)
        case "weakest":
            return _weakest(view, province, story)
        case "none":
            return _nothing(province)
        case _:
            assert_never(holding_back.kind)


def _nothing(province: ProvinceScore) -> Enquiry:
    """That nothing stands out, or that nothing is known."""
    is_known = any(node.score is not None for node in province.conditions)
    text = say("question.holding.none" if is_known else "question.unknown")
    return _answer(say("plain", text=MISSING), text, "conditions")


def _answer(mark: Label, text: Message, section: str) -> Enquiry:
    return Enquiry(title=say("question.holding"), mark=mark, text=text, section=section)


def _behind(view: View, story: Story) -> Enquiry:
    lags = [lag for lag in story.lags if lag.condition in story.behind]
    part = score(abs(fsum(lag.gap for lag in lags)))
    if len(lags) > 1:
        names = _names(view, [lag.condition for lag in lags])
        text = say("question.holding.behind.several", conditions=names, part=part)
        return _answer(_counted("conditions", len(lags)), text, "comparison")
    (lag,) = lags
    name = view.round.condition_name(lag.condition)
    text = say(
        "question.holding.behind",
        condition=name,
        own=whole(lag.own),
        others=whole(lag.others),
        part=part,
    )
    return _answer(name, text, "comparison")


def _below(view: View, key: str, codes: Sequence[str], *, compared: bool) -> Enquiry:
    """What lies surely below the others; where it was `compared` with like provinces too, that none falls
    behind those."""
    named: list[dict[str, Spoken]] = [
        {"condition": view.round.condition_name(code), "own": whole(ranked.score), "others": whole(others)}
        for code in codes
        for ranked in view.analysis.rankings[code].provinces
        if ranked.key == key and (others := ranked.others) is not None
    ]
    end = "" if compared else ".alone"
    if len(named) == 1:
        name = view.round.condition_name(codes[0])
        return _answer(name, say(f"question.holding.below{end}", **named[0]), "conditions")
    parts = [say("question.holding.below.part", **facts) for facts in named]
    text = say(f"question.holding.below.several{end}", conditions=listed(parts))
    return _answer(_counted("conditions", len(named)), text, "conditions")


def _shown_barriers(view: View, story: Story) -> list[RelativeBarrier]:
    """The barriers to name of which enough facilities answered."""
    answered = {each.tag: each.facilities for each in view.analysis.barriers[story.key]}
    return [each for each in story.barriers if each.named and answered[each.tag] >= view.least]


def _barriers(barriers: Sequence[RelativeBarrier]) -> Enquiry:
    beside_others = [
        say(
            "question.holding.barrier",
            barrier=say(f"barrier.{each.tag}"),
            own=whole(each.severity),
            others=whole(each.others),
        )
        for each in barriers
    ]
    is_one = len(barriers) == 1
    mark = say(f"barrier.{barriers[0].tag}") if is_one else _counted("barriers", len(barriers))
    text = say("question.holding.barriers", barriers=listed_apart(beside_others))
    return _answer(mark, text, "barriers")


def _weakest(view: View, province: ProvinceScore, story: Story) -> Enquiry:
    """Beside like provinces, that none of them falls behind is said too."""
    end = "" if story.lags else ".alone"
    if len(story.weakest) > 1:
        text = say(f"question.holding.weakest.several{end}", conditions=_names(view, story.weakest))
        return _answer(_counted("conditions", len(story.weakest)), text, "conditions")
    (code,) = story.weakest
    name, value = view.round.condition_name(code), node_at(province, code).score
    assert value is not None
    text = say(f"question.holding.weakest{end}", condition=name, score=whole(value))
    return _answer(name, text, "conditions")


def _counted(things: str, number: int) -> Message:
    return say(f"question.holding.mark.{things}", n=count(number))


def _names(view: View, codes: Sequence[str]) -> Message:
    return listed([view.round.condition_name(code) for code in codes])
