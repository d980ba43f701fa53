"""A question as a line of the booklet."""

from __future__ import annotations

from typing import assert_never

from dxassess.authoring.booklet_model import AdviceLine, ItemLine, OptionLine
from dxassess.law.acts import acts
from dxassess.questionnaire.item_parts import Basis, Gate, Option, Recommendation
from dxassess.questionnaire.items import (
    Choice,
    Item,
    Measured,
    Multi,
    Note,
    Quantity,
    Ratio,
    YesNo,
    options_of,
)
from dxassess.questionnaire.model import Questionnaire, Text
from dxassess.wording.wording import Wording


def item_line(q: Questionnaire, item: Item, say: Wording) -> ItemLine:
    """The question with all that is written about it, in the language of `say`."""
    skip = item.asked_if
    single = item.parts == ((item.code, item.text),)
    return ItemLine(
        code=item.code,
        text=item.text[say.language],
        type=say.text(f"type.{item.type}"),
        weight=say.text("show.unscored") if not item.scored else _number(item.weight, say),
        audience=q.audience_by_code[item.applies].name[say.language]
        + (f"; {say.text('show.na')}" if item.allow_na else ""),
        gates="; ".join(_gate(q, gate, say) for gate in item.gates),
        skip=say.text("show.skip.text", code=skip.item, score=say.score(skip.at_least)) if skip else "",
        scoring=_scoring(item, say),
        hint=_words(item.hint, say),
        evidence=_words(item.evidence, say),
        basis=(
            *(_basis(basis, say) for basis in item.basis),
            *(_act(code, q.issued, say) for code in item.law),
        ),
        parts=() if single or isinstance(item, Multi) else tuple(t[say.language] for _, t in item.parts),
        options=tuple(_option(option, say) for option in options_of(item)),
        advice=_advice(item.advice, say),
    )


def _words(text: Text | None, say: Wording) -> str:
    return text[say.language] if text is not None else ""


def _number(value: float, say: Wording) -> str:
    digits = next((n for n in range(3) if round(value, n) == value), 3)
    return say.number(value, digits)


def _gate(q: Questionnaire, gate: Gate, say: Wording) -> str:
    text = say.text("show.gate.text", level=gate.level, score=say.score(gate.at_least))
    if gate.applies is None:
        return text
    return f"{text} ({q.audience_by_code[gate.applies].name[say.language]})"


def _scoring(item: Item, say: Wording) -> str:
    """How an answer earns its score, where its options do not say it."""
    match item:
        case Quantity():
            return _goalposts(item, f" {item.unit[say.language]}" if item.unit else "", say)
        case Ratio():
            return _goalposts(item, "", say)
        case YesNo():
            return f"{say.text(f'online.{item.good}')} → {say.score(1)}"
        case Choice() | Multi() | Note():
            return ""
        case _:
            assert_never(item)


def _goalposts(item: Measured, unit: str, say: Wording) -> str:
    corners = item.points
    if not corners and item.target is not None:
        corners = ((item.floor or 0, 0), (item.target, 1))
    return "; ".join(f"{_number(x, say)}{unit} → {say.score(y)}" for x, y in corners)


def _option(option: Option, say: Wording) -> OptionLine:
    credit = ""
    if option.score is not None:
        credit = say.score(option.score)
    elif option.weight is not None:
        credit = say.text("show.weighs", weight=_number(option.weight, say))
    return OptionLine(
        code=option.code,
        text=option.text[say.language],
        credit=credit,
        advice=_advice(option.advice, say),
    )


def _advice(advice: Recommendation | None, say: Wording) -> AdviceLine | None:
    if advice is None:
        return None
    return AdviceLine(
        text=advice.text[say.language],
        first_step=advice.first_step[say.language],
        effort=_effort(advice, say),
    )


def _effort(advice: Recommendation, say: Wording) -> str:
    """How hard it is, and whether it takes money where the questionnaire says so."""
    effort = say.text(f"show.effort.{advice.effort}")
    if advice.money is None:
        return effort
    return say.text("show.effort.money" if advice.money else "show.effort.no_money", effort=effort)


def _basis(basis: Basis, say: Wording) -> str:
    dates = [say.date(day) if day else "" for day in (basis.date, basis.until)]
    until = say.text("show.until", day=dates[1]) if dates[1] else ""
    return ", ".join(part for part in (basis.rule, dates[0], until) if part)


def _act(code: str, issued: str | None, say: Wording) -> str:
    """An act with its days, whether it was in force when the version was issued, and what it asks; the bare
    id where the file of acts does not have it."""
    act = acts().get(code)
    if act is None:
        return code
    days = [say.text("show.law.since", day=say.date(act.since))]
    days += [say.text("show.until", day=say.date(act.until))] if act.until else []
    days += [say.text("show.law.deadline", day=say.date(act.deadline))] if act.deadline else []
    standing = act.standing(issued) if issued is not None else "in_force"
    days += [say.text(f"show.law.{standing}")] if standing in ("over", "coming") else []
    title = f"{act.title[say.language]} ({say.text(f'show.law.{act.kind}')})"
    what = act.what_on(issued) if issued is not None else act.what
    return ", ".join((title, *days)) + f": {what[say.language]}"
