"""Where the files that people may edit are found: beside the package in a wheel, at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource_folder(name: str) -> Path:
    """The folder `questionnaires`, `report_templates` or `data` that belongs to this program."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parents[1] / name


def bundle_folder() -> Path | None:
    """The folder of the bundle that the program runs out of, which belongs to the program and to nobody's
    work; None where it is installed otherwise."""
    top = _PACKAGE.parents[1]
    return top if (top / "start.py").is_file() and (top / "lib").is_dir() else None


def manual_folder() -> Path:
    """The folder of the built manual, a folder a language: beside the package, else where `make docs` puts
    it. It may not be there."""
    inside = _PACKAGE / "manual"
    return inside if inside.is_dir() else _PACKAGE.parents[1] / "build" / "manual"
