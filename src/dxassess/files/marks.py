"""Marks under which something worked out is kept: of the same mark the same would be worked out again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dxassess import __version__
from dxassess.files.resources import resource_folder

_PACKAGE = Path(__file__).resolve().parents[1]


def digest_of(*parts: str) -> str:
    """One hash of several texts, which no other texts have."""
    together = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        together.update(len(content).to_bytes(8, "big") + content)
    return together.hexdigest()


@cache
def program_mark() -> str:
    """The version of the program and, for one that is being worked on, when each of its modules, texts and
    tables of data was changed: two builds may bear the same version."""
    folders = (str(_PACKAGE), str(resource_folder("data")))
    return digest_of(__version__, *(line for folder in folders for line in _changes(folder)))


def _changes(folder: str) -> Iterator[str]:
    """Paths as texts, and files asked for while the folder is listed: objects would take five times as
    long."""
    folders = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                folders.append(entry.path)
            elif entry.name.endswith((".py", ".mo", ".csv")):
                about = entry.stat()
                yield f"{entry.path} {about.st_mtime_ns} {about.st_size}"
    for path in folders:
        if not path.endswith("__pycache__"):
            yield from _changes(path)
