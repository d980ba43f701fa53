"""The hospital framework that is shipped: sound, partial and saying so, issued, filled in and scored."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from tests.intake.workbooks import cell_of

from dxassess.files.resources import resource_folder
from dxassess.forms.arrange import form_for
from dxassess.forms.template import write_form
from dxassess.intake.intake import take_in
from dxassess.questionnaire.items import Choice, Item, YesNo
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.mapping import find_mapping_faults
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.coverage import coverage
from dxassess.scoring.score import Score
from dxassess.scoring.score_submission import score_submission

FOLDER = resource_folder("questionnaires")
COVER = {
    "facility_code": "80001",
    "name": "Bệnh viện Mẫu",
    "type": "general_hospital",
    "province": "Long An",
    "beds_actual": "300",
}


VERSIONS = ("five-conditions", "five-conditions-2026.1")


@cache
def shipped() -> Questionnaire:
    (found,) = load_questionnaires(FOLDER / "circular-54-2017")
    return found


def survey(version: str = "five-conditions") -> tuple[Questionnaire, ...]:
    return load_questionnaires(FOLDER / version)


def best(item: Item) -> object:
    if isinstance(item, Choice):
        option = max(item.options, key=lambda option: option.score or 0)
        return f"{option.code}. {option.text['vi']}"
    return "Có" if isinstance(item, YesNo) else 100


def level(code: str, at: int) -> str:
    item = shipped().item_by_code[code]
    assert isinstance(item, Choice)
    option = item.options[at]
    return f"{option.code}. {option.text['vi']}"


def scored(folder: Path, **changes: object) -> Score:
    """A hospital that answers everything at its best but for `changes` (None: a blank cell)."""
    stream = io.BytesIO()
    write_form(form_for(shipped(), "vi", COVER), stream)
    book = openpyxl.load_workbook(io.BytesIO(stream.getvalue()))
    cell_of(book, "F16").value = "15/10/2023"
    for item in shipped().items:
        cell_of(book, item.code).value = changes.get(item.code.replace(".", "_"), best(item))  # type: ignore[assignment]
    book.save(folder / "a.xlsx")
    (outcome,) = take_in(folder, questionnaires=(shipped(),), vintage="gso2004")
    assert outcome.submission is not None, outcome.findings
    assert [f for f in outcome.findings if f.severity == "error"] == []
    return score_submission(outcome.submission, shipped())


def levels(score: Score) -> Mapping[str, int | None]:
    return {code: score.node_by_code[code].level for code in ("overall", "T3", "T4", "T5", "T8")}


def test_eight_groups_and_seven_levels() -> None:
    q = shipped()
    assert [c.code for c in q.conditions] == [f"T{n}" for n in range(1, 9)]
    assert [found.level for found in q.levels] == list(range(8))
    assert q.gates_alone
    assert len(list(q.items)) == 52


@pytest.mark.parametrize("version", VERSIONS)
def test_every_mapping_holds_against_the_survey(version: str) -> None:
    assert find_mapping_faults(shipped(), survey(version), file="facility.yaml") == ()


@pytest.mark.parametrize("version", VERSIONS)
def test_how_much_of_it_the_survey_covers(version: str) -> None:
    facility = next(q for q in survey(version) if q.respondent == "facility")
    found = coverage(facility, shipped())
    assert (len(found.covered), len(found.not_covered)) == (18, 34)
    assert found.weight == pytest.approx(0.3953, abs=5e-5)


def test_a_number_is_cited_exactly_where_the_code_is_one() -> None:
    for item in shipped().items:
        number = int(item.code.partition(".")[2])
        cited = {int(n) for b in item.basis for n in re.findall(r"tiêu chí (\d+)", b.rule)}
        assert cited == ({number} if number <= 146 else set()), item.code
        assert (str(number) in item.text["vi"]) == (number <= 146)


def test_what_has_no_basis_is_said_to_be_for_the_facility_or_from_a_secondary_source() -> None:
    for item in shipped().items:
        if not item.basis:
            assert item.hint is not None
            assert re.search("tự xác định|nguồn thứ cấp", item.hint["vi"]), item.code


def test_the_repealed_group_says_so() -> None:
    (basis,) = shipped().item_by_code["T8.901"].basis
    assert (basis.until, "bãi bỏ" in basis.rule) == ("2025-06-06", True)


def test_readme_names_every_criterion_that_is_here() -> None:
    readme = (FOLDER / "circular-54-2017" / "README.md").read_text(encoding="utf-8")
    assert "67–75, 77–79" in readme
    assert "80–89" in readme
    assert f"in {len(list(shipped().items))} questions" in readme


def test_a_hospital_with_everything_reaches_the_top(tmp_path: Path) -> None:
    score = scored(tmp_path)
    assert score.overall.score == pytest.approx(1)
    assert levels(score) == {"overall": 7, "T3": 7, "T4": 7, "T5": 7, "T8": 7}
    assert score.overall.blocked_by == ()


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"T3_901": 5}, {"overall": 5, "T3": 5}),
        ({"T5_84": "Không"}, {"overall": 2, "T5": 2}),
        ({"T5_89": "Không"}, {"overall": 3, "T5": 3}),
        ({"T4_902": "Không"}, {"overall": 3, "T4": 3}),
        ({"T4_903": "Không"}, {"overall": 4, "T4": 4}),
        ({"T8_903": "Không"}, {"overall": 5, "T8": 5}),
    ],
)
def test_one_miss_closes_the_level(
    changes: dict[str, object], expected: dict[str, int], tmp_path: Path
) -> None:
    typed = {k: level(k.replace("_", "."), v) if isinstance(v, int) else v for k, v in changes.items()}
    found = levels(scored(tmp_path, **typed))
    assert {code: found[code] for code in expected} == expected


def test_a_gate_without_an_answer_is_not_met_and_the_level_is_the_least(tmp_path: Path) -> None:
    score = scored(tmp_path, T5_84=None)
    own = score.node_by_code["T5"]
    assert [(node.level, node.level_is_least) for node in (own, score.overall)] == [(2, True), (2, True)]
    assert [(b.kind, b.code, b.have) for b in own.blocked_by] == [("gate", "T5.84", None)]
    assert [(b.kind, b.code, b.have) for b in score.overall.blocked_by] == [("condition", "T5", 2.0)]


def test_an_unanswered_gate_matters_not_where_an_answered_one_closes_the_level(tmp_path: Path) -> None:
    found = levels(scored(tmp_path, T5_84=None, T5_80="Không"))
    assert (found["T5"], found["overall"]) == (2, 2)


def test_without_imaging_its_group_limits_nothing(tmp_path: Path) -> None:
    imaging = {i.code.replace(".", "_"): "KAD" for i in shipped().items if i.code.startswith("T4.")}
    found = levels(scored(tmp_path, **imaging))
    assert (found["T4"], found["overall"]) == (None, 7)


def test_groups_without_a_verified_place_have_no_level(tmp_path: Path) -> None:
    score = scored(tmp_path, T1_905="Không")
    assert score.node_by_code["T1"].level is None
    assert score.overall.level == 7
