"""Forms and small rounds as people send them: `cases/INDEX.csv` says in words what is right.

The files were made by hand from simulated forms and never by the reader that is tested."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from tests.intake.recall import settings

from dxassess.assess import read
from dxassess.files.resources import resource_folder
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.read_file import read_file
from dxassess.intake.submission import FileOutcome

CASES = Path(__file__).parent / "cases"
TYPED: dict[str, object] = {
    "C1.1.1": "4",
    "C1.1.2": "2",
    "C1.1.3": "3",
    "C1.2.2": 89.0,
    "C1.3.1": (861.0, 47_000.0),
    "C2.1.3": True,
}
"""What the sound form says."""

# What must be read otherwise (None: asked about), and findings by item, sheet alone as None.
FORMS: dict[str, tuple[dict[str, object], set[tuple[str, str | None]]]] = {
    "wingdings_cross_is_yes.xlsx": ({"C2.1.3": False}, {("MARK_READ", "C2.1.3")}),
    "struck_through.xlsx": (
        {"C1.1.1": None, "C2.1.3": None},
        {("STRUCK_OUT", "C1.1.1"), ("STRUCK_OUT", "C2.1.3")},
    ),
    "struck_no_then_yes.xlsx": ({"C2.1.3": True}, {("STRUCK_PARTLY", "C2.1.3")}),
    "two_options_in_a_cell.xlsx": ({"C1.1.1": None}, {("OPTION_AMBIGUOUS", "C1.1.1")}),
    "muc_2.xlsx": ({"C1.1.1": "2"}, {("READ_AS", "C1.1.1")}),
    "co_with_remark.xlsx": ({"C2.1.3": True}, {("READ_AS", "C2.1.3")}),
    "money_unit_mixed.xlsx": ({"C1.3.1": None}, {("PART_ABOVE_WHOLE", "C1.3.1")}),
    "multi_dash.xlsx": ({"C5.2.1": ("a",)}, set()),
    "xls_formatted_blanks.xls": ({}, set()),
    "answers_in_unit_column.xlsx": (
        {"C1.1.1": None, "C1.2.2": None, "C2.1.3": None},
        {("ANSWER_ELSEWHERE", code) for code in ("C1.1.1", "C1.2.2", "C2.1.3")},
    ),
    "answers_in_comment_column.xlsx": (
        {"C1.1.1": None, "C1.2.2": None, "C2.1.3": None},
        {("ANSWER_ELSEWHERE", code) for code in ("C1.1.1", "C1.2.2", "C2.1.3")},
    ),
    "answer_in_cell_note.xlsx": ({"C1.1.1": None}, {("ANSWER_ELSEWHERE", "C1.1.1")}),
    "answer_behind_question.xlsx": ({"C2.1.3": None}, {("ANSWER_ELSEWHERE", "C2.1.3")}),
    "corrections_in_new_column_0.xlsx": (
        {"C1.1.1": None, "C2.1.3": None},
        {("SECOND_ANSWER", "C1.1.1"), ("SECOND_ANSWER", "C2.1.3"), ("MARK_UNREAD", None)},
    ),
    "codes_swapped_text_stays.xlsx": (
        {"C1.1.2": None, "C1.1.3": None},
        {("CODE_TEXT_DIFFER", "C1.1.2"), ("CODE_TEXT_DIFFER", "C1.1.3")},
    ),
}


def outcome_of(name: str) -> FileOutcome:
    return read_file(Workbook(path=CASES / name, file=name), settings())


def test_every_case_is_held() -> None:
    with (CASES / "INDEX.csv").open(encoding="utf-8") as index:
        named = {row["file"] for row in csv.DictReader(index)}
    assert named == {path.name + "/" * path.is_dir() for path in CASES.iterdir()} - {"INDEX.csv"}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_read_right(name: str) -> None:
    outcome = outcome_of(name)
    otherwise, found = FORMS[name]
    assert outcome.submission is not None, outcome.findings
    answers = outcome.submission.answer_by_item
    expected = {**TYPED, **otherwise}
    assert {code: answers[code].value for code in expected} == expected
    assert {(f.code, f.item) for f in outcome.findings} == found


def test_a_sorted_column_is_refused_as_a_sheet() -> None:
    outcome = outcome_of("answer_column_sorted.xlsx")
    assert outcome.submission is not None
    (told,) = [f for f in outcome.findings if f.code == "ANSWERS_MISFIT"]
    assert str(told.place.sheet).startswith("C3")
    assert {a.state for a in outcome.submission.answers if a.item.startswith("C3.")} == {"missing"}
    assert outcome.submission.answer_by_item["C1.1.1"].value == "4"


def test_a_sensitivity_label_is_no_password() -> None:
    outcome = outcome_of("sensitivity_label.xlsx")
    assert (outcome.status, [f.code for f in outcome.findings]) == ("rejected", ["SENSITIVITY_LABEL"])


# Facilities and Departments that count, by code and file, and findings by file.
ROUNDS: dict[str, tuple[set[tuple[str, str]], dict[str, set[str]]]] = {
    "blank_form_counts": (set(), {"80003.xlsx": {"NO_ANSWERS"}}),
    "blank_newer_beats_full": ({("80003", "80003.xlsx")}, {"80003 (2).xlsx": {"NO_ANSWERS"}}),
    "undated_correction_dropped": (
        {("80003", "80003.xlsx")},
        {"80003.xlsx": {"VERSIONS_DIFFER"}, "80003 moi nhat.xlsx": {"FACT_MISSING", "MERGED"}},
    ),
    "future_date": ({("80003", "80003.xlsx")}, {"80003.xlsx": {"DATE_DOUBTFUL"}}),
    "hospital_in_department_form": ({("SYT80", "SYT80.xlsx")}, {"80003.xlsx": {"WRONG_RESPONDENT"}}),
    "counted_twice_no_code": (
        {("80003", "80003 (sua).xlsx")},
        {
            "80003 (sua).xlsx": {"FACT_MISSING", "RECOGNISED", "ANSWER_UPDATED"},
            "80003.xlsx": {"MERGED"},
        },
    ),
    "department_as_facility": (set(), {"SYT80.xlsx": {"WRONG_RESPONDENT"}}),
    # The code is in no register; name and province are those of one line, which is asked to confirm it.
    "e_notation_code": ({("80003", "a.xlsx")}, {"a.xlsx": {"FACILITY_CODE_PADDED", "RECOGNISED"}}),
    "suffix_lost": (
        {("80003", "80003 phieu")},
        {"80003 phieu": {"WRONG_EXTENSION"}}
        | {
            name: {"WRONG_EXTENSION", "SAME_FILE_TWICE"}
            for name in (
                "80003 phieu (1).xlsx (1)",
                "80003 phieu.dat",
                "80003 phieu.et",
                "80003 phieu.xlsx.bak",
                "80003 phieu.xlsx.txt",
                "A1B2C3D4.tmp",
            )
        },
    ),
}


@pytest.mark.parametrize("name", ROUNDS)
def test_a_round_counts_who_answered(name: str) -> None:
    questionnaires = resource_folder("questionnaires") / "five-conditions-2026.1"
    round_ = read(CASES / name, questionnaires=questionnaires, today=date(2023, 11, 30))
    counted, told = ROUNDS[name]
    assert {(s.code, s.file) for s in (*round_.facilities, *round_.departments)} == counted
    own = {"register.xlsx", "round.yaml"}
    found = {o.file: {f.code for f in o.findings} for o in round_.outcomes if o.file not in own}
    assert {file: codes for file, codes in found.items() if codes} == told
    assert round_.day <= "2023-11-30"
