"""Everything that a report says in a language, sentence by sentence, and what no sentence may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.report.words import WORD_JOINER, voice

from dxassess.frozen import Frozen
from dxassess.questionnaire.kinds import Text
from dxassess.report.value.words import Message
from dxassess.wording.languages import catalogue

FORBIDDEN = {
    "a place that was not filled": r"\{\w*\}",
    "a part of nothing": r"\b(?:trong|trên|of|out of) (?:số )?0\b|\b\d+/0\b",
    "a part of one": r"\b(?:1|một) trong (?:1|một) (?:tỉnh|cơ sở)|\bone of one\b",
    "a dash for a number": r"– (?:số|tỉnh|điểm|points?|province)|/–|–/|–%",
    "a value of the program": r"\b(?:NoneType|nan|NaN|inf|True|False)\b|[=:(] ?None\b",
    "empty brackets": r"\(\s*\)",
    "stops that meet": r"[;,:]\s*[.;,]|\.\.(?!\.)|\s[,.;:]",
    "a word said twice": r"\b(ngày|tỉnh|the|of|cơ sở) \1\b",
    "a mean of one": r"\b(?:bình quân|trung bình) 1 (?:tỉnh|cơ sở)|\b1 (?:provinces|facilities|others)\b",
}
"""By what is wrong, how it looks."""
_KEY = re.compile(r"[a-z_]+(?:\.[a-z0-9_]+)+")


def sentences(value: object, language: str) -> Iterator[str]:
    """The messages and texts of a value as they are printed; those within a message are said with it."""
    if isinstance(value, Message | Text):
        yield voice(language).say(value).replace(WORD_JOINER, "")
    elif isinstance(value, Frozen):
        for name in type(value).model_fields:
            yield from sentences(getattr(value, name), language)
    elif isinstance(value, tuple):
        for part in value:
            yield from sentences(part, language)


def faults(sentence: str, language: str) -> list[str]:
    """What is wrong with a sentence; the bare dash of an unknown cell is not."""
    if sentence == "–":
        return []
    wrong = [what for what, pattern in FORBIDDEN.items() if re.search(pattern, sentence)]
    texts = catalogue("report", language)
    keys = [key for key in _KEY.findall(sentence) if texts.gettext(key) != key]
    return [*wrong, *(f"the key {key}" for key in keys)]
