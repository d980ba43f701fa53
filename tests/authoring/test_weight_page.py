"""The pages on the instrument show the weights that the questionnaires have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dxassess.authoring.weight_page import with_tables
from dxassess.files.resources import resource_folder
from dxassess.questionnaire.load import load_questionnaires

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_are_up_to_date(language: str) -> None:
    page = (DOCS / f"instrument.{language}.md").read_text(encoding="utf-8")
    assert with_tables(page, language) == page


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_scored_item_has_its_row_and_its_reason(language: str) -> None:
    page = (DOCS / f"instrument.{language}.md").read_text(encoding="utf-8")
    rows = {row.split("|")[1].strip(): row for row in re.findall(r"^\| [CD]\d\..*$", page, re.MULTILINE)}
    for q in load_questionnaires(resource_folder("questionnaires") / "five-conditions"):
        for item in q.items:
            if item.scored:
                assert item.why is not None
                assert item.why[language] in rows[item.code], item.code


@pytest.mark.parametrize(
    ("language", "day"), [("vi", "ngày 27 tháng 11 năm 2026"), ("en", "27 November 2026")]
)
def test_the_day_of_the_law_is_written_once(language: str, day: str) -> None:
    """A Vietnamese day brings its own word for day."""
    page = (DOCS / f"instrument.{language}.md").read_text(encoding="utf-8")
    assert day in page
    assert "ngày ngày" not in page
