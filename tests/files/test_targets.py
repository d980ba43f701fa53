"""What cannot be written is said before anything is read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from dxassess.cli.writing import check_outputs
from dxassess.errors import BusyError, DxassessError, Notice, OutputError
from dxassess.files.staging import write_outputs
from dxassess.files.targets import check_targets, held_in
from dxassess.files.write import LOCK


def test_what_can_be_written_is_and_nothing_of_the_look_stays(tmp_path: Path) -> None:
    (tmp_path / "old.xlsx").write_bytes(b"old")
    check_targets(
        files=[tmp_path / "new" / "a.xlsx", tmp_path / "old.xlsx", None],
        folders=[tmp_path, tmp_path / "x" / "y", None],
        read=[tmp_path / "inbox", None],
    )
    assert [path.name for path in tmp_path.iterdir()] == ["old.xlsx"]


@pytest.mark.parametrize("inside", ["in", "in/deeper/out", "in/../in/out", "other/../in"])
def test_no_output_goes_where_forms_are_read(inside: str, tmp_path: Path) -> None:
    for targets in ({"files": [tmp_path / inside]}, {"folders": [None, tmp_path / inside]}):
        with pytest.raises(DxassessError) as caught:
            check_targets(**targets, read=[tmp_path / "other", tmp_path / "in"])
        assert caught.value.key == "output.inside"
    check_targets(files=[tmp_path / "inside.xlsx"], folders=[tmp_path], read=[tmp_path / "in"])


def test_something_else_in_the_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for refused in (
        {"files": [tmp_path]},
        {"files": [tmp_path / "file" / "a.xlsx"]},
        {"folders": [tmp_path / "file" / "out"]},
        {"folders": [tmp_path / "file"]},
    ):
        with pytest.raises(OutputError):
            check_targets(**refused)


def test_a_full_disk_is_met_before_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(OutputError) as caught:
        check_targets(folders=[tmp_path / "out"])
    assert caught.value.facts == {"path": str(tmp_path), "reason": "No space left on device"}
    assert list(tmp_path.iterdir()) == []


def test_outputs_of_before_that_are_open_elsewhere_are_named_before_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_outputs(tmp_path, {"a.xlsx": "a", "b.xlsx": "b", "c.xlsx": "c"})
    (tmp_path / "mine.xlsx").write_bytes(b"mine")
    open_, access = Path.open, os.access

    def held(self: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - as open takes and gives
        if self.name in {"a.xlsx", "b.xlsx", "mine.xlsx"} and mode == "r+b":
            raise PermissionError(13, "held", str(self))
        return open_(self, mode, *rest, **named)

    monkeypatch.setattr(Path, "open", held)
    monkeypatch.setattr(os, "access", lambda path, mode: path.name != "b.xlsx" and access(path, mode))
    assert held_in(tmp_path) == ("a.xlsx",)
    assert held_in(tmp_path / "new") == ()
    with pytest.warns(Notice, match="held_now"):
        check_outputs(folders=[tmp_path])


def test_a_file_that_another_program_holds_is_met_before_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"open in a spreadsheet")

    def held(self: Path, *_: object) -> None:
        raise PermissionError(13, "held", str(self))

    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(OutputError) as caught:
        check_targets(files=[path])
    assert caught.value.facts["path"] == str(path)


def test_a_folder_in_which_another_run_writes_is_met_before_reading(tmp_path: Path) -> None:
    with FileLock(tmp_path / LOCK), pytest.raises(BusyError):
        check_targets(folders=[tmp_path])
    check_targets(folders=[tmp_path])
