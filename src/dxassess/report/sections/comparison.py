"""Why a province differs from the region: by condition, by its mix of facilities, beside its peers."""

from __future__ import annotations

from dxassess.places.provinces import place_of
from dxassess.report.sections.position import province_marks, references
from dxassess.report.value.charts import BarRow, Bars, Dots
from dxassess.report.value.model import Block, Cell, Figure, Paragraph, Section, Table
from dxassess.report.value.say import count, counted, number_cell, say, score, text_cell
from dxassess.report.value.words import Number
from dxassess.report.view import View
from dxassess.statistics.gap import LikeForLike, like_for_like
from dxassess.statistics.peers import like_provinces
from dxassess.statistics.province_score import ProvinceScore
from dxassess.statistics.sources import Gap, gap_sources


def comparison_section(view: View, province: ProvinceScore) -> Section:
    """What the difference from the region is made of; like for like; provinces with a similar mix."""
    parts = [p for p in view.analysis.provinces if p.overall.facility.value is not None]
    gap = gap_sources(view.analysis.panel, province.key) if len(view.scored()) > 1 else None
    like = like_for_like(view.analysis.panel, province.key) if len(parts) > 1 else None
    blocks: list[Block] = [
        *((_gap_figure(view, province, gap),) if gap else ()),
        *((_mix_table(view, province, like),) if like and not _gives_away(view, province) else ()),
        *_peers(view, province),
    ]
    return Section(
        id="comparison",
        title=say("section.comparison"),
        intro=say("section.comparison.intro"),
        blocks=tuple(blocks) or (Paragraph(message=say("comparison.none")),),
    )


def _gives_away(view: View, province: ProvinceScore) -> bool:
    """Whether a type is hidden here: the plain mean of all and the standardised one are two equations, from
    which two hidden types could be worked out."""
    small_types = {type_ for key, type_ in view.small_types if key == province.key}
    return bool(small_types | view.small_types_of_all)


def _gap_figure(view: View, province: ProvinceScore, gap: Gap) -> Figure:
    parts = [(condition.code, gap.of(condition.code)) for condition in view.round.conditions]
    rows = tuple(BarRow(label=view.round.condition_name(code), value=value) for code, value in parts)
    leading = max(parts, key=lambda part: (abs(part[1]), part[0]))
    return Figure(
        id="gap",
        of_groups=True,
        title=say(
            "gap.title",
            province=place_of(province.key).name,
            gap=_signed(gap.gap),
            condition=view.round.condition_name(leading[0]),
            part=_signed(leading[1]),
        ),
        sub=say("gap.sub"),
        alt=say("gap.alt", n=count(len(rows))),
        chart=Bars(rows=rows),
        table=_gap_table(view, gap),
        note=say("gap.note", mean=score(gap.benchmark), gap=_signed(gap.gap)),
    )


def _gap_table(view: View, gap: Gap) -> Table:
    """Department and facilities apart, by condition; they sum to the whole difference."""

    def of(condition: str, part: str) -> float:
        return sum(s.gap for s in gap.sources if s.condition == condition and s.part == part)

    rows = [
        (
            text_cell(view.round.condition_name(condition.code)),
            _signed_cell(of(condition.code, "department")),
            _signed_cell(of(condition.code, "facility")),
            _signed_cell(gap.of(condition.code)),
        )
        for condition in view.round.conditions
    ]
    totals = [sum(s.gap for s in gap.sources if s.part == part) for part in ("department", "facility")]
    total = (text_cell(say("gap.total"), strong=True), *map(_signed_cell, (*totals, gap.gap)))
    heads = ("condition", "department_part", "facility_part", "together")
    return Table(id="gap-table", head=tuple(say(f"head.{head}") for head in heads), rows=(*rows, total))


def _mix_table(view: View, province: ProvinceScore, like: LikeForLike) -> Table:
    rows = tuple(
        (
            text_cell(view.round.types[type_.type].name),
            number_cell(type_.share, "percent"),
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
        title=say(
            "mix.title",
            province=place_of(province.key).name,
            gap=_signed(like.raw - like.region_raw),
            mix=_signed(like.mix),
            performance=_signed(like.performance),
        ),
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
        title=say("peers.title", n=count(len(peers)), province=place_of(province.key).name),
        sub=say("provinces.sub"),
        alt=counted("provinces.alt", sum(mark.value is not None for mark in marks)),
        chart=Dots(marks=tuple(marks), references=references(view, "overall"), ends="band"),
        note=say("peers.note"),
    )
    return (figure,)


def _signed(value: float | None) -> Number:
    return Number(value=value, style="signed_score")


def _signed_cell(value: float | None) -> Cell:
    return number_cell(value, "signed_score")
