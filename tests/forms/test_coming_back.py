"""What is typed into a form comes back from intake as it was meant."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.forms.sample import HOSPITAL, every_type, rows_of, shipped, written

from dxassess.forms.arrange import form_for
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.matching.identify import prepare_instruments
from dxassess.intake.read_file import ReaderSettings, read_file
from dxassess.intake.submission import FileOutcome, Value
from dxassess.questionnaire.items import Choice, Item, Multi, Note, Quantity, Ratio, YesNo
from dxassess.questionnaire.model import Questionnaire

Typed = str | float | datetime
COUNT = 11.0
DAY = datetime(2026, 11, 15)  # noqa: DTZ001 - a cell holds a day


def _send(
    folder: Path,
    questionnaire: Questionnaire,
    prefill: Mapping[str, str],
    typed: Mapping[str, Typed],
    language: str,
) -> FileOutcome:
    """Fill in the form as a person does, leave it in a folder, and read it."""
    book = load_workbook(io.BytesIO(written(form_for(questionnaire, language, prefill))))
    rows = rows_of(book, questionnaire)
    for code, content in typed.items():
        row = rows[code]
        book[row.sheet][row.open_cells[0]].value = content
        if len(row.open_cells) > 1:
            book[row.sheet][row.open_cells[1]].value = f"proof of {code}"
    book.save(folder / "form.xlsx")
    instruments = prepare_instruments((*shipped().values(), every_type()))
    settings = ReaderSettings(instruments=instruments, vintage="gso2004")
    return read_file(Workbook(file="form.xlsx", path=folder / "form.xlsx"), settings)


def _reply(item: Item, language: str, number: int) -> tuple[dict[str, Typed], Value]:
    """Something to type into the cells of an item, and what it means. Counts of the cover sheet are COUNT."""
    yes, no = {"vi": ("Có", "Không"), "en": ("Yes", "No")}[language]
    match item:
        case Choice():
            option = item.options[number % len(item.options)]
            reply: tuple[Mapping[str, Typed], Value] = (
                {item.code: f"{option.code}. {option.text[language]}"},
                option.code,
            )
        case Multi():
            chosen = tuple(o.code for o in item.options if not o.exclusive)[::2]
            reply = {item.code + o.code: yes if o.code in chosen else no for o in item.options}, chosen
        case Ratio():
            counts = {code: 7.0 if code.endswith("b") else 3.0 for code, _ in item.parts}
            reply = counts, (counts.get(item.code + "a", COUNT), counts.get(item.code + "b", COUNT))
        case YesNo():
            reply = {item.code: yes}, True
        case Note() if item.dated:
            reply = {item.code: DAY}, "2026-11-15"
        case Note():
            reply = {item.code: "free, text"}, "free, text"
        case Quantity():
            reply = {item.code: float(number % 90)}, float(number % 90)
    return dict(reply[0]), reply[1]


def _replies(
    questionnaire: Questionnaire, facility_type: str | None, language: str
) -> tuple[dict[str, Typed], dict[str, Value]]:
    """Every cell of a form filled in, and what it means by item; all counts of the cover sheet are COUNT."""
    cover = [f for f in questionnaire.facts if questionnaire.respondent in f.respondents]
    typed: dict[str, Typed] = {"F16": DAY}
    asked = [f for f in cover if questionnaire.asks_fact(f, facility_type)]
    typed |= {fact.code: COUNT for fact in asked if fact.type == "count"}
    meant: dict[str, Value] = {}
    for number, item in enumerate(questionnaire.items):
        if questionnaire.applies(item.applies, facility_type, COUNT):
            cells, meant[item.code] = _reply(item, language, number)
            typed |= cells
    return typed, meant


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("respondent", ["department", "facility"])
def test_shipped_form_gives_every_answer_back(tmp_path: Path, respondent: str, language: str) -> None:
    questionnaire = shipped()[respondent]
    prefill = {"facility_code": "00080", "name": "Đơn vị mẫu", "province": "Long An"}
    facility_type = "general_hospital" if respondent == "facility" else None
    typed, meant = _replies(questionnaire, facility_type, language)
    outcome = _send(
        tmp_path, questionnaire, prefill | ({"type": facility_type} if facility_type else {}), typed, language
    )
    assert outcome.submission is not None, outcome.findings
    answers = outcome.submission.answer_by_item
    assert {code: answer.value for code, answer in answers.items()} == meant
    asked = {item.code for item in questionnaire.items if item.code in meant and item.parts}
    assert all(f"proof of {code}" in str(answers[code].evidence) for code in asked)
    facts = outcome.submission.facts
    assert (facts.facility_code, facts.province, facts.vintage) == ("00080", "80", "gso2004")
    assert (facts.staff, facts.answered_on, facts.type) == (COUNT, "2026-11-15", facility_type)
    assert [
        found for found in outcome.findings if found.severity != "info" and found.code != "INCONSISTENT"
    ] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_type_comes_back(tmp_path: Path, language: str) -> None:
    typed, meant = _replies(every_type(), "hospital", language)
    outcome = _send(tmp_path, every_type(), HOSPITAL, typed, language)
    assert outcome.submission is not None, outcome.findings
    assert {a.item: a.value for a in outcome.submission.answers} == meant
    assert outcome.status == "accepted", outcome.findings


@pytest.mark.parametrize(
    ("language", "word", "typed_word"), [("vi", "Không áp dụng", "KAD"), ("en", "Not applicable", "N/A")]
)
def test_not_applicable_comes_back(tmp_path: Path, language: str, word: str, typed_word: str) -> None:
    typed: dict[str, Typed] = {"X1.1.1": word, "X1.1.5a": word, "X1.1.6": typed_word, "X1.1.9a": typed_word}
    outcome = _send(tmp_path, every_type(), HOSPITAL, typed | {"X1.1.8": 1.0}, language)
    assert outcome.submission is not None, outcome.findings
    answers = outcome.submission.answer_by_item
    states = {answers[code].state for code in ("X1.1.1", "X1.1.5", "X1.1.6", "X1.1.9")}
    assert states == {"not_applicable"}


def test_form_that_nobody_filled_in_is_no_submission(tmp_path: Path) -> None:
    outcome = _send(
        tmp_path, shipped()["department"], {"facility_code": "SYT80", "province": "Long An"}, {}, "vi"
    )
    assert outcome.status == "rejected"
    assert "NO_ANSWERS" in {found.code for found in outcome.findings}
