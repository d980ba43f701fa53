"""The cover sheet against the register."""

from __future__ import annotations

from tests.scoring.small import WORKED, questionnaire, submission

from dxassess.intake.submission import FileOutcome
from dxassess.places.register import Entry, Register
from dxassess.round.identify import identify_respondents

REGISTER = Register(entries=(Entry(code="00001", name="Trạm A", type="b", province="gso2004:80", beds=0.0),))


def identified(register: Register | None = REGISTER, **facts: object) -> FileOutcome:
    read = submission(WORKED)
    read = read.model_copy(update={"facts": read.facts.model_copy(update=facts)})
    outcome = FileOutcome(file="a.xlsx", size=1, sha256="1", status="accepted", submission=read)
    (found,) = identify_respondents([outcome], register=register, facility=questionnaire())
    return found


def test_what_the_cover_sheet_leaves_open_comes_from_the_register() -> None:
    found = identified(type=None, province=None, vintage=None)
    assert found.status == "accepted_with_warnings"
    assert found.submission is not None
    assert (found.submission.facts.type, found.submission.facts.province) == ("b", "80")
    assert {f.code for f in found.findings} == {"FILLED_FROM_REGISTER"}


def test_a_difference_is_named_and_the_cover_sheet_stands() -> None:
    found = identified(name="Trạm A", beds_actual=0.0)
    assert [f.code for f in found.findings] == ["DIFFERS_FROM_REGISTER"]
    assert found.submission is not None
    assert found.submission.facts.type == "a"


def test_a_facility_of_unknown_type_cannot_be_scored() -> None:
    found = identified(register=None, type=None)
    assert (found.status, found.submission) == ("rejected", None)
    assert [f.code for f in found.findings] == ["TYPE_OR_PROVINCE_UNKNOWN"]


def test_who_is_not_registered_is_said() -> None:
    found = identified(facility_code="99999")
    assert [f.code for f in found.findings] == ["NOT_IN_REGISTER"]
