"""How many are reminded, by province and reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from dxassess.cli.terminal import console, tell, texts
from dxassess.report.people.reminder import Lacking

if TYPE_CHECKING:
    from dxassess.report.people.reminder import Reminder


def print_reminders(letters: Sequence[Reminder]) -> None:
    """A row for every province with somebody to remind; a sentence where there is nobody."""
    say = texts()
    if not letters:
        tell(say.text("remind.nobody"))
        return
    table = Table(box=SIMPLE_HEAD, title=say.text("remind.title"), title_justify="left", pad_edge=False)
    table.add_column(say.text("standing.province"))
    for lacking in get_args(Lacking):
        table.add_column(say.text(f"returning:lacking.{lacking}"), justify="right")
    counts = Counter((letter.province, letter.lacking) for letter in letters)
    for province in dict.fromkeys(letter.province for letter in letters):
        numbers = (str(counts[province, lacking] or "") for lacking in get_args(Lacking))
        table.add_row(escape(province), *numbers)
    console().print(table)
