"""Valid answers to a questionnaire as Hypothesis draws them, and what intake is to make of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from hypothesis import strategies as st
from tests.questionnaire.strategies import plain_words

from dxassess.intake.submission import State, Value
from dxassess.intake.words.legacy import from_legacy
from dxassess.intake.words.text import clean
from dxassess.questionnaire.item_parts import RatioCount
from dxassess.questionnaire.items import Item, Multi, Ratio, options_of
from dxassess.questionnaire.model import Fact, Questionnaire

Counts = Mapping[str, float]
_COUNT = st.integers(0, 10**9).map(float)
_POSITIVE = st.integers(1, 10**9).map(float)
_SHARE = st.integers(0, 100_000).map(lambda n: n / 1000)
_DAY = st.dates().map(lambda day: day.replace(year=2000 + day.year % 100, day=min(day.day, 28)).isoformat())


def _as_spreadsheets_hold_it(number: float) -> float:
    return float(f"{abs(number):.15g}") if number > 1e-300 else 0.0


class Said(NamedTuple):
    """An answer: `cells` has what stands in each cell of the item as a value of Python (True for yes), None
    for "not applicable"; a cell left blank is not in it."""

    state: State
    value: Value | None
    cells: Mapping[str, str | float | bool | None]


@st.composite
def counts_of(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, float]:
    """Counts of the cover sheet by key, of those that are asked; some are left blank."""
    asked = [fact for fact in questionnaire.facts if fact.type == "count" and _asked(questionnaire, fact)]
    return {fact.key: draw(_POSITIVE) for fact in asked if draw(st.booleans())}


@st.composite
def said_of(draw: st.DrawFn, item: Item, counts: Counts) -> Said:
    """Any valid answer to `item`, no answer and "not applicable" included."""
    states: tuple[State, ...] = ("answered", "answered", "missing", "not_applicable")
    state = draw(st.sampled_from(states if item.allow_na else states[:3])) if item.parts else "answered"
    if state == "missing":
        return Said("missing", None, {})
    if state == "not_applicable":
        return Said("not_applicable", None, {code: None for code, _ in item.parts})
    if isinstance(item, Ratio):
        return _ratio(draw, item, counts)
    if isinstance(item, Multi):
        plain = [o.code for o in item.options if not o.exclusive]
        alone = [[o.code] for o in item.options if o.exclusive]
        chosen = draw(st.lists(st.sampled_from(plain), unique=True) | st.sampled_from([*alone, []]))
        cells = {item.code + option.code: option.code in chosen for option in item.options}
        return Said("answered", tuple(o.code for o in item.options if o.code in chosen), cells)
    value = draw(_single(item))
    return Said("answered", value, {item.code: value})


def _single(item: Item) -> st.SearchStrategy[str | float | bool]:
    values: dict[str, st.SearchStrategy[str | float | bool]] = {
        "choice": st.sampled_from([option.code for option in options_of(item)] or [""]),
        "yes_no": st.booleans(),
        "percent": _SHARE,
        "number": st.floats(0, 1e12).map(_as_spreadsheets_hold_it),
        "count": _COUNT,
        "date": _DAY,
        # What an old font may have written is read as it meant: tests/intake/damage/legacy.py.
        "text": plain_words().map(clean).filter(lambda text: bool(text) and not from_legacy(text)),
    }
    return values[item.type]


def _ratio(draw: st.DrawFn, item: Ratio, counts: Counts) -> Said:
    sides = ((item.numerator, item.code + "a", _COUNT), (item.denominator, item.code + "b", _POSITIVE))
    cells = {code: draw(drawn) for quantity, code, drawn in sides if quantity.text}
    if item.scale == 100 and item.unit is not None and len(cells) == 2:
        # A share: the part is no larger than its whole.
        cells = dict(zip(cells, sorted(cells.values()), strict=True))
    above, below = (_known(quantity, cells.get(code), counts) for quantity, code, _ in sides)
    if above is None or below is None:
        return Said("missing", None, cells)
    return Said("answered", (above, below), cells)


def _known(quantity: RatioCount, typed: float | None, counts: Counts) -> float | None:
    return counts.get(quantity.fact) if quantity.fact is not None else typed


def _asked(questionnaire: Questionnaire, fact: Fact) -> bool:
    return not fact.personal and questionnaire.respondent in fact.respondents
