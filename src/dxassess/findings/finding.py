"""The nouns of findings: where something stands, and what a person should know about it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from dxassess.findings.catalogue import CATALOGUE, FindingCode, Severity
from dxassess.findings.persons import WITHHELD, names_a_contact
from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Text

LONGEST_QUOTE = 80


class Place(Frozen):
    """Where something stands. `file` is relative to the folder read, with forward slashes."""

    file: str
    sheet: str | None = None
    cell: str | None = None


def _quoted(fact: str | Text | None) -> str | Text | None:
    if isinstance(fact, Text):
        return Text.each(lambda language: _quote(fact[language]))
    return None if fact is None else _quote(fact)


def _quote(quotation: str) -> str:
    text = " ".join(quotation.split())
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    if names_a_contact(text):
        return WITHHELD
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"


class Finding(Frozen):
    """Something a person should know about a file. The wording and the remedy live in the catalogue
    under `code`; `found` and `expected` are the facts that go into it (never personal data). What was found
    is quoted in one printable line of at most 80 characters, and not at all where it names somebody's
    telephone or mail, whoever makes the finding. What the questionnaire or the form says is there in every
    language. One that speaks of several answers has no `item` but `items`."""

    code: FindingCode
    place: Place
    item: str | None = None
    found: Annotated[str | Text | None, AfterValidator(_quoted)] = None
    expected: str | Text | None = None
    items: tuple[str, ...] = ()

    @property
    def severity(self) -> Severity:
        return CATALOGUE[self.code].severity

    def concerns(self, item: str) -> bool:
        """Whether it speaks of this item."""
        return item == self.item or item in self.items

    def found_in(self, language: str) -> str | None:
        """What was found, in words of this language where the questionnaire has them."""
        return _in(language, self.found)

    def expected_in(self, language: str) -> str | None:
        """What is expected, in words of this language where the questionnaire has them."""
        return _in(language, self.expected)


def _in(language: str, fact: str | Text | None) -> str | None:
    return fact[language] if isinstance(fact, Text) else fact


def finding(
    code: FindingCode,
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
        found=_as_fact(found),
        expected=_as_fact(expected),
    )


def _as_fact(quoted: object) -> str | Text | None:
    return quoted if quoted is None or isinstance(quoted, Text) else str(quoted)
