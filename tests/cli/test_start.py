"""What a command does not need it does not load. Modules are counted, since seconds hang on the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import pytest
from openpyxl import Workbook

ROOT = Path(__file__).parents[2]
WRITING = {"docx", "jinja2", "openpyxl", "typst"}
COUNTING = {"numpy", "scipy"}
PROGRAM = """
import sys
from dxassess.__main__ import run
if __name__ == "__main__":
    try:
        run()
    finally:
        print("\\n" + " ".join(sys.modules), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("typed", "most", "unneeded"),
    [
        (("--version",), 70, {"typing", "enum", "pathlib", "typer", "pydantic"}),
        (("--help",), 185, {"pydantic", "yaml", "rich", "hashlib", "xlsxwriter", *WRITING, *COUNTING}),
        (("check", "one"), 625, {"xlsxwriter", *WRITING, *COUNTING}),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_a_command_loads_what_it_needs(
    typed: tuple[str, ...], most: int, unneeded: Collection[str], tmp_path: Path
) -> None:
    (tmp_path / "one").mkdir()
    Workbook().save(tmp_path / "one" / "a.xlsx")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *typed],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = set(done.stderr.splitlines()[-1].split())
    assert done.returncode in (0, 1), done.stderr
    assert not loaded & set(unneeded)
    assert len(loaded) <= most
