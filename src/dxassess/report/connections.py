"""Which systems exchange data: the connection matrix and its index."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.report.context import Context
from dxassess.report.model import Figure, Message, Stack, StackRow, Table
from dxassess.report.say import count, number_cell, percent, say, text_cell
from dxassess.scoring.score import Score
from dxassess.statistics.connection import Connection, Link, connection

_WAYS = ("none", "by_hand", "one_way", "two_ways")


def connection_figure(context: Context, scores: Sequence[Score]) -> tuple[Figure, ...]:
    """The pairs of systems over `scores`, and the interconnection index; nothing where no pair is asked."""
    found = connection(scores, context.round.facility)
    links = [link for link in found.links if len(link.answers) == len(_WAYS)]
    if not links or not found.facilities:
        return ()
    figure = Figure(
        id="connections",
        title=_title(found, links),
        sub=say("connections.sub", n=count(found.facilities)),
        alt=say("connections.alt", n=count(len(links))),
        chart=Stack(
            classes=tuple(say(f"way.{way}") for way in _WAYS),
            rows=tuple(
                StackRow(label=_name(link), counts=link.answers, unknown=link.missing) for link in links
            ),
        ),
        table=_table(links),
        note=say("connections.note"),
    )
    return (figure,)


def _title(found: Connection, links: Sequence[Link]) -> Message:
    both = [link.answers[-1] / sum(link.answers) for link in links if sum(link.answers)]
    return say(
        "connections.title",
        index=percent(found.index.low),
        both=percent(sum(both) / len(both) if both else None),
    )


def _name(link: Link) -> Message:
    return say(f"pair.{link.pair.item}")


def _table(links: Sequence[Link]) -> Table:
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
                *(number_cell(number, "count") for number in link.answers),
                number_cell(link.missing, "count"),
                number_cell(link.not_applicable, "count"),
            )
            for link in links
        ),
    )
