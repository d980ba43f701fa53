"""Forms and small rounds as people send them: `cases/INDEX.csv` says in words what is right.

The files were made by hand from simulated forms and never by the reader that is tested."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.intake.recall import settings

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
    assert {code: answers[code].value for code in TYPED} == {**TYPED, **otherwise}
    assert {(f.code, f.item) for f in outcome.findings} == found


def test_a_sorted_column_is_refused_as_a_sheet() -> None:
    outcome = outcome_of("answer_column_sorted.xlsx")
    assert outcome.submission is not None
    (told,) = [f for f in outcome.findings if f.code == "ANSWERS_MISFIT"]
    assert str(told.place.sheet).startswith("C3")
    assert {a.state for a in outcome.submission.answers if a.item.startswith("C3.")} == {"missing"}
    assert outcome.submission.answer_by_item["C1.1.1"].value == "4"
