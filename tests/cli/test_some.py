"""A part of a round asked for by name, and a dry run, which leaves everything as it was."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import jsonschema
import pytest
from tests.cli.program import dxassess
from tests.cli.test_story import ANSWERS, SETTINGS, UNREADABLE, fill
from tests.intake.book import questionnaire

from dxassess.authoring.dump import write_yaml
from dxassess.cli.remembering import events_of
from dxassess.round.home import home_of

ROOT = Path(__file__).parents[2]
SENT = {"80001": ANSWERS, "80002": {**ANSWERS, **UNREADABLE}, "82001": ANSWERS}
REGISTER = """\
code,name,type,province
80001,Trạm Y tế Một,a,Long An
80002,Trạm Y tế Hai,a,Long An
82001,Trạm Y tế Ba,a,Tiền Giang
82002,Trạm Y tế Im lặng,a,Tiền Giang
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round of four facilities in two provinces, of which three sent their forms. Nothing writes there."""
    root = tmp_path_factory.mktemp("some") / "Kỳ mẫu"
    for name in ("bo-cau-hoi", "inbox", "forms", ".dxassess"):
        (root / name).mkdir(parents=True)
    write_yaml(questionnaire(), root / "bo-cau-hoi" / "facility.yaml")
    (root / "round.yaml").write_text(SETTINGS, encoding="utf-8")
    (root / "register.csv").write_text(REGISTER, encoding="utf-8")
    assert dxassess("forms", root).returncode == 0
    for code, answers in SENT.items():
        (form,) = (root / "forms").rglob(f"{code} *.xlsx")
        fill(form, root / "inbox" / form.name, answers)
    return root


def bytes_of(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize(
    "typed",
    [
        ("forms", "--force"),
        ("status", "--silent", "results/silent.csv"),
        ("check", "-o", "results/viec.xlsx", "--return", "returned", "--pages", "results/pages"),
        ("score", "-o", "results/results.json"),
        ("report", "--province", "Long An"),
        ("advise", "-o", "results/advice.xlsx"),
        ("sheet", "--facility", "80001"),
        ("letters", "--facility", "80001"),
        ("remind",),
    ],
    ids=" ".join,
)
def test_a_dry_run_leaves_the_round_as_it_was(
    typed: tuple[str, ...], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    before = bytes_of(root)
    done = dxassess(*typed, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert "would be written" in done.stderr
    assert bytes_of(root) == before


def test_reports_of_a_province_alone(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = dxassess("report", root, "--province", "long an", "-o", out)
    assert (done.returncode, "report of one province" in done.stderr) == (0, True), done.stderr
    log = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert "80-long-an.vi.html" in log["written"]
    assert all(name.startswith("80-long-an") for name in log["written"])
    assert {path.name for path in out.iterdir() if path.name[0] != "."} == {*log["written"], "run.json"}
    assert [event.kind for event in events_of(home_of(root)) if event.kind == "published"] == []
    others = dxassess("report", root, "--province", "Long An", "-o", out, "--audience", "public")
    assert (others.returncode, "for other readers" in others.stderr) == (2, True)
    (out / "report.json").write_text("{}", encoding="utf-8")
    whole = dxassess("run", root, "--province", "Long An", "-o", out)
    assert (whole.returncode, "reports of the whole round" in whole.stderr) == (2, True)
    unknown = dxassess("report", root, "--province", "Long Ann", "-o", out)
    assert (unknown.returncode, "Long An" in unknown.stderr) == (2, True)


def test_scores_of_some_are_those_of_the_whole_round(root: Path) -> None:
    whole = json.loads(dxassess("score", root, "--json").stdout)
    one = json.loads(dxassess("score", root, "--json", "--province", "80", "--facility", "82001").stdout)
    jsonschema.validate(one, json.loads((ROOT / "docs/results.schema.json").read_text(encoding="utf-8")))
    assert one.pop("only") == {"provinces": ["gso2004:80"], "codes": ["82001"]}
    assert one["provinces"] == [province for province in whole["provinces"] if province["code"] == "80"]
    assert one["facilities"] == whole["facilities"]
    lone = json.loads(dxassess("score", root, "--json", "--facility", "82001").stdout)
    assert [len(lone["provinces"]), [each["code"] for each in lone["facilities"]]] == [0, ["82001"]]


def test_tables_of_some_have_their_rows_alone(root: Path, tmp_path: Path) -> None:
    for name in ("r.csv", "r.zip", "r.xlsx"):
        assert dxassess("score", root, "-o", tmp_path / name, "--province", "Tiền Giang").returncode == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "r.csv").read_text(encoding="utf-8-sig"))))
    assert {row["province"] for row in rows} == {"gso2004:82"}
    assert {row["code"] for row in rows} == {"82001", "82"}
    with zipfile.ZipFile(tmp_path / "r.zip") as tables:
        told = {name: tables.read(name).decode("utf-8-sig") for name in tables.namelist()}
    assert "80001" not in "".join(told.values())
    assert "82002" in told["facilities.csv"]  # silent, and of this province
    assert all("82001" in told[name] for name in ("items.csv", "conditions.csv", "files.csv"))
    assert len(told["questions.csv"].splitlines()) > 1


def test_a_store_holds_whole_rounds(root: Path, tmp_path: Path) -> None:
    done = dxassess("score", root, "-o", tmp_path / "s.parquet", "--facility", "82001")
    assert (done.returncode, "whole rounds" in done.stderr, list(tmp_path.iterdir())) == (2, True, [])


def test_where_a_province_stands(root: Path, tmp_path: Path) -> None:
    typed = ("status", root, "--province", "Tiền Giang", "--silent", tmp_path / "silent.csv", "--json")
    told = json.loads(dxassess(*typed).stdout)
    assert [one["registered"] for one in told["provinces"]] == [2, 2]
    assert [one["code"] for one in told["respondents"]] == ["82001", "82002"]
    assert "82002" in (tmp_path / "silent.csv").read_text(encoding="utf-8-sig")


def test_the_screen_shows_who_was_asked_for(root: Path) -> None:
    shown = dxassess("score", root, "--facility", "82001").stdout
    assert ("82001" in shown, "80001" in shown, "Tiền Giang" in shown) == (True, False, False)
    silent = dxassess("score", root, "--facility", "82002")
    assert (silent.returncode, "Im lặng" in silent.stderr) == (2, True)
    unheard = dxassess("score", root, "--province", "Cà Mau")
    assert (unheard.returncode, unheard.stdout) == (2, "")
