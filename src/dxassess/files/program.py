"""What tells this program from every other: what was made by another is not taken for what this one makes."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dxassess import __version__
from dxassess.files.resources import resource_folder

_PACKAGE = Path(__file__).resolve().parents[1]
_DRAWN_BY = ("babel", "docxtpl", "jinja2", "python-docx", "typst", "xlsxwriter")
"""Libraries that put bytes into what is rendered."""


@cache
def fingerprint_of_program() -> str:
    """The SHA-256 of all of which outputs are made beside their content: the program's own files, its
    templates and data, and the versions of the libraries that draw. A version alone would not tell two builds
    apart."""
    parts = [__version__, *(f"{name} {_version(name)}" for name in _DRAWN_BY)]
    homes = (_PACKAGE, resource_folder("report_templates"), resource_folder("data"))
    return hashlib.sha256("\n".join((*parts, *map(fingerprint_of_folder, homes))).encode()).hexdigest()


def fingerprint_of_folder(folder: Path) -> str:
    """The SHA-256 of all files of a folder by their names, but for what Python compiled."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{content}\n".encode())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
