"""Every error that the program can end with has its sentence, in both languages, with its places filled."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import dxassess
from dxassess.wording.wording import LANGUAGES, wording

SOURCE = Path(dxassess.__file__).parent
ERRORS = {"DxassessError", "OutputError", "BusyError", "Notice"}


def _raised() -> Iterator[tuple[str, str, ast.Call]]:
    """(where, key, call) of every error with a key; a subclass passes its own on to the base."""
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        heirs = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & ERRORS
        ]
        bases = {call for heir in heirs for call in ast.walk(heir) if isinstance(call, ast.Call)}
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = ast.unparse(call.func)
            if name in ERRORS or (call in bases and name == "super().__init__") or name == "say_error":
                yield f"{path.name}:{call.lineno}", *_key(call)


def _key(call: ast.Call) -> tuple[str, ast.Call]:
    first = call.args[0]
    return (str(first.value) if isinstance(first, ast.Constant) else ast.unparse(first)), call


PASSED_ON = {"problem.key", "message.key"}  # by main what was raised, by the terminal what was noticed
FOUND = [found for found in _raised() if found[1] not in PASSED_ON]


def test_errors_were_found() -> None:
    assert len(FOUND) > 40


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("where", "key", "call"), FOUND, ids=[f"{w}-{k}" for w, k, _ in FOUND])
def test_error_has_its_sentence(where: str, key: str, call: ast.Call, language: str) -> None:
    said = wording("cli", language)
    assert said.has(key), f"{where}: {key}"
    facts = {word.arg for word in call.keywords if word.arg} - {None}
    if ast.unparse(call.func) == "say_error":
        return
    text = said.text(key, **dict.fromkeys(facts, 1)) if facts else said.text(key)
    assert [name for _, name, _, _ in Formatter().parse(text) if name] == [], f"{where}: {key}"
