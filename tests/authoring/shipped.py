"""The questionnaires that come with the program."""

from __future__ import annotations

from pathlib import Path

from dxassess.files.resources import resource_folder


def shipped(name: str = "*") -> list[Path]:
    """The YAML files of this name in all folders of questionnaires, or of the five conditions if named."""
    folder = "*" if name == "*" else "five-conditions"
    return sorted(resource_folder("questionnaires").glob(f"{folder}/{name}.yaml"))
