"""What can be wrong in an item by the kind of its answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import fsum
from typing import assert_never

from dxassess.questionnaire.items import Choice, Item, Measured, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.model import Questionnaire
from dxassess.wording.wording import LANGUAGES

FaultPlace = tuple[str, str, str]
"""The path of a fault within what is looked at, its key and its detail."""


def kind_faults(q: Questionnaire, item: Item) -> Iterator[FaultPlace]:
    """Faults of the fields that only some kinds of items have."""
    match item:
        case Choice():
            yield from _option_faults(item)
            scores = [option.score for option in item.options]
            if None in scores or len(set(scores)) < len(scores):
                yield "options", "scores_missing_or_equal", item.code
        case Multi():
            yield from _option_faults(item)
            if not fsum(option.weight or 0 for option in item.options):
                yield "options", "weights_missing", item.code
        case Quantity():
            yield from _goalpost_faults(item)
        case Ratio():
            yield from _goalpost_faults(item)
            yield from _count_faults(q, item)
        case YesNo() | Note():
            return
        case _:
            assert_never(item)


def _option_faults(item: Choice | Multi) -> Iterator[FaultPlace]:
    if len(item.options) < 2:
        yield "options", "options_too_few", item.code
    for language in LANGUAGES:
        texts = Counter(option.text[language].casefold() for option in item.options)
        yield from (("options", "duplicate_wording", text) for text, n in texts.items() if n > 1)
    codes = Counter(option.code for option in item.options)
    yield from (("options", "duplicate_code", code) for code, n in codes.items() if n > 1)


def _goalpost_faults(item: Measured) -> Iterator[FaultPlace]:
    xs = [x for x, _ in item.points]
    if item.points and (len(xs) < 2 or xs != sorted(set(xs))):
        yield "points", "points_not_ascending", item.code
    if not item.points and (item.target is None or item.target == (item.floor or 0)):
        yield "target", "goalposts_missing", item.code


def _count_faults(q: Questionnaire, item: Ratio) -> Iterator[FaultPlace]:
    for name, count in (("numerator", item.numerator), ("denominator", item.denominator)):
        if (count.text is None) == (count.fact is None):
            yield name, "text_or_fact", item.code
        if count.fact is not None and count.fact not in q.fact_by_key:
            yield f"{name}.fact", "unknown_reference", count.fact
