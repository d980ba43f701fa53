"""One word for one thing: what the glossary says is not to be used stands in no text for people."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from dxassess.authoring.lint_words import texts_of
from dxassess.files.resources import resource_folder
from dxassess.questionnaire.load import load_questionnaires
from dxassess.wording.wording import LANGUAGES

FROZEN = {"five-conditions-2026.1"}
"""Version 2026.1 stays as it was shipped."""


def glossary() -> list[dict[str, str]]:
    with (resource_folder("data") / "glossary.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Every text of the catalogues, the questionnaires and the law, with where it stands."""
    home = resource_folder("src").parent / "src" / "dxassess" / "wording" / "locale"
    for path in sorted((home / language / "LC_MESSAGES").glob("*.po")):
        for message in read_po(io.BytesIO(path.read_bytes())):
            yield f"{path.stem}: {message.id}", str(message.string)
    for folder in sorted(resource_folder("questionnaires").iterdir()):
        if folder.is_dir() and folder.name not in FROZEN:
            for q in load_questionnaires(folder):
                yield from ((f"{folder.name}: {where}", text[language]) for where, text in texts_of(q))
    for name in ("law.csv", "law_changes.csv", "targets.csv"):
        with (resource_folder("data") / name).open(encoding="utf-8", newline="") as stream:
            for number, row in enumerate(csv.DictReader(stream), start=2):
                of_language = (key for key in row if key.endswith(f"_{language}"))
                yield from ((f"{name}:{number}: {key}", row[key]) for key in of_language)


def test_every_term_stands_once() -> None:
    terms = [row["term"] for row in glossary()]
    assert len(set(terms)) == len(terms) >= 40
    assert all(row["vi"] and row["en"] for row in glossary())


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_are_not_to_be_used(language: str) -> None:
    avoided = [word for row in glossary() for word in row[f"avoid_{language}"].split(";") if word.strip()]
    assert avoided
    found = [(where, word) for where, text in texts(language) for word in avoided if word in text]
    assert found == []
