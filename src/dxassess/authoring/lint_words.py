"""Wordings that stand twice, and texts that were left in one language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from dxassess.authoring.remark import Remark
from dxassess.frozen import Frozen
from dxassess.questionnaire.items import Choice, Item
from dxassess.questionnaire.meeting import meets
from dxassess.questionnaire.model import Questionnaire, Text
from dxassess.questionnaire.placed import PlacedItem, placed_items
from dxassess.wording.wording import LANGUAGES

_WORD = re.compile(r"[^\W\d_]{2,}")
_NAME_OR_UNIT = 2  # "HL7 FHIR", "km" are the same in both languages; two written-out words seldom are


def word_remarks(q: Questionnaire) -> Iterator[Remark]:
    """Questions that a respondent reads twice, words that earn different credit, texts not translated."""
    yield from _questions(q)
    yield from _options(q)
    for path, text in texts_of(q):
        repeated = next((b for a, b in combinations(text.wordings, 2) if _folded(a) == _folded(b)), "")
        written_out = [word for word in _WORD.findall(repeated) if not word.isupper()]
        if len(written_out) >= _NAME_OR_UNIT:
            yield Remark(
                severity="warning", path=path, code="same_in_both_languages", detail=_short(repeated)
            )


def texts_of(value: Frozen, path: str = "") -> Iterator[tuple[str, Text]]:
    """Every text inside `value`, with the path of its key."""
    for name in type(value).model_fields:
        field = getattr(value, name)
        field_path = f"{path}.{name}" if path else name
        if isinstance(field, Text):
            yield field_path, field
        elif isinstance(field, Frozen):
            yield from texts_of(field, field_path)
        elif isinstance(field, tuple):
            for n, part in enumerate(field):
                if isinstance(part, Frozen):
                    yield from texts_of(part, f"{field_path}.{n}")


def _questions(q: Questionnaire) -> Iterator[Remark]:
    """The same question for the same respondent; variants for other types may share words."""
    for language in LANGUAGES:
        alike: dict[str, list[PlacedItem]] = defaultdict(list)
        for placed_item in placed_items(q):
            alike[_folded(placed_item.item.text[language])].append(placed_item)
        for group in alike.values():
            yield from _twice(q, group, language)


def _twice(q: Questionnaire, group: list[PlacedItem], language: str) -> Iterator[Remark]:
    for first, second in combinations(group, 2):
        if not meets(q, first.item.applies).isdisjoint(meets(q, second.item.applies)):
            yield Remark(
                severity="warning",
                path=f"{second.path}.text.{language}",
                code="duplicate_text",
                of=second.item.code,
                detail=first.item.code,
            )
            return


def _options(q: Questionnaire) -> Iterator[Remark]:
    """Options in the same words that earn different credit in two items; an author may mean it."""
    for language in LANGUAGES:
        first_seen: dict[str, tuple[Item, float]] = {}
        for path, item, _, _ in placed_items(q):
            for n, option in enumerate(item.options if isinstance(item, Choice) else ()):
                first, score = first_seen.setdefault(
                    _folded(option.text[language]), (item, option.score or 0.0)
                )
                if score != (option.score or 0.0):
                    yield Remark(
                        severity="info",
                        path=f"{path}.options.{n}.text.{language}",
                        code="option_scored_differently",
                        of=item.code,
                        detail=f"{first.code} ({score:g})",
                    )


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
