"""A typical mistake, what was answered to it, and whether that helps."""

from __future__ import annotations

import contextlib
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from tests.cli.program import Done, dxassess

Verdict = Literal["good", "acceptable", "bad"]


def nothing(_folder: Path) -> None:
    """Most mistakes need no more than the round."""


class Mistake(NamedTuple):
    """`typed` in the folder that holds the round `R`, after `before` has put the mistake there. A good answer
    ends with `code`, says all of `says` and nothing of `lacks` in either language, and leaves files at
    the patterns `there` and none at `gone`."""

    what: str
    typed: str
    code: int
    says: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    before: Callable[[Path], None] = nothing
    within: str = "."


class Answer(NamedTuple):
    """How the command ended, what it said without the path of the folder, and what is lacking of a good
    answer: words, and what makes it bad."""

    done: Done
    words: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        """Bad where the ending or the files are not as they should be, acceptable where only words lack."""
        return "bad" if self.faults else "acceptable" if self.words else "good"

    @property
    def said(self) -> str:
        """Complaints first, as a reader looks for them."""
        return (self.done.stderr + self.done.stdout).strip()


def make(mistake: Mistake, tiny_round: Path, folder: Path, *, language: str) -> Answer:
    """Make the mistake in a copy of the round below the new folder `folder`."""
    folder.mkdir()
    shutil.copytree(tiny_round, folder / "R")
    mistake.before(folder)
    with contextlib.chdir(folder / mistake.within):
        done = dxassess(*shlex.split(mistake.typed), language=language)
    done = Done(done.returncode, _anywhere(done.stdout, folder), _anywhere(done.stderr, folder))
    return Answer(done, _words(mistake, done), tuple(_faults(mistake, done, folder)))


def _anywhere(text: str, folder: Path) -> str:
    """What is said wherever and on whatever day the mistake is made."""
    text = text.replace(f"{folder}/", "").replace(str(folder), ".")
    return re.sub(r"damaged-\d{4}-\d\d-\d\d", "damaged-YYYY-MM-DD", text)


def _words(mistake: Mistake, done: Done) -> tuple[str, ...]:
    said = " ".join((done.stderr + done.stdout).split())
    missing = [word for word in mistake.says if word not in said]
    return (*missing, *(f"not {word}" for word in mistake.lacks if word in said))


def _faults(mistake: Mistake, done: Done, folder: Path) -> list[str]:
    faults = [] if done.returncode == mistake.code else [f"{done.returncode} instead of {mistake.code}"]
    faults += [f"no {pattern}" for pattern in mistake.there if not any(folder.glob(pattern))]
    return faults + [f"wrote {pattern}" for pattern in mistake.gone if any(folder.glob(pattern))]
