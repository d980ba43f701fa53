"""When a question of the online form is asked: audiences and skips as XPath expressions."""

from __future__ import annotations

from collections.abc import Mapping
from math import fsum
from typing import assert_never

from dxassess.questionnaire.curve import Range, ranges
from dxassess.questionnaire.item_parts import RatioCount, Skip
from dxassess.questionnaire.items import Choice, Item, Measured, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.meeting import types_meeting
from dxassess.questionnaire.model import Fact, Questionnaire
from dxassess.questionnaire.online_names import NOT_APPLICABLE, asks_whether_it_applies, na_choice
from dxassess.questionnaire.tolerance import TOLERANCE

Names = Mapping[str, str]

NEVER = "false()"


def audience_rule(q: Questionnaire, audience: str, names: Names) -> str:
    """Whom an audience is made of, by the answers on type and beds; "" if everybody. Beds unknown count as
    beds, as everywhere."""
    if q.respondent == "department":
        return ""
    met = types_meeting(q, audience)
    parts = [_type_rule(q, met, names)] if len(met) < len(q.types) else []
    if q.audience_by_code[audience].beds:
        parts += [f"not({no_beds})" for no_beds in _no_beds(q, names)]
    elif q.audience_by_code[audience].beds is False:
        either = [_type_rule(q, tuple(t for t in met if not q.beds_matter(t)), names), *_no_beds(q, names)]
        parts += [" or ".join(f"({rule})" for rule in either if rule != NEVER)]
    return both(*parts)


def types_rule(q: Questionnaire, audiences: set[str], names: Names) -> str:
    """When at least one of `audiences` can be met, by type alone; "" if always."""
    met = {code for audience in audiences for code in types_meeting(q, audience)}
    if q.respondent == "department" or len(met) == len(q.types):
        return ""
    return _type_rule(q, tuple(t.code for t in q.types if t.code in met), names)


def skip_rule(q: Questionnaire, item: Item, names: Names) -> str:
    """When the answer to the earlier item opens this one; "" if nothing is asked before it. An earlier item
    left blank opens it, since only an answer skips another item; one that does not apply closes it."""
    if item.asked_if is None:
        return ""
    before = q.item_by_code[item.asked_if.item]
    open_before = both(audience_rule(q, before.applies, names), skip_rule(q, before, names))
    return both(open_before, applies_rule(before, names), _opens(q, before, item.asked_if, names))


def both(*rules: str) -> str:
    """All rules at once."""
    nonempty = [rule for rule in rules if rule]
    return nonempty[0] if len(nonempty) == 1 else " and ".join(f"({rule})" for rule in nonempty)


def applies_rule(item: Item, names: Names) -> str:
    """When the respondent did not say that the item does not apply; "" if that is not asked."""
    if not asks_whether_it_applies(item):
        return ""
    return f"not(${{{names[item.code + NOT_APPLICABLE]}}} = 'yes')"


def _type_rule(q: Questionnaire, met: tuple[str, ...], names: Names) -> str:
    fact = _asked_fact(q, "type")
    if fact is None or not met:
        return "" if met else NEVER
    return " or ".join(f"${{{names[fact.code]}}} = '{code}'" for code in met)


def _no_beds(q: Questionnaire, names: Names) -> list[str]:
    facts = [_asked_fact(q, key) for key in ("beds_actual", "beds_planned")]
    count_names = [names[fact.code] for fact in facts if fact is not None and fact.type == "count"]
    if not count_names:
        return []
    first = f"${{{count_names[0]}}}"
    stated = f"coalesce({first}, ${{{count_names[1]}}})" if len(count_names) > 1 else first
    return [f"{stated} = 0"]


def _opens(q: Questionnaire, before: Item, skip: Skip, names: Names) -> str:
    match before:
        case Choice():
            shut = [o.code for o in before.options if not skip.opens(o.score or 0.0)]
            return _none_of(before, [*shut, *([na_choice(before.options)] if before.allow_na else [])], names)
        case YesNo():
            shut = [] if skip.opens(0.0) else ["no" if before.good == "yes" else "yes"]
            return _none_of(before, [*shut, *(["na"] if before.allow_na else [])], names)
        case Multi():
            return _opens_multi(before, skip.at_least, names)
        case Quantity():
            cell = f"${{{names[before.code]}}}"
            return _opens_quantity(before, skip.at_least, [cell], cell)
        case Ratio():
            above, below = (_cell(q, code, count, names) for code, count in before.counts)
            value = f"({before.scale!r} * {above} div {below})"
            return _opens_quantity(before, skip.at_least, [above, below], value)
        case Note():
            return NEVER
        case _:
            assert_never(before)


def _none_of(before: Choice | YesNo, codes: list[str], names: Names) -> str:
    return " and ".join(f"${{{names[before.code]}}} != '{code}'" for code in codes)


def _opens_multi(before: Multi, at_least: float, names: Names) -> str:
    cells = [(f"${{{names[before.code + o.code]}}}", o.weight or 0.0) for o in before.options]
    total = fsum(weight for _, weight in cells)
    earned = " + ".join(f"if({cell} = 'yes', {weight!r}, 0)" for cell, weight in cells if weight)
    untouched = " and ".join(f"{cell} = ''" for cell, _ in cells)
    return f"({untouched}) or (({earned}) >= {at_least * total - TOLERANCE!r})"


def _opens_quantity(before: Measured, at_least: float, cells: list[str], value: str) -> str:
    """When one of `cells` is blank or the expression `value` of them scores enough."""
    if "" in cells:
        return ""  # rests on a fact that this respondent is not asked: unknown, as if left blank
    blank = " or ".join(f"{cell} = ''" for cell in cells)
    inside = [_between(value, one) for one in ranges(before, at_least)]
    return " or ".join([blank, *inside])


def _cell(q: Questionnaire, code: str, count: RatioCount, names: Names) -> str:
    if count.fact is None:
        return f"${{{names[code]}}}"
    fact = _asked_fact(q, count.fact)
    return f"${{{names[fact.code]}}}" if fact is not None else ""


def _asked_fact(q: Questionnaire, key: str) -> Fact | None:
    """The fact of this key if the respondents of the questionnaire are asked it."""
    fact = q.fact_by_key.get(key)
    return fact if fact is not None and q.respondent in fact.respondents else None


def _between(value: str, one: Range) -> str:
    low, high = one
    parts = [f"{value} >= {low!r}"] if low is not None else []
    parts += [f"{value} <= {high!r}"] if high is not None else []
    return f"({' and '.join(parts)})"
