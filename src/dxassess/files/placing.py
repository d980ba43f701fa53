"""The one rule for what people edited: a file that nobody touched since the program wrote it is replaced, any
other is left as it is and the new one written beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from dxassess.files.outputs import Noted
from dxassess.files.write import cannot_write

_READ_BY_SUFFIX = (".yaml",)
"""A folder of these is read as a whole: a second version among them would be read too."""


class Spot(NamedTuple):
    """Where an output belongs, by its name: it is to be written there ("write"), stands there already
    ("same"), or a person edited what the program wrote there, and it would write the same again ("edited").
    `passed` are names at which stands what a person edited or made, and is left; `stale` are outputs of
    before, under later names, that nobody touched and nobody needs any more."""

    name: str
    state: Literal["write", "same", "edited"]
    passed: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


class Premises(NamedTuple):
    """A folder as it stands and what is noted of it. With `force` what people edited is overwritten."""

    folder: Path
    noted: Noted
    force: bool = False

    def place(self, name: str, digest: str) -> Spot:
        """The spot of the output called `name` whose content has this SHA-256. Raises OutputError where a
        folder stands there, or what stands there cannot be read."""
        passed: list[str] = []
        for at in _names(name):
            state = self._state(at, digest)
            if state is not None:
                return Spot(at, state, passed=tuple(passed), stale=tuple(self._stale(name, at)))
            passed.append(at)
        raise AssertionError(name)  # there is always another name

    def known(self, name: str, key: str) -> str | None:
        """The SHA-256 of what the program made from the same `key` and wrote under `name` or beside it, None
        if it did not."""
        for at in _names(name):
            if self.noted.keys.get(at) == key:
                return self.noted.written.get(at)
            if self.present(at) is None:
                return None
        return None

    def last_key(self, name: str) -> str:
        """The key of what was last written under `name` or beside it, "" where that is not known."""
        last = ""
        for at in _names(name):
            if self.present(at) is None:
                break
            last = self.noted.keys.get(at, last)
        return last

    def present(self, name: str) -> str | None:
        """The SHA-256 of the file that stands at `name`, None for none. Raises OutputError."""
        path = self.folder / name
        try:
            if not path.exists():
                return None
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as problem:
            raise cannot_write(path, problem) from problem

    def _state(self, at: str, digest: str) -> Literal["write", "same", "edited"] | None:
        """How it is with a name, None where something of a person's stands there."""
        present, before = self.present(at), self.noted.written.get(at)
        if present == digest:
            return "same"
        if present in (None, before) or self.force:
            return "write"
        return "edited" if before == digest else None

    def _stale(self, name: str, at: str) -> Iterator[str]:
        later = False
        for each in _names(name):
            present = self.present(each)
            if later and (present is None or present != self.noted.written.get(each)):
                return
            if later:
                yield each
            later = later or each == at


def _names(name: str) -> Iterator[str]:
    """`a.docx`, `a (2).docx`, `a (3).docx` and so on."""
    yield name
    yield from other_names(name)


def other_names(name: str) -> Iterator[str]:
    """Under what a second version of `a.docx` stands: `a (2).docx`, `a (3).docx` and so on."""
    path = PurePosixPath(name)
    last = ".new" if path.suffix.lower() in _READ_BY_SUFFIX else ""
    for number in count(2):
        yield path.with_name(f"{path.stem} ({number}){path.suffix}{last}").as_posix()
