"""Scores in the terminal: provinces, then facilities; intervals and bounds beside every score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from dxassess.cli.tables.visits import print_visits
from dxassess.cli.terminal import console, terminal_language, texts
from dxassess.places.provinces import province_of
from dxassess.wording.wording import MISSING, Wording

if TYPE_CHECKING:
    from dxassess.insight.analysis import Analysis
    from dxassess.round.round import Round


def print_scores(analysis: Analysis) -> None:
    """The tables, that of visits where there were any; "–" where there is no score."""
    out = console()
    out.print(_provinces(analysis))
    out.print(_facilities(analysis.round))
    print_visits(analysis.round)


def _provinces(analysis: Analysis) -> Table:
    say = texts()
    heads = ("province", "overall", "bounds", "interval", "level", "answers")
    table = _table("score.provinces", heads, analysis.round)
    for province in analysis.provinces:
        place, node = province_of(province.key), province.overall
        interval = node.interval
        table.add_row(
            escape(place.name if place else province.key),
            say.score(node.score),
            _span(say, node.low, node.high),
            _span(say, interval.low, interval.high) if interval else MISSING,
            say.number(node.level),
            f"{province.coverage.accepted}/{say.number(province.coverage.registered)}",
            *(say.score(condition.score) for condition in province.conditions),
        )
    return table


def _facilities(round_: Round) -> Table:
    say = texts()
    table = _table("score.facilities", ("code", "name", "type", "overall", "bounds", "level"), round_)
    types = {type_.code: type_.name[terminal_language()] for type_ in round_.facility.types}
    for score in round_.facilities:
        node = score.overall
        table.add_row(
            escape(score.code or MISSING),
            escape(score.name or score.file),
            escape(types.get(score.type or "", MISSING)),
            say.score(node.score),
            _span(say, node.low, node.high),
            say.number(node.level),
            *(say.score(condition.score) for condition in score.conditions),
        )
    return table


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
