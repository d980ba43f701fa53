"""Runs the `console` blocks of a page as a reader would, from top to bottom, in one folder.

A line that begins with `$ ` is typed: `dxassess …` or `cd FOLDER`. Below it stands what must be shown, on
either stream; `…` stands for anything. `% person: …` is what a person does in between, done by the caller."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.cli.program import dxassess

_STEP = re.compile(r"^```console\n(.*?)^```$|^% person: ([^\n]*)$", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


class Shown(NamedTuple):
    """A line that was typed, what the page says that it shows, and what it did show."""

    typed: str
    promised: str
    shown: str

    @property
    def is_so(self) -> bool:
        """Whether it showed that, but for the gaps and the blanks at the ends of lines."""
        pattern = ".*".join(re.escape(part) for part in _bare(self.promised).split("…"))
        return re.fullmatch(pattern, _bare(self.shown), re.DOTALL) is not None


def run_page(page: str, *, language: str, person: Callable[[str], None]) -> Iterator[Shown]:
    """Every typed line of the page, as it is run in the current folder, which `cd` changes."""
    for step in _STEP.finditer(page):
        if step[2]:
            person(step[2])
        for typed, promised in _LINE.findall(step[1] or ""):
            program, *arguments = shlex.split(typed)
            if program == "cd":
                os.chdir(*arguments)
                continue
            assert program == "dxassess", typed
            done = dxassess(*arguments, language=language)
            yield Shown(typed, promised, done.stdout + done.stderr)


def _bare(text: str) -> str:
    """Without blanks at the ends of lines and at the end."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()
