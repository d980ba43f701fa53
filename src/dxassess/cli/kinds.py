"""Kinds of values that arguments and options take: how one is read, and what it is called in a help.

They stand in place of typer's own, whose complaints are English sentences: here a wrong value is an error
with a key and facts, as everywhere in the program.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import typer

from dxassess.wording.wording import Wording

# typer brings its own copy of click or uses the installed one, by its version; this is the base of all
# complaints about the command line in the one in use.
USAGE_ERROR: Any = typer.BadParameter.__bases__[0]


class WrongUse(typer.BadParameter):
    """What was typed cannot be used. `key` names the message in the catalogue `cli`, `facts` fill its places;
    typer adds the parameter and the command."""

    def __init__(self, key: str, ctx: Any = None, **facts: object) -> None:  # noqa: ANN401 - its class depends on the version of typer
        super().__init__(key, ctx=ctx)
        self.key = key
        self.facts = facts


class ValueKind:
    """A kind of value: called with what was typed, it gives the value or raises WrongUse. typer also calls
    it with a default value."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.__name__ = label  # typer asks a parser for its name

    def __call__(self, typed: Any) -> Any:  # noqa: ANN401 - what typer hands over and takes back
        """The value."""
        return typed

    def shown(self, say: Wording) -> str:
        """What stands for such a value in a help."""
        return say.text(f"kind.{self.label}")


class PathValue(ValueKind):
    """A path: "folder", "file", or "path" where it may be either. It need not be there, unless `must_exist`.
    `resolved` makes it absolute."""

    def __init__(self, label: str, *, must_exist: bool = False, resolved: bool = False) -> None:
        super().__init__(label)
        self.must_exist = must_exist
        self.resolved = resolved

    def __call__(self, typed: str | Path) -> Path:
        """The path. WrongUse if it should be there and is not, is of the other kind, or cannot be read."""
        path = Path(os.path.realpath(typed) if self.resolved else typed)
        try:
            mode = path.stat().st_mode
        except OSError:
            if self.must_exist:
                _refuse("absent", typed)
            return path
        if self.label == "folder" and stat.S_ISREG(mode):
            raise WrongUse("usage.file", found=repr(str(typed)), folder=repr(str(path.parent)))
        if self.label == "file" and stat.S_ISDIR(mode):
            _refuse("folder", typed)
        if not os.access(path, os.R_OK):
            _refuse("unreadable", typed)
        return path


class NumberValue(ValueKind):
    """A number, whole if `type_` is int, from `least` to `most`."""

    def __init__(
        self, type_: type[int | float], *, least: float | None = None, most: float | None = None
    ) -> None:
        super().__init__("number")
        self.type, self.least, self.most = type_, least, most

    def __call__(self, typed: str | float) -> float:
        """The number. WrongUse if it is none or out of bounds."""
        try:
            value = self.type(typed)
        except ValueError:
            _refuse("number", typed)
        if value != value:  # noqa: PLR0124 - not a number: it is within no bounds
            _refuse("number", typed)
        if self.least is not None and value < self.least:
            raise WrongUse("usage.least", least=self.least)
        if self.most is not None and value > self.most:
            raise WrongUse("usage.most", most=self.most)
        return value

    def shown(self, say: Wording) -> str:
        """`1–5` where both bounds are known."""
        if self.least is None or self.most is None:
            return super().shown(say)
        return f"{self.least:g}–{self.most:g}"


class WordValue(ValueKind):
    """One of some words. `words` is called when they are needed: the room that owns them may be slow to
    load. `make` makes the value of a word."""

    def __init__(self, words: Callable[[], Sequence[str]], make: Callable[[str], Any] = str) -> None:
        super().__init__("choice")
        self.words = words
        self.make = make

    def __call__(self, typed: str) -> Any:  # noqa: ANN401 - what `make` makes
        """The value of the word. WrongUse for another word."""
        if typed not in self.words():
            raise WrongUse(
                "usage.choice", found=repr(typed), wanted=", ".join(repr(str(word)) for word in self.words())
            )
        return self.make(typed)

    def shown(self, say: Wording) -> str:  # noqa: ARG002 - words are the same in every language
        """`vi|en`."""
        return "|".join(self.words())


class DayValue(ValueKind):
    """A day, ISO."""

    def __call__(self, typed: str) -> str:
        """The day as it is written. WrongUse if there is no such day."""
        try:
            return date.fromisoformat(typed).isoformat()
        except ValueError:
            _refuse("day", typed)


def _refuse(key: str, typed: object) -> NoReturn:
    raise WrongUse(f"usage.{key}", found=repr(os.fspath(typed) if isinstance(typed, Path) else typed))


CODE, NAME, TEXT, DAY = ValueKind("code"), ValueKind("name"), ValueKind("text"), DayValue("day")
