"""Texts in a table of law: a column for each language."""

from __future__ import annotations

from collections.abc import Mapping

from dxassess.errors import DxassessError
from dxassess.questionnaire.kinds import Text


def text_in(row: Mapping[str, str], name: str, *, file: str) -> Text:
    """What the columns `name_vi`, `name_en` … of a row say. DxassessError for a language without a column, or
    without a text in it."""

    def words(language: str) -> str:
        column = f"{name}_{language}"
        if not row.get(column):
            raise DxassessError("language.lacking", file=file, language=language, keys=column)
        return row[column]

    return Text.each(words)
