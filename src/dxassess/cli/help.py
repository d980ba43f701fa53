"""typer's commands with helps and complaints in the user's language, found when they are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from typer.core import TyperCommand, TyperGroup

from dxassess.cli.kinds import USAGE_ERROR, WrongUse
from dxassess.cli.manual import Manual, ManualLine, manual_of, manual_of_group
from dxassess.cli.terminal import texts
from dxassess.wording.wording import Wording


class TranslatedCommand(TyperCommand):
    """A command whose `help` is the key of its sentence."""

    allow_extra_args = True  # refused below in the user's language

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - its class depends on the version of typer
        """As typer does. WrongUse for more arguments than there are places."""
        try:
            extra = super().parse_args(ctx, self._with_folder(args))
        except USAGE_ERROR as problem:
            problem.ctx = problem.ctx or ctx
            raise
        if extra and not ctx.resilient_parsing:
            raise WrongUse("usage.extra", ctx, found=" ".join(map(str, extra)))
        return extra

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - likewise
        """As typer does; what the command itself finds wrong in what was typed names the command too."""
        try:
            return super().invoke(ctx)
        except USAGE_ERROR as problem:
            problem.ctx = problem.ctx or ctx
            raise

    def _with_folder(self, args: list[str]) -> list[str]:
        """The arguments with the round around the current folder in front, where a command takes more than a
        folder and the first thing typed is none: `explain 01234`."""
        names = [parameter.name for parameter in self.params if parameter.param_type_name == "argument"]
        if (
            len(names) < 2
            or names[0] != "folder"
            or not args
            or args[0].startswith("-")
            or Path(args[0]).is_dir()
        ):
            return args
        from dxassess.round.home import find_home

        home = find_home(Path.cwd())
        return args if home is None else [str(home.root), *args]

    def manual(self, path: str, say: Wording) -> Manual:
        """What the command takes; `path` is the command as it is typed."""
        assert self.callback is not None
        return manual_of(path, self.help or "", self.callback, say)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - likewise
        """The manual of the command."""
        _write(self.manual(ctx.command_path, texts()), formatter)


class TranslatedGroup(TyperGroup):
    """A group of commands whose `help` is the key of its sentence. `makers` make its commands by their names,
    each when it is asked for; `keys` name their sentences."""

    makers: Mapping[str, Callable[[], TranslatedCommand | TranslatedGroup]] = MappingProxyType({})
    keys: Mapping[str, str] = MappingProxyType({})

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - likewise
        """The names, in the order of the help."""
        return list(self.makers)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - likewise
        """The command of this name, made now."""
        return self.makers[cmd_name]() if cmd_name in self.makers else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - likewise
        """As typer does. WrongUse for a command that there is not."""
        if args[0] not in self.makers and args[0][:1].isalnum():
            suggestions = ", ".join(map(repr, get_close_matches(args[0], self.makers)))
            raise WrongUse(
                "usage.command_near" if suggestions else "usage.command",
                ctx,
                found=repr(args[0]),
                near=suggestions,
            )
        return super().resolve_command(ctx, args)

    def manual(self, path: str, say: Wording) -> Manual:
        """Its commands and own options; `path` is the group as it is typed."""
        return manual_of_group(path, self.help or "", tuple(self.keys.items()), say, self.callback)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - likewise
        """The manual of the group."""
        _write(self.manual(ctx.command_path, texts()), formatter)


def _write(manual: Manual, formatter: Any) -> None:  # noqa: ANN401 - likewise
    say = texts()
    formatter.write_usage(manual.path, manual.pieces, prefix=say.text("manual.usage") + " ")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(manual.about)
    for key in ("arguments", "options", "commands"):
        lines: tuple[ManualLine, ...] = getattr(manual, key)
        if lines:
            with formatter.section(say.text(f"manual.{key}")):
                formatter.write_dl(lines)
    formatter.write_paragraph()
    formatter.write_text(say.text("manual.defaults"))
