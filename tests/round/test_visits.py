"""Verified answers beside a respondent's own: told by the folder, blank where the visit did not look."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from tests.cli.program import dxassess
from tests.cli.test_commands import small_round
from tests.scoring.small import WORKED, questionnaire, submission

from dxassess.cli.tables.visits import print_visits
from dxassess.insight.analysis import analyse
from dxassess.intake.submission import FileOutcome
from dxassess.report.data.respondents import visits_table
from dxassess.report.data.results import results
from dxassess.report.data.table import DataTable
from dxassess.round.round import Round, build_round
from dxassess.round.settings import ScoredAnswers, Settings
from dxassess.round.visits import is_visit, select_with_visits

__all__ = ["small_round"]
SCHEMA = Path(__file__).parents[2] / "docs" / "results.schema.json"


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("80 Long An/Đã kiểm tra/a.xlsx", True),
        ("VERIFIED/b.xlsx", True),
        ("all.zip/xac_minh/c.xlsx", True),
        ("80 Long An/a.xlsx", False),
        ("verified.xlsx", False),
        ("80 Long An/kiểm tra lần 2/a.xlsx", False),
    ],
)
def test_a_folder_says_what_a_visit_recorded(file: str, expected: bool) -> None:
    assert is_visit(file) is expected


def outcome(file: str, sha: str, **changes: float | bool | str | None) -> FileOutcome:
    read = submission({**WORKED, **changes}).model_copy(update={"file": file})
    return FileOutcome(file=file, size=1, sha256=sha, status="accepted", submission=read)


OWN = outcome("a.xlsx", "1")
SEEN = outcome("verified/a.xlsx", "2", C2_1_1=30.0, C1_2_1=None, C1_2_2=None)


def scored(way: ScoredAnswers) -> Round:
    files, visits = select_with_visits((SEEN, OWN), scored=way)
    settings = Settings(vintage="gso2004", scored=way)
    return build_round(
        files, questionnaires=(questionnaire(),), settings=settings, register=None, visits=visits
    )


@pytest.mark.parametrize(("way", "counted"), [("self", 0.625), ("verified", (2 * 0.5375 + 0.3) / 3)])
def test_the_round_says_which_score_counts(way: ScoredAnswers, counted: float) -> None:
    """C2 falls from 80 to 30; where the visit left a blank the facility's answer stays."""
    round_ = scored(way)
    (facility,) = round_.facilities
    (visited,) = round_.visited
    assert facility.overall.score == pytest.approx(counted)
    assert visited.own.overall.score == pytest.approx(0.625)
    assert visited.difference == pytest.approx(0.5 / 3)
    assert [(o.file, o.status) for o in round_.outcomes] == [
        ("a.xlsx", "accepted"),
        ("verified/a.xlsx", "ignored"),
    ]


def test_both_scores_and_their_mean_difference_are_published() -> None:
    data = json.loads(json.dumps(results(analyse(scored("verified")))))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(data)
    assert data["round"]["scored"] == "verified"
    assert data["round"]["visits"] == {"count": 1, "self_minus_verified": pytest.approx(0.5 / 3)}
    (facility,) = data["facilities"]
    assert facility["overall"] == facility["visit"]["verified"]["overall"]
    assert facility["visit"]["self"]["overall"]["score"] == pytest.approx(0.625)


def test_a_visit_without_a_form_does_not_count() -> None:
    (aside,), visits = select_with_visits((SEEN,), scored="verified")
    assert visits == ()
    assert (aside.submission, [f.code for f in aside.findings]) == (None, ["VISIT_WITHOUT_FORM"])


def test_a_visit_of_the_example_round(small_round: Path) -> None:
    form = next(small_round.glob("8000*.xlsx"))
    folder = small_round / "Đã kiểm tra"
    folder.mkdir()
    shutil.copy(form, folder / "kiem tra.xlsx")
    book = openpyxl.load_workbook(folder / "kiem tra.xlsx")
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_col=1, max_col=3):
            if str(row[0].value).startswith("C1.") and row[2].value is not None:
                row[2].value = None
    book.save(folder / "kiem tra.xlsx")
    done = dxassess("score", small_round, "-o", small_round.parent / "out.json")
    assert done.returncode == 0, done.stderr
    data = json.loads((small_round.parent / "out.json").read_text(encoding="utf-8"))
    visits = [f["visit"] for f in data["facilities"] if f["visit"]]
    assert [v["file"] for v in visits] == ["Đã kiểm tra/kiem tra.xlsx"]
    assert visits[0]["self"] == visits[0]["verified"]
    assert data["round"]["visits"] == {"count": 1, "self_minus_verified": 0.0}


def test_both_scores_stand_side_by_side_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_visits(scored("self"))
    said = capsys.readouterr().out
    assert all(text in said for text in ("62.5", "45.8", "+16.7")) or "62,5" in said
    print_visits(build_round((OWN,), questionnaires=(questionnaire(),), settings=Settings(), register=None))
    assert capsys.readouterr().out == ""


def test_the_tidy_tables_hold_both_scores_of_every_part() -> None:
    found = visits_table(scored("self"))
    by_node = {row[found_at(found, "node")]: row for row in found.rows}
    overall = by_node["overall"]
    assert overall[found_at(found, "self_score")] == pytest.approx(0.625)
    assert overall[found_at(found, "difference")] == pytest.approx(0.5 / 3)
    assert overall[found_at(found, "visit_file")] == "verified/a.xlsx"
    seen = by_node["C2.1.1"]
    assert seen[found_at(found, "self_score")] == pytest.approx(0.8)
    assert seen[found_at(found, "verified_score")] == pytest.approx(0.3)
    assert {"overall", "condition", "indicator", "item"} == set(found.values("part"))


def found_at(found: DataTable, column: str) -> int:
    return [c.name for c in found.columns].index(column)
