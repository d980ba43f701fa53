"""What was answered in the round before, worded for the forms of the next; kept beside the next one's
settings, so that its forms do not hang on where the round before lies."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import assert_never

from dxassess.errors import DxassessError
from dxassess.files.write import write_whole
from dxassess.forms.last_time import LastTime
from dxassess.intake.submission import Answer, Submission, Value
from dxassess.places.register import DEPARTMENT, Register
from dxassess.questionnaire.items import (
    Choice,
    Item,
    Multi,
    Note,
    Quantity,
    Ratio,
    YesNo,
    options_of,
    unit_of,
)
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.home import LEDGER_FOLDER
from dxassess.round.round import Round
from dxassess.wording.wording import LANGUAGES, Wording, wording

LAST_FILE = f"{LEDGER_FOLDER}/last-time.json"


def last_times(
    before: Round, register: Register, questionnaires: Sequence[Questionnaire], *, language: str
) -> dict[str, LastTime]:
    """What each line of the register answered in the round `before`, by its code. Only answers that count
    there; none for a questionnaire that was not asked then in any version."""
    say = wording("forms", language)
    asked_then: dict[str, Questionnaire] = {q.respondent: q for q in before.questionnaires}
    asked_now: dict[str, Questionnaire] = {q.respondent: q for q in questionnaires}
    facilities = {s.code: before.submission_of(s) for s in (*before.facilities, *before.strangers)}
    departments = {score.province: before.submission_of(score) for score in before.departments}
    by_code: dict[str, LastTime] = {}
    for entry in register.entries:
        is_department = entry.type == DEPARTMENT
        respondent = DEPARTMENT if is_department else "facility"
        submission = departments.get(entry.province) if is_department else facilities.get(entry.code)
        then, now = asked_then.get(respondent), asked_now.get(respondent)
        if submission is not None and then is not None and now is not None and then.id == now.id:
            by_code[entry.code] = LastTime(texts=tuple(_texts(submission, then, now, say)))
    return by_code


def keep_last(root: Path, before: Round, register: Register, questionnaires: Sequence[Questionnaire]) -> int:
    """Keep what was answered in the round `before` for the forms of the round in `root`; how many respondents
    that is. Raises OutputError."""
    kept_texts = {
        language: {
            code: dict(last.texts)
            for code, last in last_times(before, register, questionnaires, language=language).items()
        }
        for language in LANGUAGES
    }
    write_whole(root / LAST_FILE, json.dumps(kept_texts, ensure_ascii=False, indent=0) + "\n")
    return max(map(len, kept_texts.values()))


def read_last(root: Path, language: str) -> dict[str, LastTime]:
    """What was kept for the forms of a round, in a language; nothing for a first round. Raises DxassessError
    where the file was damaged: forms that show nothing would pass for those of new facilities."""
    path = root / LAST_FILE
    if not path.is_file():
        return {}
    try:
        kept_texts = json.loads(path.read_bytes())[language]
        return {code: LastTime(texts=tuple(texts.items())) for code, texts in kept_texts.items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as problem:
        raise DxassessError("register:last_damaged", path=str(path)) from problem


def _texts(
    submission: Submission, then: Questionnaire, now: Questionnaire, say: Wording
) -> Iterator[tuple[str, str]]:
    """The text beside each line. Lines without a last answer say only whether the question is another one."""
    for item in now.items:
        before = then.item_by_code.get(item.code)
        if before is None:
            yield item.code, say.text("last.new")
            continue
        answer = submission.answer_by_item.get(item.code)
        texts = {} if answer is None else _worded(before, answer, say)
        changed = _question(item) != _question(before)
        if changed and {code for code, _ in item.parts} != {code for code, _ in before.parts}:
            texts = {item.code: "; ".join(dict.fromkeys(texts.values()))}
        evidence = answer.evidence if answer is not None else None
        texts[item.code] = "\n".join(
            filter(
                None,
                (
                    say.text("last.changed") if changed else "",
                    texts.get(item.code, ""),
                    say.text("last.evidence", text=evidence) if evidence else "",
                ),
            )
        )
        yield from ((code, text) for code, text in texts.items() if text)


def _question(item: Item) -> tuple[object, ...]:
    """What a respondent is asked: another wording, option or unit makes it another question."""
    options = tuple((option.code, option.text) for option in options_of(item))
    return item.type, item.text, item.parts, options, unit_of(item), item.allow_na


def _worded(item: Item, answer: Answer, say: Wording) -> dict[str, str]:
    """An answer as the form has it, by the code of its line."""
    if answer.state == "missing":
        return {}
    if answer.state == "not_applicable" or answer.value is None:
        return {item.code: say.text("na")}
    match item:
        case Multi() | Ratio():
            return dict(_parts(item, answer.value, say))
        case Choice() | YesNo() | Quantity() | Note():
            return {item.code: _value(item, answer.value, say)}
        case _:
            assert_never(item)


def _parts(item: Multi | Ratio, value: Value, say: Wording) -> Iterator[tuple[str, str]]:
    """The answer to each option, or each count that has a cell of its own."""
    parts = value if isinstance(value, tuple) else ()
    match item:
        case Multi():
            for option in item.options:
                yield f"{item.code}{option.code}", say.text("yes" if option.code in parts else "no")
        case Ratio():
            cells = {code for code, _ in item.parts}
            for (code, _), count in zip(item.counts, parts, strict=False):
                if code in cells:
                    yield code, _number(count, item, say)
        case _:
            assert_never(item)


def _value(item: Choice | YesNo | Quantity | Note, value: Value, say: Wording) -> str:
    match item:
        case Choice():
            texts = {option.code: option.text[say.language] for option in item.options}
            return f"{value}. {texts.get(str(value), '')}".rstrip()
        case YesNo():
            return say.text("yes" if value else "no")
        case Quantity():
            return _number(value, item, say)
        case Note():
            return say.date(str(value)) if item.dated else str(value)
        case _:
            assert_never(item)


def _number(value: object, item: Quantity | Ratio, say: Wording) -> str:
    """A number with as many decimals as were typed, two at most, and its unit."""
    number = float(value) if isinstance(value, int | float) else None
    digits = 0 if number is None or number.is_integer() else 2
    worded = unit_of(item)
    unit = worded[say.language] if worded else ""
    return say.number(number, digits) + (unit if unit == "%" else f" {unit}".rstrip())
