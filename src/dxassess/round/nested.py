"""Rounds within a folder that is read: two of them are never read as one."""

from __future__ import annotations

import os
from pathlib import Path

from dxassess.errors import DxassessError
from dxassess.round.settings import SETTINGS_FILE

_MOST_NAMED = 5


def refuse_nested(folder: Path) -> None:
    """Raises DxassessError that names them where a folder below `folder` has a `round.yaml` of its own: its
    forms, register and days are of another round. Links are not followed."""
    nested = sorted(
        Path(path).relative_to(folder).as_posix()
        for path, _, names in os.walk(folder)
        if SETTINGS_FILE in names and Path(path) != folder
    )
    if not nested:
        return
    names = ", ".join(nested[:_MOST_NAMED]) + (", …" if len(nested) > _MOST_NAMED else "")
    if (folder / SETTINGS_FILE).is_file():
        raise DxassessError("register:round_within", path=str(folder), names=names)
    raise DxassessError("register:rounds_below", path=str(folder), names=names, first=str(folder / nested[0]))
