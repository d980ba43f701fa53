"""Self and verified scores side by side, in the terminal (method.md §11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from dxassess.cli.terminal import console, texts
from dxassess.round.visits import mean_difference
from dxassess.wording.wording import MISSING

if TYPE_CHECKING:
    from dxassess.round.round import Round


def print_visits(round_: Round) -> None:
    """A row for every respondent that was visited, and the mean difference; nothing without visits."""
    if not round_.visited:
        return
    said = texts()
    table = Table(title=said.text("score.visits"), title_justify="left")
    for head in ("code", "name", "self", "verified", "difference"):
        table.add_column(said.text(f"score.{head}"))
    for visit in round_.visited:
        own = visit.own
        table.add_row(
            own.code or MISSING,
            escape(own.name or own.file),
            said.score(own.overall.score),
            said.score(visit.verified.overall.score),
            said.score(visit.difference, signed=True),
        )
    counts = said.text(f"score.{round_.settings.scored}")
    mean = said.score(mean_difference(v.difference for v in round_.visited), signed=True)
    console().print(table)
    console().print(said.text("score.visits_mean", mean=mean, counts=counts.lower()))
