"""All commands under one name, with help in the user's language."""

from __future__ import annotations

import typer

from dxassess import __version__
from dxassess.cli.advise import advise
from dxassess.cli.check import check
from dxassess.cli.demo import demo
from dxassess.cli.explain import explain
from dxassess.cli.forms import forms
from dxassess.cli.letters import letters
from dxassess.cli.questionnaire import questionnaire_app
from dxassess.cli.report import report
from dxassess.cli.run import run
from dxassess.cli.score import score
from dxassess.cli.sheet import sheet
from dxassess.cli.templates import templates_app
from dxassess.cli.terminal import help_text

COMMANDS = (forms, check, score, report, run, explain, advise, sheet, letters, demo)


def build_app() -> typer.Typer:
    """The command line. Plain help: the rich one triples the time of `--help`."""
    app = typer.Typer(
        rich_markup_mode=None, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False
    )
    app.callback(help=help_text("app"))(_main)
    for command in COMMANDS:
        app.command(command.__name__, help=help_text(command.__name__))(command)
    app.add_typer(questionnaire_app(), name="questionnaire", help=help_text("questionnaire"))
    app.add_typer(templates_app(), name="templates", help=help_text("template"))
    return app


def _main(
    version: bool = typer.Option(False, "--version", is_eager=True, help=help_text("version")),  # noqa: FBT001, FBT003 - typer's way to declare a flag
) -> None:
    if version:
        typer.echo(f"dxassess {__version__}")
        raise typer.Exit
