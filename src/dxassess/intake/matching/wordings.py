"""The wording of every question, to find it where its code is gone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from dxassess.frozen import Frozen
from dxassess.intake.words.legacy import from_legacy
from dxassess.intake.words.memo import Memo
from dxassess.intake.words.text import clean, same_words, without_accents
from dxassess.questionnaire.model import Questionnaire

_ALIKE, _RELATED, _MARGIN = 92.0, 70.0, 6.0
_SHORTEST = 15
_NUMBERED = re.compile(r"^[0-9]{1,3}\s*[.):]\s*")


class Likely(NamedTuple):
    """The codes whose wording a text is like. One code is a reading; several are a question; `related` tells
    whether a text without any still resembles one."""

    codes: frozenset[str] = frozenset()
    related: bool = False


class WordingIndex(Frozen):
    """Wordings with their codes, in both languages. `groups` head the parts of an item, and `items` are the
    items that the codes of parts belong to."""

    wordings: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...]
    items: tuple[tuple[str, str], ...]

    @cached_property
    def item_by_code(self) -> dict[str, str]:
        return dict(self.items)

    @cached_property
    def _by_words(self) -> dict[str, frozenset[str]]:
        return _gathered(self.wordings, same_words)

    @cached_property
    def _by_letters(self) -> dict[str, frozenset[str]]:
        return _gathered(self.wordings, without_accents)

    @cached_property
    def _group_by_letters(self) -> dict[str, frozenset[str]]:
        return _gathered(self.groups, without_accents)

    @cached_property
    def group(self) -> Memo[str | None]:
        """The item of several parts that a text heads."""
        return Memo(self._group)

    @cached_property
    def named(self) -> Memo[frozenset[str]]:
        """The codes that are worded so, whatever the accents, numbering or old encoding."""
        return Memo(self._named)

    def _group(self, text: str) -> str | None:
        item_codes = {code for form in _forms(text) for code in self._group_by_letters.get(_bare(form), ())}
        return item_codes.pop() if len(item_codes) == 1 else None

    def _named(self, text: str) -> frozenset[str]:
        for form in _forms(text):
            codes = self._by_words.get(_bare(form, same_words)) or self._by_letters.get(_bare(form))
            if codes:
                return codes
        return frozenset()

    def nearest(self, text: str) -> Likely:
        """The codes whose wording differs from `text` in a few letters only."""
        from rapidfuzz import fuzz, process

        best: dict[str, float] = {}
        for form in (_bare(form) for form in _forms(text) if len(form) >= _SHORTEST):
            nearest = process.extract(
                form, self._by_letters.keys(), scorer=fuzz.ratio, score_cutoff=_RELATED, limit=5
            )
            for wording, score, _ in nearest:
                for code in self._by_letters[wording]:
                    best[code] = max(best.get(code, 0.0), score)
        top = max(best.values(), default=0.0)
        if top < _ALIKE:
            return Likely(related=bool(best))
        return Likely(frozenset(code for code, score in best.items() if score > top - _MARGIN), related=True)


def index_wordings(questionnaire: Questionnaire) -> WordingIndex:
    """The wordings of `questionnaire`."""
    return WordingIndex(
        wordings=tuple(_wordings(questionnaire)),
        groups=tuple(
            (text, item.code)
            for item in questionnaire.items
            if item.parts and (item.code, item.text) not in item.parts
            for text in item.text.wordings
        ),
        items=tuple((code, item.code) for item in questionnaire.items for code, _ in item.parts),
    )


def _wordings(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    for item in questionnaire.items:
        yield from ((text, code) for code, wording in item.parts for text in wording.wordings)
    for fact in questionnaire.facts:
        yield from ((text, fact.code) for text in fact.text.wordings)


def _gathered(pairs: tuple[tuple[str, str], ...], fold: Callable[[str], str]) -> dict[str, frozenset[str]]:
    codes_by_text: defaultdict[str, set[str]] = defaultdict(set)
    for text, code in pairs:
        codes_by_text[_bare(text, fold)].add(code)
    return {text: frozenset(codes) for text, codes in codes_by_text.items() if text}


def _forms(text: str) -> tuple[str, ...]:
    """What a cell may say as a question: all of it, its first line (options and hints stand below), either
    without a number before it, either as old encodings are to be read."""
    parts = (text, text.strip().partition("\n")[0])
    plain = [clean(form) for part in parts for form in (part, *from_legacy(part))]
    return tuple(dict.fromkeys(form for part in plain for form in (part, _NUMBERED.sub("", part))))


def _bare(text: str, fold: Callable[[str], str] = without_accents) -> str:
    """Folded; the form marks facts to fill in with an asterisk."""
    return fold(text).rstrip(" *:?.")
