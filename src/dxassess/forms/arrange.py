"""Questionnaire and respondent to a form: only what applies, in the order of the questionnaire."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple, assert_never

from dxassess.files.xlsx import sheet_name
from dxassess.forms.contact import Contact
from dxassess.forms.cover import cover_sheet
from dxassess.forms.form import Form, FormCell, FormEntry, FormSheet
from dxassess.forms.progress import with_progress
from dxassess.forms.skips import counts_that_skip
from dxassess.forms.stamp import Stamp
from dxassess.law.acts import told, turning_days
from dxassess.law.words import say_acts
from dxassess.questionnaire.items import (
    Choice,
    Item,
    Multi,
    Note,
    Quantity,
    Ratio,
    YesNo,
    counted_facts,
    unit_of,
)
from dxassess.questionnaire.model import Condition, Questionnaire
from dxassess.wording.wording import Wording, wording

_LONGEST_FOOTER = 100  # Excel takes 255 with its own marks, and an ampersand counts twice
_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)
_STEPS = ("what", "order", "answer", "unknown", "left", "evidence", "keep", "send")
_BEFORE_LAST = _STEPS.index("unknown")


class KnownFacts(NamedTuple):
    """What decides which questions a form holds and how it begins; two respondents of whom this is the same
    get forms that differ in the cover sheet and the footer alone. `beds` is 0, or None where
    there are some or nobody knows; `counts` are facts that skip questions."""

    type: str | None
    beds: float | None
    counts: tuple[tuple[str, float], ...]


def steps_of(questionnaire: Questionnaire, say: Wording, *, shows_last: bool = False) -> tuple[str, ...]:
    """What the start sheet explains, in order."""
    steps = (*_STEPS[:_BEFORE_LAST], "last", *_STEPS[_BEFORE_LAST:]) if shows_last else _STEPS
    return (questionnaire.intro[say.language], *(say.text(f"step.{step}") for step in steps))


class _Asking(NamedTuple):
    """What is asked, in which language, and what is said of the law under a question."""

    of: Questionnaire
    asked: Callable[[Item], bool]
    law: Callable[[Item], str]
    say: Wording
    shows_last: bool = False


def form_for(
    questionnaire: Questionnaire,
    language: str,
    prefill: Mapping[str, str],
    contact: Contact | None = None,
    *,
    day: str | None = None,
    round_id: str = "",
    shows_last: bool = False,
) -> Form:
    """The form of a respondent. `prefill` has what is known of them by fact key, as text: `type` decides
    which items the form holds (none: a department), `beds_actual` or `beds_planned` of "0" leaves out what
    is only for facilities with beds, and what is no number counts as beds. Under a question stands the law of
    the ISO `day` (None: of the day on which the version was issued), and with `shows_last` a column for last
    answers. Pure: the same arguments give the same form."""
    say = wording("forms", language)
    known_facts = known_of(questionnaire, prefill)
    asking = _Asking(
        of=questionnaire,
        asked=partial(_asked, questionnaire, known_facts=known_facts),
        law=partial(_law_under, kind=known_facts.type, day=day or questionnaire.issued or "", say=say),
        say=say,
        shows_last=shows_last,
    )
    sheets = (cover_for(questionnaire, language, prefill), *_conditions(asking))
    return Form(
        language=language,
        title=questionnaire.title[language],
        footer=footer_for(prefill),
        start_name=say.text("sheet.start"),
        steps=steps_of(questionnaire, say, shows_last=shows_last),
        contact=say.text("help.unit", contact=contact.words(say)) if contact else say.text("help"),
        sheets=with_progress(sheets, questionnaire, dict(known_facts.counts), say),
        metadata=_metadata(questionnaire, language),
        stamp=stamp_for(questionnaire, language, prefill, round_id).text,
    )


def _metadata(questionnaire: Questionnaire, language: str) -> tuple[tuple[str, str], ...]:
    """What lets the workbook be recognised when it comes back."""
    names = ("id", "version", "respondent")
    return (*((name, str(getattr(questionnaire, name))) for name in names), ("language", language))


def known_of(questionnaire: Questionnaire, prefill: Mapping[str, str]) -> KnownFacts:
    """The part of `prefill` that the questions depend on."""
    beds = _beds(prefill)
    counts = sorted(counts_that_skip(questionnaire))
    return KnownFacts(
        type=prefill.get("type") if questionnaire.respondent == "facility" else None,
        beds=0.0 if beds == 0 else None,
        counts=tuple((key, float(prefill[key])) for key in counts if prefill.get(key, "").isdecimal()),
    )


def cover_for(questionnaire: Questionnaire, language: str, prefill: Mapping[str, str]) -> FormSheet:
    """The cover sheet of the respondent's form."""
    known_facts = known_of(questionnaire, prefill)
    asked_items = [item for item in questionnaire.items if _asked(questionnaire, item, known_facts)]
    counted_keys = {key for item in asked_items for key in counted_facts(item)}
    return cover_sheet(questionnaire, prefill, wording("forms", language), counted_keys=counted_keys)


def footer_for(prefill: Mapping[str, str]) -> str:
    """Whose form it is, at the foot of every page."""
    whose_form = " – ".join(part for part in (prefill.get("facility_code"), prefill.get("name")) if part)
    return whose_form[:_LONGEST_FOOTER]


def stamp_for(
    questionnaire: Questionnaire, language: str, prefill: Mapping[str, str], round_id: str
) -> Stamp:
    """The stamp of the respondent's form."""
    return Stamp(
        round=round_id,
        code=prefill.get("facility_code", ""),
        respondent=questionnaire.respondent,
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        language=language,
    )


def _beds(prefill: Mapping[str, str]) -> float | None:
    """The beds, None if the register says nothing that is a number: words must not stop the whole batch."""
    stated = prefill.get("beds_actual") or prefill.get("beds_planned") or ""
    return float(stated) if _NUMBER.fullmatch(stated) else None


def every_sheet(questionnaire: Questionnaire, language: str) -> tuple[FormSheet, ...]:
    """The sheets of a form that asks every fact and item, whomever they are for, and says nothing of the law.
    No respondent gets it: it is what may stand on the forms of the questionnaire."""
    say = wording("forms", language)
    asking = _Asking(of=questionnaire, asked=lambda _item: True, law=lambda _item: "", say=say)
    return cover_sheet(questionnaire, {}, say), *_conditions(asking)


def laws_under(questionnaire: Questionnaire, language: str) -> dict[str, tuple[str, ...]]:
    """All that forms of any day say of the law under a question, by its code, whomever they are for."""
    say = wording("forms", language)
    kinds = (None, *(type_.code for type_ in questionnaire.types))
    laws_by_acts = {
        acts: dict.fromkeys(
            _law(acts, kind=kind, day=day, say=say) for day in turning_days(acts) for kind in kinds
        )
        for acts in {item.law for item in questionnaire.items}  # many questions stand on the same
    }
    return {item.code: tuple(filter(None, laws_by_acts[item.law])) for item in questionnaire.items}


def _asked(q: Questionnaire, item: Item, known_facts: KnownFacts) -> bool:
    return q.applies(item.applies, known_facts.type, known_facts.beds)


def _conditions(asking: _Asking) -> Iterator[FormSheet]:
    say = asking.say
    for condition in asking.of.conditions:
        lines = tuple(_condition_lines(asking, condition))
        if lines:
            yield FormSheet(
                name=sheet_name(f"{condition.code} {condition.short[say.language]}"),
                title=_headed(condition.code, condition.name[say.language]),
                intro=say.text("intro.last" if asking.shows_last else "intro.condition"),
                lines=lines,
                shows_last=asking.shows_last,
            )


def _headed(code: str, name: str) -> str:
    """A heading. The dash keeps it from being read as a code where the name is a number."""
    return f"{code} – {name}"


def _condition_lines(asking: _Asking, condition: Condition) -> Iterator[FormEntry]:
    for indicator in condition.indicators:
        items = list(filter(asking.asked, indicator.items))
        if items:
            yield FormEntry(text=_headed(indicator.code, indicator.name[asking.say.language]))
        for item in items:
            yield from _item_lines(asking, item)


def _item_lines(asking: _Asking, item: Item) -> Iterator[FormEntry]:
    """One line, or for an item of several parts a heading and a line for each part."""
    say = asking.say
    language, worded = say.language, unit_of(item)
    unit = worded[language] if worded else ""
    single = item.parts == ((item.code, item.text),)
    yield FormEntry(
        code=item.code,
        text=item.text[language],
        cell=_cell(item, say) if single else None,
        unit=unit if single else "",
        options=_options(item, language) if isinstance(item, Choice) else (),
        help=" ".join(filter(None, (_skip(asking.of, item, say), item.hint[language] if item.hint else ""))),
        proof=say.text("proof", text=item.evidence[language]) if item.evidence else "",
        law=asking.law(item),
    )
    for code, text in () if single else item.parts:
        yield FormEntry(code=code, text=text[language], cell=_cell(item, say), unit=unit)


def _law_under(item: Item, *, kind: str | None, day: str, say: Wording) -> str:
    return _law(item.law, kind=kind, day=day, say=say)


def _law(acts: tuple[str, ...], *, kind: str | None, day: str, say: Wording) -> str:
    """Those of a question's acts that are told of on the day; nothing where there is none."""
    acts_text = say_acts(told(acts, kind=kind, day=day), day, say)
    return say.text("law", acts=acts_text) if acts_text else ""


def _cell(item: Item, say: Wording) -> FormCell:
    na = say.text("na.word") if item.allow_na else None
    match item:
        case Choice():
            return _chosen(item, _options(item, say.language), say)
        case Multi() | YesNo():
            return _chosen(item, (say.text("yes"), say.text("no")), say)
        case Quantity():
            return FormCell(kind=item.type, na=na)
        case Ratio():
            return FormCell(kind="number", na=na)
        case Note():
            return FormCell(kind=item.type, na=na)
        case _:
            assert_never(item)


def _chosen(item: Item, choices: tuple[str, ...], say: Wording) -> FormCell:
    return FormCell(kind="choice", choices=(*choices, say.text("na")) if item.allow_na else choices)


def _options(item: Choice, language: str) -> tuple[str, ...]:
    return tuple(f"{option.code}. {option.text[language]}" for option in item.options)


def _skip(q: Questionnaire, item: Item, say: Wording) -> str:
    """When the question is asked, in words."""
    if item.asked_if is None:
        return ""
    before = q.item_by_code[item.asked_if.item]
    match before:
        case Choice():
            opening = [option for option in before.options if item.asked_if.opens(option.score or 0.0)]
            if opening:
                least = min(opening, key=lambda option: option.score or 0.0)
                return say.text("asked_if.option", code=before.code, option=least.code)
        case YesNo():
            return say.text("asked_if.answer", code=before.code, answer=say.text(before.good))
        case Multi() | Quantity() | Ratio() | Note():
            pass
        case _:
            assert_never(before)
    return say.text("asked_if", code=before.code)
