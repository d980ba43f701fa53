"""`dxassess questionnaire …`: for those who write questionnaires."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dxassess.cli.options import Lang, Templates
from dxassess.cli.terminal import help_text

Source = Annotated[Path, typer.Argument(exists=True, resolve_path=True, help=help_text("questionnaire_path"))]
OneSource = Annotated[
    Path,
    typer.Argument(exists=True, dir_okay=False, resolve_path=True, help=help_text("questionnaire_file")),
]
Former = Annotated[
    Path | None, typer.Option("--former", exists=True, resolve_path=True, help=help_text("former"))
]
LintStrict = Annotated[bool, typer.Option("--strict", help=help_text("lint_strict"))]
Html = Annotated[Path | None, typer.Option("--html", dir_okay=False, help=help_text("booklet"))]
ShowLang = Annotated[Lang | None, typer.Option("--lang", help=help_text("show_lang"))]
Workbook = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, resolve_path=True, help=help_text("workbook"))
]
XlsxOut = Annotated[Path, typer.Option("-o", "--output", dir_okay=False, help=help_text("xlsx_out"))]
YamlOut = Annotated[Path, typer.Option("-o", "--output", dir_okay=False, help=help_text("yaml_out"))]
SchemaOut = Annotated[
    Path | None, typer.Option("-o", "--output", dir_okay=False, help=help_text("schema_out"))
]


def lint(path: Source, former: Former = None, *, strict: LintStrict = False) -> int:
    """Say what is wrong or doubtful in a questionnaire."""
    from dxassess.cli.authoring import lint_all

    return lint_all(path, former, strict=strict)


def show(path: Source, html: Html = None, lang: ShowLang = None, templates: Templates = None) -> None:
    """Show a questionnaire as a table, or write it as a booklet."""
    from dxassess.cli.authoring import show_all
    from dxassess.cli.terminal import terminal_language

    language = lang.value if lang is not None else terminal_language()
    show_all(path, html, language=language, templates=templates)


def export(path: OneSource, output: XlsxOut) -> None:
    """Write a questionnaire to a workbook to edit."""
    from dxassess.authoring.workbook import export_workbook
    from dxassess.cli.authoring import read_one, say_written

    export_workbook(read_one(path), output)
    say_written(output)


def import_(workbook: Workbook, output: YamlOut) -> None:
    """Read an edited workbook and write the questionnaire."""
    from dxassess.authoring.dump import write_yaml
    from dxassess.cli.authoring import read_one, say_written

    write_yaml(read_one(workbook), output)
    say_written(output)


def diff(old: OneSource, new: OneSource) -> None:
    """Say what changed between two versions."""
    from dxassess.cli.authoring import read_one
    from dxassess.cli.authoring_diff import print_diff

    print_diff(read_one(old), read_one(new))


def xlsform(path: OneSource, output: XlsxOut) -> None:
    """Write a questionnaire as an online form for KoboToolbox or ODK."""
    from dxassess.authoring.xlsform_file import export_xlsform
    from dxassess.cli.authoring import read_one, say_written

    export_xlsform(read_one(path), output)
    say_written(output)


def schema(output: SchemaOut = None) -> None:
    """Print or write the JSON Schema of questionnaires."""
    from dxassess.authoring.schema import schema_text
    from dxassess.cli.authoring import say_written
    from dxassess.files.write import write_whole

    if output is None:
        typer.echo(schema_text(), nl=False)
        return
    write_whole(output, schema_text())
    say_written(output)


COMMANDS = (lint, show, export, import_, diff, xlsform, schema)


def questionnaire_app() -> typer.Typer:
    """The commands under `dxassess questionnaire`."""
    app = typer.Typer(
        rich_markup_mode=None, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False
    )
    for command in COMMANDS:
        name = command.__name__.rstrip("_")
        app.command(name, help=help_text(f"questionnaire_{name}"))(command)
    return app
