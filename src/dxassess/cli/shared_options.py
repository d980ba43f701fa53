"""Options that every command takes, beside its own. They work before the command does."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Annotated, Any, NamedTuple

import typer

from dxassess.cli.kinds import WordValue
from dxassess.cli.terminal import be_quiet
from dxassess.files.dry import DRY
from dxassess.wording.wording import LANGUAGES

Command = Callable[..., Any]

_LANGUAGE = WordValue(lambda: LANGUAGES)


class Common(NamedTuple):
    """An option: the name of its parameter, its type as a command would declare it, what it does where it
    was typed."""

    name: str
    type: Any
    do: Callable[[], object]

    @property
    def parameter(self) -> inspect.Parameter:
        """It as a parameter of a command."""
        default = False if self.type.__origin__ is bool else None
        return inspect.Parameter(
            self.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=self.type
        )


DRY_RUN = Common("dry_run", Annotated[bool, typer.Option("--dry-run", help="dry_run")], lambda: DRY.set(True))
LANG = Common(
    "lang",
    Annotated[str | None, typer.Option("--lang", parser=_LANGUAGE, help="common_lang")],
    lambda: None,  # it was looked for before anything else, so that complaints are in that language too
)
QUIET = Common("quiet", Annotated[bool, typer.Option("-q", "--quiet", help="quiet")], be_quiet)


def common_of(command: Command) -> tuple[Common, ...]:
    """The options that a command takes beside its own: to write nothing, where it writes what may stand there
    already (`new` goes on with what it has written); a language, where it has no other; silence."""
    parameters = inspect.signature(command).parameters
    return (
        *((DRY_RUN,) if "force" in parameters and "new_round" not in parameters else ()),
        *(() if "lang" in parameters else (LANG,)),
        QUIET,
    )


def with_common(command: Command) -> Command:
    """The command with those options too."""
    commons = common_of(command)

    @functools.wraps(command)
    def wrapped(*places: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the command takes and gives
        for common in commons:
            if named.pop(common.name):
                common.do()
        return command(*places, **named)

    signature = inspect.signature(command, eval_str=True)
    parameters = (*signature.parameters.values(), *(common.parameter for common in commons))
    wrapped.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]  # typer reads it
    wrapped.__annotations__ = {one.name: one.annotation for one in parameters}
    return wrapped


def typed_language(typed: Sequence[str]) -> str | None:
    """The first language among the words that were typed, None for none."""
    after = [word.partition("=")[2] for word in typed if word.startswith("--lang=")]
    after += [word for before, word in pairwise(typed) if before == "--lang"]
    return next((language for language in after if language in LANGUAGES), None)
