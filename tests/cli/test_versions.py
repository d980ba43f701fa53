"""A round is scored by the version that it names; without a name by the newest."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxassess.errors import DxassessError
from dxassess.files.resources import resource_folder
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.versions import DEFAULT, known_versions
from dxassess.round.instrument import instrument_folder

HOME = resource_folder("questionnaires")


def named(tmp_path: Path, name: str) -> Path:
    (tmp_path / "round.yaml").write_text(f"questionnaires: {name}\n", encoding="utf-8")
    return tmp_path


def test_the_newest_without_a_name(tmp_path: Path) -> None:
    assert instrument_folder(None, tmp_path) == HOME / DEFAULT


def test_one_that_comes_with_the_program(tmp_path: Path) -> None:
    assert "circular-54-2017" in known_versions()
    assert instrument_folder(None, named(tmp_path, "circular-54-2017")) == HOME / "circular-54-2017"


def test_a_folder_beside_the_round(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    assert instrument_folder(None, named(tmp_path, "own")) == tmp_path / "own"


def test_the_command_line_outranks_the_round(tmp_path: Path) -> None:
    assert instrument_folder(tmp_path, named(tmp_path, "circular-54-2017")) == tmp_path


def test_a_name_that_nobody_knows_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(DxassessError) as problem:
        instrument_folder(None, named(tmp_path, "six-conditions"))
    assert problem.value.key == "questionnaire.unknown"
    assert "circular-54-2017" in str(problem.value.facts["known"])


def test_the_default_goes_by_its_version_too(tmp_path: Path) -> None:
    for name in ("five-conditions-2026.1", "five-conditions-2026.2"):
        folder = instrument_folder(None, named(tmp_path, name))
        assert {q.version for q in load_questionnaires(folder)} == {name.rpartition("-")[2]}
    assert instrument_folder(None, named(tmp_path, "five-conditions-2026.2")) == HOME / DEFAULT
