"""When a question falls away, as a formula over the answers; the same rule as in scoring (method.md §2):
only an answer skips another question, one that does not apply or was skipped itself skips it too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from dxassess.questionnaire.best import Range, ranges
from dxassess.questionnaire.model import Item, Quantity, Questionnaire
from dxassess.wording.wording import Wording

_CLOSE = 1e-9
ALWAYS = "TRUE"


class Places(NamedTuple):
    """Where the answer to each code stands (facts too), and the state of each item on the form."""

    questionnaire: Questionnaire
    cells: Mapping[str, str]
    states: Mapping[str, str]
    say: Wording


def skipped(item: Item, places: Places) -> str:
    """When `item` is not asked; "" if it always is, ALWAYS if the form does not hold what it depends on."""
    if item.asked_if is None:
        return ""
    before = places.questionnaire.item_by_code[item.asked_if.item]
    if before.code not in places.states:
        return ALWAYS
    rules = [f"{places.states[before.code]}=2"] if before.asked_if is not None else []
    rules += [_not_applicable(before, places), _too_low(before, item.asked_if.at_least, places)]
    return _any([rule for rule in rules if rule])


def answered(item: Item, places: Places) -> str:
    """When nothing of `item` is left to answer: some part of a `multi`, every count of a ratio, or it does
    not apply."""
    cells = [places.cells[code] for code, _ in item.parts]
    if item.type == "multi":
        return _any([_filled(cell) for cell in cells])
    if not cells:
        return ALWAYS
    every = _all([_filled(cell) for cell in cells])
    return _any([every, _not_applicable(item, places)]) if len(cells) > 1 and item.allow_na else every


def skipped_at_start(item: Item, places: Places, counts: Mapping[str, float]) -> bool:
    """Whether `item` is not asked while only the facts are known; `counts` by fact key."""
    if item.asked_if is None:
        return False
    before = places.questionnaire.item_by_code[item.asked_if.item]
    if before.code not in places.states or skipped_at_start(before, places, counts):
        return True
    if before.type != "ratio" or before.parts:
        return False
    above, below = (counts.get(q.fact or "") if q else None for q in (before.numerator, before.denominator))
    if above is None or not below:
        return False
    value = before.scale * above / below
    return not any(_within(value, one) for one in ranges(before, item.asked_if.at_least))


def counts_that_skip(questionnaire: Questionnaire) -> frozenset[str]:
    """Keys of the facts on which it may depend, before anything is answered, what is asked."""
    earlier = {item.asked_if.item for item in questionnaire.items if item.asked_if is not None}
    items = (questionnaire.item_by_code[code] for code in earlier)
    sides = (side for item in items for side in (item.numerator, item.denominator))
    return frozenset(side.fact for side in sides if side is not None and side.fact is not None)


def _not_applicable(item: Item, places: Places) -> str:
    if not item.allow_na:
        return ""
    words = dict.fromkeys((places.say.text("na"), places.say.text("na.word"), "N/A"))
    cells = [places.cells[code] for code, _ in item.parts]
    return _any([f"TRIM({cell})={_quoted(word)}" for cell in cells for word in words])


def _too_low(item: Item, at_least: float, places: Places) -> str:
    """When the answer is there and scores less."""
    if item.type == "choice":
        shut = [o.code for o in item.options if (o.score or 0.0) < at_least - _CLOSE]
        cell = places.cells[item.code]
        # An option is told by its code and full stop: formulas take no text above 255 characters.
        return _any([f"EXACT(LEFT({cell},{len(code) + 2}),{_quoted(f'{code}. ')})" for code in shut])
    if item.type == "yes_no":
        bad = places.say.text("no" if item.good == "yes" else "yes")
        return f"TRIM({places.cells[item.code]})={_quoted(bad)}" if at_least > _CLOSE else ""
    if item.type == "multi":
        return _few_chosen(item, at_least, places)
    return _quantity_too_low(item, at_least, places) if item.scored else ""


def _few_chosen(item: Item, at_least: float, places: Places) -> str:
    cells = [(places.cells[item.code + o.code], o.weight or 0.0) for o in item.options]
    yes = _quoted(places.say.text("yes"))
    earned = "+".join(f"IF(TRIM({cell})={yes},{_number(weight)},0)" for cell, weight in cells if weight)
    need = at_least * sum(weight for _, weight in cells) - _CLOSE
    some = _any([_filled(cell) for cell, _ in cells])
    return _all([some, f"({earned or '0'})<{_number(need)}"]) if need > 0 else ""


def _quantity_too_low(item: Item, at_least: float, places: Places) -> str:
    cells = [places.cells.get(item.code, "")]
    value = cells[0]
    if item.type == "ratio":
        cells = [
            _side(item.code + "a", item.numerator, places),
            _side(item.code + "b", item.denominator, places),
        ]
        value = f"{_number(item.scale)}*{cells[0]}/{cells[1]}"
    if not all(cells):
        return ""
    known = _all([f"ISNUMBER({cell})" for cell in cells])
    inside = [_between(value, one) for one in ranges(item, at_least)]
    low = f"NOT({_any(inside)})" if inside else "TRUE"
    if item.type == "ratio":
        low = f"IF({cells[1]}=0,FALSE,{low})"
    return f"IF({known},{low},FALSE)"


def _side(code: str, quantity: Quantity | None, places: Places) -> str:
    """The cell of a count: its own or that of the fact; "" where this form does not ask it."""
    if quantity is None or quantity.fact is None:
        return places.cells.get(code, "")
    fact = places.questionnaire.fact_by_key.get(quantity.fact)
    return places.cells.get(fact.code, "") if fact else ""


def _between(value: str, one: Range) -> str:
    low, high = one
    parts = [] if low is None else [f"{value}>={_number(low - _CLOSE)}"]
    parts += [] if high is None else [f"{value}<={_number(high + _CLOSE)}"]
    return _all(parts or ["TRUE"])


def _within(value: float, one: Range) -> bool:
    low, high = one
    return (low is None or value >= low - _CLOSE) and (high is None or value <= high + _CLOSE)


def _filled(cell: str) -> str:
    return f"LEN(TRIM({cell}))>0"


def _any(rules: list[str]) -> str:
    wanted = [rule for rule in rules if rule]
    return f"OR({','.join(wanted)})" if len(wanted) > 1 else "".join(wanted)


def _all(rules: list[str]) -> str:
    return f"AND({','.join(rules)})" if len(rules) > 1 else "".join(rules)


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _number(value: float) -> str:
    return format(value, ".15G")
