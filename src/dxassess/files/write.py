"""Files come out whole or not at all."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dxassess.errors import BusyError, OutputError
from dxassess.files.long_paths import is_too_long, reachable, shown

LOCK = ".dxassess.lock"
_PREFIX = ".dxassess-"
_SUFFIX = ".tmp"
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds: for how long a scanner or an index of the system holds a file that was just written."""
_PROBE = 1 << 16
"""Bytes: a disk that is full takes the name of a file and nothing in it."""


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes `content` (text as UTF-8) under another name beside `path`, then puts it in its place: whoever
    looks sees the old file or the new one. Makes the folder. Raises OutputError; the old file then stands."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        whole = reachable(path)
        whole.parent.mkdir(parents=True, exist_ok=True)
        _replace(whole, data)
    except OSError as problem:
        raise cannot_write(path, problem) from problem


def put_in_place(source: Path, target: Path, *, patient: bool = True) -> None:
    """Moves a whole file to where it belongs. Tried again for a moment where another program holds what
    stands there, unless nobody is `patient`. Raises OSError: PermissionError where it is still held."""
    for pause in _PAUSES if patient else ():
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    source.replace(target)


def probe(folder: Path) -> None:
    """Raises OutputError if nothing can be written into `folder`, or where it is missing into the folder in
    which it would be made."""
    folder = reachable(folder)
    existing = next((each for each in (folder, *folder.absolute().parents) if each.exists()), folder)
    temporary = _temporary(existing)
    try:
        try:
            _write(temporary, bytes(_PROBE))
        finally:
            if existing.is_dir():
                temporary.unlink(missing_ok=True)
    except OSError as problem:
        raise cannot_write(existing, problem) from problem


def cannot_write(path: Path, problem: OSError) -> OutputError:
    """The error that says why nothing could be written to `path`."""
    if is_too_long(problem):
        return OutputError("output.too_long", path=shown(path), n=len(shown(path)))
    return OutputError("output.cannot_write", path=shown(path), reason=problem.strerror or str(problem))


def sweep(folder: Path) -> None:
    """Removes what an interrupted run left in `folder`. Not while another run writes there."""
    try:
        for leftover in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            leftover.unlink(missing_ok=True)
    except OSError as problem:
        raise cannot_write(folder, problem) from problem


@contextmanager
def alone_in(folder: Path, *, patience: float = 0) -> Iterator[None]:
    """The folder for this run alone: made where it is missing, and without what an interrupted run left.
    BusyError while another run writes there, after so many seconds of `patience`; OutputError where the disk
    does not let us."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / LOCK, timeout=patience):
            sweep(folder)
            try:
                yield
            finally:
                with suppress(OSError):  # Windows keeps it, and removes it itself
                    (folder / LOCK).unlink()
    except Timeout as problem:
        raise busy(folder) from problem
    except OSError as problem:
        raise cannot_write(folder, problem) from problem


def refuse_busy(folder: Path) -> None:
    """Raises BusyError while another run writes to `folder`."""
    from filelock import FileLock, Timeout

    if (folder / LOCK).is_file():
        try:
            with FileLock(folder / LOCK, timeout=0):
                pass
        except Timeout as problem:
            raise busy(folder) from problem
        except OSError as problem:
            raise cannot_write(folder, problem) from problem


def busy(folder: Path) -> BusyError:
    """The error that says that another run writes to `folder`."""
    return BusyError("output.busy", path=str(folder))


def _temporary(folder: Path) -> Path:
    return folder / f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}"


def _write(path: Path, data: bytes) -> None:
    # Opened by hand, so that who may read it is what the user's umask says, as of any other file.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _replace(path: Path, data: bytes) -> None:
    temporary = _temporary(path.parent)
    try:
        _write(temporary, data)
        put_in_place(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
