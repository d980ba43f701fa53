"""Words, codes, groups and choices: what people see of findings."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import dxassess
from dxassess.errors import DxassessError
from dxassess.findings.catalogue import SEVERITY, finding
from dxassess.findings.codes import ALL, NOT_FOR_THE_SENDER, OF_THE_ROUND
from dxassess.findings.finding import Place
from dxassess.findings.page import findings_page
from dxassess.findings.words import request, sentence, where
from dxassess.intake.submission import FileOutcome
from dxassess.returning.choose import Wanted, choose, wanted
from dxassess.returning.groups import group
from dxassess.returning.letter import MOST_NAMED, letter
from dxassess.returning.whose import Whose

ROOT = Path(dxassess.__file__).parent
PAGE = ROOT.parents[1] / "docs" / "findings.md"
OFFICE = re.compile(r"đề nghị đơn vị|hỏi đơn vị|chạy lại|vào thư mục|[Aa]sk (the|for)|run again")


def outcome(file: str, *codes: str) -> FileOutcome:
    place = Place(file=file, sheet="C1", cell="C8")
    return FileOutcome(
        file=file,
        size=1,
        sha256=None,
        status="rejected",
        findings=tuple(finding(code, place, found="=1+1") for code in codes),
    )


def test_the_page_of_findings_is_up_to_date() -> None:
    told = "run: python -m dxassess.findings.page docs/findings.md"
    assert PAGE.read_text(encoding="utf-8") == findings_page(), told


def test_findings_of_the_round_have_the_severity_that_the_round_gives_them() -> None:
    found: dict[str, set[str]] = {}
    for path in (ROOT / "round").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Tuple | ast.Call):
                continue
            inside = node.elts if isinstance(node, ast.Tuple) else node.args
            words = [n.value for n in inside if isinstance(n, ast.Constant) and isinstance(n.value, str)]
            for code in (word for word in words if word.isupper() and "_" in word):
                found.setdefault(code, set()).update({"error", "warning", "info"} & set(words))
    assert {code: {severity} for code, severity in OF_THE_ROUND.items()} == {
        code: severities for code, severities in found.items() if severities
    }
    assert not OF_THE_ROUND.keys() & SEVERITY.keys()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "code", sorted(c for c, s in ALL.items() if s != "info" and c not in NOT_FOR_THE_SENDER)
)
def test_the_sender_is_asked_for_what_the_sender_can_do(code: str, language: str) -> None:
    (found,) = outcome("a.xlsx", "READ_AS").findings
    asked = request(found.model_copy(update={"code": code}), language)
    assert not OFFICE.search(asked), asked


def test_groups_put_errors_first_and_spread_examples_over_files() -> None:
    outcomes = [outcome("a.xlsx", *["READ_AS"] * 9), outcome("b.xlsx", "READ_AS", "NOT_A_NUMBER")]
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
    findings = outcome("a.xlsx", *["NOT_A_NUMBER"] * (MOST_NAMED + 3)).findings
    text = letter(
        findings,
        file="a\nb.xlsx",
        status="rejected",
        name=None,
        round_name="R",
        language=language,
        copy="a.xlsx",
    )
    assert f"\n{MOST_NAMED}. " in text
    assert f"\n{MOST_NAMED + 1}. " not in text
    assert " 3 " in text
    assert "“a b.xlsx”" in text
    assert sentence(findings[0], language) in text
    assert where(findings[0], language) in text
