"""Answer once, report twice; and the hospital framework alone, from register to results."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from tests.cli.program import dxassess
from tests.intake.workbooks import cell_of

from dxassess.files.resources import resource_folder

ROOT = Path(__file__).parents[2]
HOSPITALS = resource_folder("questionnaires") / "circular-54-2017"


@pytest.fixture
def survey_round(example_round: Path, tmp_path: Path) -> Path:
    """Two hospitals, a commune station and the department of the example."""
    folder = tmp_path / "survey"
    folder.mkdir()
    by_code = {path.name[:5]: path for path in sorted((example_round / "80 Long An").glob("800*.xlsx"))}
    for path in (
        by_code["80001"],
        by_code["80003"],
        by_code["80012"],
        *example_round.glob("80*/SYT80*"),
        example_round / "round.yaml",
    ):
        shutil.copy(path, folder)
    shutil.copy(example_round / "register.xlsx", folder)
    return folder


def test_scores_by_the_other_framework_with_what_is_covered_and_what_is_not(survey_round: Path) -> None:
    done = dxassess("score", survey_round, "--as", "circular-54-2017")
    assert done.returncode == 0, done.stderr
    told = " ".join(done.stdout.split())
    assert "18 of 52 criteria" in told
    assert "(35%; 40% of the weight)" in told
    assert "34 criteria were not asked:" in told
    assert "T5.84 Criterion 84." in told
    assert "Trạm" not in told


@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx"])
def test_results_by_the_other_framework(survey_round: Path, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"r{suffix}"
    done = dxassess("score", survey_round, "--as", HOSPITALS, "-o", path)
    assert done.returncode == 0, done.stderr
    assert "18 of 52 criteria" in " ".join(done.stderr.split())
    assert path.stat().st_size > 0
    if suffix == ".json":
        told = json.loads(path.read_text(encoding="utf-8"))
        jsonschema.validate(told, json.loads((ROOT / "docs/results.schema.json").read_text(encoding="utf-8")))
        assert [q["id"] for q in told["questionnaires"]] == ["circular-54-2017"]
        assert told["carried_over"]["from"]["id"] == "five-conditions"
        assert told["carried_over"]["share"] == pytest.approx(18 / 52)
        assert (len(told["facilities"]), told["departments"]) == (2, [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as", "no-such-framework"), "circular-54-2017, five-conditions"),
        (("--as", "five-conditions"), "no criterion that takes its answer"),
    ],
)
def test_what_cannot_be_carried_over_ends_with_a_sentence(
    survey_round: Path, arguments: tuple[str, str], said: str
) -> None:
    done = dxassess("score", survey_round, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_hospital_framework_alone_from_register_to_results(example_round: Path, tmp_path: Path) -> None:
    alone = ("--questionnaires", HOSPITALS)
    folder, results = tmp_path / "round", tmp_path / "r.json"
    folder.mkdir()
    shutil.copy(example_round / "register.xlsx", folder)
    shutil.copy(example_round / "round.yaml", folder)
    done = dxassess(
        "forms", folder / "register.xlsx", "-o", tmp_path / "forms", "--vintage", "gso2004", *alone
    )
    assert done.returncode == 0, done.stderr
    issued = sorted((tmp_path / "forms").rglob("*.xlsx"))
    assert issued
    assert [path.name for path in issued if "Trạm" in path.name or "SYT" in path.name] == []

    book = openpyxl.load_workbook(issued[0])
    cell_of(book, "F16").value = "15/10/2023"
    for code, answer in (("T3.901", "4. Mức 4"), ("T5.84", "Không"), ("T1.901", 90)):
        cell_of(book, code).value = answer
    book.save(folder / issued[0].name)

    assert dxassess("check", folder, *alone).returncode == 0
    done = dxassess("score", folder, "-o", results, *alone)
    assert done.returncode == 0, done.stderr
    told = json.loads(results.read_text(encoding="utf-8"))
    jsonschema.validate(told, json.loads((ROOT / "docs/results.schema.json").read_text(encoding="utf-8")))
    (facility,) = told["facilities"]
    assert facility["conditions"]["T3"]["level"] == 4
    assert facility["conditions"]["T5"]["level"] == 2  # 84 closes level 3, whatever 80-83 say
    assert sum(p["coverage"]["registered"] for p in told["provinces"]) == len(issued)
    assert "carried_over" not in told

    reported = dxassess("report", folder, "-o", tmp_path / "out", *alone)
    assert reported.returncode == 0, reported.stderr
    (page,) = (tmp_path / "out").glob("80-*[!x].vi.html")
    assert issued[0].name.startswith("80001 ")
    assert issued[0].stem.partition(" ")[2] in page.read_text(encoding="utf-8")


def test_a_folder_without_a_questionnaire_for_facilities_is_refused(tmp_path: Path) -> None:
    (tmp_path / "round").mkdir()
    (tmp_path / "asked").mkdir()
    shutil.copy(resource_folder("questionnaires") / "five-conditions" / "department.yaml", tmp_path / "asked")
    done = dxassess("score", tmp_path / "round", "--questionnaires", tmp_path / "asked")
    assert done.returncode == 2
    assert "no questionnaire for facilities" in done.stderr


def test_tidy_tables_of_the_other_framework(survey_round: Path, tmp_path: Path) -> None:
    done = dxassess("score", survey_round, "--as", "circular-54-2017", "-o", tmp_path / "r.xlsx")
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(tmp_path / "r.xlsx", read_only=True)
    assert {row[3] for row in book["conditions"].iter_rows(min_row=2, values_only=True)} >= {"T1", "T3"}


def test_tidy_tables_speak_the_language_asked_for(survey_round: Path, tmp_path: Path) -> None:
    done = dxassess("score", survey_round, "-o", tmp_path / "tables.zip", "--lang", "en")
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "tables.zip") as packed:
        assert "Score, not rounded." in packed.read("codebook.csv").decode("utf-8-sig")
        assert packed.read("items.csv").count(b"SYT80") > 10
