"""Self and verified scores side by side, in the terminal (method.md §11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from dxassess.cli.terminal import console, texts
from dxassess.round.visits import mean_difference
from dxassess.wording.wording import MISSING

if TYPE_CHECKING:
    from dxassess.report.data.excerpt import Excerpt
    from dxassess.round.round import Round


def print_visits(round_: Round, excerpt: Excerpt | None = None) -> None:
    """A row for every respondent (of an `excerpt`) that was visited, and the mean difference of all; nothing
    without visits."""
    visited = [v for v in round_.visited if excerpt is None or excerpt.has(v.own.province, v.own.code)]
    if not visited:
        return
    say = texts()
    table = Table(title=say.text("score.visits"), title_justify="left")
    for head in ("code", "name", "self", "verified", "difference"):
        table.add_column(say.text(f"score.{head}"))
    for visit in visited:
        own_score = visit.own
        table.add_row(
            escape(own_score.code or MISSING),
            escape(own_score.name or own_score.file),
            say.score(own_score.overall.score),
            say.score(visit.verified.overall.score),
            say.score(visit.difference, signed=True),
        )
    counts = say.text(f"score.{round_.settings.scored}")
    mean = say.score(mean_difference(v.difference for v in round_.visited), signed=True)
    console().print(table)
    console().print(say.text("score.visits_mean", mean=mean, counts=counts.lower()))
