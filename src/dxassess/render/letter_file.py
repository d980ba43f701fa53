"""A letter in the language of its template: every number written, every text on one line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

from dxassess.errors import DxassessError
from dxassess.files.templates import find_piece
from dxassess.questionnaire.model import Text
from dxassess.render.printable import printable
from dxassess.render.rounding import band_words
from dxassess.render.voice import Voice
from dxassess.render.word import fill_word
from dxassess.report.people.letters import ConditionResult, Letter, LetterKind, LetterStep
from dxassess.report.value.decision_words import short_day
from dxassess.wording.wording import MISSING, Wording, wording


def letter_file(letter: Letter, *, language: str, template_folder: Path) -> bytes:
    """The .docx of `letter`, by the template of its kind, such as word/circular.<language>.docx."""
    voice = Voice(wording("report", language), wording("render", language), subject=letter.province)
    name = _template(letter.kind, language)
    return fill_word(template_folder, name, _values(letter, wording("cli", language), voice))


def check_letter_templates(folder: Path, languages: Sequence[str]) -> None:
    """Raise DxassessError for a language that has no template, before any letter is written."""
    for language in languages:
        for kind in get_args(LetterKind):
            name = _template(kind, language)
            if not find_piece(folder, name).is_file():
                raise DxassessError("language.no_template", language=language, file=name)


def _template(kind: str, language: str) -> str:
    return f"word/{kind}.{language}.docx"


def _values(letter: Letter, say: Wording, voice: Voice) -> dict[str, Any]:
    """What a template may use; report_templates/README.md lists it."""
    return {
        "above": above_words(letter.province, say, city=letter.city),
        "province": printable(letter.province),
        "place": _place(letter.province, say, city=letter.city),
        "round": _said(letter.round, say.language),
        "simulated": letter.simulated,
        "code": printable(letter.code or MISSING),
        "name": printable(letter.name or MISSING),
        "score": say.score(letter.score),
        "bounds": say.span(say.score(letter.low), say.score(letter.high)),
        "band": band_words(letter.low, letter.high, say),
        "level": _level(letter, say),
        "answered": say.number(letter.answered),
        "registered": say.number(letter.registered),
        "planned": say.number(letter.planned),
        "conditions": [_condition(each, say) for each in letter.conditions],
        "change": " ".join(voice.say(message) for message in letter.change),
        "advice": [_step(each, say, voice) for each in letter.advice],
    }


def above_words(province: str, say: Wording, *, city: bool) -> str:
    """The authority that a department is under: a province, or a city that is one."""
    kind = "city" if city else "province"
    return say.text(f"render:letter.above.{kind}", province=printable(province).upper())


def _place(province: str, say: Wording, *, city: bool) -> str:
    return say.text(f"render:letter.place.{'city' if city else 'province'}", province=printable(province))


def _level(letter: Letter, say: Wording) -> str:
    if letter.level is None or letter.level_name is None:
        return MISSING
    level = _number(letter.level, say, least=letter.level_is_least)
    return f"{level} ({_said(letter.level_name, say.language)})"


def _condition(result: ConditionResult, say: Wording) -> dict[str, str]:
    name = _said(result.name, say.language)
    level = _number(result.level, say, least=result.level_is_least)
    return {"name": name, "score": say.score(result.score), "level": level}


def _number(level: int | None, say: Wording, *, least: bool) -> str:
    if least and not level:
        return MISSING
    number = say.number(level)
    return say.text("render:level.least", level=number) if least else number


def _step(step: LetterStep, say: Wording, voice: Voice) -> dict[str, str]:
    return {
        "number": say.number(step.number),
        "text": _said(step.text, say.language),
        "first_step": _said(step.first_step, say.language),
        "facilities": say.number(step.facilities),
        "owner": MISSING if step.owner is None else voice.say(step.owner),
        "due": MISSING if step.due is None else voice.say(short_day(step.due)),
    }


def _said(text: Text | None, language: str) -> str:
    return MISSING if text is None else printable(text[language])
