"""A folder as a ZIP: the same files give the same bytes."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

TOP = "dxassess"
"""The folder that both layers are unpacked to."""
SUMS = "SHA256SUMS"

_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX, _PROGRAM, _FILE = 3, 0o100755, 0o100644


def pack(folder: Path, out: Path, *, programs: frozenset[str] = frozenset()) -> None:
    """Write all files of `folder` below `TOP` into `out`; `programs` are those that a system may start."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as layer:
        for path in files_of(folder):
            name = path.relative_to(folder).as_posix()
            entry = zipfile.ZipInfo(f"{TOP}/{name}", _DAY)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, _UNIX
            entry.external_attr = (_PROGRAM if name in programs else _FILE) << 16
            layer.writestr(entry, path.read_bytes())


def write_sums(folder: Path) -> None:
    """List every file of `folder` with its SHA-256, as `sha256sum --check` reads it, in the folder itself."""
    lines = [f"{digest(path)}  {path.relative_to(folder).as_posix()}\n" for path in files_of(folder)]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def files_of(folder: Path) -> list[Path]:
    """The files below `folder` in an order of their own, its list of sums aside."""
    files = (path for path in folder.rglob("*") if path.is_file() and path != folder / SUMS)
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix())


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
