"""The cover sheet against the register."""

from __future__ import annotations

import pytest
from tests.scoring.small import WORKED, questionnaire, submission

from dxassess.intake.submission import FileOutcome
from dxassess.places.register import Entry, Register
from dxassess.round.identify import identify_respondents
from dxassess.round.naming import plain_name

REGISTER = Register(entries=(Entry(code="00001", name="Trạm A", type="b", province="gso2004:80", beds=0.0),))


def identified(register: Register | None = REGISTER, *, file: str = "a.xlsx", **facts: object) -> FileOutcome:
    read = submission(WORKED)
    read = read.model_copy(update={"facts": read.facts.model_copy(update=facts)})
    outcome = FileOutcome(file=file, size=1, sha256="1", status="accepted", submission=read)
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


TWO = Register(
    entries=(*REGISTER.entries, Entry(code="79123", name="Trạm B", type="b", province="gso2004:79"))
)


@pytest.mark.parametrize(
    ("file", "register", "told"),
    [
        ("80 Long An/79123 Trạm B.xlsx", TWO, ["79123"]),
        ("80 Long An/79123 Trạm B.xlsx", None, ["79123"]),
        ("79123_00001 trả lời.xlsx", TWO, []),
        ("00001.xlsx", TWO, []),
        ("phieu 20231 sua.xlsx", TWO, []),
        ("Tram B ban cuoi.xlsx", None, []),
        ("79123 cả huyện.xlsx#Trang 2", TWO, []),
    ],
)
def test_a_file_named_for_another_facility_is_said(
    file: str, register: Register | None, told: list[str]
) -> None:
    found = identified(register, file=file, name="Trạm A", type="b", beds_actual=0.0)
    assert [f.found for f in found.findings if f.code == "OTHER_FACILITY_IN_NAME"] == told
    assert found.submission is not None


@pytest.mark.parametrize(("name", "same"), [("TRAM  a.", True), ("Trạm B", False)])
def test_a_facility_of_another_name_is_said(name: str, same: bool) -> None:
    found = identified(type="b", beds_actual=0.0, name=name)
    assert ([f.code for f in found.findings] == []) is same


def test_usual_short_forms_of_names_are_the_same_name() -> None:
    assert plain_name("TYT Phú Mẫu") == plain_name("Trạm Y tế Phú Mẫu")
    assert plain_name("BVĐK KV Hưng Dụ") == plain_name("Bệnh viện Đa khoa khu vực Hưng Dụ")


def test_a_name_of_any_length_is_quoted_shortly() -> None:
    found = identified(name="Trạm " * 120, type="b", beds_actual=0.0)
    (told,) = [f for f in found.findings if f.code == "DIFFERS_FROM_REGISTER"]
    assert isinstance(told.found, str)
    assert told.found.startswith("name: Trạm Trạm")
    assert len(told.found) == 80
