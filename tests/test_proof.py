"""docs/proof.md names tests and commands that are there."""

from __future__ import annotations

import ast
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "proof.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/\S+\.py)::(\w+)`", PAGE)))


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[name for _, name in NAMED])
def test_what_is_named_is_a_test(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_property_has_a_test() -> None:
    rows = [row for row in PAGE.splitlines() if row.startswith("| ") and not row.startswith("| property")]
    proved = [row for row in rows if re.search(r"`tests/", row)]
    assert len(proved) >= 15


def test_every_command_is_there() -> None:
    commands = re.findall(r"python -m ([\w.]+)", PAGE)
    assert len(set(commands)) == 3
    assert [name for name in commands if find_spec(name) is None] == []
