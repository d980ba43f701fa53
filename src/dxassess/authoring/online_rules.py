"""When a question of the online form is asked: audiences and skips as XPath expressions."""

from __future__ import annotations

from collections.abc import Mapping

from dxassess.questionnaire.best import Range, ranges
from dxassess.questionnaire.model import Fact, Item, Questionnaire
from dxassess.questionnaire.online_names import NOT_APPLICABLE, asks_whether_it_applies, na_choice
from dxassess.questionnaire.walk import types_meeting

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
        parts += _beds_rule(q, names)
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
    before, at_least = q.item_by_code[item.asked_if.item], item.asked_if.at_least
    asked = both(audience_rule(q, before.applies, names), skip_rule(q, before, names))
    return both(asked, applies_rule(before, names), _opens(q, before, at_least, names))


def both(*rules: str) -> str:
    """All rules at once."""
    wanted = [rule for rule in rules if rule]
    return wanted[0] if len(wanted) == 1 else " and ".join(f"({rule})" for rule in wanted)


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


def _beds_rule(q: Questionnaire, names: Names) -> list[str]:
    facts = [_asked_fact(q, key) for key in ("beds_actual", "beds_planned")]
    known = [names[fact.code] for fact in facts if fact is not None and fact.type == "count"]
    if not known:
        return []
    first = f"${{{known[0]}}}"
    stated = f"coalesce({first}, ${{{known[1]}}})" if len(known) > 1 else first
    return [f"not({stated} = 0)"]


def _opens(q: Questionnaire, before: Item, at_least: float, names: Names) -> str:
    if before.type == "choice":
        shut = [o.code for o in before.options if (o.score or 0.0) < at_least]
        shut += [na_choice(before.options)] if before.allow_na else []
        name = f"${{{names[before.code]}}}"
        return " and ".join(f"{name} != '{code}'" for code in shut)
    if before.type == "yes_no":
        bad = "no" if before.good == "yes" else "yes"
        name, shut = f"${{{names[before.code]}}}", [bad] if at_least > 0 else []
        return " and ".join(f"{name} != '{code}'" for code in (*shut, *(["na"] if before.allow_na else [])))
    if before.type == "multi":
        return _opens_multi(before, at_least, names)
    if not before.scored:
        return NEVER
    return _opens_quantity(q, before, at_least, names)


def _opens_multi(before: Item, at_least: float, names: Names) -> str:
    cells = [(f"${{{names[before.code + o.code]}}}", o.weight or 0.0) for o in before.options]
    total = sum(weight for _, weight in cells)
    earned = " + ".join(f"if({cell} = 'yes', {weight!r}, 0)" for cell, weight in cells if weight)
    untouched = " and ".join(f"{cell} = ''" for cell, _ in cells)
    return f"({untouched}) or (({earned}) >= {at_least * total - 1e-9!r})"


def _opens_quantity(q: Questionnaire, before: Item, at_least: float, names: Names) -> str:
    cells = [f"${{{names[before.code]}}}"]
    if before.type == "ratio":
        cells = [_cell(q, before, side, names) for side in ("numerator", "denominator")]
    if "" in cells:
        return ""  # rests on a fact that this respondent is not asked: unknown, as if left blank
    value = cells[0] if len(cells) == 1 else f"({before.scale!r} * {cells[0]} div {cells[1]})"
    blank = " or ".join(f"{cell} = ''" for cell in cells)
    inside = [_between(value, one) for one in ranges(before, at_least)]
    return " or ".join([blank, *inside])


def _cell(q: Questionnaire, item: Item, side: str, names: Names) -> str:
    quantity = getattr(item, side)
    if quantity is None:
        return ""
    if quantity.fact:
        fact = _asked_fact(q, quantity.fact)
        return f"${{{names[fact.code]}}}" if fact is not None else ""
    return f"${{{names[item.code + ('a' if side == 'numerator' else 'b')]}}}"


def _asked_fact(q: Questionnaire, key: str) -> Fact | None:
    """The fact of this key if the respondents of the questionnaire are asked it."""
    fact = q.fact_by_key.get(key)
    return fact if fact is not None and q.respondent in fact.respondents else None


def _between(value: str, one: Range) -> str:
    low, high = one
    parts = [f"{value} >= {low!r}"] if low is not None else []
    parts += [f"{value} <= {high!r}"] if high is not None else []
    return f"({' and '.join(parts)})"
