"""Two rounds are never read as one: whoever has two below a folder is told which."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.program import dxassess

from dxassess.errors import DxassessError
from dxassess.round.nested import refuse_nested


def rounds(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "round.yaml").write_text(f"name: {name}\n", encoding="utf-8")


@pytest.mark.parametrize("command", ["check", "score", "report"])
def test_a_parent_of_two_rounds_is_not_read(command: str, tmp_path: Path) -> None:
    rounds(tmp_path / "both", "2026", "b/2027")
    out = () if command == "check" else ("-o", tmp_path / "out.json")
    done = dxassess(command, tmp_path / "both", *out)
    assert done.returncode == 2
    assert "2026, b/2027" in done.stderr
    assert str(tmp_path / "both" / "2026") in done.stderr


def test_a_round_within_a_round_is_not_read_with_it(tmp_path: Path) -> None:
    rounds(tmp_path / "a", ".", "old")
    with pytest.raises(DxassessError) as caught:
        refuse_nested(tmp_path / "a")
    assert (caught.value.key, caught.value.facts["names"]) == ("register:round_within", "old")
    refuse_nested(tmp_path / "a" / "old")
