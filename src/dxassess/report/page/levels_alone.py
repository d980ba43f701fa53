"""The reports of a round whose framework knows levels alone, such as Circular 54: which facility is at which
level, what holds it there, what is missing. It has no score, so none is told and nobody is ranked. They are
for the Department: every facility is named in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dxassess import __version__
from dxassess.insight.closed_gates import ClosedGate, closed_gates, holding_gates, unanswered_gates
from dxassess.places.provinces import place_of
from dxassess.questionnaire.steps import advice_at
from dxassess.report.page.places import on_page
from dxassess.report.page.stats import answers_stat
from dxassess.report.sections.by_gates import (
    at_standard,
    gates_table,
    in_order,
    levels_by_type,
    levels_table,
    open_table,
    silent_table,
)
from dxassess.report.sections.sources import (
    coverage_figure_of_all,
    coverage_section,
    files_section,
    findings_table,
    rejected_table,
    total_coverage,
    versions,
)
from dxassess.report.sections.within_type import name_of
from dxassess.report.value.model import (
    Block,
    Bullet,
    Figure,
    Paragraph,
    Point,
    Reached,
    Report,
    Section,
    Stat,
    Summary,
    Table,
)
from dxassess.report.value.say import (
    count,
    counted,
    listed_apart,
    number_cell,
    part_of,
    say,
    text_cell,
)
from dxassess.report.value.words import Label, Message, Span
from dxassess.report.view import View
from dxassess.scoring.score import Score
from dxassess.statistics.province_score import Coverage, ProvinceScore

_NAMED = 5
_METHOD = ("levels", "unanswered", "self", "whole")


def level_reports(view: View, *, stem: str) -> tuple[Report, ...]:
    """The report of all provinces under this `stem` first, then the provinces in the order of their keys."""
    return (_region(view, stem), *(_province(view, province) for province in view.analysis.provinces))


def _province(view: View, province: ProvinceScore) -> Report:
    key, place = province.key, place_of(province.key)
    scores, outcomes = in_order(view, view.round.facilities_of(key)), view.round.outcomes_of(key)
    answers = on_page(coverage_section(view, province), "answers").blocks
    return _report(
        view,
        scores,
        kind="province",
        stem=place.stem,
        subject=place.name,
        coverage=province.coverage,
        sections=(
            _section("gates", gates_table(view, scores)),
            _section("facilities", levels_table(view, scores)),
            _trust(
                view,
                *(block for block in answers if isinstance(block, Figure)),
                *silent_table(view, key),
                *open_table(view, scores),
            ),
        ),
        annex=(
            _section("findings", findings_table(outcomes)),
            files_section(outcomes, view.round.memory.returned_hashes),
        ),
    )


def _region(view: View, stem: str) -> Report:
    outcomes, returned = view.round.outcomes, view.round.memory.returned_hashes
    return _report(
        view,
        view.round.facilities,
        kind="region",
        stem=stem,
        subject=view.region,
        coverage=total_coverage(view),
        sections=(
            _section("provinces", _provinces_table(view)),
            _section("gates", gates_table(view, view.round.facilities)),
            _trust(view, coverage_figure_of_all(view)),
        ),
        annex=(
            _section("findings", rejected_table(outcomes), findings_table(outcomes)),
            files_section(outcomes, returned),
        ),
    )


def _report(
    view: View,
    scores: Sequence[Score],
    *,
    kind: Literal["province", "region"],
    stem: str,
    subject: Label,
    coverage: Coverage,
    sections: tuple[Section, ...],
    annex: tuple[Section, ...],
) -> Report:
    """What the report of a province and that of all say alike of their facilities."""
    points = _points(view, scores)
    return Report(
        kind=kind,
        stem=stem,
        subject=subject,
        title=say(f"by_gates.title.{kind}"),
        round=view.round.settings.name,
        date=view.round.day,
        simulated=view.round.settings.simulated,
        headline=_headline(view, scores, subject),
        lead=(_measure(view),),
        stats=_stats(view, scores, coverage),
        position=levels_by_type(view, scores) if scores else None,
        points=points,
        points_title=say("points.title", n=count(len(points))),
        sections=sections,
        annex=annex,
        summary=_summary(view, scores, coverage),
        reproduce=say("reproduce", program=__version__),
        program=__version__,
    )


def _summary(view: View, scores: Sequence[Score], coverage: Coverage) -> Summary:
    """Answers, and how many reach the level that is aimed at: a province has no level, and nobody a score."""
    reached = at_standard(view, scores)
    return Summary(
        score=None,
        low=None,
        high=None,
        level=None,
        answered=coverage.accepted,
        registered=coverage.registered,
        reached=Reached(
            level=view.round.facility.standard_level,
            part=reached.part,
            known=reached.known,
            unknown=reached.unknown,
        ),
    )


def _section(name: str, *blocks: Block) -> Section:
    return Section(
        id=name,
        title=say(f"by_gates.section.{name}"),
        intro=say(f"by_gates.section.{name}.intro"),
        blocks=blocks,
    )


def _measure(view: View) -> Message:
    """By what was measured: the framework, how many of its questions decide."""
    framework = view.round.facility
    deciding = sum(bool(item.gates) for item in framework.items)
    facts = {"questions": count(len(framework.items)), "deciding": count(deciding)}
    return say("by_gates.measure", title=framework.title, **facts)


def _headline(view: View, scores: Sequence[Score], subject: Label) -> Message:
    reached, level = at_standard(view, scores), view.round.facility.standard_level
    if not reached.known:
        return say("headline.unknown", province=subject)
    if reached.known == 1:
        key = "by_gates.headline.one" if reached.part else "by_gates.headline.one.below"
        return say(key, subject=subject, level=count(level))
    return reached.told("by_gates.headline", subject=subject, level=count(level))


def _stats(view: View, scores: Sequence[Score], coverage: Coverage) -> tuple[Stat, ...]:
    """Who answered, who reaches the level that is aimed at, lowest and highest level, whose is not known."""
    reached, level = at_standard(view, scores), view.round.facility.standard_level
    known = [s.overall.level for s in scores if not s.overall.level_is_least and s.overall.level is not None]
    unanswered = sum(bool(unanswered_gates(score, view.round.facility)) for score in scores)
    return (
        answers_stat(coverage),
        Stat(
            label=say("by_gates.stat.standard", level=count(level)),
            value=part_of(reached.part, reached.known) if reached.known else say("stat.level.unknown"),
            note=say("by_gates.stat.standard.note"),
        ),
        Stat(
            label=say("by_gates.stat.range"),
            value=Span(low=min(known, default=None), high=max(known, default=None), style="level"),
            note=say("by_gates.stat.range.note", top=count(view.round.facility.top_level)),
        ),
        Stat(
            label=say("by_gates.stat.open"),
            value=count(unanswered),
            note=say("by_gates.stat.open.note"),
        ),
    )


def _points(view: View, scores: Sequence[Score]) -> tuple[Point, ...]:
    """The criterion that holds most, who is one criterion short, whose level may be higher."""
    gates = [gate for gate in closed_gates(scores) if gate.missed]
    near = [score for score in scores if len(holding_gates(score)) == 1]
    least = [score for score in scores if score.overall.level_is_least]
    return (
        *((_gate_point(view, max(gates, key=lambda gate: gate.missed)),) if gates else ()),
        *((_named_point("near", near),) if near else ()),
        *((_named_point("least", least),) if least else ()),
    )


def _gate_point(view: View, gate: ClosedGate) -> Point:
    """With what to do about it, rather than the question that was asked."""
    advice = advice_at(view.round.facility.item_by_code[gate.item], 0.0)
    step = advice.text if advice else view.round.item_text(gate.item)
    return Point(
        title=counted("by_gates.point.gate", gate.missed),
        text=say("by_gates.point.gate.text", code=gate.item, step=step),
        section="gates",
    )


def _named_point(name: str, scores: Sequence[Score]) -> Point:
    names = listed_apart([say("plain", text=name_of(score)) for score in scores[:_NAMED]])
    text = say(f"by_gates.point.{name}.text", names=names)
    if len(scores) > _NAMED:
        text = say(f"by_gates.point.{name}.text.more", names=names, n=count(len(scores) - _NAMED))
    return Point(title=say(f"by_gates.point.{name}", n=count(len(scores))), text=text, section="facilities")


def _provinces_table(view: View) -> Table:
    """Every province: answers, how many reach the level that is aimed at, of how many it is not known."""
    rows = []
    for province in view.analysis.provinces:
        place, reached = place_of(province.key), at_standard(view, view.round.facilities_of(province.key))
        rows.append(
            (
                text_cell(place.name, strong=True, href=place.stem),
                text_cell(part_of(province.coverage.accepted, province.coverage.registered)),
                number_cell(reached.part, "count"),
                number_cell(reached.contrary.part, "count"),
                number_cell(reached.unknown, "count"),
            )
        )
    level = count(view.round.facility.standard_level)
    return Table(
        id="province-levels",
        head=(
            say("head.province"),
            say("head.answers"),
            say("by_gates.head.reached", level=level),
            say("by_gates.head.below", level=level),
            say("by_gates.head.unknown"),
        ),
        rows=tuple(rows),
        sortable=True,
    )


def _trust(view: View, *blocks: Block) -> Section:
    """What is missing, and how a level comes about."""
    method = Bullet(messages=tuple(say(f"by_gates.method.{name}") for name in _METHOD))
    return _section("trust", *blocks, method, Paragraph(message=versions(view), role="note"))
