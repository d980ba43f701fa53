"""One noun, one class: no public class or kind of value bears a name that another module gives to its own."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import dxassess

SOURCE = Path(dxassess.__file__).parent


def nouns(tree: ast.Module) -> Iterator[str]:
    """Classes and aliases of types that a module defines, but for its private ones."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        targets = node.targets if isinstance(node, ast.Assign) else []
        yield from (t.id for t in targets if isinstance(t, ast.Name) and not t.id.isupper())


def test_every_noun_has_one_home() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        for noun in nouns(ast.parse(path.read_text(encoding="utf-8"))):
            if noun[0].isupper():
                homes[noun].append(path.relative_to(SOURCE).as_posix())
    assert {noun: files for noun, files in homes.items() if len(files) > 1} == {}
