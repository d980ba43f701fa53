"""Every call of say() in the source whose key is written out names exactly the places of that message: what
no round of the tests comes to is checked too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import dxassess
from dxassess.wording.languages import places

ROOM = Path(dxassess.__file__).parent / "report"


def keys(expression: ast.expr) -> Iterator[str]:
    """The keys that an expression may be, as far as they are written out."""
    match expression:
        case ast.Constant(value=str() as key):
            yield key
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*keys(body), *keys(orelse))


def calls(source: str) -> Iterator[tuple[str, set[str], int]]:
    """Key, names of facts and line of the calls without unpacked facts; a local name stands for what is
    assigned to it in its function."""
    for function in ast.walk(ast.parse(source)):
        if not isinstance(function, ast.FunctionDef):
            continue
        assigned = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                first = node.args[0]
                written = assigned.get(first.id, first) if isinstance(first, ast.Name) else first
                names = {keyword.arg for keyword in node.keywords if keyword.arg}
                if len(names) == len(node.keywords):
                    yield from ((key, names, node.lineno) for key in keys(written))


def amiss(source: str) -> list[tuple[str, int]]:
    """The calls of messages of the report that name other places, but for `n`, which may choose the form."""
    return [
        (key, line)
        for key, names, line in calls(source)
        if ":" not in key and names ^ places("report", key) not in ({"n"}, set())
    ]


def test_every_call_names_the_places_of_its_message() -> None:
    found = {path.name: amiss(path.read_text(encoding="utf-8")) for path in ROOM.rglob("*.py")}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert sum(len(list(calls(path.read_text(encoding="utf-8")))) for path in ROOM.rglob("*.py")) > 250


def test_a_call_that_misses_or_adds_a_fact_is_found() -> None:
    source = 'def f(x):\n    key = "part_of" if x else "plain"\n    return say(key, part=x)\n'
    assert amiss(source) == [("part_of", 3), ("plain", 3)]
