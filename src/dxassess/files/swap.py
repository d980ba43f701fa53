"""A folder that is changed as a whole: its twin is made ready beside it, of the same files, and the two
change places in one step. Whoever looks sees all old files or all new ones.

Only Linux has such a step for two folders that are not empty, and some file systems there lack it. Where it
cannot be had, or something in the folder cannot be in two places for a moment, there is no twin."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from dxassess.files.outputs import NOTE, noted_in
from dxassess.files.placing import other_names
from dxassess.files.write import LOCK

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2
_MOST = 20_000
"""Entries of a folder that are linked; one with more is a person's archive, not a place for outputs."""


def twin_path(folder: Path) -> Path:
    """Where the twin of a folder is made ready; after the exchange what was there before stands under it."""
    real = folder.resolve()
    return real.with_name(f".dxassess-{hashlib.sha256(os.fsencode(real.name)).hexdigest()[:16]}")


def make_twin(folder: Path, *, without: str) -> Path | None:
    """A folder beside `folder` with the same files, but for what its entry `without` holds. None, and nothing
    is there, where `folder` is no folder for an exchange: there is no such step, it or a part is mounted, the
    program itself works in it, it holds a round with its ledger, or a file cannot be linked."""
    real, twin = folder.resolve(), twin_path(folder)
    if _renameat2() is None or os.path.ismount(real) or (real / ".dxassess").exists():
        return None
    try:
        if Path.cwd().is_relative_to(real):
            return None
        _link_all(real, twin, without)
    except OSError:
        shutil.rmtree(twin, ignore_errors=True)
        return None
    return twin


def exchange(folder: Path, twin: Path) -> bool:
    """Let the two change places; whether they did."""
    rename = _renameat2()
    assert rename is not None
    names = (os.fsencode(folder.resolve()), os.fsencode(twin))
    return rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0


def take_over(folder: Path, former: Path, *, without: str, force: bool) -> None:
    """Carry into `folder` what was put into `former` or changed there while the twin was made. With `force`
    what a person had edited was overwritten. Raises OSError."""
    before, now = noted_in(former), noted_in(folder)
    for path in _files(former, without):
        name = path.relative_to(former).as_posix()
        target = folder / name
        if name in (NOTE, LOCK) or (
            os.path.lexists(target) and os.path.samestat(path.lstat(), target.lstat())
        ):
            continue
        if (force and target.exists()) or _digest(path) == before.written.get(name):
            continue
        if target.exists() and _digest(target) == now.written.get(name):
            target = next(at for each in other_names(name) if not (at := folder / each).exists())
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)


def _link_all(real: Path, twin: Path, without: str) -> None:
    _same_folder(real, twin)
    for number, path in enumerate(_entries(real, without)):
        mode = path.lstat().st_mode
        if number > _MOST or not (stat.S_ISDIR(mode) or stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
            raise OSError(path)
        target = twin / path.relative_to(real)
        if stat.S_ISDIR(mode):
            _same_folder(path, target)
        else:
            os.link(path, target, follow_symlinks=False)


def _same_folder(path: Path, twin: Path) -> None:
    """An empty folder that belongs to the same people. OSError where we cannot make one."""
    status = path.stat()
    twin.mkdir()
    if status.st_uid != twin.stat().st_uid:
        raise PermissionError(path)
    if sys.platform != "win32" and status.st_gid != twin.stat().st_gid:
        os.chown(twin, -1, status.st_gid)
    shutil.copystat(path, twin)


def _entries(folder: Path, without: str) -> Iterator[Path]:
    """All under a folder, each after the folder that holds it; a link to a folder is an entry like a file."""
    for path in folder.iterdir():
        if path.name == without:
            continue
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from _entries(path, "")


def _files(folder: Path, without: str) -> list[Path]:
    return [path for path in _entries(folder, without) if path.is_symlink() or not path.is_dir()]


def _digest(path: Path) -> str:
    with suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return ""


@cache
def _renameat2() -> Callable[..., int] | None:
    """The step itself, None where the system's library has none."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError, TypeError):
        return None
    rename.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    return rename
