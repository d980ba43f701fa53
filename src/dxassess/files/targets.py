"""What a command is to write to, looked at before anything is read: hours of reading are not for nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from dxassess.errors import DxassessError
from dxassess.files.long_paths import reachable
from dxassess.files.outputs import noted_in
from dxassess.files.write import cannot_write, probe, refuse_busy


def check_targets(
    *,
    files: Iterable[Path | None] = (),
    folders: Iterable[Path | None] = (),
    read: Iterable[Path | None] = (),
) -> None:
    """Raises unless all `files` and `folders` can be written to; those that are None are not asked for.
    DxassessError where one lies inside a folder that is `read`; BusyError where another run writes to one of
    the folders; OutputError where the disk does not let us, something else stands there, or another program
    holds a file. Writes nothing that stays."""
    file_targets, folder_targets = list(filter(None, files)), list(filter(None, folders))
    for folder in filter(None, read):
        for target in (*file_targets, *folder_targets):
            refuse_inside(target, folder)
    for target in file_targets:
        _check_file(target)
        probe(target.parent)
    for target in folder_targets:
        probe(target)
        refuse_busy(target)


def held_in(folder: Path) -> tuple[str, ...]:
    """The names of the outputs in `folder` that another program has open now, such as a report in Excel: what
    is written costs those alone, and whoever closes them in time gets all."""
    names = sorted(noted_in(folder).written) if folder.is_dir() else []
    return tuple(name for name in names if _is_held(reachable(folder / name)))


def _is_held(path: Path) -> bool:
    try:
        path.open("r+b").close()
    except PermissionError:
        return os.access(path, os.W_OK)  # what may only be read is held by nobody, and can be replaced
    except OSError:
        return False
    return False


def refuse_inside(path: Path, folder: Path) -> None:
    """Raises DxassessError if `path` lies inside the folder of forms that is read: the next run would take
    what is written there for a form."""
    if path.resolve().is_relative_to(folder.resolve()):
        raise DxassessError("output.inside", path=str(path), folder=str(folder))


def _check_file(path: Path) -> None:
    """Raises OutputError if what stands at `path` is no file, or cannot be replaced now."""
    try:
        if path.exists():
            path.open("r+b").close()
    except OSError as problem:
        raise cannot_write(path, problem) from problem
