"""No module is above 300 lines and no function above 40 (CONTRIBUTING.md)."""

from __future__ import annotations

import ast
from pathlib import Path

import dxassess

MODULES = tuple(Path(dxassess.__file__).parent.rglob("*.py"))


def test_no_module_is_above_300_lines() -> None:
    long = {path.name: n for path in MODULES if (n := len(path.read_text("utf-8").splitlines())) > 300}
    assert long == {}


def test_no_function_is_above_40_lines() -> None:
    long = {
        f"{path.name}:{node.name}": node.end_lineno - node.lineno + 1
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 40
        if node.end_lineno is not None
    }
    assert long == {}
