"""A round to its reports: one per province and one for all of them side by side."""

from __future__ import annotations

from typing import TypedDict

from dxassess import __version__
from dxassess.insight.analysis import Analysis
from dxassess.places.provinces import place_of
from dxassess.questionnaire.model import Text
from dxassess.report.page.headline import headline
from dxassess.report.page.law import law_sentence
from dxassess.report.page.levels_alone import level_reports
from dxassess.report.page.open.province import open_province_sections, open_questions
from dxassess.report.page.open.region import open_region_points, open_region_sections
from dxassess.report.page.open.sections import trust_section
from dxassess.report.page.province import province_sections
from dxassess.report.page.questions import questions, quote
from dxassess.report.page.regional.headline import region_headline, region_lead, region_stats
from dxassess.report.page.regional.questions import region_questions
from dxassess.report.page.regional.sections import regional_sections
from dxassess.report.page.stats import answers_stat
from dxassess.report.page.targets import targets_sentence
from dxassess.report.sections.actions import actions
from dxassess.report.sections.conditions import summary_figure
from dxassess.report.sections.position import province_table, strip
from dxassess.report.sections.sources import total_coverage
from dxassess.report.value.model import Enquiry, Readers, Report, Section, Summary
from dxassess.report.value.readers import for_readers
from dxassess.report.value.say import count, say, sentences
from dxassess.report.value.small_groups import MIN_GROUP
from dxassess.report.value.words import Message
from dxassess.report.view import View
from dxassess.statistics.province_score import Coverage, NodeScore, ProvinceScore

REGION_STEM, RESULTS_STEM = "region", "results"


def build_reports(analysis: Analysis, readers: Readers = "department") -> tuple[Report, ...]:
    """The regional report first, then the provinces in reading order, without what `readers` may not see.
    Where gates alone decide levels they are for the department, and for nobody else."""
    view = View(analysis=analysis, readers=readers)
    if view.round.facility.gates_alone:
        return level_reports(view, stem=REGION_STEM)
    if readers == "department":
        return (_region(view), *(_province(view, province) for province in view.listed))
    return tuple(
        for_readers(report, readers)
        for report in (_open_region(view), *(_open_province(view, province) for province in view.listed))
    )


def _open_province(view: View, province: ProvinceScore) -> Report:
    """The report for others than the Department."""
    if province.key in view.small_provinces:
        return _withheld(view, province)
    return _of_province(
        view, province, open_questions(view, province), open_province_sections(view, province)
    )


def _open_region(view: View) -> Report:
    """The report of all for others than the Departments."""
    known_points = open_region_points(view)
    return Report(
        kind="region",
        stem=REGION_STEM,
        subject=view.region,
        title=say("title.region"),
        headline=region_headline(view),
        lead=(*region_lead(view), *law_sentence(view, None)),
        stats=region_stats(view),
        position=strip(view, None),
        points=known_points,
        points_title=say("points.title", n=count(len(known_points))),
        sections=open_region_sections(view),
        summary=_summary(total_coverage(view), mean=view.region_mean("overall")),
        **_common(view),
    )


def overview_report(analysis: Analysis) -> Report:
    """What a file of results opens with: the finding of the round, its key figures and a line for every
    province. Of a round that has levels alone, no finding."""
    view = View(analysis=analysis)
    known = not view.round.facility.gates_alone
    table = province_table(view, None)
    section = Section(id="position", title=say("section.position"), intro=None, blocks=(table,))
    return Report(
        kind="index",
        stem=RESULTS_STEM,
        subject=view.region,
        title=say("title.results"),
        headline=region_headline(view) if known else say("title.results"),
        lead=(),
        stats=region_stats(view) if known else (),
        position=None,
        points=(),
        points_title=say("points.title", n=count(0)),
        sections=(section,),
        summary=_summary(total_coverage(view), mean=view.region_mean("overall")),
        **_common(view),
    )


def _province(view: View, province: ProvinceScore) -> Report:
    """The report for the Department: with what to do, and an annex."""
    first_actions = actions(view, province.key)
    pages, annex = province_sections(view, province)
    report = _of_province(view, province, questions(view, province), pages)
    title = say("actions.title", n=count(len(first_actions))) if first_actions else None
    return report.model_copy(update={"actions": first_actions, "actions_title": title, "annex": annex})


def _of_province(
    view: View, province: ProvinceScore, enquiries: tuple[Enquiry, ...], sections: tuple[Section, ...]
) -> Report:
    """What whoever reads of a province finds: where it stands, answers to these enquiries, these sections."""
    place = place_of(province.key)
    return Report(
        kind="province",
        stem=place.stem,
        subject=place.name,
        title=say("title.province"),
        headline=headline(view, province),
        lead=(),
        stats=(),
        position=summary_figure(view, province),
        points=(),
        points_title=say("points.title", n=count(0)),
        questions=enquiries,
        quote=quote(view, province),
        deadline=_targets_and_days(view, province.key),
        sections=sections,
        summary=_summary(province.coverage, node=province.overall),
        **_common(view),
    )


def _targets_and_days(view: View, key: str) -> Message | None:
    """What the law sets a day for next and, for the Department, which targets are missed; None where there is
    neither."""
    missed = targets_sentence(view, key) if view.readers == "department" else ()
    messages = (*missed, *law_sentence(view, key))
    return sentences(messages) if messages else None


def _withheld(view: View, province: ProvinceScore) -> Report:
    """A province whose figures these readers may not see: who answered, and why there is no more."""
    place = place_of(province.key)
    return Report(
        kind="province",
        stem=place.stem,
        subject=place.name,
        title=say("title.province"),
        headline=say("headline.withheld", province=place.name),
        lead=(say("lead.withheld", least=count(MIN_GROUP)),),
        stats=(answers_stat(province.coverage),),
        position=strip(view, province),
        points=(),
        points_title=say("points.title", n=count(0)),
        sections=(trust_section(view, ()),),
        summary=_summary(province.coverage),
        **_common(view),
    )


def _region(view: View) -> Report:
    first_actions = actions(view, None)
    pages, annex = regional_sections(view)
    return Report(
        kind="region",
        stem=REGION_STEM,
        subject=view.region,
        title=say("title.region"),
        headline=region_headline(view),
        lead=(),
        stats=region_stats(view),
        position=strip(view, None),
        points=(),
        points_title=say("points.title", n=count(0)),
        questions=region_questions(view),
        deadline=next(iter(law_sentence(view, None)), None),
        actions=first_actions,
        actions_title=say("actions.title", n=count(len(first_actions))) if first_actions else None,
        sections=pages,
        annex=annex,
        summary=_summary(total_coverage(view), mean=view.region_mean("overall")),
        **_common(view),
    )


def _summary(coverage: Coverage, *, node: NodeScore | None = None, mean: float | None = None) -> Summary:
    """The line of a province's `node`, or of a `mean` that has no band and no level."""
    band = node.band if node else None
    return Summary(
        score=node.score if node else mean,
        low=band.low if band else None,
        high=band.high if band else None,
        ends="band",
        level=node.level if node else None,
        level_is_least=node is not None and node.level_is_least,
        answered=coverage.accepted,
        registered=coverage.registered,
    )


class _Common(TypedDict):
    """What every report of a round says alike."""

    round: Text
    date: str
    simulated: bool
    reproduce: Message
    program: str
    readers: Readers


def _common(view: View) -> _Common:
    return {
        "round": view.round.settings.name,
        "date": view.round.day,
        "simulated": view.round.settings.simulated,
        "reproduce": say("reproduce", program=__version__),
        "program": __version__,
        "readers": view.readers,
    }
