"""The cover sheet: the facts, with what the register already knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dxassess.forms.form import Cell, Line, Sheet
from dxassess.questionnaire.model import Fact, Questionnaire
from dxassess.wording.wording import Wording


def cover_sheet(questionnaire: Questionnaire, prefill: Mapping[str, str], say: Wording) -> Sheet:
    """The sheet of facts, personal ones last under their own heading. `prefill` is by fact key, as text."""
    return Sheet(
        name=say.text("sheet.cover"),
        title=say.text("sheet.cover"),
        intro=say.text("intro.cover"),
        lines=tuple(_lines(questionnaire, prefill, say)),
        takes_evidence=False,
    )


def _lines(q: Questionnaire, prefill: Mapping[str, str], say: Wording) -> Iterator[Line]:
    asked = [fact for fact in q.facts if q.respondent in fact.respondents]
    yield Line(text=say.text("cover.unit"))
    yield from (_line(fact, prefill.get(fact.key), say) for fact in asked if not fact.personal)
    personal = [fact for fact in asked if fact.personal]
    if personal:
        yield Line(text=say.text("cover.person"), help=say.text("cover.person.note"))
        yield from (_line(fact, None, say) for fact in personal)


def _line(fact: Fact, known: str | None, say: Wording) -> Line:
    language = say.language
    mark = " *" if fact.required else ""
    hint = fact.hint[language] if fact.hint else ""
    return Line(code=fact.code, text=fact.text[language] + mark, help=hint, cell=_cell(fact, known, language))


def _cell(fact: Fact, known: str | None, language: str) -> Cell:
    if fact.type == "choice":
        label = next((option.text[language] for option in fact.options if option.code == known), None)
        return Cell(kind="choice", choices=tuple(o.text[language] for o in fact.options), value=label)
    if fact.type == "count":
        return Cell(kind="count", value=float(known) if known and known.isdecimal() else None)
    return Cell(kind="date" if fact.type == "date" else "text", value=known)
