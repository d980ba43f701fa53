"""Options that a respondent or the score cannot tell apart, and answers without advice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from dxassess.authoring.remark import Remark
from dxassess.questionnaire.credit import best_score
from dxassess.questionnaire.item_parts import Option
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo, options_of
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.placed import placed_items
from dxassess.questionnaire.tolerance import reaches


def option_remarks(q: Questionnaire) -> Iterator[Remark]:
    """What is odd about the options and the advice of each item."""
    for path, item, _, _ in placed_items(q):
        for key, code, detail in (*_order(item), *_parts(item), *_advice(item)):
            yield Remark(severity="warning", path=f"{path}.{key}", code=code, of=item.code, detail=detail)


def _order(item: Item) -> Iterator[tuple[str, str, str]]:
    best = best_score(item)
    if best is not None and not reaches(best, 1):
        yield ("options" if options_of(item) else "target"), "best_below_one", f"{best:g}"
    scores = [option.score or 0.0 for option in item.options] if isinstance(item, Choice) else []
    if scores != sorted(scores):
        yield "options", "options_not_ascending", ", ".join(f"{score:g}" for score in scores)


def _parts(item: Item) -> Iterator[tuple[str, str, str]]:
    match item:
        case Choice():
            for n, option in enumerate(item.options):
                yield from ((f"options.{n}.{key}", code, option.code) for key, code in _odd_state(option))
        case Multi():
            for n, option in enumerate(item.options):
                yield from ((f"options.{n}.{key}", code, option.code) for key, code in _odd_part(option))
        case YesNo() | Quantity() | Ratio() | Note():
            return
        case _:
            assert_never(item)


def _odd_state(option: Option) -> Iterator[tuple[str, str]]:
    if option.weight is not None:
        yield "weight", "weight_ignored"
    if option.exclusive:
        yield "exclusive", "exclusive_ignored"


def _odd_part(option: Option) -> Iterator[tuple[str, str]]:
    if option.score is not None:
        yield "score", "score_ignored"
    if not option.exclusive and not option.weight:
        yield "weight", "weight_of_nothing"
    if option.exclusive and option.weight:
        yield "weight", "exclusive_with_weight"


def _advice(item: Item) -> Iterator[tuple[str, str, str]]:
    """An answer short of the best that leads to no recommendation."""
    silent = states_without_advice(item)
    if silent:
        yield ("options" if options_of(item) else "advice"), "advice_missing", ", ".join(silent)


def states_without_advice(item: Item) -> tuple[str, ...]:
    """The options short of the best that lead to no recommendation; the item itself where it has none."""
    if item.advice is not None:
        return ()
    match item:
        case Choice():
            best = best_score(item) or 0.0
            return tuple(o.code for o in item.options if (o.score or 0.0) < best and o.advice is None)
        case Multi():
            return tuple(o.code for o in item.options if not o.exclusive and o.advice is None)
        case YesNo() | Quantity() | Ratio():
            return (item.code,)
        case Note():
            return ()
        case _:
            assert_never(item)
