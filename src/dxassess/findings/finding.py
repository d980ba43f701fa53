"""The nouns of findings: where something stands, and what a person should know about it."""

from __future__ import annotations

from typing import Literal

from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Text

Severity = Literal["error", "warning", "info"]


class Place(Frozen):
    """Where something stands. `file` is relative to the folder read, with forward slashes."""

    file: str
    sheet: str | None = None
    cell: str | None = None


class Finding(Frozen):
    """Something a person should know about a file. The wording and the remedy live in the catalogue
    under `code`; `found` and `expected` are the facts that go into it (never personal data). What the
    questionnaire itself says is expected in both languages."""

    code: str
    severity: Severity
    place: Place
    item: str | None = None
    found: str | None = None
    expected: str | Text | None = None

    def expected_in(self, language: str) -> str | None:
        """What is expected, in words of this language where the questionnaire has them."""
        return self.expected[language] if isinstance(self.expected, Text) else self.expected
