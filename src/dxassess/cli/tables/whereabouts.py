"""Where everybody stands, by province."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from dxassess.cli.terminal import console, texts
from dxassess.places.provinces import province_of
from dxassess.round.whereabouts import RESPONDENT_STATES

if TYPE_CHECKING:
    from dxassess.round.whereabouts import ProvinceCounts

_COUNTS = ("registered", "issued", "got")


def print_whereabouts(counts: Sequence[ProvinceCounts]) -> None:
    """A row for every province and one for all: how many are registered, got a form, sent something, and are
    in each state; the states add up to the registered."""
    say = texts()
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_footer=len(counts) > 2)
    *provinces, all_of_them = counts
    table.add_column(say.text("standing.province"), footer=say.text("status.all"))
    heads = [f"status.{head}" for head in _COUNTS] + [f"state.{state}" for state in RESPONDENT_STATES]
    for head, total in zip(heads, _numbers(all_of_them), strict=True):
        table.add_column(say.text(head), footer=total, justify="right")
    for one in provinces:
        place = province_of(one.province or "")
        table.add_row(escape(place.name if place else one.province or ""), *_numbers(one))
    console().print(table)


def _numbers(one: ProvinceCounts) -> tuple[str, ...]:
    return (str(one.registered), *(str(n or "") for n in (one.issued, one.received, *one.states)))
