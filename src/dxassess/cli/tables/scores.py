"""Scores in the terminal: provinces, then facilities; the total band and bounds beside every score, and in
words what is to be noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from dxassess.cli.tables.visits import print_visits
from dxassess.cli.terminal import console, terminal_language, texts
from dxassess.places.provinces import province_of
from dxassess.render.rounding import band_words
from dxassess.wording.wording import MISSING, Wording

if TYPE_CHECKING:
    from dxassess.insight.analysis import Analysis
    from dxassess.report.data.excerpt import Excerpt
    from dxassess.round.round import Round
    from dxassess.scoring.score import Node, Score
    from dxassess.statistics.province_score import Band, NodeScore, ProvinceScore


def print_scores(analysis: Analysis, excerpt: Excerpt | None = None) -> None:
    """The tables, of an `excerpt` its rows alone, what to note of a province, and the table of visits where
    there were any; "–" where there is no score."""
    out, round_ = console(), analysis.round
    provinces = [p for p in analysis.provinces if excerpt is None or p.key in excerpt.provinces]
    if provinces or excerpt is None:
        out.print(_provinces(analysis, provinces))
        for line in _flags(round_, provinces):
            out.print(escape(line), soft_wrap=True)
    out.print(_facilities(round_, _respondents(round_, excerpt)))
    print_visits(round_, excerpt)


def _provinces(analysis: Analysis, provinces: Sequence[ProvinceScore]) -> Table:
    """A row each; the facilities' part and its ranks among such parts where a province has no score."""
    say = texts()
    alone = any(p.overall.score is None and p.overall.facility.score is not None for p in provinces)
    parts = ("facilities_part", "facilities_rank") if alone else ()
    heads = ("province", "overall", "band", "bounds", "level", "answers", *parts)
    table = _table("score.provinces", heads, analysis.round)
    for province in provinces:
        node = province.overall
        table.add_row(
            escape(_name(province)),
            say.score(node.score),
            _band(say, node.band),
            _span(say, node.low, node.high),
            _level(say, node),
            f"{province.coverage.accepted}/{say.number(province.coverage.registered)}",
            *((say.score(node.facility.score), _ranks(analysis, province)) if alone else ()),
            *(say.score(condition.score) for condition in province.conditions),
        )
    return table


def _flags(round_: Round, provinces: Sequence[ProvinceScore]) -> Iterator[str]:
    """A line for every province of which something is to be noted."""
    say = texts()
    shown = [(p, [_flag(say, round_, p, flag) for flag in p.flags]) for p in provinces]
    if any(flags for _, flags in shown):
        yield say.text("score.flags")
    for province, flags in shown:
        if flags:
            yield say.text("score.flags.province", province=_name(province), flags="; ".join(flags))


def _flag(say: Wording, round_: Round, province: ProvinceScore, flag: str) -> str:
    facts = {}
    if flag == "no_department":
        part = province.overall.facility
        facts = {"facilities": say.score(part.score), "bounds": _span(say, part.low, part.high)}
    elif flag in ("stratum_unheard", "stratum_estimated"):
        types = province.unheard if flag == "stratum_unheard" else province.estimated
        facts = {"types": ", ".join(round_.types[type_].name[say.language] for type_ in types)}
    return say.text(f"score.flag.{flag}", **facts)


def _respondents(round_: Round, excerpt: Excerpt | None) -> Sequence[Score]:
    """The facilities; of an excerpt its own, and the departments that were asked for by their codes."""
    if excerpt is None:
        return round_.facilities
    facilities = [score for score in round_.facilities if excerpt.has(score.province, score.code)]
    return [*facilities, *(score for score in round_.departments if score.code in excerpt.codes)]


def _facilities(round_: Round, scores: Sequence[Score]) -> Table:
    say = texts()
    table = _table("score.facilities", ("code", "name", "type", "overall", "bounds", "level"), round_)
    types = {type_.code: type_.name[terminal_language()] for type_ in round_.facility.types}
    for score in scores:
        node, of_conditions = score.overall, {each.code: each.score for each in score.conditions}
        table.add_row(
            escape(score.code or MISSING),
            escape(score.name or score.file),
            escape(types.get(score.type or "", MISSING)),
            say.score(node.score),
            _span(say, node.low, node.high),
            _level(say, node),
            *(say.score(of_conditions.get(condition.code)) for condition in round_.facility.conditions),
        )
    return table


def _name(province: ProvinceScore) -> str:
    place = province_of(province.key)
    return place.name if place else province.key


def _level(say: Wording, node: Node | NodeScore) -> str:
    """The level; "at least" where it may be higher than what is known."""
    level = say.number(node.level)
    return say.text("score.level.least", level=level) if node.level_is_least else level


def _band(say: Wording, band: Band | None) -> str:
    """The total band in whole points."""
    return MISSING if band is None else band_words(band.low, band.high, say).replace("\u2060", "")


def _ranks(analysis: Analysis, province: ProvinceScore) -> str:
    """The ranks that hold 95 % of the draws of the facilities' part."""
    ranked, say = analysis.facility_ranks.get(province.key), texts()
    if ranked is None:
        return MISSING
    return say.span(say.number(ranked.rank_low), say.number(ranked.rank_high)).replace("\u2060", "")


def _table(title: str, heads: Sequence[str], round_: Round) -> Table:
    say = texts()
    table = Table(title=say.text(title), title_justify="left")
    for head in heads:
        table.add_column(say.text(f"score.{head}"))
    for condition in round_.facility.conditions:
        table.add_column(escape(condition.code), justify="right")
    return table


def _span(say: Wording, low: float | None, high: float | None) -> str:
    """A range without the joiners that keep it on one line in a report: old consoles print them."""
    if low is None or high is None:
        return MISSING
    return say.span(say.score(low), say.score(high)).replace("\u2060", "")
