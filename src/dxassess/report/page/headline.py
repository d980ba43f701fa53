"""The sentences of page one, chosen by rule: never more certain than the interval allows."""

from __future__ import annotations

from dxassess.insight.assessing import state_assessed
from dxassess.insight.systems import EHR, row_of, target_of
from dxassess.places.provinces import place_of
from dxassess.questionnaire.model import Text
from dxassess.report.page.law import law_sentence
from dxassess.report.page.weakest import weakest_name, weakest_title
from dxassess.report.sections.barriers import regional_severity, worst_barrier
from dxassess.report.sections.change import change_sentence
from dxassess.report.sections.facilities import shown_blockers
from dxassess.report.sections.position import band_span, facilities_place
from dxassess.report.sections.quality import grade_of
from dxassess.report.value.model import Point, Stat
from dxassess.report.value.say import count, level_message, listed, percent, say, score
from dxassess.report.value.words import Message, Number, Span
from dxassess.report.view import View
from dxassess.statistics.province_score import Coverage, NodeScore, ProvinceScore
from dxassess.statistics.ranks import RankedProvince
from dxassess.statistics.region import node_at


def headline(view: View, province: ProvinceScore) -> Message:
    """Score, its relation to the region, and the weakest condition."""
    name = place_of(province.key).name
    weakest = view.analysis.weakest(province.key)
    if province.overall.score is None or weakest is None:
        facilities = province.overall.facility.score
        if "no_department" in province.flags and facilities is not None:
            return say("headline.facilities", province=name, score=score(facilities))
        return say("headline.unknown", province=name)
    facts: dict[str, str | Text | Message | Number] = {
        "province": name,
        "score": score(province.overall.score),
        "condition": weakest_name(view, province.key, weakest),
    }
    verdict = view.analysis.verdict(province.key, "overall")
    if verdict == "unknown":
        return say("headline.score", **facts)
    mean = score(view.analysis.region_mean("overall"))
    return say(f"headline.{verdict}", region=view.region, mean=mean, **facts)


def lead(view: View, province: ProvinceScore) -> tuple[Message, ...]:
    """What the headline stands on: coverage, the interval, the department, all in plain words."""
    sentences = [
        _answers(view, province),
    ]
    if province.overall.band is not None and province.overall.score is not None:
        sentences.append(_band_sentence(view, province))
    unheard = [view.round.types[type_].name for type_ in province.unheard]
    if unheard:
        bounds = Span(low=province.overall.low, high=province.overall.high)
        sentences.append(say("lead.unheard", types=listed(unheard), span=bounds))
    ranked = view.analysis.ranks.get(province.key)
    if ranked is not None:
        sentences.append(_rank(ranked, len(view.analysis.ranks)))
    sentences += facilities_place(view, province)
    sentences += change_sentence(view, province)
    sentences += _against_standard(view, province)
    sentences += _two_things(view, province)
    sentences += law_sentence(view, province.key)
    return tuple(sentences)


def _band_sentence(view: View, province: ProvinceScore) -> Message:
    """The total band, the one range that is printed, and whether anybody checked the answers."""
    checked = sum(visit.own.province == province.key for visit in view.round.visited)
    if checked:
        return say("lead.band.checked", span=band_span(province.overall), n=count(checked))
    return say("lead.band", span=band_span(province.overall))


def _answers(view: View, province: ProvinceScore) -> Message:
    part, whole = count(province.coverage.accepted), province.coverage.registered
    if view.round.department is None:
        key = "lead.answers.facilities"
        return say(f"{key}.unknown", part=part) if whole is None else say(key, part=part, whole=count(whole))
    department = say("lead.no_department" if "no_department" in province.flags else "lead.department")
    if whole is None:
        return say("lead.answers.unknown", part=part, department=department)
    return say("lead.answers", part=part, whole=count(whole), department=department)


def _two_things(view: View, province: ProvinceScore) -> tuple[Message, ...]:
    """Whether the state is assessed, and what was found; what is unknown of it is said to be."""
    state = state_assessed(view.round, province)
    parts = {} if state is None else {"assessed": state.assessed, "found": state.found}
    known = {name: score(value) for name, value in parts.items() if value is not None}
    if not known:
        return ()
    return (say("lead.state" if len(known) == len(parts) else f"lead.state.{next(iter(known))}", **known),)


def _rank(ranked: RankedProvince, provinces: int) -> Message:
    low, high, n = count(ranked.rank_low), count(ranked.rank_high), count(provinces)
    return say("lead.rank", low=low, high=high, n=n) if low != high else say("lead.rank.one", rank=low, n=n)


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


def stats(view: View, province: ProvinceScore) -> tuple[Stat, ...]:
    """The four numbers: score, level, people with a health record, answers received."""
    span = band_span(province.overall)
    ehr = row_of(EHR, view.analysis.systems[province.key])
    questionnaire = view.round.facility
    return (
        Stat(label=say("stat.score"), value=score(province.overall.score), note=say("stat.band", span=span)),
        Stat(
            label=say("stat.level"),
            value=level_message(
                province.overall.level, top=questionnaire.top_level, least=province.overall.level_is_least
            ),
            note=say("stat.level.note", standard=count(questionnaire.standard_level)),
        ),
        Stat(
            label=say("stat.ehr"),
            value=percent(ehr.value if ehr else None),
            note=say("stat.ehr.note", target=percent(target_of(EHR, view.round.day))),
        ),
        answers_stat(province.coverage, grade_of(view, province)),
    )


def answers_stat(coverage: Coverage, grade: str | None = None) -> Stat:
    """How many of those registered have answered, and the confidence grade where there is one."""
    share = percent(coverage.share)
    return Stat(
        label=say("stat.answers"),
        value=say("part_of", part=count(coverage.accepted), whole=count(coverage.registered)),
        note=say("stat.answers.note", share=share)
        if grade is None
        else say("stat.answers.grade", share=share, grade=grade),
    )


def points(view: View, province: ProvinceScore) -> tuple[Point, ...]:
    """Three things to know: the weakest condition, the worst barrier, the gate that blocks most."""
    found_points = []
    weakest = view.analysis.weakest(province.key)
    if weakest is not None:
        found_points.append(_weakest(view, province.key, node_at(province, weakest)))
    barrier = worst_barrier(view, province.key)
    if barrier is not None and barrier.facilities >= view.least:
        found_points.append(
            Point(
                title=say("point.barrier", barrier=say(f"barrier.{barrier.tag}")),
                text=say(
                    "point.barrier.text",
                    severity=score(barrier.severity),
                    mean=score(regional_severity(view, barrier.tag)),
                    n=count(barrier.facilities),
                ),
                section="barriers",
            )
        )
    blocking = shown_blockers(view, view.round.facilities_of(province.key))
    if blocking:
        first = blocking[0]
        found_points.append(
            Point(
                title=say("point.gate", n=count(first.facilities)),
                text=say("point.gate.text", code=first.item, item=view.round.item_text(first.item)),
                section="facilities",
            )
        )
    return tuple(found_points)


def _weakest(view: View, key: str, node: NodeScore) -> Point:
    region, standard = view.region_mean(node.code), score(view.round.standard)
    verdict = view.analysis.verdict(key, node.code)
    return Point(
        title=weakest_title(view, key, node.code, node.score),
        text=say("point.weakest.alone", standard=standard)
        if region is None
        else say(f"point.weakest.{verdict}", mean=score(region), standard=standard),
        section="conditions",
    )
