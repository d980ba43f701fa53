"""The questionnaires that come with the program, each in the folder of its name: the version of an instrument
that is used by default under its plain name, others with their version behind it."""

from __future__ import annotations

from pathlib import Path

from dxassess.errors import DxassessError
from dxassess.files.resources import resource_folder

DEFAULT = "five-conditions"
_PINNED = {"five-conditions-2026.2": DEFAULT}
"""The default under its name with its version, so that a round may say which one it was answered on."""


def known_versions() -> tuple[str, ...]:
    """The names of those that come with the program."""
    folders = [folder.name for folder in resource_folder("questionnaires").iterdir() if folder.is_dir()]
    return tuple(sorted((*folders, *_PINNED)))


def version_folder(name: str, *, beside: Path | None = None) -> Path:
    """The folder of the questionnaires of this name, else the folder at this path (from `beside` where that
    is given). Raises DxassessError where there is neither."""
    if name in known_versions():
        return resource_folder("questionnaires") / _PINNED.get(name, name)
    folder = Path(name) if beside is None else beside / name
    if folder.is_dir():
        return folder
    raise DxassessError("questionnaire.unknown", name=name, known=", ".join(known_versions()))
