"""The booklet shows all that is written, escapes it, and needs nothing from elsewhere."""

from __future__ import annotations

import re

import pytest
from tests.authoring.edits import Data, items, small
from tests.authoring.shipped import shipped

from dxassess.authoring.booklet import booklet, to_html
from dxassess.files.templates import shipped_templates
from dxassess.questionnaire.items import options_of
from dxassess.questionnaire.load import load_questionnaire
from dxassess.wording.wording import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_option_and_hint_is_in_the_booklet(language: str) -> None:
    q = load_questionnaire(shipped("facility")[0])
    from html import unescape

    page = unescape(to_html(booklet(q, language), templates=shipped_templates()))
    for item in q.items:
        assert item.code in page
        for text in (item.text, item.hint, item.evidence, *(o.text for o in options_of(item))):
            assert text is None or text[language] in page
    for rule in q.rules:
        formula = rule.formula(q.number_of_fact)
        assert formula in page
        assert "staff" not in formula, "a fact is called by its number on the form"
        assert rule.text[language] in page
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=", page)


def test_text_is_escaped() -> None:
    attack = {"vi": "<script>alert(1)</script>", "en": "<script>alert(1)</script>"}
    page = to_html(
        booklet(small(lambda data: items(data)[0].update(text=attack)), "vi"), templates=shipped_templates()
    )
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_counts_by_type_add_up() -> None:
    found = booklet(small(), "en")
    assert [(line.name, line.counts, line.total) for line in found.counts] == [
        ("a", ("4", "1", "0"), "5"),
        ("b", ("4", "1", "1"), "6"),
    ]


def test_the_law_behind_an_item_has_its_days() -> None:
    def edit(data: Data) -> None:
        items(data)[0]["law"] = ["TT-46-2018-BYT", "NO-SUCH"]

    line = booklet(small(edit), "en").conditions[0].indicators[0].items[0]
    assert line.basis[0].startswith(
        "Circular 46/2018/TT-BYT on electronic medical records (duty), from 1 March 2019, until 5 June 2025"
    )
    assert line.basis[1] == "NO-SUCH"
