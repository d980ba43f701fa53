"""All commands under one name, with help in the user's language. A command is loaded when it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, cast

import typer
from typer.main import get_command, get_group

from dxassess import __version__
from dxassess.cli.help import TranslatedCommand, TranslatedGroup
from dxassess.cli.manual import Function
from dxassess.cli.options import LANGUAGE
from dxassess.cli.shared_options import with_common

COMMANDS = (
    "new",
    "forms",
    "status",
    "check",
    "score",
    "report",
    "run",
    "explain",
    "advise",
    "sheet",
    "letters",
    "remind",
    "join",
    "forget",
    "decide",
    "demo",
    "docs",
    "completion",
)
GROUPS: dict[str, tuple[str, ...]] = {
    "questionnaire": ("lint", "show", "weights", "export", "import", "diff", "xlsform", "schema"),
    "templates": ("copy",),
}


def build_app() -> TranslatedGroup:
    """The command line."""
    app = _typer("dxassess", "app")
    app.callback()(_main)
    makers: dict[str, Callable[[], TranslatedCommand | TranslatedGroup]] = {
        **{name: partial(_command, name) for name in COMMANDS},
        **{name: partial(_group, name) for name in GROUPS},
    }
    return _filled(app, makers, {name: name for name in makers})


def function_of(*typed: str) -> Function:
    """The function behind a command as it is typed: `function_of("questionnaire", "import")`."""
    name = f"{typed[-1]}_" if iskeyword(typed[-1]) else typed[-1]
    return cast("Function", getattr(import_module(".".join(("dxassess.cli", *typed[:-1], name))), name))


def _command(*typed: str) -> TranslatedCommand:
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(typed[-1], cls=TranslatedCommand, help=".".join(typed))(with_common(function_of(*typed)))
    command = get_command(app)
    assert isinstance(command, TranslatedCommand)
    return command


def _group(name: str) -> TranslatedGroup:
    app = _typer(name, name)
    app.callback()(lambda: None)
    makers = {command: partial(_command, name, command) for command in GROUPS[name]}
    return _filled(app, makers, {command: f"{name}.{command}" for command in makers})


def _filled(
    app: typer.Typer,
    makers: Mapping[str, Callable[[], TranslatedCommand | TranslatedGroup]],
    keys: Mapping[str, str],
) -> TranslatedGroup:
    group = get_group(app)
    assert isinstance(group, TranslatedGroup)
    group.makers, group.keys = makers, keys
    return group


def _typer(name: str, key: str) -> typer.Typer:
    """Plain help: the rich one triples the time of `--help`."""
    return typer.Typer(
        name=name,
        help=key,
        cls=TranslatedGroup,
        context_settings={"help_option_names": ["-h", "--help"]},
        rich_markup_mode=None,
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )


def _main(
    *,
    version: Annotated[bool, typer.Option("-V", "--version", is_eager=True, help="version")] = False,
    lang: Annotated[str | None, typer.Option("--lang", parser=LANGUAGE, help="common_lang")] = None,  # noqa: ARG001 - the door looked for it
) -> None:
    if version:
        typer.echo(f"dxassess {__version__}")
        raise typer.Exit
