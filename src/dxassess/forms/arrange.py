"""Questionnaire and respondent to a form: only what applies, in the order of the questionnaire."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dxassess.forms.cover import cover_sheet
from dxassess.forms.form import Cell, Form, Line, Sheet
from dxassess.questionnaire.model import Condition, Item, Option, Questionnaire
from dxassess.wording.wording import Wording, wording

_LONGEST_FOOTER = 100  # Excel takes 255 with its own marks, and an ampersand counts twice
_UNSAFE_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)
_STEPS = ("what", "order", "answer", "unknown", "evidence", "keep", "send", "help")


def form_for(questionnaire: Questionnaire, language: str, prefill: Mapping[str, str]) -> Form:
    """The form of a respondent. `prefill` has what is known of them by fact key, as text: `type` decides
    which items the form holds (none: a department), `beds_actual` or `beds_planned` of "0" leaves out what
    is only for facilities with beds, and what is no number counts as beds. Pure: the same arguments give the
    same form."""
    say = wording("forms", language)
    beds = _beds(prefill)
    facility_type = prefill.get("type") if questionnaire.respondent == "facility" else None
    sheets = (cover_sheet(questionnaire, prefill, say), *_conditions(questionnaire, facility_type, beds, say))
    who = " – ".join(part for part in (prefill.get("facility_code"), prefill.get("name")) if part)
    return Form(
        language=language,
        title=questionnaire.title[language],
        footer=who[:_LONGEST_FOOTER],
        start_name=say.text("sheet.start"),
        steps=(questionnaire.intro[language], *(say.text(f"step.{step}") for step in _STEPS)),
        sheets=sheets,
        metadata=(
            ("id", questionnaire.id),
            ("version", questionnaire.version),
            ("respondent", questionnaire.respondent),
            ("language", language),
        ),
    )


def _beds(prefill: Mapping[str, str]) -> float | None:
    """The beds, None if the register says nothing that is a number: words must not stop the whole batch."""
    stated = prefill.get("beds_actual") or prefill.get("beds_planned") or ""
    return float(stated) if _NUMBER.fullmatch(stated) else None


def _conditions(
    q: Questionnaire, facility_type: str | None, beds: float | None, say: Wording
) -> Iterator[Sheet]:
    for condition in q.conditions:
        lines = tuple(_condition_lines(q, condition, facility_type, beds, say))
        if lines:
            yield Sheet(
                name=_sheet_name(f"{condition.code} {condition.short[say.language]}"),
                title=f"{condition.code}. {condition.name[say.language]}",
                intro=say.text("intro.condition"),
                lines=lines,
            )


def _sheet_name(text: str) -> str:
    """`text` without what a spreadsheet refuses in the name of a sheet, and no longer than it takes."""
    return _UNSAFE_IN_SHEET_NAME.sub("-", text)[:31].rstrip(" '")


def _condition_lines(
    q: Questionnaire, condition: Condition, facility_type: str | None, beds: float | None, say: Wording
) -> Iterator[Line]:
    for indicator in condition.indicators:
        items = [item for item in indicator.items if q.applies(item.applies, facility_type, beds)]
        if items:
            yield Line(text=f"{indicator.code}. {indicator.name[say.language]}")
        for item in items:
            yield from _item_lines(q, item, say)


def _item_lines(q: Questionnaire, item: Item, say: Wording) -> Iterator[Line]:
    """One line, or for an item of several parts a heading and a line for each part."""
    language = say.language
    unit = item.unit[language] if item.unit else ""
    single = item.parts == ((item.code, item.text),)
    yield Line(
        code=item.code,
        text=item.text[language],
        cell=_cell(item, say) if single else None,
        unit=unit if single else "",
        options=_options(item, language) if item.type == "choice" else (),
        help=" ".join(filter(None, (_skip(q, item, say), item.hint[language] if item.hint else ""))),
        proof=say.text("proof", text=item.evidence[language]) if item.evidence else "",
    )
    for code, text in () if single else item.parts:
        yield Line(code=code, text=text[language], cell=_cell(item, say), unit=unit)


def _cell(item: Item, say: Wording) -> Cell:
    if item.type in ("choice", "yes_no", "multi"):
        choices = _options(item, say.language) if item.type == "choice" else _yes_no(say)
        return Cell(kind="choice", choices=(*choices, say.text("na")) if item.allow_na else choices)
    na = say.text("na.word") if item.allow_na else None
    if item.type in ("percent", "count", "number"):
        return Cell(kind=item.type, na=na)
    if item.type == "ratio":
        return Cell(kind="number", na=na)
    return Cell(kind="date" if item.type == "date" else "text")


def _options(item: Item, language: str) -> tuple[str, ...]:
    return tuple(f"{option.code}. {option.text[language]}" for option in item.options)


def _yes_no(say: Wording) -> tuple[str, ...]:
    return say.text("yes"), say.text("no")


def _skip(q: Questionnaire, item: Item, say: Wording) -> str:
    """When the question is asked, in words."""
    if item.asked_if is None:
        return ""
    before = q.item_by_code[item.asked_if.item]
    opening = [option for option in before.options if _opens(option, item.asked_if.at_least)]
    least = min(opening, key=lambda option: option.score or 0.0, default=None)
    if before.type == "choice" and least is not None:
        return say.text("asked_if.option", code=before.code, option=least.code)
    if before.type == "yes_no":
        return say.text("asked_if.answer", code=before.code, answer=say.text(before.good))
    return say.text("asked_if", code=before.code)


def _opens(option: Option, at_least: float) -> bool:
    return option.score is not None and option.score >= at_least
