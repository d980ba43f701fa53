"""Whose form it is: the code, else what points to one line of the register; codes and names exchanged."""

from __future__ import annotations

from datetime import date

import pytest
from tests.scoring.small import WORKED, questionnaire, submission

from dxassess.forms.stamp import Stamp
from dxassess.intake.submission import FileOutcome
from dxassess.places.register import Entry, Register
from dxassess.round.identify import identify_respondents, life_of
from dxassess.round.naming import alike
from dxassess.round.settings import Settings

PHU, DONG = "Trạm Y tế xã Tân Phú", "Trạm Y tế xã Tân Phú Đông"
REGISTER = Register(
    entries=(
        Entry(code="80001", name=PHU, type="a", province="gso2004:80"),
        Entry(code="80002", name=DONG, type="a", province="gso2004:80"),
        Entry(code="SYT80", name="Sở Y tế Long An", type="department", province="gso2004:80"),
        Entry(code="SYT82", name="Sở Y tế Tiền Giang", type="department", province="gso2004:82"),
    )
)
STAMP = Stamp(
    round="2026", code="80001", respondent="facility", questionnaire="small", version="1", language="vi"
)


def known(
    *, file: str = "x.xlsx", stamp: Stamp | None = None, respondent: str = "facility", **facts: object
) -> FileOutcome:
    """What becomes of a form with these facts in a round of 2023 with the id 2026."""
    read = submission(WORKED)
    facts = {"facility_code": "80001", "name": PHU, "answered_on": "2023-10-01", **facts}
    read = read.model_copy(
        update={
            "facts": read.facts.model_copy(update=facts),
            "file": file,
            "stamp": stamp,
            "respondent": respondent,
        }
    )
    outcome = FileOutcome(file=file, size=1, sha256="1", status="accepted", submission=read)
    life = life_of(Settings(id="2026", opened="2023-09-01"), date(2023, 11, 1))
    (found,) = identify_respondents([outcome], register=REGISTER, facility=questionnaire(), life=life)
    return found


def code_of(outcome: FileOutcome) -> str | None:
    return outcome.submission.facts.facility_code if outcome.submission else None


def codes(outcome: FileOutcome) -> list[str]:
    return [finding.code for finding in outcome.findings]


def test_a_form_with_its_code_and_name_raises_nothing() -> None:
    assert codes(known()) == codes(known(stamp=STAMP, file="80001 a.xlsx")) == []


@pytest.mark.parametrize(
    ("code", "file", "stamped", "name"),
    [
        (None, "80001 (sửa).xlsx", False, PHU),
        (None, "x.xlsx", True, None),
        (None, "x.xlsx", False, PHU),
        (None, "80001.xlsx", False, None),
        ("8OOO1", "x.xlsx", False, None),
        ("00800", "x.xlsx", False, PHU),
    ],
)
def test_what_points_to_one_line_is_that_line(
    code: str | None, file: str, *, stamped: bool, name: str | None
) -> None:
    found = known(facility_code=code, file=file, stamp=STAMP if stamped else None, name=name)
    assert code_of(found) == "80001"
    assert "RECOGNISED" in codes(found)


def test_what_points_to_two_lines_points_to_none() -> None:
    found = known(facility_code=None, file="80002.xlsx", stamp=STAMP)
    assert code_of(found) is None
    assert "NOT_IN_REGISTER" in codes(found)


def test_a_stamp_is_not_trusted_against_the_name_on_the_form() -> None:
    found = known(facility_code=None, stamp=STAMP, name="Trạm Y tế xã Bình An")
    assert code_of(found) is None


def test_codes_exchanged_and_forms_passed_on_are_refused() -> None:
    found = known(facility_code="80002")
    assert (found.status, codes(found)) == ("rejected", ["NAME_OF_ANOTHER"])
    (told,) = found.findings
    assert "80002" in str(told.found)
    assert "80001" in str(told.expected)


@pytest.mark.parametrize(("respondent", "code"), [("department", "80001"), ("facility", "SYT80")])
def test_the_form_of_another_kind_of_respondent_is_refused(respondent: str, code: str) -> None:
    found = known(respondent=respondent, facility_code=code, name=None)
    assert (found.status, codes(found)) == ("rejected", ["WRONG_RESPONDENT"])


def test_the_province_that_a_department_chose_does_not_outrank_its_code() -> None:
    found = known(respondent="department", facility_code="SYT82", name=None)
    assert found.submission is not None
    assert found.submission.sender == ("department", "gso2004:82")
    assert codes(found) == ["DIFFERS_FROM_REGISTER"]


def test_a_form_of_another_round_does_not_count() -> None:
    found = known(stamp=STAMP.model_copy(update={"round": "2025"}))
    assert (found.status, codes(found)) == ("rejected", ["OTHER_ROUND"])
    assert codes(known(stamp=STAMP.model_copy(update={"round": ""}))) == []


def test_a_form_issued_to_another_is_asked_about() -> None:
    found = known(stamp=STAMP.model_copy(update={"code": "80002"}))
    assert code_of(found) == "80001"
    assert codes(found) == ["STAMP_DIFFERS"]


@pytest.mark.parametrize(
    ("day", "sound"),
    [("2022-09-01", True), ("2022-08-30", False), ("2023-11-02", True), ("2053-10-18", False)],
)
def test_a_day_outside_the_life_of_the_round_is_none(day: str, *, sound: bool) -> None:
    found = known(answered_on=day)
    assert found.submission is not None
    assert found.submission.facts.answered_on == (day if sound else None)
    assert codes(found) == ([] if sound else ["DATE_DOUBTFUL"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("BVĐK tỉnh Long An", "Bệnh viện Đa khoa tỉnh Long An", True),
        ("Trạm Y tế Tân Phú", "TYT xã Tân Phú", True),
        ("Trạm Y tế Tân Phú", "Tram Y te Tan Phu", True),
        ("Bệnh viện Hoà Bình", "Bệnh viện Hòa Bình", True),
        (PHU, DONG, False),
        ("TYT Thạnh Phú", "TYT Thành Phú", False),
        ("Trung tâm Y tế Bến Lức", "Bệnh viện Bến Lức", False),
        ("TYT Tân Phú, Long An", "TYT Tân Phú", True),
    ],
)
def test_names_of_one_facility(one: str, other: str, *, same: bool) -> None:
    assert alike(one, other, province="Long An") is alike(other, one, province="Long An") is same


def test_a_form_that_says_nothing_is_known_by_its_stamp_or_not_at_all() -> None:
    by_stamp = known(stamp=STAMP, facility_code=None, name=None)
    assert (code_of(by_stamp), "RECOGNISED" in codes(by_stamp)) == ("80001", True)
    other = STAMP.model_copy(update={"code": "99999"})
    strange = known(stamp=other, facility_code=None, name=None)
    assert (strange.status, codes(strange)) == ("rejected", ["NO_IDENTITY"])
