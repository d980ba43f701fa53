"""From one doubtful form to the next: given back, corrected, decided about; the same in every command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.filling import fill_in
from tests.cli.program import dxassess

from dxassess.files.resources import resource_folder
from dxassess.forms.issue import issue_forms
from dxassess.ledger.store import open_ledger
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.versions import DEFAULT
from dxassess.round.home import Home, home_of
from dxassess.round.register_file import read_register

REGISTER = """\
code,name,type,province
80011,Trạm Y tế Một,commune_station,Long An
80012,Trạm Y tế Hai,commune_station,Long An
"""
WHY = ("--because", "đã gọi điện hỏi", "--by", "Phòng Nghiệp vụ Y")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A station that sent two different forms on one day, and one with a wrong answer."""
    root = tmp_path_factory.mktemp("round")
    (root / "inbox").mkdir()
    (root / "register.csv").write_text(REGISTER, encoding="utf-8")
    (root / "round.yaml").write_text("vintage: gso2004\nid: r1\n", encoding="utf-8")
    asked = load_questionnaires(resource_folder("questionnaires") / DEFAULT)
    register = read_register(root / "register.csv", vintage="gso2004", questionnaires=asked)
    one, two = issue_forms(register, asked, root / "forms", language="vi", round_id="r1").paths
    fill_in(one, root / "inbox" / "80011 a.xlsx", {"F16": "20/11/2026", "C1.2.5": "Có"})
    fill_in(one, root / "inbox" / "80011 b.xlsx", {"F16": "20/11/2026", "C1.2.5": "Không"})
    fill_in(two, root / "inbox" / "80012.xlsx", {"F16": "20/11/2026", "C1.2.5": "Có", "C5.3.1": "khoảng"})
    return home_of(root)


def states(home: Home) -> dict[str, str | None]:
    told = json.loads(dxassess("check", home.root, "--json").stdout)
    assert sum(told["states"].values()) == sum(one["state"] is not None for one in told["files"])
    return {one["file"]: one["state"] for one in told["files"]}


def test_a_round_of_decisions(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert states(home) == {"80011 a.xlsx": "doubtful", "80011 b.xlsx": "received", "80012.xlsx": "doubtful"}

    chosen = dxassess("decide", home.inbox / "80011 b.xlsx", "this", *WHY)
    assert (chosen.returncode, "80011 b.xlsx" in chosen.stderr) == (0, True), chosen.stderr
    assert states(home) == {"80011 a.xlsx": "received", "80011 b.xlsx": "accepted", "80012.xlsx": "doubtful"}

    assert dxassess("check", home.root, "--return", tmp_path / "back").returncode == 0
    assert states(home)["80012.xlsx"] == "returned"
    reminded = json.loads(dxassess("remind", home.root, "--json").stdout)["reminders"]
    assert [(one["code"], one["lacking"], one["attached"]) for one in reminded] == [
        ("80012", "errors", "80012.xlsx")
    ]
    again = json.loads(dxassess("remind", home.root, "--json").stdout)["reminders"]
    assert [one["number"] for one in again] == [1], "twice on one day is once"

    fill_in(tmp_path / "back" / "80012.xlsx", home.inbox / "80012 sửa.xlsx", {"C5.3.1": "3"})
    assert states(home)["80012.xlsx"] == "corrected"
    assert states(home)["80012 sửa.xlsx"] == "accepted"
    assert json.loads(dxassess("remind", home.root, "--json").stdout)["reminders"] == []

    monkeypatch.chdir(home.inbox)
    assert dxassess("decide", "80012", "leave-out", *WHY).returncode == 0
    assert states(home)["80012 sửa.xlsx"] == "left_out"
    assert dxassess("score", home.root, "-o", tmp_path / "scores.json").returncode == 0
    scores = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    assert [one["code"] for one in scores["facilities"]] == ["80011"]
    details = dxassess("check", home.root, "--details", language="vi").stdout
    assert "đã gọi điện hỏi (Phòng Nghiệp vụ Y)" in details

    assert dxassess("decide", "80012", "this", *WHY).returncode == 0
    assert states(home)["80012 sửa.xlsx"] == "accepted"
    assert home.ledger is not None
    with open_ledger(home.ledger) as ledger:
        kinds = [event.kind for event in ledger.events() if event.kind in ("decided", "returned", "reminded")]
    assert kinds == ["decided", "returned", "reminded", "reminded", "decided", "decided"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("80099", "this", *WHY), "80099"),
        (("80012", "visited", *WHY), "visited"),
        (("80012", "keep", *WHY), "leave-out"),
        (("80012", "this", "--because", "gọi 0912 345 678", "--by", "A"), "--because"),
        (("80012", "this", "--because", "x" * 81, "--by", "A"), "--because"),
        (("80012", "this", "--because", "x", "--by", " "), "--by"),
    ],
)
def test_what_is_no_decision_is_refused(
    home: Home, arguments: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(home.root)
    done = dxassess("decide", *arguments)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr


def test_without_a_ledger_the_remedy_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = dxassess("decide", "80012", "this", *WHY, language="vi")
    assert (done.returncode, "dxassess new" in done.stderr) == (2, True)
