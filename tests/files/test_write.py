"""Files come out whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dxassess.errors import OutputError
from dxassess.files.write import sweep, write_whole


def test_text_is_written_as_utf8_into_a_new_folder(tmp_path: Path) -> None:
    write_whole(tmp_path / "vi" / "a.html", "Đắk Lắk\n")
    assert (tmp_path / "vi" / "a.html").read_bytes() == "Đắk Lắk\n".encode()
    assert [path.name for path in (tmp_path / "vi").iterdir()] == ["a.html"]


def test_the_old_file_stands_where_the_new_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.pdf"
    write_whole(target, b"old")

    def no_space(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(OutputError) as caught:
        write_whole(target, b"new")
    assert caught.value.facts == {"path": str(target), "reason": "No space left on device"}
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_where_a_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError):
        write_whole(tmp_path / "out" / "a.html", "x")


def test_only_our_own_leftovers_are_swept(tmp_path: Path) -> None:
    for name in (".dxassess-abc.tmp", "b.tmp", ".dxassess-notes"):
        (tmp_path / name).write_text("")
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".dxassess-notes", "b.tmp"]


@pytest.mark.skipif(os.name == "nt", reason="no such modes there")
@pytest.mark.parametrize(("mask", "mode"), [(0o077, 0o600), (0o022, 0o644), (0o002, 0o664)])
def test_who_may_read_an_output_is_what_the_umask_says(tmp_path: Path, mask: int, mode: int) -> None:
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "a.html", "x")
        write_whole(tmp_path / "a.html", "y")
    finally:
        os.umask(before)
    assert (tmp_path / "a.html").stat().st_mode & 0o777 == mode
