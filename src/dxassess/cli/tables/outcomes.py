"""Outcomes in the terminal: counts, files, findings by kind, rejected files, and the counts again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from dxassess.cli.terminal import console, terminal_language, texts
from dxassess.findings.words import remedy, sentence, title
from dxassess.intake.submission import status_counts
from dxassess.returning.groups import group

if TYPE_CHECKING:
    from rich.console import Console

    from dxassess.findings.finding import Finding
    from dxassess.intake.submission import FileOutcome

RowStyle = Literal["short", "all", "details"]
_STYLES = {"accepted": "green", "accepted_with_warnings": "yellow", "rejected": "bold red", "ignored": "dim"}
_ORDER = ("rejected", "accepted_with_warnings", "accepted", "ignored")
_SEVERITIES = {"error": "red", "warning": "yellow", "info": "dim"}
_EXAMPLES = 5


def print_outcomes(
    outcomes: Sequence[FileOutcome], shown: Sequence[FileOutcome], style: RowStyle, *, filtered: bool
) -> None:
    """The counts of all `outcomes`, then the files `shown`: every one is named, those with nothing to look at
    in a paragraph unless `style` asks for a row each. Findings by kind, or file by file for "details"."""
    out, said = console(), texts()
    out.print(f"[bold]{summary(outcomes)}[/]")
    if filtered:
        count = sum(len(outcome.findings) for outcome in shown)
        out.print(said.text("check.shown", findings=count, files=len(shown)))
    _print_files(out, shown, in_rows=style != "short")
    if style == "details":
        _print_details(out, shown)
    else:
        _print_groups(out, shown)
        _print_rejected(out, shown)
    if style == "short":
        out.print("\n" + said.text("check.all_shown"), style="dim")


def summary(outcomes: Sequence[FileOutcome]) -> str:
    """How many files were found and how many ended in each state: the parts add up."""
    if not outcomes:
        return texts().text("check.empty")
    return texts().text("check.summary", total=len(outcomes), **status_counts(outcomes))


def finding_line(finding: Finding) -> str:
    """A finding in one line: where, what, what to do."""
    language = terminal_language()
    return f"{_spot(finding)}{sentence(finding, language)} {remedy(finding, language)}"


def _spot(finding: Finding) -> str:
    """`Sheet C12 [C3.4.2]: `, or nothing for a finding on the whole file."""
    place = " ".join(part for part in (finding.place.sheet, finding.place.cell) if part)
    where = " ".join(filter(None, (place, f"[{finding.item}]" if finding.item else "")))
    return f"{where}: " if where else ""


def _print_files(out: Console, shown: Sequence[FileOutcome], *, in_rows: bool) -> None:
    """The files to look at in rows, the worst first; the others in paragraphs, folder by folder."""
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table

    said = texts()
    quiet = [] if in_rows else [o for o in shown if o.status == "accepted" and not _worth_a_row(o)]
    rows = sorted(
        (outcome for outcome in shown if outcome not in quiet), key=lambda o: _ORDER.index(o.status)
    )
    table = Table(box=SIMPLE_HEAD, title=said.text("check.files_head"), title_justify="left", pad_edge=False)
    table.add_column(said.text("check.outcome"), no_wrap=True)
    for head in ("errors", "warnings", "notes"):
        table.add_column(said.text(f"check.{head}"), justify="right", no_wrap=True)
    table.add_column(said.text("check.file"), overflow="fold")
    for outcome in rows:
        counts = Counter[str](finding.severity for finding in outcome.findings)
        status = f"[{_STYLES[outcome.status]}]{said.text(f'status.{outcome.status}')}[/]"
        table.add_row(status, *(str(counts[s] or "") for s in _SEVERITIES), escape(outcome.file))
    if rows:
        out.print(table)
    if quiet:
        _print_quiet(out, quiet)


def _worth_a_row(outcome: FileOutcome) -> bool:
    return any(finding.severity != "info" for finding in outcome.findings)


def _print_quiet(out: Console, quiet: Sequence[FileOutcome]) -> None:
    from rich.markup import escape

    folders: defaultdict[str, list[str]] = defaultdict(list)
    for outcome in quiet:
        folder, _, name = outcome.file.rpartition("/")
        folders[folder].append(name)
    out.print("[green]" + texts().text("check.clean", n=len(quiet)) + "[/]")
    for folder, names in folders.items():
        told = escape(" · ".join(names))
        out.print(f"  [bold]{escape(folder)}/[/] {told}" if folder else f"  {told}")


def _print_groups(out: Console, shown: Sequence[FileOutcome]) -> None:
    """One block per code: what it is, how often, what to do, and some places."""
    from rich.markup import escape

    said, language = texts(), terminal_language()
    groups = group(shown, examples=_EXAMPLES)
    if groups:
        out.print(f"\n[bold]{said.text('check.by_code')}[/]")
    for found in groups:
        facts = {"title": title(found.code, language), "code": found.code, "count": found.findings}
        head = said.text("check.group", files=found.files, **facts)
        out.print(f"[{_SEVERITIES[found.severity]}]●[/] [bold]{escape(head)}[/]")
        out.print(f"    → {escape(remedy(found.examples[0], language))}")
        for example in found.examples:
            line = f"{example.place.file} – {_spot(example)}{sentence(example, language)}"
            out.print(f"    {escape(line)}")
        if found.findings > len(found.examples):
            out.print(f"    {said.text('check.example_more', n=found.findings - len(found.examples))}")


def _print_rejected(out: Console, shown: Sequence[FileOutcome]) -> None:
    rejected = [outcome for outcome in shown if outcome.status == "rejected"]
    if rejected:
        out.print(f"\n[bold]{texts().text('check.rejected', n=len(rejected))}[/]")
        _print_reasons(out, rejected)


def _print_details(out: Console, shown: Sequence[FileOutcome]) -> None:
    from rich.markup import escape

    for outcome in shown:
        if outcome.findings:
            out.print(f"\n[bold]{escape(outcome.file)}[/] – {texts().text(f'status.{outcome.status}')}")
            for finding in outcome.findings:
                out.print(f"  [{_SEVERITIES[finding.severity]}]●[/] {escape(finding_line(finding))}")


def print_troubles(outcomes: Sequence[FileOutcome]) -> None:
    """The files that were rejected, each with its reasons: what a batch run must not bury."""
    _print_reasons(console(), [outcome for outcome in outcomes if outcome.status == "rejected"])


def _print_reasons(out: Console, rejected: Sequence[FileOutcome]) -> None:
    from rich.markup import escape

    for outcome in rejected:
        out.print(f"[bold red]{texts().text('status.rejected')}[/] {escape(outcome.file)}")
        for finding in outcome.findings:
            if finding.severity == "error":
                out.print(f"  {escape(finding_line(finding))}")
