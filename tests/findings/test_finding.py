"""What was found is quoted in one short line, whoever makes the finding."""

from __future__ import annotations

import pytest

from dxassess.findings.catalogue import CATALOGUE, FindingCode
from dxassess.findings.finding import Finding, Place, finding
from dxassess.findings.words import request
from dxassess.intake.submission import FileOutcome

PLACE = Place(file="a.xlsx")


def test_what_was_found_is_quoted_shortly_and_printably() -> None:
    told = finding("READ_AS", PLACE, found="a\n\u202eb\x07" + "c" * 200).found
    assert isinstance(told, str)
    assert len(told) == 80
    assert told.isprintable()


def test_nobody_makes_a_finding_past_the_cut() -> None:
    told = Finding(code="READ_AS", place=PLACE, found="c" * 600)
    assert told.found == "c" * 79 + "…"
    assert Finding.model_validate_json(told.model_dump_json()) == told


def test_a_finding_is_as_bad_as_its_code() -> None:
    assert finding("READ_AS", PLACE).severity == CATALOGUE["READ_AS"].severity == "warning"


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        (["FACILITY_CODE_SHARED"], "rejected"),
        (["VISIT_RECORDED"], "ignored"),
        (["EXCLUDED_BY_ROUND"], "ignored"),
        (["NOT_IN_REGISTER", "TYPE_OR_PROVINCE_UNKNOWN"], "rejected"),
    ],
)
def test_what_is_set_aside_says_why_behind_what_it_said_before(codes: list[FindingCode], status: str) -> None:
    before = finding("READ_AS", PLACE)
    outcome = FileOutcome(file="a.xlsx", size=1, sha256=None, status="accepted", findings=(before,))
    aside = outcome.set_aside(*(finding(code, PLACE) for code in codes))
    assert (aside.status, aside.submission) == (status, None)
    assert [found.code for found in aside.findings] == ["READ_AS", *codes]


OFFICE = ("đề nghị đơn vị", "hỏi đơn vị", "chạy lại", "vào thư mục", "ask the", "ask for", "run again")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "code", [c for c, kind in CATALOGUE.items() if kind.severity != "info" and kind.for_the_sender]
)
def test_the_sender_is_asked_for_what_the_sender_can_do(code: FindingCode, language: str) -> None:
    asked = request(finding(code, PLACE, found="=1+1"), language)
    assert not any(words in asked.replace("Ask", "ask") for words in OFFICE), asked
