"""Tables of what everything weighs, and what that rewards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxassess.cli.terminal import console

if TYPE_CHECKING:
    from dxassess.questionnaire.model import Questionnaire


def print_weights(q: Questionnaire, language: str) -> None:
    """Print the tables of a questionnaire in one language."""
    from rich.markup import escape
    from rich.table import Table

    from dxassess.authoring.weight_table import weight_tables

    out = console()
    out.print(f"\n[bold]{escape(q.title[language])}[/] ({escape(f'{q.id} {q.version}')})")
    for weight_table in weight_tables(q, language):
        table = Table(
            title=escape(weight_table.title), title_justify="left", caption=escape(weight_table.note)
        )
        for head in weight_table.heads:
            table.add_column(escape(head), overflow="fold")
        for row in weight_table.rows:
            table.add_row(*map(escape, row))
        out.print(table)
