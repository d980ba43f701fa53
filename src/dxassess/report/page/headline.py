"""The sentences of page one of a province: each speaks of what is known, and is never more certain than the
interval allows. The message is what makes this province differ (see `insight.story`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dxassess.insight.assessing import state_assessed
from dxassess.insight.story import Story
from dxassess.places.provinces import place_of
from dxassess.report.page.certainty import certainty
from dxassess.report.page.law import law_sentence
from dxassess.report.sections.change import change_sentence
from dxassess.report.sections.position import facilities_place, rank_sentence
from dxassess.report.value.say import count, listed, say, score, whole
from dxassess.report.value.words import Message, Span, Spoken
from dxassess.report.view import View
from dxassess.statistics.lags import Lag
from dxassess.statistics.province_score import NodeScore, ProvinceScore
from dxassess.statistics.region import node_at


def headline(view: View, province: ProvinceScore) -> Message:
    """Where the province stands, and the largest part of its gap to like provinces; what is known of its
    facilities where it has no score."""
    name = place_of(province.key).name
    if province.overall.score is None:
        facilities = province.overall.facility.score
        if "no_department" in province.flags and facilities is not None:
            return say("headline.facilities", province=name, score=whole(facilities))
        return say("headline.unknown", province=name)
    story = view.analysis.stories[province.key]
    facts: dict[str, Spoken] = {"province": name, "score": _about(province.overall)}
    second = difference(view, story)
    mean = view.region_mean("overall")
    if story.standing in ("alone", "unknown") or mean is None:
        return say("headline.score", second=second, **facts)
    return say(f"headline.{story.standing}", mean=whole(mean), region=view.region, second=second, **facts)


def difference(view: View, story: Story) -> Message:
    """What makes the province differ: where it lags behind like ones, where it is ahead of them; beside
    nobody, its lowest condition, where that can be told apart."""
    by_code = {lag.condition: lag for lag in story.lags}
    if story.behind:
        return _beside(view, "behind", [by_code[code] for code in story.behind])
    if story.ahead:
        return _beside(view, "ahead", [by_code[code] for code in story.ahead])
    if story.lags:
        return say("differs.not")
    province = next(p for p in view.analysis.provinces if p.key == story.key)
    return lowest(view, story.weakest, lambda code: node_at(province, code).score)


def _beside(view: View, way: str, lags: Sequence[Lag]) -> Message:
    """One condition with both scores, or those that cannot be told apart by name."""
    if len(lags) == 1:
        lag = lags[0]
        condition = view.round.condition_name(lag.condition)
        return say(f"differs.{way}", condition=condition, own=whole(lag.own), others=whole(lag.others))
    return say(f"differs.{way}.several", conditions=_names(view, [lag.condition for lag in lags]))


def lowest(view: View, codes: Sequence[str], score_of: Callable[[str], float | None]) -> Message:
    """The lowest conditions by name, one with its score; that none stands out where there are none."""
    if not codes:
        return say("differs.unknown")
    if len(codes) > 1:
        return say("differs.lowest.several", conditions=_names(view, codes))
    value = score_of(codes[0])
    assert value is not None
    return say("differs.lowest", condition=view.round.condition_name(codes[0]), score=whole(value))


def _names(view: View, codes: Sequence[str]) -> Message:
    return listed([view.round.condition_name(code) for code in codes])


def _about(node: NodeScore) -> Message:
    """The score in whole numbers: the total band where there is one."""
    if node.band is None:
        assert node.score is not None
        return say("about.score", score=whole(node.score))
    return say("about.band", span=Span(low=node.band.low, high=node.band.high, style="band"))


def lead(view: View, province: ProvinceScore) -> tuple[Message, ...]:
    """What the headline stands on: who answered, how sure it is and why, the place, what is short."""
    sentences = [_answers(view, province), *certainty(view, province), *_unheard(view, province)]
    sentences += rank_sentence(view, province)
    sentences += facilities_place(view, province)
    sentences += change_sentence(view, province)
    sentences += _against_standard(view, province)
    sentences += _two_things(view, province)
    sentences += law_sentence(view, province.key)
    return tuple(sentences)


def _answers(view: View, province: ProvinceScore) -> Message:
    part, registered = count(province.coverage.accepted), province.coverage.registered
    if view.round.department is None:
        key = "lead.answers.facilities"
        return (
            say(f"{key}.unknown", part=part)
            if registered is None
            else say(key, part=part, whole=count(registered))
        )
    department = say("lead.no_department" if "no_department" in province.flags else "lead.department")
    if registered is None:
        return say("lead.answers.unknown", part=part, department=department)
    return say("lead.answers", part=part, whole=count(registered), department=department)


def _unheard(view: View, province: ProvinceScore) -> tuple[Message, ...]:
    """The types of which nothing came, and the bounds that this leaves."""
    unheard, node = [view.round.types[type_].name for type_ in province.unheard], province.overall
    if not unheard or node.low is None:
        return ()
    if node.low == node.high:
        return (say("lead.unheard.plain", types=listed(unheard)),)
    return (
        say("lead.unheard", types=listed(unheard), span=Span(low=node.low, high=node.high, style="band")),
    )


def _two_things(view: View, province: ProvinceScore) -> tuple[Message, ...]:
    """Whether the state is assessed, and what was found; what is unknown of it is said to be."""
    state = state_assessed(view.round, province)
    parts = {} if state is None else {"assessed": state.assessed, "found": state.found}
    known = {name: score(value) for name, value in parts.items() if value is not None}
    if state is None or not known:
        return ()
    if len(known) < len(parts):
        return (say(f"lead.state.{next(iter(known))}", **known),)
    part = node_at(province, state.code).department
    if part is None or part.score is None:
        return (say("lead.state", **known),)
    return (say("lead.state.whole", part=score(part.score), **known),)


def _against_standard(view: View, province: ProvinceScore) -> tuple[Message, ...]:
    """Which conditions fall short of the questionnaire's standard, of those that anybody is asked about, and
    of which that is not known."""
    met = {node.code: view.meets_standard(node) for node in province.conditions if node.low is not None}
    short = [view.round.condition_name(code) for code, meets in met.items() if meets is False]
    unknown = [view.round.condition_name(code) for code, meets in met.items() if meets is None]
    standard, sentences = score(view.round.standard), []
    if len(short) == len(met) > 0:
        sentences.append(say("lead.standard.none", standard=standard))
    elif short:
        sentences.append(say("lead.standard", names=listed(short), standard=standard))
    elif len(unknown) < len(met):
        key = "lead.standard.known" if unknown else "lead.standard.all"
        sentences.append(say(key, standard=standard))
    if unknown:
        sentences.append(say("lead.standard.unscored", names=listed(unknown)))
    return tuple(sentences)
