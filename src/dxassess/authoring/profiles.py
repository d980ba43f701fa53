"""Respondents that nobody is, to see what an instrument rewards (method.md §13): what somebody answers who
would earn a wished score on every item."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from math import ceil, fsum
from random import Random
from typing import assert_never

from dxassess.intake.submission import Answer, Facts, Submission, Value
from dxassess.questionnaire.curve import curve
from dxassess.questionnaire.effective import RespondentKind, items_for
from dxassess.questionnaire.items import Choice, Item, Measured, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.model import Questionnaire

Wish = Mapping[str, float]
"""The score in [0, 1] that a respondent would earn, by item code."""

DESK = "desk"
"""The tag of items of the state of IT that somebody can claim without leaving the desk: dossiers, rules."""

_BEDS, _STAFF, _THOUSANDS = 200.0, 300.0, 1_000.0
_CLAIMS, _OFTEN = (1.0, 0.7, 0.4), (6, 2, 1)
_YES = 0.5


def respondent(q: Questionnaire, kind: RespondentKind, wish: Wish) -> Submission:
    """A whole form of this kind that earns what is wished, as near as its items allow. What an earlier answer
    excuses from stays without an answer."""
    asked_items = [item for item in items_for(q, kind) if item.scored and not _is_excused(item, wish)]
    facts = _facts(kind, asked_items, wish)
    return Submission(
        file="-",
        sha256="",
        respondent=q.respondent,
        questionnaire=q.id,
        version=q.version,
        facts=facts,
        answers=tuple(
            Answer(item=item.code, state="answered", value=_value(item, wish[item.code], facts))
            for item in asked_items
        ),
    )


def on_paper(q: Questionnaire, kind: RespondentKind, *, claims_desk: bool = False) -> Wish:
    """No system in use, everything written down at its best; with `claims_desk` also what can be written
    down within the state of IT."""
    return _by_state(q, kind, lambda item, state: not state or (claims_desk and DESK in item.tags))


def at_work(q: Questionnaire, kind: RespondentKind) -> Wish:
    """Every system in full use, nothing else."""
    return _by_state(q, kind, lambda _, state: state)


def varied_paper(q: Questionnaire, kind: RespondentKind, random: Random) -> Wish:
    """One of many that have no system and claim most of what can be claimed at a desk."""
    return {code: score and random.choices(_CLAIMS, _OFTEN)[0] for code, score in on_paper(q, kind).items()}


def _is_excused(item: Item, wish: Wish) -> bool:
    return item.asked_if is not None and not item.asked_if.opens(wish.get(item.asked_if.item, 0.0))


def _by_state(q: Questionnaire, kind: RespondentKind, good: Callable[[Item, bool], bool]) -> Wish:
    state = {item.code for c in q.conditions if c.code == q.state for item in c.items}
    return {item.code: float(good(item, item.code in state)) for item in items_for(q, kind)}


def _facts(kind: RespondentKind, asked_items: Sequence[Item], wish: Wish) -> Facts:
    """A cover sheet that the answers agree with: counts on which a ratio rests are what the wish needs."""
    stated: dict[str, str | float | None] = {
        "type": kind.type or None,
        "beds_actual": _BEDS if kind.beds else 0.0,
        "staff": _STAFF,
    }
    for item in asked_items:
        if isinstance(item, Ratio) and item.numerator.fact in Facts.model_fields:
            total = stated.get(item.denominator.fact or "") or _THOUSANDS
            assert isinstance(total, float)
            stated[item.numerator.fact or ""] = float(ceil(_numerator(item, wish[item.code], total)))
    return Facts.model_validate(stated)


def _value(item: Item, score: float, facts: Facts) -> Value:
    match item:
        case Choice():
            return min(item.options, key=lambda option: abs((option.score or 0.0) - score)).code
        case Multi():
            return _chosen(item, score)
        case YesNo():
            return (score >= _YES) is (item.good == "yes")
        case Ratio():
            fact = item.denominator.fact
            total = (getattr(facts, fact, None) if fact else None) or _THOUSANDS
            return _numerator(item, score, total), total
        case Quantity():
            return _quantity(item, score)
        case Note():
            return item.type
        case _:
            assert_never(item)


def _numerator(item: Ratio, score: float, total: float) -> float:
    return _quantity(item, score) * total / item.scale


def _chosen(item: Multi, score: float) -> tuple[str, ...]:
    """So many parts that their weight comes near to the score; none: the option that stands alone."""
    parts = [option for option in item.options if not option.exclusive]
    total = fsum(option.weight or 0.0 for option in parts)
    chosen_codes: tuple[str, ...] = ()
    have = 0.0
    for option in parts:
        if have + (option.weight or 0.0) / 2 > score * total:
            break
        have += option.weight or 0.0
        chosen_codes += (option.code,)
    return chosen_codes or tuple(option.code for option in item.options if option.exclusive)[:1]


def _quantity(item: Measured, score: float) -> float:
    """The quantity that earns the score, or comes nearest to it."""
    corners = curve(item)
    for (x0, y0), (x1, y1) in pairwise(corners):
        if y0 != y1 and min(y0, y1) <= score <= max(y0, y1):
            return x0 + (x1 - x0) * (score - y0) / (y1 - y0)
    return min(corners, key=lambda corner: abs(corner[1] - score))[0]
