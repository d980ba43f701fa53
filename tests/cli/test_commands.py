"""Commands as a user or a script meets them: exit codes, words, speed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from filelock import FileLock
from pypdfium2 import PdfDocument
from tests.cli.program import dxassess

ROOT = Path(__file__).parents[2]
HEAVY = (
    "docx",
    "docxtpl",
    "openpyxl",
    "numpy",
    "scipy",
    "pydantic",
    "jinja2",
    "rich",
    "xlsxwriter",
    "typst",
    "python_calamine",
)


@pytest.fixture
def small_round(example_round: Path, tmp_path: Path) -> Path:
    """A department and three facilities of the example, with register and settings."""
    folder = tmp_path / "round"
    folder.mkdir()
    for path in [example_round / "register.xlsx", example_round / "round.yaml"]:
        shutil.copy(path, folder)
    for path in [
        *sorted((example_round / "80 Long An").glob("8000*.xlsx"))[-3:],
        *example_round.glob("80*/SYT80*"),
    ]:
        shutil.copy(path, folder)
    return folder


def test_version_and_help() -> None:
    assert dxassess("--version").stdout.startswith("dxassess ")
    told = dxassess("--help")
    assert told.returncode == 0
    assert {"forms", "check", "score", "report", "run", "demo"} <= set(told.stdout.split())


def test_help_loads_nothing_heavy() -> None:
    program = f"""
import sys
from dxassess.cli.main import run
sys.argv = ["dxassess", "--help"]
try:
    run()
except SystemExit:
    print(sorted(set(sys.modules) & set({HEAVY!r})))
"""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_check_accepts_a_clean_folder_and_counts_every_file(small_round: Path) -> None:
    done = dxassess("check", small_round, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert sorted(f["file"] for f in told["files"]) == sorted(p.name for p in small_round.iterdir())


def test_a_bad_workbook_is_named_and_costs_only_itself(small_round: Path) -> None:
    (small_round / "hỏng.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    done = dxassess("check", small_round)
    assert done.returncode == 1
    assert "hỏng.xlsx" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    scored = dxassess("score", small_round, "-o", small_round.parent / "r.json")
    assert scored.returncode == 1
    assert len(json.loads((small_round.parent / "r.json").read_text(encoding="utf-8"))["facilities"]) == 3


def test_run_writes_reports_and_results_that_follow_the_schema(reports_of_two: Path) -> None:
    names = {path.name for path in reports_of_two.iterdir()}
    assert {
        "index.html",
        "index.en.html",
        "82-tien-giang.vi.html",
        "84-tra-vinh.en.pdf",
        "results.xlsx",
        "run.json",
    } <= names
    schema = json.loads((ROOT / "docs/results.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads((reports_of_two / "results.json").read_text(encoding="utf-8")), schema)


def test_a_sheet_is_two_pages(small_round: Path, tmp_path: Path) -> None:
    """Of a health centre without beds or with, and of a polyclinic."""
    done = dxassess("sheet", small_round, "-o", tmp_path, "--lang", "vi", "--lang", "en")
    assert done.returncode == 0, done.stderr
    sheets = sorted(tmp_path.glob("*.pdf"))
    assert len(sheets) == 6
    assert {sheet.name: len(PdfDocument(sheet)) for sheet in sheets} == {sheet.name: 2 for sheet in sheets}


def test_simulated_data_and_personal_data_in_reports(reports_of_two: Path) -> None:
    for page in reports_of_two.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "Số liệu mô phỏng" in text or "Simulated data" in text, page.name
    for path in reports_of_two.iterdir():
        content = path.read_bytes()
        assert "Người Trả Lời Mẫu".encode() not in content
        assert b"example.invalid" not in content


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check", "no such folder"), 2),
        (("score", "{round}", "-o", "{tmp}/a.docx"), 2),
        (("report", "{round}"), 2),
        (("nonsense",), 2),
        (("report", "{empty}", "-o", "{tmp}/o"), 2),
        (("run", "{round}", "-o", "{tmp}/file/o"), 3),
    ],
)
def test_wrong_use_ends_with_a_sentence(
    arguments: tuple[str, ...], code: int, small_round: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    done = dxassess(*(a.format(round=small_round, tmp=tmp_path, empty=tmp_path / "empty") for a in arguments))
    assert done.returncode == code, done.stderr
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_faulty_settings_are_named(small_round: Path) -> None:
    (small_round / "round.yaml").write_text("vintage: 1492\nnonsense: 1\n", encoding="utf-8")
    done = dxassess("check", small_round)
    assert done.returncode == 2
    assert "round.yaml" in done.stderr


def test_second_run_into_one_folder_waits_for_its_turn(small_round: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with FileLock(out / ".dxassess.lock"):
        done = dxassess("run", small_round, "-o", out)
    assert done.returncode == 4, done.stderr


def test_strict_counts_warnings(small_round: Path) -> None:
    victim = next(small_round.glob("8000*.xlsx"))
    victim.rename(victim.with_suffix(".xls"))
    assert dxassess("check", small_round).returncode == 0
    assert dxassess("check", small_round, "--strict").returncode == 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_both_languages_in_the_terminal(small_round: Path, language: str) -> None:
    done = dxassess("score", small_round, language=language)
    assert done.returncode == 0, done.stderr
    assert "Long An" in done.stdout
    assert ("Phiếu" in done.stdout) is (language == "vi")


def test_advice_for_one_facility_and_as_a_work_list(small_round: Path, tmp_path: Path) -> None:
    code = next(small_round.glob("8000*.xlsx")).name[:5]
    unknown = dxassess("advise", small_round, "--facility", code, "--to-level", "6")
    assert (unknown.returncode, "levels 0–5" in unknown.stderr) == (2, True)
    done = dxassess("advise", small_round, "--facility", code, "--to-level", "5", "--fix", "C3.9.2")
    assert done.returncode == 0, done.stderr
    assert "C3.9.2" in done.stdout
    done = dxassess("advise", small_round, "-o", tmp_path / "list.xlsx", "--budget", "10")
    assert done.returncode == 0, done.stderr
    rows = list(openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0].iter_rows(values_only=True))
    assert {row[0] for row in rows[1:]} >= {code}
    assert dxassess("advise", small_round, "--facility", "99999").returncode == 2


def test_report_tells_the_change_since_an_earlier_round(small_round: Path, tmp_path: Path) -> None:
    (small_round / "register.xlsx").unlink()  # whose silent types would leave no score to compare
    settings = small_round / "round.yaml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    settings.write_text("".join(x for x in lines if not x.startswith("register:")), encoding="utf-8")
    done = dxassess("report", small_round, "-o", tmp_path, "--previous", small_round)
    assert done.returncode in {0, 1}, done.stderr
    page = (tmp_path / "80-long-an.vi.html").read_text(encoding="utf-8")
    assert "Thay đổi so với đợt trước" in page
    assert "chưa thay đổi rõ" in page
    assert "0,0 đến 0,0" in page


def test_report_claims_no_change_where_there_is_no_score(small_round: Path, tmp_path: Path) -> None:
    """Types of the register of which nothing came, in a province alone: nothing to compare."""
    done = dxassess("report", small_round, "-o", tmp_path, "--previous", small_round)
    assert done.returncode in {0, 1}, done.stderr
    page = (tmp_path / "80-long-an.vi.html").read_text(encoding="utf-8")
    assert "chưa đủ số liệu để so với đợt trước" in page


def test_letters_are_written_for_each_or_for_those_named(small_round: Path, tmp_path: Path) -> None:
    assert dxassess("letters", small_round, "-o", tmp_path / "all").returncode == 0
    written = sorted(path.name for path in (tmp_path / "all").rglob("*.docx"))
    codes = [name.split(".")[0] for name in written if name[0].isdigit()]
    assert {"circular.vi.docx", "directive.vi.docx"} <= set(written)
    assert codes
    one = dxassess("letters", small_round, "-o", tmp_path / "one", "--facility", codes[0], "--lang", "en")
    assert one.returncode == 0
    assert [path.name for path in (tmp_path / "one").rglob("*.docx")] == [f"{codes[0]}.en.docx"]
    strange = dxassess("letters", small_round, "-o", tmp_path / "none", "--facility", "99999")
    assert strange.returncode == 2
    assert "99999" in strange.stderr
    assert not (tmp_path / "none").exists()


def test_a_broken_word_template_is_named_without_a_stack_trace(small_round: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    assert dxassess("templates", "copy", own, "--piece", "word/letter.vi.docx").returncode == 0
    (own / "word" / "letter.vi.docx").write_bytes(b"PK no package")
    refused = dxassess("letters", small_round, "-o", tmp_path / "out", "--templates", own)
    assert refused.returncode == 2
    assert "letter.vi.docx" in "".join(refused.stderr.split())
    assert "Traceback" not in refused.stderr


def test_forms_are_made_from_the_folder_of_a_round_on_its_map(small_round: Path, tmp_path: Path) -> None:
    assert dxassess("forms", small_round, "-o", tmp_path / "forms").returncode == 0
    assert list((tmp_path / "forms").rglob("*.xlsx"))
    (tmp_path / "empty").mkdir()
    refused = dxassess("forms", tmp_path / "empty", "-o", tmp_path / "none")
    assert refused.returncode == 2
    assert "register.xlsx" in refused.stderr


@pytest.mark.parametrize(
    "typed",
    [
        ("score", "results.xlsx"),
        ("advise", "list.xlsx"),
        ("check", "list.xlsx"),
        *((command, "out") for command in ("forms", "run", "report", "sheet", "letters")),
    ],
)
def test_nothing_is_written_among_the_forms(small_round: Path, typed: tuple[str, str]) -> None:
    command, name = typed
    refused = dxassess(command, small_round, "-o", small_round / name)
    assert refused.returncode == 2
    assert "inside the folder" in refused.stderr
    assert not (small_round / name).exists()
