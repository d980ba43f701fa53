"""Codes are found wherever they stand; what cannot be told apart is named, never guessed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.intake.book import (
    ANSWERS,
    HEAD,
    codes,
    form,
    item,
    make_book,
    questionnaire,
    read,
    to_bytes,
    values,
    with_items,
)

from dxassess.intake.submission import FileOutcome

EXPECTED = {"C1.1.1": "1", "C1.1.2": 57.0, "C1.2.1": True, "C1.2.2": False, "C2.1.1": 80.0}
PAGE = "C1 Hạ tầng"


def test_form_as_issued_is_accepted(tmp_path: Path) -> None:
    outcome = read(form(), tmp_path)
    assert (outcome.status, outcome.findings) == ("accepted", ())
    assert values(outcome) == EXPECTED
    submission = outcome.submission
    assert submission is not None
    assert submission.facts.facility_code == "80001"
    assert (submission.facts.type, submission.facts.province, submission.facts.beds) == ("a", "80", 40)
    place = submission.answer_by_item["C1.1.2"].places[0]
    assert (place.sheet, place.cell) == (PAGE, "C5")
    assert submission.answer_by_item["C1.1.2"].evidence == "Quyết định số 1"


def test_personal_facts_are_not_read(tmp_path: Path) -> None:
    facts = {"F01": "80001", "F03": "A", "F17": "Nguyễn Văn Mẫu"}
    assert "Nguyễn Văn Mẫu" not in read(form(facts=facts), tmp_path).model_dump_json()


@pytest.mark.parametrize("where", ["rows", "column", "renamed", "reordered", "notes"])
def test_rearranged_workbook_says_the_same(tmp_path: Path, where: str) -> None:
    book = make_book()
    page = book[PAGE]
    if where == "rows":
        page.insert_rows(1, 3)
        page.insert_rows(8, 2)
    elif where == "column":
        page.insert_cols(3)
    elif where == "renamed":
        page.title = "Sheet1 (2)"
    elif where == "reordered":
        book.move_sheet(page, offset=-1)
    else:
        page["I4"] = "phòng KHTH"
    outcome = read(to_bytes(book), tmp_path)
    assert codes(outcome) == ({"MARK_UNREAD"} if where == "notes" else set()), outcome.findings
    assert values(outcome) == EXPECTED


@pytest.mark.parametrize("damaged", ["C1.1.2.", "c1.1.2", "C1,1,2", "C1 1 2", "Ｃ１.１.２", "С1.1.2"])
def test_damaged_code_is_repaired_with_a_finding(tmp_path: Path, damaged: str) -> None:
    answers = {damaged if code == "C1.1.2" else code: value for code, value in ANSWERS.items()}
    outcome = read(form(answers=answers), tmp_path)
    assert values(outcome) == EXPECTED
    (found,) = outcome.findings
    assert (found.code, found.found, found.expected) == ("CODE_REPAIRED", damaged, "C1.1.2")


@pytest.mark.parametrize("blank", [" C1.1.2 ", "C1.1.2\u00a0", "\ufeffC1.1.2", "C1.1.2\u200d"])
def test_blanks_around_a_code_are_no_damage(tmp_path: Path, blank: str) -> None:
    answers = {blank if code == "C1.1.2" else code: value for code, value in ANSWERS.items()}
    assert read(form(answers=answers), tmp_path).status == "accepted"


def test_unknown_code_is_named(tmp_path: Path) -> None:
    outcome = read(form(answers={**ANSWERS, "C9.9.9": "Có"}), tmp_path)
    assert codes(outcome) == {"CODE_UNKNOWN"}
    assert values(outcome) == EXPECTED


def test_deleted_rows_are_named(tmp_path: Path) -> None:
    answers = {code: value for code, value in ANSWERS.items() if code != "C1.1.2"}
    (found,) = read(form(answers=answers), tmp_path).findings
    assert (found.code, found.found, found.expected) == ("ROWS_NOT_FOUND", "1", "C1.1.2")


def test_code_turned_into_a_date_is_named(tmp_path: Path) -> None:
    book = make_book()
    book[PAGE]["A5"] = dt.datetime(2024, 2, 1)  # noqa: DTZ001 - as a spreadsheet has it
    assert codes(read(to_bytes(book), tmp_path)) == {"ROWS_NOT_FOUND", "MARK_UNREAD"}


def test_rows_that_do_not_apply_are_not_missed(tmp_path: Path) -> None:
    facts = {"F01": "80001", "F03": "B", "F07": "Long An"}
    assert "ROWS_NOT_FOUND" in codes(read(form(facts=facts), tmp_path))
    assert read(form(answers={**ANSWERS, "C3.1.1": "Có"}, facts=facts), tmp_path).status == "accepted"


def _copied(tmp_path: Path, changed: int, value: object = 1) -> FileOutcome:
    """A form with a copy of its page in which the last `changed` answers differ."""
    answers = {f"C1.1.{n}": n * 10 for n in range(1, 9)}
    asked = with_items(*(item(code, "percent", target=100) for code in answers))
    book = make_book(answers)
    copy = book.copy_worksheet(book[PAGE])
    for row in range(4, 4 + changed):
        copy.cell(row, 3).value = value  # type: ignore[assignment] # whatever is typed
    return read(to_bytes(book), tmp_path, asked)


def test_copies_that_agree_do_no_harm(tmp_path: Path) -> None:
    outcome = _copied(tmp_path, 0)
    assert outcome.status == "accepted"
    assert len(values(outcome)) == 8


def test_blank_copy_does_no_harm(tmp_path: Path) -> None:
    assert _copied(tmp_path, 8, value=None).status == "accepted"


@pytest.mark.parametrize("value", [99, "Không"])
def test_contradicting_copy_is_no_answer(tmp_path: Path, value: object) -> None:
    outcome = _copied(tmp_path, 1, value)
    assert outcome.status == "accepted_with_warnings"
    assert "CONFLICTING_ANSWERS" in codes(outcome)
    assert "C1.1.1" not in values(outcome)


def test_two_sets_of_answers_are_rejected(tmp_path: Path) -> None:
    outcome = _copied(tmp_path, 6, 99)
    assert (outcome.status, outcome.findings[0].code) == ("rejected", "TWO_TABLES")


def test_second_answer_column_is_rejected(tmp_path: Path) -> None:
    book = make_book()
    book[PAGE]["H2"] = "Trả lời (cơ sở 2)"
    outcome = read(to_bytes(book), tmp_path)
    assert (outcome.status, codes(outcome)) == ("rejected", {"TWO_ANSWER_COLUMNS"})


def test_lost_heading_is_assumed_with_a_finding(tmp_path: Path) -> None:
    book = make_book()
    for column in range(1, len(HEAD) + 1):
        book[PAGE].cell(2, column).value = None
    outcome = read(to_bytes(book), tmp_path)
    assert values(outcome) == EXPECTED
    (found,) = outcome.findings
    assert (found.code, found.expected) == ("HEADER_MISSING", "C")


def test_deleted_answer_column_is_rejected(tmp_path: Path) -> None:
    book = make_book()
    book[PAGE].delete_cols(3)
    outcome = read(to_bytes(book), tmp_path)
    assert (outcome.status, codes(outcome)) == ("rejected", {"NO_ANSWER_COLUMN"})


def test_hidden_sheet_of_answers_is_named(tmp_path: Path) -> None:
    book = make_book()
    book[PAGE].sheet_state = "veryHidden"
    outcome = read(to_bytes(book), tmp_path)
    assert codes(outcome) == {"HIDDEN_SHEET"}
    assert values(outcome) == EXPECTED


@pytest.mark.parametrize(
    ("metadata", "code"),
    [
        ({}, "INSTRUMENT_UNNAMED"),
        ({"id": "other", "version": "1"}, "INSTRUMENT_UNKNOWN"),
        ({"id": "small", "version": "0"}, "VERSION_DIFFERS"),
    ],
)
def test_doubts_about_the_form_are_named(tmp_path: Path, metadata: dict[str, str], code: str) -> None:
    outcome = read(to_bytes(make_book(metadata=metadata)), tmp_path)
    assert codes(outcome) == {code}
    assert values(outcome) == EXPECTED


def test_blank_form_is_rejected(tmp_path: Path) -> None:
    outcome = read(form(answers=dict.fromkeys(ANSWERS)), tmp_path)
    assert (outcome.status, codes(outcome)) == ("rejected", {"NO_ANSWERS"})


def test_form_without_respondent_is_rejected(tmp_path: Path) -> None:
    outcome = read(form(facts={"F01": None, "F02": "Trạm Y tế", "F03": "A"}), tmp_path)
    assert (outcome.status, outcome.findings[0].code) == ("rejected", "NO_IDENTITY")


@pytest.mark.parametrize(("typed", "code"), [(1234, "01234"), ("１２３４５", "12345"), ("sy t80", "SYT80")])
def test_facility_code_as_typed(tmp_path: Path, typed: object, code: str) -> None:
    outcome = read(form(facts={"F01": typed, "F03": "A"}), tmp_path)
    assert outcome.submission is not None
    assert outcome.submission.facts.facility_code == code
    assert ("FACILITY_CODE_PADDED" in codes(outcome)) == isinstance(typed, int)


def test_other_workbook_is_no_form(tmp_path: Path) -> None:
    outcome = read(form(answers={"A": 1}, facts={}), tmp_path)
    assert (outcome.status, codes(outcome)) == ("rejected", {"NOT_A_FORM"})


def test_questionnaire_of_tests_is_the_small_one() -> None:
    assert {i.code for i in questionnaire().items} >= set(EXPECTED)
