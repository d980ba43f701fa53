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

EVERY_COMMAND = """
import sys
from dxassess.cli.app import COMMANDS, GROUPS, function_of
typed = [(name,) for name in COMMANDS] + [(group, name) for group in GROUPS for name in GROUPS[group]]
before = set(sys.modules)
for command in typed:
    function_of(*command)
    print("-".join(command), *(set(sys.modules) - before))
    for name in set(sys.modules) - before:
        if name.startswith("dxassess"):
            del sys.modules[name]
"""


@pytest.mark.parametrize(
    ("typed", "most", "unneeded"),
    [
        (("--version",), 70, {"typing", "enum", "pathlib", "typer", "pydantic"}),
        (("--help",), 185, {"pydantic", "yaml", "rich", "hashlib", "xlsxwriter", *WRITING, *COUNTING}),
        (("check", "one"), 635, {"xlsxwriter", *WRITING, *COUNTING}),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_a_command_loads_what_it_needs(
    typed: tuple[str, ...], most: int, unneeded: Collection[str], tmp_path: Path
) -> None:
    (tmp_path / "one").mkdir()
    Workbook().save(tmp_path / "one" / "a.xlsx")
    loaded = _loaded(typed, tmp_path)
    assert not loaded & set(unneeded)
    assert len(loaded) <= most


def test_the_second_start_understands_no_questionnaire_again(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    Workbook().save(tmp_path / "one" / "a.xlsx")
    first, second = (_loaded(("check", "one"), tmp_path) for _ in range(2))
    assert {"yaml", "dxassess.forms.all_texts"} <= first
    assert not {"yaml", "dxassess.forms.all_texts"} & second
    assert len(second) <= 595


def test_no_command_loads_what_another_needs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", EVERY_COMMAND],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = [line.split() for line in done.stdout.splitlines()]
    assert len(loaded) > 20
    for name, *modules in loaded:
        assert not {"pydantic", "yaml", "rich", "xlsxwriter", *WRITING, *COUNTING} & set(modules), name
        assert len(modules) <= 60, name


def _loaded(typed: tuple[str, ...], folder: Path) -> set[str]:
    """The modules of a command that remembers what it understood in `folder` alone."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *typed],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "DXASSESS_CACHE": str(folder / "cache")},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return set(done.stderr.splitlines()[-1].split())
