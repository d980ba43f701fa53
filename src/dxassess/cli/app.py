"""All commands under one name, with help in the user's language."""

from __future__ import annotations

from typing import Annotated

import typer

from dxassess import __version__
from dxassess.cli.advise import advise
from dxassess.cli.check import check
from dxassess.cli.decide import decide
from dxassess.cli.demo import demo
from dxassess.cli.docs import docs
from dxassess.cli.explain import explain
from dxassess.cli.forget import forget
from dxassess.cli.forms import forms
from dxassess.cli.help import TranslatedCommand, TranslatedGroup
from dxassess.cli.join import join
from dxassess.cli.letters import letters
from dxassess.cli.manual import Function
from dxassess.cli.new import new
from dxassess.cli.questionnaire.diff import diff
from dxassess.cli.questionnaire.export import export
from dxassess.cli.questionnaire.import_ import import_
from dxassess.cli.questionnaire.lint import lint
from dxassess.cli.questionnaire.schema import schema
from dxassess.cli.questionnaire.show import show
from dxassess.cli.questionnaire.weights import weights
from dxassess.cli.questionnaire.xlsform import xlsform
from dxassess.cli.remind import remind
from dxassess.cli.report import report
from dxassess.cli.run import run
from dxassess.cli.score import score
from dxassess.cli.sheet import sheet
from dxassess.cli.status import status
from dxassess.cli.templates.copy import copy

COMMANDS: tuple[Function, ...] = (
    new,
    forms,
    status,
    check,
    score,
    report,
    run,
    explain,
    advise,
    sheet,
    letters,
    remind,
    join,
    forget,
    decide,
    demo,
    docs,
)
GROUPS: dict[str, tuple[Function, ...]] = {
    "questionnaire": (lint, show, weights, export, import_, diff, xlsform, schema),
    "templates": (copy,),
}


def build_app() -> typer.Typer:
    """The command line."""
    app = _typer()
    app.callback(help="app")(_main)
    for command in COMMANDS:
        app.command(command.__name__, cls=TranslatedCommand, help=command.__name__)(command)
    for name, commands in GROUPS.items():
        group = _typer()
        group.callback()(lambda: None)  # one command alone would lose its name
        for command in commands:
            command_name = command.__name__.rstrip("_")
            group.command(command_name, cls=TranslatedCommand, help=f"{name}.{command_name}")(command)
        app.add_typer(group, name=name, help=name)
    return app


def _typer() -> typer.Typer:
    """Plain help: the rich one triples the time of `--help`."""
    return typer.Typer(
        cls=TranslatedGroup,
        rich_markup_mode=None,
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )


def _main(
    *, version: Annotated[bool, typer.Option("--version", is_eager=True, help="version")] = False
) -> None:
    if version:
        typer.echo(f"dxassess {__version__}")
        raise typer.Exit
