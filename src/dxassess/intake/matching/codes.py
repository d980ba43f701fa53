"""Codes of items and facts, as issued and as they come back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from dxassess.frozen import Frozen
from dxassess.intake.words.memo import Memo
from dxassess.intake.words.text import latin
from dxassess.questionnaire.model import Questionnaire

_LONGEST = 20
_CODE_LIKE = re.compile(r"[A-Za-z]{1,2}[\s.]*[0-9][0-9\s.,;:\-_/]*[A-Za-z]{0,2}[\s.,;:]*")
_TOKEN = re.compile(r"[A-Z]+|[0-9]+")


class CodeIndex(Frozen):
    """Every cell code of a questionnaire: parts of items, facts, and the headings between them."""

    items: frozenset[str]
    facts: frozenset[str]
    headings: frozenset[str]

    @cached_property
    def _by_tokens(self) -> dict[str, str]:
        return {_tokens(code): code for code in (*self.headings, *self.facts, *self.items)}

    @cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset(_TOKEN.findall(code.upper())[0] for code in self.items)

    @cached_property
    def longest(self) -> int:
        """The letters of the longest text that may be a code."""
        return max(_LONGEST, *map(len, self.items), *map(len, self.facts))

    @cached_property
    def meant(self) -> Memo[str | None]:
        """The code of a cell to answer that a text is, as issued or damaged; None for other texts."""
        return Memo(lambda text: text if self.exact(text) else self.repair(text))

    @cached_property
    def strangers(self) -> Memo[bool]:
        """Whether a text is a stranger."""
        return Memo(self.is_stranger)

    @cached_property
    def code_like(self) -> Memo[bool]:
        """Whether a text is like a code."""
        return Memo(self.is_code_like)

    def exact(self, text: str) -> bool:
        """Whether `text` is the code of a cell to answer, as issued."""
        return text in self.items or text in self.facts

    def repair(self, text: str) -> str | None:
        """The code that was meant by a damaged one ("C3 4 2", "C3.4.2.", full-width digits, a Cyrillic С)."""
        if len(text) > _LONGEST or not _CODE_LIKE.fullmatch(latin(text)):
            return None
        code = self._by_tokens.get(_tokens(latin(text)))
        return None if code in self.headings else code

    def is_code_like(self, text: str) -> bool:
        """Whether `text` is a code of this questionnaire, its headings included, or looks like one."""
        if self.exact(text) or text in self.headings:
            return True
        return self.repair(text) is not None or self.is_stranger(text)

    def is_stranger(self, text: str) -> bool:
        """Whether `text` looks like an item code of this questionnaire but is none."""
        if len(text) > _LONGEST or not _CODE_LIKE.fullmatch(latin(text)):
            return False
        tokens = _tokens(latin(text))
        letters, *numbers = tokens.split(".")
        return letters in self._letters and len(numbers) >= 2 and tokens not in self._by_tokens


def index_codes(questionnaire: Questionnaire) -> CodeIndex:
    """The codes of `questionnaire`."""
    return CodeIndex(
        items=frozenset(code for item in questionnaire.items for code, _ in item.parts),
        facts=frozenset(fact.code for fact in questionnaire.facts),
        headings=frozenset(_headings(questionnaire)),
    )


def _headings(questionnaire: Questionnaire) -> Iterator[str]:
    for condition in questionnaire.conditions:
        yield condition.code
        yield from (indicator.code for indicator in condition.indicators)
    for item in questionnaire.items:
        if (item.code, item.text) not in item.parts:
            yield item.code


def _tokens(code: str) -> str:
    return ".".join(_TOKEN.findall(code.upper()))
