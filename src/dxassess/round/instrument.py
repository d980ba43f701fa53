"""By which questionnaires a round is read."""

from __future__ import annotations

from pathlib import Path

from dxassess.questionnaire.versions import DEFAULT, version_folder
from dxassess.round.home import home_of
from dxassess.round.settings import read_settings


def instrument_folder(named_folder: Path | None, folder: Path) -> Path:
    """The questionnaires to use: those named, else those that `round.yaml` in `folder` names, else the
    five conditions."""
    if named_folder is not None:
        return named_folder
    root = home_of(folder).root
    return version_folder(read_settings(root).questionnaires or DEFAULT, beside=root)
