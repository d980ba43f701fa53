"""The nouns of findings: where something stands, and what a person should know about it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from dxassess.findings.catalogue import CATALOGUE, Code, Severity
from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Text

LONGEST_QUOTE = 80


class Place(Frozen):
    """Where something stands. `file` is relative to the folder read, with forward slashes."""

    file: str
    sheet: str | None = None
    cell: str | None = None


def _quote(found: str | None) -> str | None:
    if found is None:
        return None
    text = " ".join(found.split())
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


class Finding(Frozen):
    """Something a person should know about a file. The wording and the remedy live in the catalogue
    under `code`; `found` and `expected` are the facts that go into it (never personal data). What was found
    is quoted in one printable line of at most 80 characters, whoever makes the finding. What the
    questionnaire itself says is expected in both languages."""

    code: Code
    place: Place
    item: str | None = None
    found: Annotated[str | None, AfterValidator(_quote)] = None
    expected: str | Text | None = None

    @property
    def severity(self) -> Severity:
        return CATALOGUE[self.code].severity

    def expected_in(self, language: str) -> str | None:
        """What is expected, in words of this language where the questionnaire has them."""
        return self.expected[language] if isinstance(self.expected, Text) else self.expected


def finding(
    code: Code,
    place: Place,
    *,
    item: str | None = None,
    found: object = None,
    expected: object = None,
) -> Finding:
    """A finding of this code. What is no text is quoted as it prints."""
    return Finding(
        code=code,
        place=place,
        item=item,
        found=None if found is None else str(found),
        expected=expected if expected is None or isinstance(expected, Text) else str(expected),
    )
