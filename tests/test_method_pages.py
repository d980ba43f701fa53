"""docs/method.*.md: every example on the pages is what the program computes from the figures beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.method import certainty, provinces, respondents
from tests.method.rows import Recompute, Row
from tests.statistics.test_score_provinces import department

from dxassess.wording.wording import wording

DOCS = Path(__file__).parents[1] / "docs"
LANGUAGES = ("vi", "en")


def page(language: str) -> str:
    return (DOCS / f"method.{language}.md").read_text(encoding="utf-8")


def examples(language: str) -> dict[str, list[Row]]:
    """The rows of the table after each mark, without its head."""
    found = {}
    for name, below in re.findall(
        r"<!-- example: (\w+) -->\n(.*?\n)(?=\n[^|*\n])", page(language) + "\n\nend", re.DOTALL
    ):
        lines = [line for line in below.splitlines() if line.startswith("|")]
        found[name] = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    return found


RECOMPUTE: dict[str, Recompute] = {
    function.__name__: function for room in (respondents, provinces, certainty) for function in room.EXAMPLES
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(RECOMPUTE))
def test_example_is_what_the_program_computes(name: str, language: str) -> None:
    rows = examples(language)[name]
    assert rows
    assert RECOMPUTE[name](rows, wording("report", language)) == rows


def test_both_pages_are_built_alike_and_every_example_is_computed() -> None:
    shapes = []
    for language in LANGUAGES:
        marks = re.findall(r"<!-- example: (\w+) -->|^(#+) (?:(\d)\.)?", page(language), re.MULTILINE)
        shapes.append(marks)
        assert set(examples(language)) == set(RECOMPUTE)
        assert f"method.{language}.md" in (DOCS.parent / "README.md").read_text(encoding="utf-8")
    assert shapes[0] == shapes[1]


def test_the_department_of_the_example_has_the_share_on_the_page() -> None:
    assert department()[0].conditions[0].share == 0.25
