"""A questionnaire in the terminal: what it asks of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from dxassess.cli.terminal import console

if TYPE_CHECKING:
    from dxassess.authoring.booklet_model import Booklet, IndicatorPart


def print_booklet(booklet: Booklet) -> None:
    """Counts by respondent, then a table for each condition."""
    words, out = dict(booklet.words), console()
    out.print(f"\n[bold]{escape(booklet.title)}[/] ({escape(booklet.version)})")
    counts = Table(title=words["counts"], title_justify="left")
    counts.add_column(words["respondents"])
    for head in (*(c.code for c in booklet.conditions), words["total"]):
        counts.add_column(escape(head), justify="right")
    for line in booklet.counts:
        counts.add_row(escape(line.name), *line.counts, line.total)
    out.print(counts)
    for condition in booklet.conditions:
        title = f"{condition.code}. {condition.name} – {words['weight']} {condition.weight}"
        table = Table(title=escape(title), title_justify="left")
        for key in ("code", "question", "type", "weight", "for", "gates", "skip"):
            table.add_column(words[key], overflow="fold")
        for indicator in condition.indicators:
            _add_items(table, indicator)
        out.print(table)
    if booklet.rules:
        _print_rules(booklet)


def _print_rules(booklet: Booklet) -> None:
    words = dict(booklet.words)
    table = Table(title=words["rules"], title_justify="left")
    for key in ("code", "for", "rule_when", "rule_text"):
        table.add_column(words[key], overflow="fold")
    for rule in booklet.rules:
        table.add_row(*map(escape, (rule.code, rule.audience, rule.when, f"{rule.text} {rule.ask}")))
    console().print(table)


def _add_items(table: Table, indicator: IndicatorPart) -> None:
    table.add_row(
        f"[bold]{escape(indicator.code)}[/]", f"[bold]{escape(indicator.name)}[/]", "", indicator.weight
    )
    for item in indicator.items:
        cells = (item.code, item.text, item.type, item.weight, item.audience, item.gates, item.skip)
        table.add_row(*map(escape, cells))
    table.add_section()
