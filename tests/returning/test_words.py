"""Groups, choices and letters: what people see of findings."""

from __future__ import annotations

import pytest

from dxassess.errors import DxassessError
from dxassess.findings.catalogue import FindingCode
from dxassess.findings.finding import Place, finding
from dxassess.findings.words import sentence, where
from dxassess.forms.contact import Contact
from dxassess.intake.submission import FileOutcome
from dxassess.returning.choose import Wanted, choose, wanted
from dxassess.returning.groups import group
from dxassess.returning.letter import MOST_NAMED, letter
from dxassess.returning.terms import Terms
from dxassess.returning.whose import Whose


def outcome(file: str, *codes: FindingCode) -> FileOutcome:
    place = Place(file=file, sheet="C1", cell="C8")
    return FileOutcome(
        file=file,
        size=1,
        sha256=None,
        status="rejected",
        findings=tuple(finding(code, place, found="=1+1") for code in codes),
    )


def test_groups_put_errors_first_and_spread_examples_over_files() -> None:
    many: list[FindingCode] = ["READ_AS"] * 9
    outcomes = [outcome("a.xlsx", *many), outcome("b.xlsx", "READ_AS", "NOT_A_NUMBER")]
    errors, warnings = group(outcomes, examples=3)
    assert (errors.code, errors.findings, errors.files) == ("NOT_A_NUMBER", 1, 1)
    assert (warnings.findings, warnings.files) == (10, 2)
    assert [example.place.file for example in warnings.examples] == ["a.xlsx", "a.xlsx", "b.xlsx"]


def test_filters_choose_findings_and_files() -> None:
    outcomes = (outcome("a.xlsx", "READ_AS", "NOT_A_NUMBER"), outcome("b.xlsx"), outcome("c.xlsx", "READ_AS"))
    whose = {"a.xlsx": Whose("gso2004:80"), "b.xlsx": Whose("gso2004:80"), "c.xlsx": Whose()}
    assert choose(outcomes, Wanted(), whose) == outcomes
    (chosen,) = choose(outcomes, Wanted(severities=("error",)), whose)
    assert [f.code for f in chosen.findings] == ["NOT_A_NUMBER"]
    assert [o.file for o in choose(outcomes, Wanted(codes=("READ_AS",)), whose)] == ["a.xlsx", "c.xlsx"]
    assert [o.file for o in choose(outcomes, Wanted(province="gso2004:80"), whose)] == ["a.xlsx", "b.xlsx"]


def test_wishes_are_understood_or_refused() -> None:
    wish = wanted(severities=["error"], codes=["read-as"], province="tỉnh long an", vintage="gso2004")
    assert wish == Wanted(severities=("error",), codes=("READ_AS",), province="gso2004:80")
    for codes, province in ((["NOSUCH"], None), ([], "Atlantis")):
        with pytest.raises(DxassessError):
            wanted(severities=[], codes=codes, province=province, vintage="gso2004")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_letter_names_the_most_important_and_counts_the_rest(language: str) -> None:
    many: list[FindingCode] = ["NOT_A_NUMBER"] * (MOST_NAMED + 3)
    findings = outcome("a.xlsx", *many).findings
    text = letter(
        findings,
        file="a\nb.xlsx",
        status="rejected",
        name=None,
        terms=Terms(language=language, round_name="R", questions={}),
        copy="a.xlsx",
    )
    assert f"\n{MOST_NAMED}. " in text
    assert f"\n{MOST_NAMED + 1}. " not in text
    assert " 3 " in text
    assert "“a b.xlsx”" in text
    assert sentence(findings[0], language) in text
    assert where(findings[0], language) in text


@pytest.mark.parametrize(
    ("language", "day", "placeholder"),
    [("vi", "ngày 15 tháng 12 năm 2026", "[Họ tên"), ("en", "15 December 2026", "[Name")],
)
def test_a_letter_says_whom_to_ask_and_until_when(language: str, day: str, placeholder: str) -> None:
    contact = Contact.model_validate({"unit": "Phòng Y", "phone": "000 111", "email": "a@b.invalid"})
    findings = outcome("a.xlsx", "NOT_A_NUMBER").findings
    bare = Terms(language=language, round_name="R", questions={})
    told = bare._replace(contact=contact, due="2026-12-15")
    without, text = (
        letter(findings, file="a.xlsx", status="rejected", name=None, terms=terms, copy=None)
        for terms in (bare, told)
    )
    assert placeholder in without
    assert placeholder not in text
    assert text.endswith("\nPhòng Y\n")
    for said in (day, "000\u00a0111", "a@b.invalid"):
        assert said in text
        assert said not in without


def test_a_letter_names_no_other_facility() -> None:
    twins = finding("TWINS", Place(file="a.xlsx"), found="50/50", expected="80012 Trạm Y tế Hai.xlsx")
    terms = Terms(language="vi", round_name="R", questions={})
    text = letter([twins], file="a.xlsx", status="accepted_with_warnings", name="A", terms=terms, copy=None)
    assert "50/50 câu trả lời giống hệt phiếu của một đơn vị khác" in text
    assert "80012" not in text
    assert "80012" in sentence(twins, "vi")
