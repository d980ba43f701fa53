"""Names say what a value is: parameters and local names that only say how it came about are refused."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import dxassess

SOURCE = Path(dxassess.__file__).parent
# fmt: off
SAY_NOTHING = frozenset({
    "asked", "found", "given", "heard", "kept", "made", "own", "rest", "said", "seen", "taken", "there",
    "told", "wanted",
})
# fmt: on
# Each is what a published field, or a field of a value, is called.
FINDING_FOUND = "`found` of a Finding, a column of the published findings"
OWN_MARK = "`own` of a mark in a chart, the province that the report is for"
EXCEPTIONS = {
    "files/yaml_fault.py:__init__:found": "`found` in the texts about YAML files",
    "findings/finding.py:finding:found": FINDING_FOUND,
    "findings/words.py:facts:found": FINDING_FOUND,
    "intake/gathering/files.py:_aside:found": FINDING_FOUND,
    "intake/gathering/files.py:_outcome:found": FINDING_FOUND,
    "intake/workbook/opening.py:__init__:found": FINDING_FOUND,
    "render/charts/rows.py:write_name:own": OWN_MARK,
    "report/sections/map.py:_tile:own": OWN_MARK,
    "statistics/soundness.py:_item:asked": "`asked` of an ItemSoundness, a published count",
    "statistics/strata.py:find_strata:heard": "`heard` of Strata, the term of their definition",
}


def names_in(function: ast.AST) -> Iterator[str]:
    """The parameters of a function and the names that it binds, but not those of functions within it."""
    for node in ast.iter_child_nodes(function):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.Lambda():
                continue
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield name
            case ast.ExceptHandler(name=str(name)):
                yield name
        yield from names_in(node)


def empty_names(source: str) -> set[str]:
    """ "function:name" for every name in `source` that says nothing."""
    return {
        f"{getattr(function, 'name', 'lambda')}:{name}"
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for name in names_in(function)
        if name in SAY_NOTHING
    }


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(found, /, *, own): pass", {"f:found", "f:own"}),
        ("def f(*given, **kept): pass", {"f:given", "f:kept"}),
        ("def f():\n    def g(told): pass", {"g:told"}),
        ("def f():\n    return [asked for asked in f()]", {"f:asked"}),
        ("def f():\n    with f() as made: pass", {"f:made"}),
        ("def f():\n    try: f()\n    except E as wanted: pass", {"f:wanted"}),
        ("def f():\n    match f():\n        case [seen, *rest]: pass", {"f:seen", "f:rest"}),
        ("f = lambda said: said", {"lambda:said"}),
        ("found = 1\ndef f(pages): return g(found=pages).found", set()),
    ],
)
def test_every_way_to_bind_a_name_is_seen(source: str, names: set[str]) -> None:
    assert empty_names(source) == names


def test_names_say_what_a_value_is() -> None:
    names = {
        f"{path.relative_to(SOURCE).as_posix()}:{name}"
        for path in SOURCE.rglob("*.py")
        for name in empty_names(path.read_text(encoding="utf-8"))
    }
    assert names == EXCEPTIONS.keys()
