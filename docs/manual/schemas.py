"""The schemas of questionnaires and results in the language of a manual: what they say of their parts is
English, and `schemas.LANGUAGE.po` beside this says it in other languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

HERE = Path(__file__).parent


def in_language(schema: Any, language: str) -> Any:  # noqa: ANN401 - any part of a schema, and the same again
    """A schema with its descriptions in a language; English where that has no file. KeyError for a
    description that the file of a language lacks."""
    if isinstance(schema, list):
        return [in_language(part, language) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _said(value, language)
        if key == "description" and isinstance(value, str)
        else in_language(value, language)
        for key, value in schema.items()
    }


def _said(description: str, language: str) -> str:
    english = " ".join(description.split())
    known = translations(language)
    return english if known is None else known[english]


@cache
def translations(language: str) -> Mapping[str, str] | None:
    """What each English description is in a language; None where nobody translated them."""
    path = HERE / f"schemas.{language}.po"
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}
