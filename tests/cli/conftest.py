"""What several tests of commands start from."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def small_round(example_round: Path, tmp_path: Path) -> Path:
    """A department and three facilities of the example, with register and settings."""
    folder = tmp_path / "round"
    folder.mkdir()
    for path in [example_round / "register.xlsx", example_round / "round.yaml"]:
        shutil.copy(path, folder)
    for path in [
        *sorted((example_round / "80 Long An").glob("8000*.xlsx"))[-3:],
        *example_round.glob("80*/SYT80*"),
    ]:
        shutil.copy(path, folder)
    return folder
