"""Paths over 260 characters: what Windows is asked for says that it may be long."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PureWindowsPath

import pytest
from tests.cli.program import dxassess

from dxassess.cli import writing
from dxassess.errors import OutputError
from dxassess.files import long_paths, staging, write
from dxassess.files.long_paths import extended, reachable, shown
from dxassess.intake.gathering import files as gathering


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("C:\\Đợt 2026\\inbox", "\\\\?\\C:\\Đợt 2026\\inbox"),
        ("C:/a/b", "\\\\?\\C:\\a\\b"),
        ("\\\\server\\share\\a", "\\\\?\\UNC\\server\\share\\a"),
        ("\\\\?\\C:\\a", "\\\\?\\C:\\a"),
        ("\\\\?\\UNC\\server\\share\\a", "\\\\?\\UNC\\server\\share\\a"),
    ],
)
def test_a_path_says_that_it_may_be_long(path: str, asked: str) -> None:
    assert extended(PureWindowsPath(path)) == asked


@pytest.mark.parametrize("path", ["C:\\Đợt 2026\\inbox", "\\\\server\\share\\a"])
def test_what_is_told_of_it_is_the_path_that_people_know(path: str) -> None:
    assert shown(extended(path)) == shown(path) == path


def test_a_name_that_is_too_long_is_told_as_that(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write.write_whole(tmp_path / ("x" * 300) / "a.txt", "x")
    assert caught.value.key == "output.too_long"
    assert caught.value.facts["n"] == len(str(tmp_path)) + 307


@pytest.mark.parametrize(("length", "told"), [(138, False), (139, True)])
def test_a_folder_too_deep_for_excel_is_told_of_before_anything_is_read(
    length: int, told: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """218 characters are the most that Excel opens; 80 of them are for what is written there."""
    monkeypatch.setattr("dxassess.files.long_paths.os.name", "nt")
    monkeypatch.setattr("dxassess.files.long_paths.os.path.abspath", lambda path: "C:\\" + "x" * (length - 3))
    assert long_paths.is_cramped(tmp_path) == told


def test_it_is_a_notice_and_the_work_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "is_cramped", lambda folder: folder == tmp_path)
    done = dxassess("templates", "copy", tmp_path, "--piece", "app.js", "--force", language="vi")
    assert (done.returncode, "218" in done.stderr) == (0, True), done.stderr


def test_elsewhere_a_path_stands_as_it_is() -> None:
    assert reachable(Path("a/../b")) == Path("a/../b")


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that every path is reached in, so that a path which nobody asked about leads to nothing."""
    there = tmp_path / "there"
    there.mkdir()

    def reached(path: Path) -> Path:
        return path if path.is_relative_to(there) else there / path.name

    for module in (staging, write, gathering):
        monkeypatch.setattr(module, "reachable", reached)
    return there


def _write_whole(path: Path) -> None:
    write.write_whole(path, "x")


def _write_output(path: Path) -> None:
    staging.write_output(path, "x")


def test_what_is_read_is_found_where_it_is_reached(elsewhere: Path) -> None:
    (elsewhere / "inbox").mkdir()
    (elsewhere / "inbox" / "a.xlsx").touch()
    (workbook,) = gathering.find_files(Path("inbox"), known_files={})
    assert isinstance(workbook, gathering.Workbook)
    assert (workbook.file, workbook.path) == ("a.xlsx", elsewhere / "inbox" / "a.xlsx")


@pytest.mark.parametrize(
    ("do", "place"), [(_write_whole, "a.txt"), (_write_output, "out/a.txt")], ids=["write_whole", "staged"]
)
def test_what_is_written_goes_where_it_is_reached(
    do: Callable[[Path], None], place: str, elsewhere: Path, tmp_path: Path
) -> None:
    do(tmp_path / place)
    assert (elsewhere / place).read_text() == "x"
    assert not (tmp_path / place).exists()
