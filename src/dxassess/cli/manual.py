"""What a command takes, read from its signature, in a language: the one source of helps and of the pages of
the documentation."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from typing import Any, NamedTuple

from typer.models import ArgumentInfo

from dxassess.cli.kinds import TEXT, ValueKind
from dxassess.cli.shared_options import Common, common_of
from dxassess.wording.wording import Wording

Function = Callable[..., object]


class ManualLine(NamedTuple):
    """An argument, an option or a command, and what it means."""

    name: str
    text: str


class Manual(NamedTuple):
    """What a command is for and all that it takes. `path` is the command as it is typed."""

    path: str
    pieces: str
    about: str
    arguments: tuple[ManualLine, ...] = ()
    options: tuple[ManualLine, ...] = ()
    commands: tuple[ManualLine, ...] = ()


def manual_of(path: str, key: str, command: Function, say: Wording) -> Manual:
    """The manual of a command; `key` names its sentence."""
    parameters = (*arguments_of(command), *options_of(command))
    arguments = [p for p in parameters if p.is_argument]
    pieces = [p.label(say) if p.required else f"[{p.label(say)}]" for p in arguments]
    return Manual(
        path=path,
        pieces=" ".join((*pieces, say.text("manual.options_piece"))),
        about=say.text(f"command.{key}"),
        arguments=tuple(ManualLine(p.label(say), p.text(say)) for p in arguments),
        options=(
            *(ManualLine(p.label(say), p.text(say)) for p in parameters if not p.is_argument),
            _help(say),
        ),
    )


def manual_of_group(
    path: str, key: str, commands: Sequence[tuple[str, str]], say: Wording, callback: Function | None = None
) -> Manual:
    """The manual of a group of `commands` (name, key), with the options of the group itself."""
    own_parameters = _parameters(callback) if callback is not None else ()
    return Manual(
        path=path,
        pieces=say.text("manual.command_piece"),
        about=say.text(f"command.{key}"),
        options=(*(ManualLine(p.label(say), p.text(say)) for p in own_parameters), _help(say)),
        commands=tuple(ManualLine(name, say.text(f"command.{own_key}")) for name, own_key in commands),
    )


def options_of(command: Function) -> tuple[Parameter, ...]:
    """The options of a command, with those that every command takes."""
    commons = common_of(inspect.unwrap(command))
    return tuple(one for one in _parameters(command, commons) if not one.is_argument)


def arguments_of(command: Function) -> tuple[Parameter, ...]:
    """The arguments of a command in their order."""
    return tuple(one for one in _parameters(command) if one.is_argument)


def argument_label(name: str, say: Wording) -> str:
    """What stands for the argument of this name."""
    return say.text(f"argument.{name}")


def _help(say: Wording) -> ManualLine:
    return ManualLine("-h, --help", say.text("help.help"))


class Parameter(NamedTuple):
    """An argument or option as a command declares it. `info` is typer's; `name` is that in the signature."""

    name: str
    info: Any
    default: object
    is_flag: bool
    many: bool

    @property
    def is_argument(self) -> bool:
        """Whether it has a place and no name."""
        return isinstance(self.info, ArgumentInfo)

    @property
    def required(self) -> bool:
        """Whether it must be typed."""
        return self.default is inspect.Parameter.empty and self.info.default_factory is None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of an option as they are typed."""
        # typer takes the first name for a default until it has looked at the annotation
        return (self.info.default, *self.info.param_decls)

    @property
    def long_name(self) -> str:
        """The name of an option that says what it is."""
        return max(self.names, key=len)

    def label(self, say: Wording) -> str:
        """The argument, or the names of the option, and what it takes."""
        if self.is_argument:
            return argument_label(self.name, say)
        names = ", ".join(self.names)
        kind: ValueKind = self.info.parser or TEXT
        return names if self.is_flag else f"{names} {kind.shown(say)}"

    def text(self, say: Wording) -> str:
        """What it means, and in brackets whether it must be given, may be repeated, and what holds if not."""
        notes = []
        if self.required:
            notes.append(say.text("manual.required"))
        elif self.default is inspect.Parameter.empty:
            notes.append(say.text("manual.around_here"))
        elif self.default is not None and not self.is_flag:
            default = self.default.value if isinstance(self.default, Enum) else self.default
            notes.append(say.text("manual.default", value=default))
        if self.many:
            notes.append(say.text("manual.many"))
        about = say.text(f"help.{self.info.help}")
        return f"{about} [{'; '.join(notes)}]" if notes else about


def _parameters(command: Function, commons: Iterable[Common] = ()) -> Iterator[Parameter]:
    function = inspect.unwrap(command)
    declared = inspect.signature(function, eval_str=True).parameters.values()
    for parameter in (*declared, *(common.parameter for common in commons)):
        name, annotation = parameter.name, parameter.annotation
        type_, info = annotation.__origin__, annotation.__metadata__[0]
        is_list = "list[" in str(type_)
        yield Parameter(name, info, parameter.default, is_flag=type_ is bool, many=is_list)
