"""Files come out whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dxassess.errors import BusyError, DxassessError, OutputError

LOCK = ".dxassess.lock"
_PREFIX = ".dxassess-"
_SUFFIX = ".tmp"


def refuse_inside(path: Path, folder: Path) -> None:
    """Raises DxassessError if `path` lies inside the folder of forms that is read: the next run would take
    what is written there for a form."""
    if path.resolve().is_relative_to(folder.resolve()):
        raise DxassessError("output.inside", path=str(path), folder=str(folder))


def write_whole(path: Path, content: str | bytes) -> None:
    """Writes `content` (text as UTF-8) under another name beside `path`, then puts it in its place: whoever
    looks sees the old file or the new one. Makes the folder. Raises OutputError; the old file then stands."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as problem:
        raise cannot_write(path, problem) from problem


def cannot_write(path: Path, problem: OSError) -> OutputError:
    """The error that says why nothing could be written to `path`."""
    return OutputError("output.cannot_write", path=str(path), reason=problem.strerror or str(problem))


def sweep(folder: Path) -> None:
    """Removes what an interrupted run left in `folder`. Not while another run writes there."""
    try:
        for leftover in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
            leftover.unlink(missing_ok=True)
    except OSError as problem:
        raise cannot_write(folder, problem) from problem


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """The folder for this run alone: made where it is missing, and without what an interrupted run left.
    BusyError while another run writes there, OutputError where the disk does not let us."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / LOCK, timeout=0):
            sweep(folder)
            yield
    except Timeout as problem:
        raise BusyError("output.busy", path=str(folder)) from problem
    except OSError as problem:
        raise cannot_write(folder, problem) from problem


def _replace(path: Path, data: bytes) -> None:
    temporary = path.parent / f"{_PREFIX}{secrets.token_hex(8)}{_SUFFIX}"
    # Opened by hand, so that who may read it is what the user's umask says, as of any other file.
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
