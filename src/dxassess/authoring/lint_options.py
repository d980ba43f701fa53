"""Options that a respondent or the score cannot tell apart, and answers without advice."""

from __future__ import annotations

from collections.abc import Iterator

from dxassess.authoring.remark import Remark
from dxassess.questionnaire.best import best_score
from dxassess.questionnaire.model import Item, Questionnaire
from dxassess.questionnaire.walk import placed_items

_CLOSE = 1e-9


def option_remarks(q: Questionnaire) -> Iterator[Remark]:
    """What is odd about the options and the advice of each item."""
    for path, item, _, _ in placed_items(q):
        for key, code, detail in (*_order(item), *_parts(item), *_advice(item)):
            yield Remark(severity="warning", path=f"{path}.{key}", code=code, of=item.code, detail=detail)


def _order(item: Item) -> Iterator[tuple[str, str, str]]:
    best = best_score(item)
    if best is not None and best < 1 - _CLOSE:
        yield ("options" if item.options else "target"), "best_below_one", f"{best:g}"
    scores = [option.score or 0.0 for option in item.options]
    if item.type == "choice" and scores != sorted(scores):
        yield "options", "options_not_ascending", ", ".join(f"{score:g}" for score in scores)


def _parts(item: Item) -> Iterator[tuple[str, str, str]]:
    for n, option in enumerate(item.options):
        key = f"options.{n}"
        if item.type == "choice" and option.weight is not None:
            yield f"{key}.weight", "weight_ignored", option.code
        if item.type == "choice" and option.exclusive:
            yield f"{key}.exclusive", "exclusive_ignored", option.code
        if item.type == "multi" and option.score is not None:
            yield f"{key}.score", "score_ignored", option.code
        if item.type == "multi" and not option.exclusive and not option.weight:
            yield f"{key}.weight", "weight_of_nothing", option.code
        if item.type == "multi" and option.exclusive and option.weight:
            yield f"{key}.weight", "exclusive_with_weight", option.code


def _advice(item: Item) -> Iterator[tuple[str, str, str]]:
    """An answer short of the best that leads to no recommendation."""
    silent = states_without_advice(item)
    if silent:
        yield ("options" if item.options else "advice"), "advice_missing", ", ".join(silent)


def states_without_advice(item: Item) -> tuple[str, ...]:
    """The options short of the best that lead to no recommendation; the item itself where it has none."""
    if not item.scored or item.advice is not None:
        return ()
    if item.type == "choice":
        best = best_score(item) or 0.0
        return tuple(o.code for o in item.options if (o.score or 0.0) < best and o.advice is None)
    if item.type == "multi":
        return tuple(o.code for o in item.options if not o.exclusive and o.advice is None)
    return (item.code,)
