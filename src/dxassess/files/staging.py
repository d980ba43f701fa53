"""How every command writes: what it makes is staged, and put in place when all is made."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dxassess.errors import OutputError
from dxassess.files.dry import DRY
from dxassess.files.journal import JOURNAL, STAGING, Journal, StagedFile, Written, settle, would_be
from dxassess.files.long_paths import reachable, shown
from dxassess.files.outputs import noted_in
from dxassess.files.placing import Premises
from dxassess.files.write import alone_in, write_whole

_PATIENCE = 20.0
"""Seconds that a command with one small file waits for another that writes to the same folder."""


class Stage:
    """The outputs of a command on their way into a folder. `written` tells, at the end, what became of
    them."""

    def __init__(self, folder: Path, *, force: bool = False) -> None:
        self.folder = folder
        self.written = Written()
        self._is_dry = DRY.get()
        self._premises = Premises(folder, noted_in(folder), force)
        self._files: list[StagedFile] = []
        self._gone: tuple[str, ...] = ()
        self._names: list[str] = []

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which the outputs will stand, in the order in which they were added."""
        return tuple(self._names)

    def standing(self, name: str, key: str) -> bool:
        """Whether what is made from `key` was written by the program under `name` and need not be made again:
        it stands there, or a person edited it since."""
        digest = self._premises.known(name, key)
        return digest is not None and self._premises.place(name, digest).state != "write"

    def last_key(self, name: str) -> str:
        """The key of what was last written under `name` or beside it, "" where that is not known."""
        return self._premises.last_key(name)

    def is_free(self, name: str, content: bytes) -> bool:
        """Whether `content` may stand under `name` itself."""
        return self._premises.place(name, hashlib.sha256(content).hexdigest()).name == name

    def add_standing(self, name: str, key: str, *, is_form: bool = False) -> None:
        """Add an output that need not be made again."""
        digest = self._premises.known(name, key)
        assert digest is not None
        self._files.append(StagedFile(name=name, sha256=digest, key=key, is_form=is_form))
        spot = self._premises.place(name, digest)
        self._names.append(spot.name)
        if self._is_dry:
            self.written = self.written.joined(would_be(spot))

    def add(self, name: str, content: str | bytes, *, key: str = "", is_form: bool = False) -> None:
        """Add an output. `key` stands for all that it is made from; a form is read wherever it comes back
        from. Raises OutputError."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        digest = hashlib.sha256(data).hexdigest()
        spot, file = self._premises.place(name, digest), f"{len(self._files)}.tmp"
        is_written = spot.state == "write"
        if self._is_dry:
            self.written = self.written.joined(would_be(spot))
        elif is_written:
            write_whole(self.folder / STAGING / file, data)
        staged_file = StagedFile(
            name=name, sha256=digest, key=key, is_form=is_form, file=file if is_written else None
        )
        self._files.append(staged_file)
        self._names.append(spot.name)

    def drop(self, names: Iterable[str]) -> None:
        """Have outputs of before taken away when the others are put in place; what somebody edited stays."""
        self._gone = (*self._gone, *names)

    def finish(self) -> None:
        """Put all in place. Raises OutputError, where what is ready stays so for the next run."""
        if not self._files or self._is_dry:
            return
        journal = Journal(force=self._premises.force, files=tuple(self._files), gone=self._gone)
        write_whole(self.folder / STAGING / JOURNAL, journal.model_dump_json())
        self.written = settle(self.folder)

    def forget(self) -> None:
        """Leave everything as it was."""
        shutil.rmtree(self.folder / STAGING, ignore_errors=True)


@contextmanager
def staged(folder: Path, *, force: bool = False, patience: float = 0) -> Iterator[Stage]:
    """The stage for what goes into `folder`, put in place at the end, or nothing of it where the work on it
    fails. What a run that was killed left is settled first. BusyError while another run writes there after so
    many seconds of `patience`; OutputError. Under `DRY` nothing is put anywhere."""
    folder = reachable(folder)
    if DRY.get():
        yield Stage(folder, force=force)
        return
    with alone_in(folder, patience=patience):
        settle(folder)
        stage = Stage(folder, force=force)
        try:
            yield stage
        except BaseException:
            stage.forget()
            raise
        stage.finish()


def write_output(path: Path, content: str | bytes, *, force: bool = False) -> Written:
    """Write one output by the rule for what people edited. Raises OutputError."""
    return write_outputs(path.parent, {path.name: content}, force=force)


def write_outputs(folder: Path, contents: Mapping[str, str | bytes], *, force: bool = False) -> Written:
    """Write outputs by their names in `folder`, by the rule for what people edited. Raises OutputError."""
    with staged(folder, force=force, patience=_PATIENCE) as stage:
        for name, content in contents.items():
            stage.add(name, content)
    return stage.written


def refuse_held(written: Written, folder: Path) -> None:
    """Raises OutputError that names what could not be replaced, if anything."""
    if written.held:
        paths = ", ".join(shown(folder / name) for name in written.held)
        raise OutputError("output.held", n=len(written.held), paths=paths)
