"""Outcomes in the terminal: every file in a table, then its findings, then how many of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dxassess.cli.terminal import console, terminal_language, texts
from dxassess.report.context import status_counts
from dxassess.wording.wording import wording

if TYPE_CHECKING:
    from dxassess.intake.submission import FileOutcome, Finding

_STYLES = {"accepted": "green", "accepted_with_warnings": "yellow", "rejected": "bold red", "ignored": "dim"}
_SEVERITIES = {"error": "red", "warning": "yellow", "info": "dim"}


def print_outcomes(outcomes: Sequence[FileOutcome]) -> None:
    """Every file with its outcome; below it what was found, with sheet, cell and remedy."""
    from rich.markup import escape
    from rich.table import Table

    said, out = texts(), console()
    table = Table(title=said.text("check.files", n=len(outcomes)), title_justify="left")
    for head in ("file", "outcome", "findings"):
        table.add_column(said.text(f"check.{head}"), overflow="fold")
    for outcome in outcomes:
        style = _STYLES[outcome.status]
        status = f"[{style}]{said.text(f'status.{outcome.status}')}[/]"
        table.add_row(escape(outcome.file), status, str(len(outcome.findings) or ""))
    out.print(table)
    for outcome in outcomes:
        if outcome.findings:
            out.print(f"\n[bold]{escape(outcome.file)}[/] – {said.text(f'status.{outcome.status}')}")
            for finding in outcome.findings:
                out.print(f"  [{_SEVERITIES[finding.severity]}]●[/] {escape(finding_line(finding))}")
    out.print("\n" + summary(outcomes))


def summary(outcomes: Sequence[FileOutcome]) -> str:
    """How many files were found and how many ended in each state: the parts add up."""
    return texts().text("check.summary", total=len(outcomes), **status_counts(outcomes))


def finding_line(finding: Finding) -> str:
    """A finding in one line: where, what, what to do."""
    catalogue = wording("findings", terminal_language())
    facts = {"found": finding.found or "–", "expected": finding.expected or "–"}
    place = " ".join(part for part in (finding.place.sheet, finding.place.cell) if part)
    where = f"{place}{f' [{finding.item}]' if finding.item else ''}: " if place or finding.item else ""
    remedy = catalogue.text(f"{finding.code}.remedy", **facts)
    return f"{where}{catalogue.text(finding.code, **facts)} {remedy}"


def print_troubles(outcomes: Sequence[FileOutcome]) -> None:
    """The files that were rejected, each with its reasons: what a batch run must not bury."""
    from rich.markup import escape

    out = console()
    for outcome in outcomes:
        if outcome.status == "rejected":
            out.print(f"[bold red]{texts().text('status.rejected')}[/] {escape(outcome.file)}")
            for finding in outcome.findings:
                if finding.severity == "error":
                    out.print(f"  {escape(finding_line(finding))}")
