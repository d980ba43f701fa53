"""Readings as bytes: what comes back is what was read, and what only passed is not kept."""

from __future__ import annotations

import zlib

import pytest

from dxassess.findings.catalogue import FindingCode
from dxassess.findings.finding import Place, finding
from dxassess.forms.stamp import Stamp
from dxassess.intake.submission import Answer, Facts, FileOutcome, Submission
from dxassess.ledger.reading import decode, encode, lasts, names_itself
from dxassess.questionnaire.model import Text

FILE = "Bến Lức/80003 Trạm.xlsx"


def a_submission(file: str = FILE) -> Submission:
    place = Place(file=FILE, sheet="C1 Cam kết", cell="C9")
    return Submission(
        file=file,
        sha256="ab" * 32,
        respondent="facility",
        questionnaire="five",
        version="2026.2",
        facts=Facts(facility_code="80003", name="Trạm Y tế", beds_actual=12.0, answered_on="2026-03-02"),
        answers=(
            Answer(item="C1.1", state="answered", value=40.0, places=(place, place), evidence="Số 12/QĐ"),
            Answer(item="C1.2", state="answered", value=("a", "c"), places=(place,)),
            Answer(item="C1.3", state="answered", value=True),
            Answer(item="C1.4", state="not_applicable", places=(Place(file="other.csv"),)),
            Answer(item="C1.5", state="missing"),
        ),
        stamp=Stamp(
            code="80003", respondent="facility", questionnaire="five", version="2026.2", language="vi"
        ),
    )


def some_outcomes() -> tuple[FileOutcome, ...]:
    place = Place(file=FILE, sheet="C1", cell="A1")
    texts = Text(vi="Có phần mềm", en="Has software")
    return (
        FileOutcome(
            file=FILE,
            size=1234,
            sha256="ab" * 32,
            status="ignored",
            findings=(
                finding("SEVERAL_RESPONDENTS", Place(file=FILE), found=2),
                finding("INCONSISTENT", place, item="C1.1", found=texts, expected=texts),
            ),
        ),
        FileOutcome(
            file=f"{FILE}#Trang 1",
            size=1234,
            sha256="ab" * 32,
            status="accepted",
            submission=a_submission(f"{FILE}#Trang 1"),
        ),
        FileOutcome(
            file=f"{FILE}/a.txt", size=None, sha256=None, status="ignored", points_to=("80003", "80004")
        ),
    )


def test_what_comes_back_is_what_was_read() -> None:
    outcomes = some_outcomes()
    again = decode(encode(outcomes, FILE), FILE)
    assert again == outcomes
    assert [one.model_dump_json() for one in again or ()] == [one.model_dump_json() for one in outcomes]


def test_no_field_is_forgotten() -> None:
    """Whoever gives one of them a field tells `reading` of it."""
    assert [tuple(model.model_fields) for model in (Answer, FileOutcome, Place, Submission)] == [
        ("item", "state", "value", "places", "evidence"),
        ("file", "size", "sha256", "status", "findings", "submission", "points_to"),
        ("file", "sheet", "cell"),
        ("file", "sha256", "respondent", "questionnaire", "version", "facts", "answers", "stamp"),
    ]


def test_it_comes_back_under_the_name_that_the_file_has_now() -> None:
    again = decode(encode(some_outcomes(), FILE), "đã nhận/mới.xlsx") or ()
    assert [outcome.file for outcome in again] == [
        "đã nhận/mới.xlsx",
        "đã nhận/mới.xlsx#Trang 1",
        "đã nhận/mới.xlsx/a.txt",
    ]
    submission = again[1].submission
    assert submission is not None
    assert [answer.places[0].file for answer in submission.answers if answer.places] == [
        "đã nhận/mới.xlsx",
        "đã nhận/mới.xlsx",
        "other.csv",
    ]
    assert again[0].findings[1].place.file == "đã nhận/mới.xlsx"


def test_a_value_that_came_back_is_as_good_as_a_new_one() -> None:
    (_, outcome, _) = decode(encode(some_outcomes(), FILE), FILE) or ()
    changed = outcome.set_aside(finding("NO_ANSWERS", Place(file=FILE)))
    assert (changed.status, changed.submission) == ("rejected", None)
    submission = outcome.submission
    assert submission is not None
    assert submission.answer_by_item["C1.1"] == a_submission().answers[0]
    assert hash(submission.answers[0].places) == hash(a_submission().answers[0].places)


@pytest.mark.parametrize(
    "content",
    [b"", b"no zlib", encode(some_outcomes(), FILE)[:-9], zlib.compress(b"[[1]]")],
)
def test_damaged_bytes_are_no_reading(content: bytes) -> None:
    assert decode(content, FILE) is None


@pytest.mark.parametrize(
    ("code", "remains"),
    [("TIMEOUT", False), ("READER_CRASH", False), ("CANNOT_OPEN", False), ("CORRUPT", True)],
)
def test_what_the_moment_decided_is_not_kept(code: FindingCode, *, remains: bool) -> None:
    outcome = FileOutcome(
        file=FILE, size=1, sha256="ab" * 32, status="rejected", findings=(finding(code, Place(file=FILE)),)
    )
    assert lasts((*some_outcomes(), outcome)) is remains


def test_a_finding_that_may_quote_the_name_of_the_file_is_noticed() -> None:
    assert not names_itself(some_outcomes(), FILE)
    quoting = finding("PAGE_OF_FORM", Place(file=FILE), expected=f"x/{FILE}")
    outcome = FileOutcome(file=FILE, size=1, sha256=None, status="ignored", findings=(quoting,))
    assert names_itself((outcome,), FILE)
