"""Why a province differs from the region: by condition, by its mix of facilities, beside its peers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import fsum

from dxassess.places.provinces import place_of
from dxassess.report.sections.position import province_marks, references
from dxassess.report.value.charts import Dots, FallRow, Mark, Waterfall
from dxassess.report.value.model import Block, Cell, Figure, Paragraph, Section, Table
from dxassess.report.value.say import count, counted, listed, number_cell, say, score, text_cell
from dxassess.report.value.tally import tally
from dxassess.report.value.words import Label, Message, Number
from dxassess.report.view import View
from dxassess.statistics.gap import LikeForLike, like_for_like
from dxassess.statistics.peers import like_provinces
from dxassess.statistics.province_score import ProvinceScore
from dxassess.statistics.sources import Gap, gap_by_type, gap_sources

_TYPES = 3
"""So many types stand for themselves in each condition."""
_LEAST_STEP = 0.0005
"""Less than this is printed as nothing."""
_NO_GAP = 0.0005
"""Less than this is printed as nothing."""
_PRINTED = 3
"""Digits of a score that are printed: tenths of a point."""


def comparison_section(view: View, province: ProvinceScore) -> Section:
    """What the difference from the region is made of; like for like; provinces with a similar mix."""
    parts = [p for p in view.analysis.provinces if p.overall.facility.value is not None]
    gap = gap_sources(view.analysis.panel, province.key) if len(view.scored()) > 1 else None
    like = like_for_like(view.analysis.panel, province.key) if len(parts) > 1 else None
    blocks: list[Block] = [
        *((_gap_figure(view, province, gap),) if gap else ()),
        *((_mix_table(view, province, like),) if like and not view.hides_types(province.key) else ()),
        *_peers(view, province),
    ]
    return Section(
        id="comparison",
        title=say("section.comparison"),
        intro=say("section.comparison.intro"),
        blocks=tuple(blocks) or (Paragraph(message=say("comparison.none")),),
    )


def _gap_figure(view: View, province: ProvinceScore, gap: Gap) -> Figure:
    chart = waterfall(view, province, gap)
    return Figure(
        id="gap",
        of_groups=True,
        title=_gap_title(view, province, gap),
        sub=say("gap.sub"),
        alt=say("gap.alt", n=count(len(chart.rows))),
        chart=chart,
        table=_gap_table(view, gap),
        note=say("gap.note", mean=score(gap.benchmark), gap=_signed(gap.gap)),
    )


def _gap_title(view: View, province: ProvinceScore, gap: Gap) -> Message:
    """How far the province lies from the mean, and which condition most of that comes from; those by name
    whose parts are printed alike."""
    name = place_of(province.key).name
    if abs(gap.gap) < _NO_GAP:
        return say("gap.title.none", province=name)
    side = 1 if gap.gap > 0 else -1
    parts = {condition.code: side * gap.of(condition.code) for condition in view.round.conditions}
    most = max(round(part, _PRINTED) for part in parts.values())
    leading = [code for code, part in parts.items() if round(part, _PRINTED) == most]
    return say(
        f"gap.title.{'higher' if side > 0 else 'lower'}{'.several' if len(leading) > 1 else ''}",
        province=name,
        gap=score(abs(gap.gap)),
        conditions=listed([view.round.condition_name(code) for code in leading]),
        part=_signed(side * most),
    )


def _gap_table(view: View, gap: Gap) -> Table:
    """Department and facilities apart, by condition; they sum to the whole difference."""

    def of(condition: str, part: str) -> float:
        return fsum(s.gap for s in gap.sources if s.condition == condition and s.part == part)

    rows = [
        (
            text_cell(view.round.condition_name(condition.code)),
            _signed_cell(of(condition.code, "department")),
            _signed_cell(of(condition.code, "facility")),
            _signed_cell(gap.of(condition.code)),
        )
        for condition in view.round.conditions
    ]
    totals = [fsum(s.gap for s in gap.sources if s.part == part) for part in ("department", "facility")]
    total = (text_cell(say("gap.total"), strong=True), *map(_signed_cell, (*totals, gap.gap)))
    heads = ("condition", "department_part", "facility_part", "together")
    return Table(id="gap-table", head=tuple(say(f"head.{head}") for head in heads), rows=(*rows, total))


def _mix_table(view: View, province: ProvinceScore, like: LikeForLike) -> Table:
    rows = tuple(
        (
            text_cell(view.round.types[type_.type].name),
            number_cell(None if type_.type in province.unheard else type_.share, "percent"),
            number_cell(type_.region_share, "percent"),
            number_cell(type_.mean),
            number_cell(type_.region_mean),
            _signed_cell(type_.mix),
            _signed_cell(type_.performance),
        )
        for type_ in like.types
        if type_.share or type_.region_share
    )
    heads = ("type", "share_own", "share_region", "score", "region", "mix", "performance")
    return Table(
        id="mix",
        of_groups=True,
        title=_mix_title(place_of(province.key).name, like),
        head=tuple(say(f"head.{head}") for head in heads),
        rows=rows,
        note=say(
            "mix.note",
            raw=score(like.raw),
            standardised=score(like.standardised),
            region_raw=score(like.region_raw),
            region_standardised=score(like.region_standardised),
        ),
    )


def _mix_title(name: str, like: LikeForLike) -> Message:
    """How far the facilities lie from the mean, and by what; each part with its sign, as they may differ."""
    gap = like.raw - like.region_raw
    if abs(gap) < _NO_GAP:
        return say("mix.title.none", province=name)
    parts = {"mix": _signed(like.mix), "performance": _signed(like.performance)}
    return say(f"mix.title.{'higher' if gap > 0 else 'lower'}", province=name, gap=score(abs(gap)), **parts)


def _peers(view: View, province: ProvinceScore) -> tuple[Figure, ...]:
    peers = next(p.peers for p in like_provinces(view.analysis.panel) if p.key == province.key)
    if not peers:
        return ()
    shown_keys = {*peers, province.key}
    marks = [
        mark
        for other, mark in zip(view.listed, province_marks(view, "overall", province), strict=True)
        if other.key in shown_keys
    ]
    figure = Figure(
        id="peers",
        of_groups=True,
        title=_peers_title(province, marks),
        sub=say("provinces.sub"),
        alt=counted("provinces.alt", sum(mark.value is not None for mark in marks)),
        chart=Dots(marks=tuple(marks), references=references(view, "overall"), ends="band"),
        note=say("peers.note"),
    )
    return (figure,)


def _peers_title(province: ProvinceScore, marks: Sequence[Mark]) -> Message:
    """How many of the provinces most like it have a higher score, as it is printed."""
    name, others = place_of(province.key).name, [mark.value for mark in marks if not mark.own]
    if province.overall.score is None:
        return say("peers.title", n=count(len(others)), province=name)
    printed = round(province.overall.score, _PRINTED)
    above = tally(None if value is None else round(value, _PRINTED) > printed for value in others)
    return above.told("peers.title.above", province=name)


def _signed(value: float | None) -> Number:
    return Number(value=value, style="signed_score")


def _signed_cell(value: float | None) -> Cell:
    return number_cell(value, "signed_score")


def waterfall(view: View, province: ProvinceScore, gap: Gap) -> Waterfall:
    """The steps of `gap`, which they sum to. Readers who could work a hidden type out see the facilities'
    part as one."""
    rows: list[FallRow] = []
    for condition in view.round.conditions:
        steps = list(_steps(view, province, gap, condition.code))
        part = Number(value=gap.of(condition.code), style="signed_score")
        name = say("gap.group", condition=view.round.condition_name(condition.code), part=part)
        for first, (label, value) in enumerate(steps):
            rows.append(FallRow(label=label, value=value, group=None if first else name))
    levels = (*accumulate((row.value for row in rows), initial=gap.benchmark), gap.score)
    return Waterfall(
        start=Mark(label=say("gap.start"), value=gap.benchmark),
        rows=tuple(rows),
        end=Mark(label=place_of(province.key).name, value=gap.score, own=True),
        low=min(levels),
        high=max(levels),
    )


def _steps(view: View, province: ProvinceScore, gap: Gap, condition: str) -> Iterator[tuple[Label, float]]:
    """The Department's step of one condition and those of the types that count for most, in the order of the
    types; the others together as the last."""
    yield from _department(view, gap, condition)
    parts = list(_facilities(view, province, gap, condition))
    most = sorted(range(len(parts)), key=lambda n: -abs(parts[n][1]))[:_TYPES]
    yield from (parts[n] for n in sorted(most) if abs(parts[n][1]) >= _LEAST_STEP)
    others = [part for n, (_, part) in enumerate(parts) if n not in most or abs(part) < _LEAST_STEP]
    if abs(fsum(others)) >= _LEAST_STEP:
        yield say("gap.small"), fsum(others)


def _department(view: View, gap: Gap, condition: str) -> Iterator[tuple[Label, float]]:
    if view.round.department is not None:
        yield say("gap.department"), _part(gap, condition, "department")


def _facilities(
    view: View, province: ProvinceScore, gap: Gap, condition: str
) -> Iterator[tuple[Label, float]]:
    if view.hides_types(province.key):
        yield say("gap.facilities"), _part(gap, condition, "facility")
        return
    for part in gap_by_type(view.analysis.panel, province.key):
        if part.condition == condition:
            yield view.round.types[part.type].name, part.gap


def _part(gap: Gap, condition: str, part: str) -> float:
    return fsum(s.gap for s in gap.sources if s.condition == condition and s.part == part)
