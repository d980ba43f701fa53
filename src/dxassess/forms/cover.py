"""The cover sheet: the facts, with what the register already knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import assert_never

from dxassess.forms.form import FormCell, FormEntry, FormSheet
from dxassess.questionnaire.model import Fact, Questionnaire
from dxassess.wording.wording import Wording


def cover_sheet(
    questionnaire: Questionnaire,
    prefill: Mapping[str, str],
    say: Wording,
    *,
    counted_keys: Collection[str] = (),
) -> FormSheet:
    """The sheet of the facts that a respondent of this type is asked, personal ones last under their own
    heading. `prefill` is by fact key, as text;
    `counted_keys` are the keys of facts without which some question has no answer."""
    return FormSheet(
        name=say.text("sheet.cover"),
        title=say.text("sheet.cover"),
        intro=say.text("intro.cover"),
        lines=tuple(_lines(questionnaire, prefill, say, counted_keys)),
        takes_evidence=False,
    )


def _lines(
    q: Questionnaire, prefill: Mapping[str, str], say: Wording, counted_keys: Collection[str]
) -> Iterator[FormEntry]:
    asked_facts = [fact for fact in q.facts if q.asks_fact(fact, prefill.get("type"))]
    yield FormEntry(text=say.text("cover.unit"))
    yield from (_line(f, prefill.get(f.key), say, counted_keys) for f in asked_facts if not f.personal)
    personal = [fact for fact in asked_facts if fact.personal]
    if personal:
        yield FormEntry(text=say.text("cover.person"), help=say.text("cover.person.note"))
        yield from (_line(fact, None, say, counted_keys) for fact in personal)


def _line(fact: Fact, known_value: str | None, say: Wording, counted_keys: Collection[str]) -> FormEntry:
    language = say.language
    needed = fact.required or fact.key in counted_keys
    return FormEntry(
        code=fact.code,
        text=fact.text[language] + (" *" if needed else ""),
        help=fact.hint[language] if fact.hint else "",
        cell=_cell(fact, known_value, language),
        needed=needed,
    )


def _cell(fact: Fact, known_value: str | None, language: str) -> FormCell:
    match fact.type:
        case "choice":
            label = next(
                (option.text[language] for option in fact.options if option.code == known_value), None
            )
            return FormCell(kind="choice", choices=tuple(o.text[language] for o in fact.options), value=label)
        case "count":
            return FormCell(
                kind="count", value=float(known_value) if known_value and known_value.isdecimal() else None
            )
        case "date":
            return FormCell(kind="date", value=known_value or None)
        case "text" | "code" | "province":
            return FormCell(kind="text", value=known_value or None)
        case _:
            assert_never(fact.type)
