"""Outcomes in the terminal: counts, files, findings by kind, rejected files, and the counts again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Literal

from dxassess.cli.terminal import console, terminal_language, texts
from dxassess.findings.words import remedy, sentence, title
from dxassess.returning.groups import group
from dxassess.round.states import STATES, state_of

if TYPE_CHECKING:
    from rich.console import Console

    from dxassess.findings.finding import Finding
    from dxassess.intake.submission import FileOutcome

RowStyle = Literal["short", "all", "details"]
_STYLES = {"accepted": "green", "doubtful": "yellow", "returned": "yellow"}
_ORDER = ("rejected", "accepted_with_warnings", "accepted", "ignored")
_SEVERITIES = {"error": "red", "warning": "yellow", "info": "dim"}
_EXAMPLES = 5


def print_outcomes(
    outcomes: Sequence[FileOutcome],
    shown_outcomes: Sequence[FileOutcome],
    style: RowStyle,
    *,
    filtered: bool,
    returned_hashes: Collection[str] = (),
) -> None:
    """The counts of all `outcomes`, then the files of `shown_outcomes`: every one is named, those with
    nothing to look at in a paragraph unless `style` asks for a row each. Findings by kind, or file by file
    for "details". `returned_hashes` as in `round/states.py`."""
    out, say = console(), texts()
    out.print(f"[bold]{summary(outcomes, returned_hashes)}[/]")
    if filtered:
        count = sum(len(outcome.findings) for outcome in shown_outcomes)
        out.print(say.text("check.shown", findings=count, files=len(shown_outcomes)))
    _print_files(out, shown_outcomes, returned_hashes, in_rows=style != "short")
    if style == "details":
        _print_details(out, shown_outcomes, returned_hashes)
    else:
        _print_groups(out, shown_outcomes)
        _print_rejected(out, shown_outcomes)
    if style == "short":
        out.print("\n" + say.text("check.all_shown"), style="dim")


def summary(outcomes: Sequence[FileOutcome], returned_hashes: Collection[str] = ()) -> str:
    """How many files were found and how many are in each state: the parts add up. Then how many cannot be
    used at all, if any."""
    say = texts()
    if not outcomes:
        return say.text("check.empty")
    counts = Counter[str](state_of(outcome, returned_hashes) or "none" for outcome in outcomes)
    parts = (f"{counts[state]} {say.text(f'state.{state}')}" for state in (*STATES, "none") if counts[state])
    unusable = sum(outcome.status == "rejected" for outcome in outcomes)
    tail = " " + say.text("check.unusable", n=unusable) if unusable else ""
    return say.text("check.summary", total=len(outcomes), parts=", ".join(parts)) + tail


def state_words(outcome: FileOutcome, returned_hashes: Collection[str] = ()) -> str:
    """The state of a file, and whether it cannot be used."""
    say = texts()
    words = say.text(f"state.{state_of(outcome, returned_hashes) or 'none'}")
    return say.text("state.unusable", state=words) if outcome.status == "rejected" else words


def _style(outcome: FileOutcome, returned_hashes: Collection[str]) -> str:
    state = state_of(outcome, returned_hashes)
    return "bold red" if outcome.status == "rejected" else _STYLES.get(state or "", "dim")


def finding_line(finding: Finding) -> str:
    """A finding in one line: where, what, what to do."""
    language = terminal_language()
    return f"{_spot(finding)}{sentence(finding, language)} {remedy(finding, language)}"


def _spot(finding: Finding) -> str:
    """`Sheet C12 [C3.4.2]: `, or nothing for a finding on the whole file."""
    place = " ".join(part for part in (finding.place.sheet, finding.place.cell) if part)
    where = " ".join(filter(None, (place, f"[{finding.item}]" if finding.item else "")))
    return f"{where}: " if where else ""


def _print_files(
    out: Console, shown_outcomes: Sequence[FileOutcome], returned_hashes: Collection[str], *, in_rows: bool
) -> None:
    """The files to look at in rows, the worst first; the others in paragraphs, folder by folder."""
    from rich.box import SIMPLE_HEAD
    from rich.markup import escape
    from rich.table import Table

    say = texts()
    quiet = [] if in_rows else [o for o in shown_outcomes if o.status == "accepted" and not _worth_a_row(o)]
    quiet_files = {outcome.file for outcome in quiet}
    rows = sorted(
        (outcome for outcome in shown_outcomes if outcome.file not in quiet_files),
        key=lambda outcome: _ORDER.index(outcome.status),
    )
    table = Table(box=SIMPLE_HEAD, title=say.text("check.files_head"), title_justify="left", pad_edge=False)
    table.add_column(say.text("check.outcome"), no_wrap=True)
    for head in ("errors", "warnings", "notes"):
        table.add_column(say.text(f"check.{head}"), justify="right", no_wrap=True)
    table.add_column(say.text("check.file"), overflow="fold")
    for outcome in rows:
        counts = Counter[str](finding.severity for finding in outcome.findings)
        state = f"[{_style(outcome, returned_hashes)}]{state_words(outcome, returned_hashes)}[/]"
        table.add_row(state, *(str(counts[s] or "") for s in _SEVERITIES), escape(outcome.file))
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
        listed_names = escape(" · ".join(names))
        out.print(f"  [bold]{escape(folder)}/[/] {listed_names}" if folder else f"  {listed_names}")


def _print_groups(out: Console, shown_outcomes: Sequence[FileOutcome]) -> None:
    """One block per code: what it is, how often, what to do, and some places."""
    from rich.markup import escape

    say, language = texts(), terminal_language()
    groups = group(shown_outcomes, examples=_EXAMPLES)
    if groups:
        out.print(f"\n[bold]{say.text('check.by_code')}[/]")
    for group_ in groups:
        facts = {"title": title(group_.code, language), "code": group_.code, "count": group_.findings}
        head = say.text("check.group", files=group_.files, **facts)
        out.print(f"[{_SEVERITIES[group_.severity]}]●[/] [bold]{escape(head)}[/]")
        out.print(f"    → {escape(remedy(group_.examples[0], language))}")
        for example in group_.examples:
            line = f"{example.place.file} – {_spot(example)}{sentence(example, language)}"
            out.print(f"    {escape(line)}")
        if group_.findings > len(group_.examples):
            out.print(f"    {say.text('check.example_more', n=group_.findings - len(group_.examples))}")


def _print_rejected(out: Console, shown_outcomes: Sequence[FileOutcome]) -> None:
    rejected = [outcome for outcome in shown_outcomes if outcome.status == "rejected"]
    if rejected:
        out.print(f"\n[bold]{texts().text('check.rejected', n=len(rejected))}[/]")
        _print_reasons(out, rejected)


def _print_details(
    out: Console, shown_outcomes: Sequence[FileOutcome], returned_hashes: Collection[str]
) -> None:
    from rich.markup import escape

    for outcome in shown_outcomes:
        if outcome.findings:
            out.print(f"\n[bold]{escape(outcome.file)}[/] – {state_words(outcome, returned_hashes)}")
            for finding in outcome.findings:
                out.print(f"  [{_SEVERITIES[finding.severity]}]●[/] {escape(finding_line(finding))}")


def print_troubles(outcomes: Sequence[FileOutcome]) -> None:
    """The files that were rejected, each with its reasons: what a batch run must not bury."""
    _print_reasons(console(), [outcome for outcome in outcomes if outcome.status == "rejected"])


def _print_reasons(out: Console, rejected: Sequence[FileOutcome]) -> None:
    from rich.markup import escape

    for outcome in rejected:
        out.print(f"[bold red]{texts().text('check.unusable_file')}[/] {escape(outcome.file)}")
        for finding in outcome.findings:
            if finding.severity == "error":
                out.print(f"  {escape(finding_line(finding))}")
