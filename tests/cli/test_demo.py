"""`dxassess demo` never writes over what is there."""

from __future__ import annotations

from pathlib import Path

from tests.cli.program import dxassess


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    refused = dxassess("demo", tmp_path)
    assert refused.returncode in {2, 3}
    assert str(tmp_path) in "".join(refused.stderr.split("\n"))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "is a file" in dxassess("demo", tmp_path / "file").stderr
