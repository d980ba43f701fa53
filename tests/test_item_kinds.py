"""Rooms tell items apart by their class: a type compared with a word would let a new kind pass unseen."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from dxassess.questionnaire.items import Note, Scored
from dxassess.wording.wording import LANGUAGES, wording

SOURCE = Path(__file__).parents[1] / "src" / "dxassess"
HOME = SOURCE / "questionnaire" / "items.py"
KINDS = (*get_args(Scored), Note)
WORDS = {word for kind in KINDS for word in get_args(kind.model_fields["type"].annotation)}


def compared(source: str) -> Iterator[tuple[str, set[Any]]]:
    """What is compared with which constants, in comparisons and in cases of a `match`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            constants = {c.value for side in sides for c in ast.walk(side) if isinstance(c, ast.Constant)}
            yield from ((ast.unparse(side), constants) for side in sides)
        if isinstance(node, ast.Match):
            yield (
                ast.unparse(node.subject),
                {
                    c.value
                    for case in node.cases
                    for c in ast.walk(case.pattern)
                    if isinstance(c, ast.Constant)
                },
            )


def of_items(source: str) -> list[str]:
    """Types of items that are compared with a word that names one. The types of facts are no classes."""
    return [
        what
        for what, words in compared(source)
        if what.endswith(".type") and what != "fact.type" and words & WORDS
    ]


def test_no_room_compares_the_type_of_an_item_with_a_word() -> None:
    read = {path.name: path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path != HOME}
    assert {name: found for name, text in read.items() if (found := of_items(text))} == {}


@pytest.mark.parametrize(
    "line",
    [
        'x = item.type == "choice"',
        'x = item.type in ("a", "ratio")',
        'match item.type:\n case "text":\n  pass',
    ],
)
def test_such_a_comparison_would_be_seen(line: str) -> None:
    assert of_items(line) == ["item.type"]


def test_every_word_belongs_to_one_kind() -> None:
    assert len(WORDS) == sum(len(get_args(kind.model_fields["type"].annotation)) for kind in KINDS) == 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_explained_where_people_read_it(language: str) -> None:
    booklet, codebook = wording("authoring", language), wording("codebook", language).text("questions.type")
    assert [word for word in sorted(WORDS) if not booklet.has(f"type.{word}")] == []
    assert [word for word in sorted(WORDS) if word not in codebook] == []
