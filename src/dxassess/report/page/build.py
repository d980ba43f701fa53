"""A round to its reports: one per province and one for all of them side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from dxassess import __version__
from dxassess.insight.barriers import BARRIERS
from dxassess.questionnaire.model import Text
from dxassess.report.context import Context, compare, mean
from dxassess.report.page.headline import answers_stat, headline, lead, points, stats
from dxassess.report.sections.actions import actions, actions_section
from dxassess.report.sections.barriers import barriers_section, regional_barriers_section, regional_severity
from dxassess.report.sections.change import change_section, regional_change_section
from dxassess.report.sections.comparison import comparison_section
from dxassess.report.sections.conditions import conditions_heatmap, conditions_section
from dxassess.report.sections.facilities import blockers_table, facilities_section, levels_figure
from dxassess.report.sections.good_models import models_section
from dxassess.report.sections.position import position_section, strip
from dxassess.report.sections.proposals import proposals_section
from dxassess.report.sections.quality import quality_section, regional_quality_section
from dxassess.report.sections.robustness import robustness_section
from dxassess.report.sections.sources import (
    coverage_section,
    files_section,
    method_section,
    regional_coverage_section,
    total_coverage,
)
from dxassess.report.sections.systems import ehr_row, regional_systems_section, systems_section
from dxassess.report.value.model import Point, Readers, Report, Section, Stat, Summary
from dxassess.report.value.readers import for_readers
from dxassess.report.value.say import count, listed, percent, say, score
from dxassess.report.value.small_groups import MIN_GROUP
from dxassess.report.value.words import Message, Span
from dxassess.round.round import Round
from dxassess.statistics.province_score import Coverage, Interval, ProvinceScore

REGION_STEM = "region"


def build_reports(
    round_: Round,
    provinces: Iterable[ProvinceScore],
    *,
    previous: Round | None = None,
    readers: Readers = "department",
) -> tuple[Report, ...]:
    """The regional report first, then the provinces in reading order; with what changed since `previous`,
    and without what `readers` may not see."""
    context = Context(round=round_, provinces=tuple(provinces), previous=previous, readers=readers)
    return tuple(
        for_readers(report, readers)
        for report in (_region(context), *(_province(context, own) for own in context.ordered))
    )


def _province(context: Context, own: ProvinceScore) -> Report:
    if own.key in context.small_provinces:
        return _withheld(context, own)
    place = context.place(own.key)
    first = actions(context, own.key)
    return Report(
        kind="province",
        stem=place.stem,
        subject=place.name,
        title=say("title.province"),
        headline=headline(context, own),
        lead=lead(context, own),
        stats=stats(context, own),
        position=strip(context, own),
        points=points(context, own),
        points_title=say("points.title", n=count(len(points(context, own)))),
        actions=first,
        actions_title=say("actions.title", n=count(len(first))) if first else None,
        sections=(
            position_section(context, own),
            conditions_section(context, own),
            comparison_section(context, own),
            *change_section(context, own),
            systems_section(context, own),
            barriers_section(context, own),
            facilities_section(context, own.key),
            actions_section(context, own.key),
            models_section(context, own.key),
            coverage_section(context, own),
            quality_section(context, own),
            method_section(context),
            files_section(context.outcomes_of(own.key)),
        ),
        summary=_summary(own.overall.score, own.overall.interval, own.overall.level, own.coverage),
        **_common(context),
    )


def _withheld(context: Context, own: ProvinceScore) -> Report:
    """A province whose figures these readers may not see: who answered, and why there is no more."""
    place = context.place(own.key)
    return Report(
        kind="province",
        stem=place.stem,
        subject=place.name,
        title=say("title.province"),
        headline=say("headline.withheld", province=place.name),
        lead=(say("lead.withheld", least=count(MIN_GROUP)),),
        stats=(answers_stat(own.coverage),),
        position=strip(context, own),
        points=(),
        points_title=say("points.title", n=count(0)),
        sections=(method_section(context),),
        summary=_summary(None, None, None, own.coverage),
        **_common(context),
    )


def _region(context: Context) -> Report:
    first = actions(context, None)
    return Report(
        kind="region",
        stem=REGION_STEM,
        subject=context.region,
        title=say("title.region"),
        headline=_region_headline(context),
        lead=(_region_lead(context), _region_levels(context)),
        stats=_region_stats(context),
        position=strip(context, None),
        points=_region_points(context),
        points_title=say("points.title", n=count(len(_region_points(context)))),
        actions=first,
        actions_title=say("actions.title", n=count(len(first))) if first else None,
        sections=(
            position_section(context, None),
            conditions_heatmap(context),
            *regional_change_section(context),
            regional_systems_section(context),
            regional_barriers_section(context),
            _regional_facilities(context),
            actions_section(context, None),
            models_section(context, None),
            proposals_section(context),
            regional_coverage_section(context),
            regional_quality_section(context),
            robustness_section(context),
            method_section(context),
            files_section(context.round.outcomes),
        ),
        summary=_summary(context.region_mean("overall"), None, None, total_coverage(context)),
        **_common(context),
    )


def _summary(
    mean_score: float | None, interval: Interval | None, level: int | None, coverage: Coverage
) -> Summary:
    return Summary(
        score=mean_score,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        level=level,
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


def _common(context: Context) -> _Common:
    return {
        "round": context.round.settings.name,
        "date": context.round.day,
        "simulated": context.round.settings.simulated,
        "reproduce": say("reproduce", program=__version__),
        "program": __version__,
        "readers": context.readers,
    }


def _regional_facilities(context: Context) -> Section:
    scores = context.round.facilities
    return Section(
        id="facilities",
        title=say("section.facilities"),
        intro=say("section.facilities.intro", n=count(len(scores))),
        blocks=(levels_figure(context, None), blockers_table(context, None)),
    )


def _region_headline(context: Context) -> Message:
    weakest = context.weakest(None) or context.conditions[0].code
    return say(
        "headline.region",
        region=context.region,
        mean=score(context.region_mean("overall")),
        n=count(len(context.provinces)),
        condition=context.condition_name(weakest),
        weakest=score(context.region_mean(weakest)),
    )


def _region_lead(context: Context) -> Message:
    region = context.region_mean("overall")
    verdicts = [compare(p.overall, region) for p in context.provinces]
    similar = verdicts.count("similar") + verdicts.count("unknown")
    return say(
        "lead.region" if similar else "lead.region.clear",
        higher=count(verdicts.count("higher")),
        lower=count(verdicts.count("lower")),
        similar=count(similar),
    )


def _region_levels(context: Context) -> Message:
    """How many provinces reach the standard level, and which, as far as these readers may see."""
    level = context.round.facility.standard_level
    rated = [p for p in context.ordered if p.key not in context.small_provinces]
    reached = [p for p in rated if p.overall.level is not None and p.overall.level >= level]
    facts = {"level": count(level), "whole": count(len(rated))}
    if not reached:
        return say("lead.levels.none", **facts)
    names = listed([say("plain", text=context.place(p.key).name) for p in reached])
    return say("lead.levels", n=count(len(reached)), names=names, **facts)


def _region_stats(context: Context) -> tuple[Stat, ...]:
    known = [p.overall.score for p in context.provinces if p.overall.score is not None]
    coverage = total_coverage(context)
    ehr = mean(row.value for p in context.provinces if (row := ehr_row(context, p.key)))
    spread = Span(low=min(known, default=None), high=max(known, default=None))
    return (
        Stat(
            label=say("stat.mean"), value=score(mean(known)), note=say("stat.mean.note", n=count(len(known)))
        ),
        Stat(
            label=say("stat.spread"),
            value=say("hidden") if context.small_provinces else spread,
            note=say("stat.spread.note"),
        ),
        Stat(label=say("stat.ehr"), value=percent(ehr), note=say("stat.ehr.mean", target=percent(0.95))),
        answers_stat(coverage),
    )


def _region_points(context: Context) -> tuple[Point, ...]:
    weakest = context.weakest(None) or context.conditions[0].code
    below = [
        p for p in context.provinces for n in p.conditions if n.code == weakest and _under(context, n.score)
    ]
    severity = {tag: regional_severity(context, tag) for tag in BARRIERS}
    worst = max(BARRIERS, key=lambda tag: severity[tag] or 0.0)
    silent = [p for p in context.provinces if "no_department" in p.flags]
    coverage = total_coverage(context)
    return (
        Point(
            title=say(
                "point.weakest",
                condition=context.condition_name(weakest),
                score=score(context.region_mean(weakest)),
            ),
            text=say("point.region.weakest", n=count(len(below)), standard=score(context.standard)),
            section="conditions",
        ),
        Point(
            title=say("point.barrier", barrier=say(f"barrier.{worst}")),
            text=say("point.region.barrier", severity=score(severity[worst])),
            section="barriers",
        ),
        Point(
            title=say(
                "point.region.answers",
                part=count(coverage.accepted),
                whole=count(coverage.registered),
                share=percent(coverage.share),
            ),
            text=say("point.region.answers.text", n=count(len(silent)))
            if silent
            else say("point.region.answers.all"),
            section="coverage",
        ),
    )


def _under(context: Context, value: float | None) -> bool:
    return value is not None and value < context.standard - 1e-9
