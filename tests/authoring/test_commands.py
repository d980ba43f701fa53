"""The commands on questionnaires as their authors meet them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.authoring.edits import items, small
from tests.authoring.shipped import shipped

import dxassess.cli.main as program
from dxassess.authoring.dump import write_yaml
from dxassess.questionnaire.load import load_questionnaire

FACILITY = shipped("facility")[0]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXASSESS_LANG", "en")


def dxassess(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    """The exit code of `dxassess questionnaire …`."""
    monkeypatch.setattr(sys, "argv", ["dxassess", "questionnaire", *map(str, arguments)])
    with pytest.raises(SystemExit) as caught:
        program.run()
    assert isinstance(caught.value.code, int)
    return caught.value.code


def test_help_loads_nothing_heavy() -> None:
    # typer itself loads pydantic where it finds it
    heavy = ("openpyxl", "jinja2", "rich", "xlsxwriter", "python_calamine", "yaml", "babel")
    text = f"""
import sys
from dxassess.cli.main import run
sys.argv = ["dxassess", "questionnaire", "--help"]
try:
    run()
except SystemExit:
    print(sorted(set(sys.modules) & set({heavy!r})))
"""
    done = subprocess.run([sys.executable, "-c", text], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_those_that_come_with_the_program_go_by_their_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "own" / "facility.yaml"
    assert dxassess(monkeypatch, "export", "circular-54-2017/facility.yaml", "-o", "q.xlsx") == 0
    assert dxassess(monkeypatch, "import", "q.xlsx", "-o", out) == 0
    assert dxassess(monkeypatch, "diff", "circular-54-2017/facility.yaml", out) == 0
    capsys.readouterr()
    write_yaml(small(), tmp_path / "five-conditions" / "facility.yaml")
    assert dxassess(monkeypatch, "lint", "five-conditions", "--json") in {0, 1}
    assert str(tmp_path) in capsys.readouterr().out  # what stands here goes before the name
    assert dxassess(monkeypatch, "lint", "six-conditions") == 2


def test_lint_tells_what_cannot_be_used_from_what_is_doubtful(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.yaml"
    write_yaml(small(), path)
    assert dxassess(monkeypatch, "lint", path) == 0
    assert "0 errors, 1 warnings" in capsys.readouterr().out
    assert dxassess(monkeypatch, "lint", path, "--strict") == 1
    write_yaml(small(lambda data: items(data)[1].update(applies="NOBODY")), path)
    assert dxassess(monkeypatch, "lint", tmp_path) == 2
    assert "conditions.0.indicators.0.items.1.applies" in capsys.readouterr().out


def test_lint_compares_with_the_former_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_yaml(small(), tmp_path / "old.yaml")
    write_yaml(small(lambda data: items(data)[0].update(text={"vi": "a", "en": "b"})), tmp_path / "new.yaml")
    assert dxassess(monkeypatch, "lint", tmp_path / "new.yaml", "--former", tmp_path / "old.yaml") == 0
    assert "meaning changed" in capsys.readouterr().out


def test_there_and_back_through_a_workbook(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dxassess(monkeypatch, "export", FACILITY, "-o", tmp_path / "a.xlsx") == 0
    assert dxassess(monkeypatch, "import", tmp_path / "a.xlsx", "-o", tmp_path / "a.yaml") == 0
    assert load_questionnaire(tmp_path / "a.yaml") == load_questionnaire(FACILITY)
    assert dxassess(monkeypatch, "diff", FACILITY, tmp_path / "a.xlsx") == 0
    assert "the same" in capsys.readouterr().out


def test_show_diff_xlsform_and_schema(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dxassess(monkeypatch, "show", FACILITY, "--lang", "vi") == 0
    assert "Bệnh viện đa khoa" in capsys.readouterr().out
    assert dxassess(monkeypatch, "show", FACILITY, "--html", tmp_path / "b.html") == 0
    assert (tmp_path / "b.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert dxassess(monkeypatch, "xlsform", FACILITY, "-o", tmp_path / "f.xlsx") == 0
    assert dxassess(monkeypatch, "schema") == 0
    write_yaml(small(), tmp_path / "old.yaml")
    write_yaml(small(lambda data: items(data)[1].update(weight=1)), tmp_path / "new.yaml")
    capsys.readouterr()
    assert dxassess(monkeypatch, "diff", tmp_path / "old.yaml", tmp_path / "new.yaml") == 0
    told = capsys.readouterr().out
    assert "Re-weighted" in told
    assert "Comparable:" in told


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "{tmp}"),
        ("show", "{shipped}", "--html", "{tmp}/a.html"),
        ("export", "{tmp}/broken.yaml", "-o", "{tmp}/a.xlsx"),
        ("import", "{tmp}/broken.xlsx", "-o", "{tmp}/a.yaml"),
        ("lint", "{tmp}/missing.yaml"),
    ],
)
def test_wrong_use_ends_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "broken.yaml").write_text("id: 1\n" if arguments[0] == "export" else "a: [", encoding="utf-8")
    (tmp_path / "broken.xlsx").write_bytes(b"no workbook")
    folder = tmp_path / "in" if arguments == ("show", "{tmp}") else tmp_path
    filled = [a.format(tmp=folder, shipped=FACILITY.parent) for a in arguments]
    assert dxassess(monkeypatch, *filled) == 2
    told = capsys.readouterr().err
    assert told.strip()
    assert "Traceback" not in told
