"""When a question falls away, as a formula over the answers; the same rule as in scoring (method.md §2):
only an answer skips another question, one that does not apply or was skipped itself skips it too."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum
from typing import NamedTuple, assert_never

from dxassess.questionnaire.credit import quantity
from dxassess.questionnaire.curve import Range, ranges, within
from dxassess.questionnaire.item_parts import RatioCount, Skip
from dxassess.questionnaire.items import (
    Choice,
    Item,
    Measured,
    Multi,
    Note,
    Quantity,
    Ratio,
    YesNo,
    counted_facts,
)
from dxassess.questionnaire.model import Questionnaire
from dxassess.questionnaire.tolerance import TOLERANCE
from dxassess.wording.wording import Wording

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
    not_asked = _any([_not_applicable(before, places), _too_low(before, item.asked_if, places)])
    if before.asked_if is None:
        return not_asked
    state = places.states[before.code]  # what follows a blank is none itself, so it skips nothing either
    return _any([f"{state}=2", _all([f"{state}=0", not_asked]) if not_asked else ""])


def answered(item: Item, places: Places) -> str:
    """When nothing of `item` is left to answer: some part of a `multi`, every count of a ratio, or it does
    not apply; and what it follows is answered, as nothing that follows a blank counts (method.md §2)."""
    before = _before(item, places)
    filled_in = _filled_in(item, places)
    return filled_in if before is None else _all([filled_in, *_known(before, places)])


def _before(item: Item, places: Places) -> Item | None:
    """The item that this one follows, where the form holds it."""
    if item.asked_if is None or item.asked_if.item not in places.states:
        return None
    return places.questionnaire.item_by_code[item.asked_if.item]


def _known(before: Item, places: Places) -> list[str]:
    """What must hold for an item that others follow to be answered."""
    rules = [f"{places.states[before.code]}<>1"] if before.parts else []
    if isinstance(before, Ratio):
        above, below = (_side(code, count, places) for code, count in before.counts)
        rules += [f"ISNUMBER({cell})" for cell in (above, below) if cell]
        rules += [f"N({below})<>0"] if below else []
    return rules


def _filled_in(item: Item, places: Places) -> str:
    cells = [places.cells[code] for code, _ in item.parts]
    if isinstance(item, Multi):
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
    if not isinstance(before, Ratio) or before.parts:
        return False
    above, below = (counts.get(key) for key in before.facts)
    if above is None or not below:
        return False
    value = quantity(before, (above, below))
    return not any(within(value, one) for one in ranges(before, item.asked_if.at_least))


def counts_that_skip(questionnaire: Questionnaire) -> frozenset[str]:
    """Keys of the facts on which it may depend, before anything is answered, what is asked."""
    earlier = {item.asked_if.item for item in questionnaire.items if item.asked_if is not None}
    items = (questionnaire.item_by_code[code] for code in earlier)
    return frozenset(key for item in items for key in counted_facts(item))


def _not_applicable(item: Item, places: Places) -> str:
    if not item.allow_na:
        return ""
    words = dict.fromkeys((places.say.text("na"), places.say.text("na.word"), "N/A"))
    cells = [places.cells[code] for code, _ in item.parts]
    return _any([f"TRIM({cell})={_quoted(word)}" for cell in cells for word in words])


def _too_low(item: Item, skip: Skip, places: Places) -> str:
    """When the answer is there and scores less than the skip asks."""
    match item:
        case Choice():
            shut = [option.code for option in item.options if not skip.opens(option.score or 0.0)]
            cell = places.cells[item.code]
            # An option is told by its code and full stop: formulas take no text above 255 characters.
            return _any([f"EXACT(LEFT({cell},{len(code) + 2}),{_quoted(f'{code}. ')})" for code in shut])
        case YesNo():
            bad = places.say.text("no" if item.good == "yes" else "yes")
            return "" if skip.opens(0.0) else f"TRIM({places.cells[item.code]})={_quoted(bad)}"
        case Multi():
            return _few_chosen(item, skip.at_least, places)
        case Quantity():
            cell = places.cells[item.code]
            return _quantity_too_low(item, skip.at_least, [cell], cell)
        case Ratio():
            above, below = (_side(code, count, places) for code, count in item.counts)
            value = f"{_number(item.scale)}*{above}/{below}"
            return _quantity_too_low(item, skip.at_least, [above, below], value)
        case Note():
            return ""
        case _:
            assert_never(item)


def _few_chosen(item: Multi, at_least: float, places: Places) -> str:
    cells = [(places.cells[item.code + o.code], o.weight or 0.0) for o in item.options]
    yes = _quoted(places.say.text("yes"))
    earned = "+".join(f"IF(TRIM({cell})={yes},{_number(weight)},0)" for cell, weight in cells if weight)
    need = at_least * fsum(weight for _, weight in cells) - TOLERANCE
    any_filled = _any([_filled(cell) for cell, _ in cells])
    return _all([any_filled, f"({earned or '0'})<{_number(need)}"]) if need > 0 else ""


def _quantity_too_low(item: Measured, at_least: float, cells: list[str], value: str) -> str:
    """When all `cells` hold a number and the formula `value` of them scores less."""
    if not all(cells):
        return ""
    all_numbers = _all([f"ISNUMBER({cell})" for cell in cells])
    inside = [_between(value, one) for one in ranges(item, at_least)]
    low = f"NOT({_any(inside)})" if inside else "TRUE"
    if len(cells) > 1:
        low = f"IF({cells[1]}=0,FALSE,{low})"
    return f"IF({all_numbers},{low},FALSE)"


def _side(code: str, count: RatioCount, places: Places) -> str:
    """The cell of a count: its own or that of the fact; "" where this form does not ask it."""
    if count.fact is None:
        return places.cells.get(code, "")
    fact = places.questionnaire.fact_by_key.get(count.fact)
    return places.cells.get(fact.code, "") if fact else ""


def _between(value: str, one: Range) -> str:
    low, high = one
    parts = [] if low is None else [f"{value}>={_number(low - TOLERANCE)}"]
    parts += [] if high is None else [f"{value}<={_number(high + TOLERANCE)}"]
    return _all(parts or ["TRUE"])


def _filled(cell: str) -> str:
    return f"LEN(TRIM({cell}))>0"


def _any(rules: list[str]) -> str:
    nonempty = [rule for rule in rules if rule]
    return f"OR({','.join(nonempty)})" if len(nonempty) > 1 else "".join(nonempty)


def _all(rules: list[str]) -> str:
    return f"AND({','.join(rules)})" if len(rules) > 1 else "".join(rules)


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _number(value: float) -> str:
    return format(value, ".15G")
