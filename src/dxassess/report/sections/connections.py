"""Which systems exchange data: the connection matrix and its index."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from dxassess.report.value.charts import Stack, StackRow
from dxassess.report.value.model import Cell, Figure, Table
from dxassess.report.value.say import count, number_cell, percent, say, text_cell
from dxassess.report.value.small_groups import small_among, veil
from dxassess.report.value.words import Message
from dxassess.report.view import View
from dxassess.scoring.items import count_asked
from dxassess.statistics.connection import Connection, Link, connection

_WAYS = ("none", "by_hand", "one_way", "two_ways")


def connection_figure(view: View, key: str | None) -> tuple[Figure, ...]:
    """The pairs of systems in a province (None: in all of them), and the interconnection index; nothing
    where no pair is asked."""
    scores = view.round.facilities if key is None else view.round.facilities_of(key)
    connected = connection(scores, view.round.facility)
    links = [link for link in connected.links if len(link.answers) == len(_WAYS)]
    if not links or not connected.facilities:
        return ()
    small = {link.pair.item for link in links if _is_small(view, key, link.pair.item)}
    figure = Figure(
        id="connections",
        of_groups=True,
        title=_title(connected, links),
        sub=say("connections.sub", n=count(connected.facilities)),
        alt=say("connections.alt", n=count(len(links))),
        chart=Stack(
            classes=tuple(say(f"way.{way}") for way in _WAYS),
            rows=tuple(
                StackRow(label=_name(link), counts=link.answers, unknown=link.missing)
                for link in links
                if link.pair.item not in small
            ),
        ),
        table=_table(links, small),
        note=say("connections.note"),
    )
    return (figure,)


def _is_small(view: View, key: str | None, item: str) -> bool:
    """Whether too few facilities have a pair for these readers: the counts of all provinces add up."""
    asked_counts = {
        p.key: count_asked(view.round.facilities_of(p.key), item) for p in view.analysis.provinces
    }
    if key is None:
        return sum(asked_counts.values()) < view.least
    return key in small_among(asked_counts, least=view.least)


def _title(connected: Connection, links: Sequence[Link]) -> Message:
    both = [link.answers[-1] / sum(link.answers) for link in links if sum(link.answers)]
    if not both or connected.index.low is None:
        return say("connections.title.unknown")
    return say("connections.title", index=percent(connected.index.low), both=percent(sum(both) / len(both)))


def _name(link: Link) -> Message:
    return say(f"pair.{link.pair.item}")


def _table(links: Sequence[Link], small: Container[str]) -> Table:
    return Table(
        id="connections-table",
        head=(
            say("head.pair"),
            *(say(f"way.{way}") for way in _WAYS),
            say("head.no_answer"),
            say("head.not_applicable"),
        ),
        rows=tuple(
            (
                text_cell(_name(link)),
                *veil(_counts(link), when=link.pair.item in small),
            )
            for link in links
        ),
    )


def _counts(link: Link) -> Iterator[Cell]:
    for number in (*link.answers, link.missing, link.not_applicable):
        yield number_cell(number, "count")
