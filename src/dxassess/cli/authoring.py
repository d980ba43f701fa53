"""What the commands on questionnaires do: read YAML or a workbook, say remarks, show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dxassess.cli.terminal import console, say_error, terminal_language, texts
from dxassess.wording.wording import wording

if TYPE_CHECKING:
    from rich.console import Console

    from dxassess.authoring.booklet_model import Booklet, IndicatorPart
    from dxassess.authoring.contents import Contents
    from dxassess.authoring.remark import Remark
    from dxassess.questionnaire.model import Questionnaire

Key = tuple[str, str]
_STYLES = {"error": "red", "warning": "yellow", "info": "dim"}
_FAULTY = 2


def read_one(path: Path) -> Questionnaire:
    """The questionnaire in a YAML file or an exported workbook; where it is faulty, says every fault and
    ends the command."""
    from dxassess.authoring.remark import from_faults
    from dxassess.authoring.workbook_read import read_workbook
    from dxassess.questionnaire.load import QuestionnaireError, load_questionnaire

    try:
        return read_workbook(path) if path.suffix.lower() == ".xlsx" else load_questionnaire(path)
    except QuestionnaireError as problem:
        remarks = from_faults(problem.faults)
        say_error("questionnaire.cannot_use", {"path": path, "n": len(remarks)})
        _print_remarks(path, remarks, console(stderr=True))
        raise typer.Exit(_FAULTY) from problem


def say_written(path: Path) -> None:
    """That a file was written."""
    typer.echo(texts().text("questionnaire.written", path=str(path)))


def lint_all(path: Path, former: Path | None, *, strict: bool) -> int:
    """Print the remarks on every file of `path`; 1 if there is an error, or with `strict` a warning."""
    files = _files(path)
    before: dict[Key, Questionnaire] = {}
    if former is not None:
        before = {(q.id, q.respondent): q for q in map(read_one, _files(former))}
    said = wording("authoring", terminal_language())
    kinds: Counter[str] = Counter()
    for file in files:
        remarks, contents = _lint(file, before)
        _print_remarks(file, remarks, console())
        if contents is not None:
            counted = contents.model_dump(exclude={"recommendations"})
            typer.echo(said.text("lint.contents", **counted, **contents.recommendations))
        kinds.update(remark.severity for remark in remarks)
    counts = {"errors": kinds["error"], "warnings": kinds["warning"], "infos": kinds["info"]}
    typer.echo(said.text("lint.summary", files=len(files), **counts))
    return 1 if kinds["error"] or (strict and kinds["warning"]) else 0


def _lint(file: Path, former: Mapping[Key, Questionnaire]) -> tuple[Sequence[Remark], Contents | None]:
    """The remarks on a file, and what it holds where it can be read."""
    from dxassess.authoring.contents import contents_of
    from dxassess.authoring.lint import lint
    from dxassess.authoring.remark import from_faults
    from dxassess.authoring.workbook_read import read_workbook
    from dxassess.questionnaire.load import QuestionnaireError, load_questionnaire

    try:
        found = read_workbook(file) if file.suffix.lower() == ".xlsx" else load_questionnaire(file)
    except QuestionnaireError as problem:
        return from_faults(problem.faults), None
    return lint(found, former.get((found.id, found.respondent))), contents_of(found)


def _files(path: Path) -> list[Path]:
    """The file itself, or the YAML files of a folder at any depth; a folder without any ends the command."""
    if path.is_file():
        return [path]
    files = sorted(path.rglob("*.yaml"))
    if not files:
        say_error("questionnaire.none", {"path": path})
        raise typer.Exit(_FAULTY)
    return files


def _print_remarks(file: Path, remarks: Sequence[Remark], out: Console) -> None:
    """Every remark on a file in a line under its name: what it is, where, what to do."""
    from rich.markup import escape

    from dxassess.authoring.remark import sentence

    language = terminal_language()
    said = wording("authoring", language)
    out.print(f"[bold]{escape(file.name)}[/]")
    for remark in remarks:
        where = " ".join(filter(None, (remark.of, f"({remark.path})" if remark.path else "")))
        severity = said.text(f"severity.{remark.severity}")
        style = _STYLES[remark.severity]
        out.print(
            f"  [{style}]{severity}[/] {escape(where)}: {escape(sentence(remark, language))}", soft_wrap=True
        )


def show_all(path: Path, html: Path | None, *, language: str, templates: Path | None) -> None:
    """Print each questionnaire of `path`, or write the booklet of the one in it to `html`."""
    from dxassess.authoring.booklet import booklet, to_html
    from dxassess.errors import DxassessError
    from dxassess.files.templates import template_folder
    from dxassess.files.write import write_whole

    home, files = template_folder(templates), _files(path)
    if html is None:
        for file in files:
            _print_booklet(booklet(read_one(file), language), console())
        return
    if len(files) > 1:
        raise DxassessError("questionnaire.one_only", path=str(path), files=", ".join(f.name for f in files))
    write_whole(html, to_html(booklet(read_one(files[0]), language), templates=home))
    say_written(html)


def _print_booklet(found: Booklet, out: Console) -> None:
    """Counts by respondent, then a table for each condition."""
    from rich.markup import escape
    from rich.table import Table

    said = dict(found.words)
    out.print(f"\n[bold]{escape(found.title)}[/] ({escape(found.version)})")
    counts = Table(title=said["counts"], title_justify="left")
    counts.add_column(said["respondents"])
    for head in (*(c.code for c in found.conditions), said["total"]):
        counts.add_column(escape(head), justify="right")
    for line in found.counts:
        counts.add_row(escape(line.name), *line.counts, line.total)
    out.print(counts)
    for condition in found.conditions:
        title = f"{condition.code}. {condition.name} – {said['weight']} {condition.weight}"
        table = Table(title=escape(title), title_justify="left")
        for key in ("code", "question", "type", "weight", "for", "gates", "skip"):
            table.add_column(said[key], overflow="fold")
        for indicator in condition.indicators:
            _add_items(table, indicator)
        out.print(table)
    if found.rules:
        _print_rules(found, out)


def _print_rules(found: Booklet, out: Console) -> None:
    from rich.markup import escape
    from rich.table import Table

    said = dict(found.words)
    table = Table(title=said["rules"], title_justify="left")
    for key in ("code", "for", "rule_when", "rule_text"):
        table.add_column(said[key], overflow="fold")
    for rule in found.rules:
        table.add_row(*map(escape, (rule.code, rule.audience, rule.when, f"{rule.text} {rule.ask}")))
    out.print(table)


def _add_items(table: object, indicator: IndicatorPart) -> None:
    from rich.markup import escape
    from rich.table import Table

    assert isinstance(table, Table)
    table.add_row(
        f"[bold]{escape(indicator.code)}[/]", f"[bold]{escape(indicator.name)}[/]", "", indicator.weight
    )
    for item in indicator.items:
        cells = (item.code, item.text, item.type, item.weight, item.audience, item.gates, item.skip)
        table.add_row(*map(escape, cells))
    table.add_section()
