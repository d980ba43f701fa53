"""What another program reads is UTF-8, whatever the code page of the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def _piped(code_page: str, *arguments: object) -> tuple[bytes, bytes]:
    """What a command writes to a pipe on a machine of this code page."""
    done = subprocess.run(
        [sys.executable, "-m", "dxassess", *map(str, arguments)],
        env={**os.environ, "PYTHONIOENCODING": code_page, "DXASSESS_LANG": "vi"},
        capture_output=True,
        check=False,
    )
    return done.stdout, done.stderr


@pytest.mark.parametrize("code_page", ["cp1252", "cp1258"])
def test_data_are_utf_8_in_every_code_page(code_page: str, tmp_path: Path) -> None:
    (tmp_path / "Trạm Y tế Bình Quới ghi chú.txt").write_text("x")
    listed = _piped(code_page, "check", tmp_path, "--json")[0].decode("utf-8")
    assert "Trạm Y tế Bình Quới ghi chú.txt" in listed
    assert "?" not in listed


def test_errors_are_utf_8_too(tmp_path: Path) -> None:
    stdout, stderr = _piped("cp1252", "check", tmp_path / "Bình Quới")
    assert stdout == b""
    assert "Không có" in stderr.decode("utf-8")
    assert "Bình Quới" in stderr.decode("utf-8")
