"""Which data go from one system to the other by themselves, in words (method.md §7)."""

from __future__ import annotations

from collections.abc import Sequence

from dxassess.places.provinces import place_of
from dxassess.report.value.model import Cell, Section, Table
from dxassess.report.value.roughly import by_extent, roughly
from dxassess.report.value.say import count, say, text_cell
from dxassess.report.value.small_groups import MIN_GROUP
from dxassess.report.value.words import Message
from dxassess.report.view import View
from dxassess.statistics.connection import Link, connection

_WAYS = 4
"""None, by hand, one way, two ways: the last two go by themselves."""


def exchange_section(view: View, key: str) -> tuple[Section, ...]:
    """The pairs of systems of a province's facilities; nothing where no pair is asked about."""
    return _section([(_flow(link), text_cell(_how_far(link))) for link in _links(view, key)])


def regional_exchange_section(view: View) -> tuple[Section, ...]:
    """The same with the provinces by how far it has come there."""
    by_province = {place_of(p.key).name: _links(view, p.key) for p in view.analysis.ordered}
    rows = []
    for same in zip(*by_province.values(), strict=True):
        stated = by_extent(zip(by_province, map(_how_far, same), strict=True))
        rows.append((_flow(same[0]), text_cell(stated)))
    return _section(rows)


def _links(view: View, key: str) -> tuple[Link, ...]:
    links = connection(view.round.facilities_of(key), view.round.facility).links
    return tuple(link for link in links if len(link.answers) == _WAYS)


def _flow(link: Link) -> Cell:
    return text_cell(say(f"exchange.{'.'.join(link.pair.systems)}"))


def _how_far(link: Link) -> Message:
    """Of those that answered, how many have data that go by themselves, one way or both."""
    answered = sum(link.answers)
    word = roughly(sum(link.answers[2:]) / answered if answered else None, answered)
    return say("patients.unknown") if word is None else say(f"places.{word}")


def _section(rows: Sequence[tuple[Cell, ...]]) -> tuple[Section, ...]:
    if not rows:
        return ()
    table = Table(
        id="exchange",
        of_groups=True,
        head=(say("head.data_flow"), say("head.how_far")),
        rows=tuple(rows),
        note=say("roughly.note", least=count(MIN_GROUP)),
    )
    title, intro = say("section.exchange"), say("section.exchange.intro")
    return (Section(id="exchange", title=title, intro=intro, blocks=(table,)),)
