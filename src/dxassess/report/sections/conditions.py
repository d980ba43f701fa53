"""The conditions: against the region and the standard, the department and the facilities apart."""

from __future__ import annotations

from typing import Literal

from dxassess.places.provinces import place_of
from dxassess.questionnaire.model import Condition, Text
from dxassess.report.sections.position import band_span, province_marks, references, standard_line
from dxassess.report.value.charts import Dots, Ladder, LadderRow, Mark, Profile, ProfileRow
from dxassess.report.value.model import Cell, Figure, Section, Table
from dxassess.report.value.next_level import known_level, next_needs
from dxassess.report.value.say import (
    count,
    counted,
    heat_cell,
    level_cell,
    number_cell,
    say,
    score,
    text_cell,
)
from dxassess.report.value.tally import tally
from dxassess.report.value.words import Message, Number, Span
from dxassess.report.view import View
from dxassess.round.round import Round
from dxassess.statistics.province_score import NodeScore, ProvinceScore
from dxassess.statistics.region import node_at

_HALF = 0.5


def conditions_section(view: View, province: ProvinceScore) -> Section:
    """The profile and, in numbers, what stands behind each condition."""
    n = count(len(province.conditions))
    intro = "section.conditions.intro" if view.round.department else "section.conditions.intro.facilities"
    beside = "" if len(view.scored()) > 1 else ".alone"
    figure = Figure(
        id="profile",
        of_groups=True,
        title=_profile_title(view, province),
        sub=say("profile.sub"),
        alt=say("profile.alt", n=n, province=place_of(province.key).name),
        chart=profile(view, province, parts=view.round.department is not None),
        note=say("profile.note" if len(view.scored()) > 1 else "profile.note.alone"),
    )
    return Section(
        id="conditions",
        title=say("section.conditions", n=n),
        intro=say(f"{intro}{beside}", n=n),
        blocks=(figure, ladder_figure(view, province), ladder_table(view, province), _table(view, province)),
    )


def summary_figure(view: View, province: ProvinceScore) -> Figure:
    """Page one: all conditions side by side, with what the state of IT among them is, since paper alone can
    carry the others."""
    state = view.round.facility.state
    found_score = None if state is None else node_at(province, state).score
    return Figure(
        id="summary",
        of_groups=True,
        title=_profile_title(view, province),
        sub=say("summary.sub", top=count(view.round.facility.top_level)),
        alt=say("profile.alt", n=count(len(province.conditions)), province=place_of(province.key).name),
        chart=profile(view, province, parts=False),
        note=None
        if state is None or found_score is None
        else say("summary.note", condition=view.round.condition_name(state), score=score(found_score)),
    )


def profile(view: View, province: ProvinceScore, *, parts: bool) -> Profile:
    """The conditions of a province beside the standard and, where others have a score, beside theirs; with
    its `parts`, Department and facilities."""
    others: Literal["region", "nobody"] = "region" if len(view.scored()) > 1 else "nobody"
    return Profile(
        rows=tuple(_row(view, node, parts=parts) for node in province.conditions),
        standard=standard_line(view.round),
        ends="band",
        others=others,
        parts=parts,
    )


def conditions_heatmap(view: View) -> Section:
    """Provinces by conditions: the region's own section."""
    rows = tuple(
        (
            text_cell(place_of(p.key).name, href=place_of(p.key).stem),
            *(heat_cell(node.score, view.analysis.region_mean(node.code)) for node in p.conditions),
            number_cell(p.overall.score),
            level_cell(p.overall.level, least=p.overall.level_is_least),
        )
        for p in view.analysis.ordered
    )
    table = Table(
        id="condition-table",
        of_groups=True,
        title=say("conditions.table.region"),
        head=(
            say("head.province"),
            *(condition.short for condition in view.round.conditions),
            say("head.score"),
            say("head.level"),
        ),
        rows=rows,
        note=say("heat.note"),
    )
    return Section(
        id="conditions",
        title=say("section.conditions", n=count(len(view.round.conditions))),
        intro=say("section.conditions.intro.region"),
        blocks=(*(_condition_figure(view, c.code) for c in view.round.conditions), table),
    )


def _condition_figure(view: View, code: str) -> Figure:
    marks = province_marks(view, code, None)
    ordered = tuple(sorted(marks, key=lambda mark: -(mark.value if mark.value is not None else -1.0)))
    return Figure(
        id=f"condition-{code.lower()}",
        of_groups=True,
        title=_condition_title(view, code),
        sub=say("provinces.sub"),
        alt=counted("provinces.alt", len(view.scored(code))),
        chart=Dots(marks=ordered, references=references(view, code), ends="band"),
    )


def _condition_title(view: View, code: str) -> Message:
    name, mean = view.round.condition_name(code), view.region_mean(code)
    if mean is None:
        known = bool(view.scored(code))
        return say("condition.title.one" if known else "condition.title.unknown", condition=name)
    return say("condition.title", condition=name, mean=score(mean))


def _profile_title(view: View, province: ProvinceScore) -> Message:
    below = tally(view.meets_standard(n) for n in province.conditions if n.low is not None).contrary
    return below.told("profile.title", province=place_of(province.key).name)


def _row(view: View, node: NodeScore, *, parts: bool) -> ProfileRow:
    values = [s for p in view.analysis.provinces if (s := node_at(p, node.code).score) is not None]
    is_alone = len(values) < 2
    return ProfileRow(
        mark=Mark(
            label=view.round.condition_name(node.code),
            value=node.score,
            own=True,
            low=node.band.low if node.band else None,
            high=node.band.high if node.band else None,
        ),
        region=view.region_mean(node.code),
        low=None if is_alone else min(values),
        high=None if is_alone else max(values),
        department=node.department.score if parts and node.department else None,
        facilities=node.facility.score if parts else None,
        level=_level(node, view.round.facility.top_level),
    )


def _level(node: NodeScore, top: int) -> Message | None:
    """Such as "2/5"; None where no level is known, or only that it is 0 or more."""
    if node.level is None or (node.level_is_least and not node.level):
        return None
    level = Number(value=node.level, style="least_level" if node.level_is_least else "level")
    return say("part_of", part=level, whole=count(top))


def _table(view: View, province: ProvinceScore) -> Table:
    heads = (
        "condition",
        "score",
        "bounds",
        "band",
        "region",
        "verdict",
        "department",
        "facilities",
        "share",
    )
    return Table(
        id="conditions-table",
        of_groups=True,
        title=say("conditions.table", n=count(len(province.conditions))),
        head=tuple(say(f"head.{head}") for head in heads),
        rows=tuple(_table_row(view, province.key, node) for node in province.conditions),
        note=say("conditions.table.note"),
    )


def _table_row(view: View, key: str, node: NodeScore) -> tuple[Cell, ...]:
    region = view.region_mean(node.code)
    return (
        text_cell(view.round.condition_name(node.code), strong=True),
        number_cell(node.score),
        text_cell(Span(low=node.low, high=node.high)),
        text_cell(band_span(node)),
        number_cell(region),
        text_cell(say(f"verdict.{view.analysis.verdict(key, node.code)}")),
        number_cell(node.department.score if node.department else None),
        number_cell(node.facility.score),
        number_cell(node.share, "percent"),
    )


def ladder_figure(view: View, province: ProvinceScore) -> Figure:
    """The level of every condition that somebody is asked about."""
    nodes = [node for node in province.conditions if node.low is not None]
    standard = view.round.facility.standard_level
    reached = tally(view.reaches_level(node, standard) for node in nodes)
    return Figure(
        id="ladder",
        of_groups=True,
        title=reached.told("ladder.title", level=count(standard)),
        sub=say("ladder.sub", level=count(standard)),
        alt=say("ladder.alt", n=count(len(nodes))),
        chart=Ladder(
            levels=tuple(level.name for level in view.round.facility.levels),
            rows=tuple(
                LadderRow(
                    label=view.round.condition_name(node.code), level=node.level, least=node.level_is_least
                )
                for node in nodes
            ),
            standard=standard,
        ),
    )


def ladder_table(view: View, province: ProvinceScore) -> Table:
    """What one sees at the level of each condition and at the next, where the questionnaire says it, and what
    is missing for it."""
    described_by = {c.code: told_of(view.round, c) for c in view.round.conditions}
    described = any(condition.descriptors for condition in described_by.values())
    heads = ("condition", "level", *(("seen_now", "seen_next") if described else ()), "next_needs")
    return Table(
        id="next-level",
        of_groups=True,
        title=say("conditions.blocked"),
        head=tuple(say(f"head.{head}") for head in heads),
        rows=tuple(
            (
                text_cell(view.round.condition_name(node.code), strong=True),
                level_cell(node.level, least=node.level_is_least),
                *(_seen(described_by[node.code], node) if described else ()),
                text_cell(next_needs(node, view.round.department)),
            )
            for node in province.conditions
        ),
        note=say("seen.note") if described else None,
    )


def _seen(condition: Condition, node: NodeScore) -> tuple[Cell, Cell]:
    """What one sees now and at the next level; "–" where the level is not known."""
    level = known_level(node)
    texts: dict[int, Text] = {d.level: d.text for d in condition.descriptors}
    if level is None or level not in texts:
        return text_cell(None), text_cell(None)
    following = texts.get(level + 1)
    return text_cell(texts[level]), text_cell(following if following is not None else say("top"))


def told_of(round_: Round, condition: Condition) -> Condition:
    """Whose words say what one sees at the level of a province's condition: those of the Department where
    its part is at least half, else those of the facilities."""
    parts = round_.department.conditions if round_.department else ()
    return next(
        (c for c in parts if c.of == condition.code and (c.share or 0.0) >= _HALF and c.descriptors),
        condition,
    )
