"""A round of sixty facilities in twelve steps over six weeks: where it stands is right after each.

Three provinces of twenty facilities and the small questionnaire. What is expected after a step is typed,
counted by hand from what the step says it does."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.cli.program import Done, dxassess
from tests.intake.book import questionnaire

from dxassess.authoring.dump import write_yaml
from dxassess.cli import reading
from dxassess.cli.app import COMMANDS, function_of

PROVINCES = {"80": "Long An", "82": "Tiền Giang", "83": "Bến Tre"}
SETTINGS = """name: Kỳ mẫu
id: mau
opened: 2026-03-02
due: 2026-04-10
vintage: gso2004
questionnaires: bo-cau-hoi
"""
ANSWERS: Mapping[str, str | float] = {
    "F16": "2026-03-05",
    "C1.1.1": "1. half",
    "C1.1.2": 57,
    "C1.2.1": "Có",
    "C1.2.2": "Không",
    "C2.1.1": 80,
}
NOTHING: Mapping[str, str | float] = MappingProxyType({})
UNREADABLE = {"C1.1.2": "khá nhiều"}


def codes(province: str, first: int, last: int) -> list[str]:
    return [f"{province}{n:03}" for n in range(first, last + 1)]


class Clerk:
    """A desk with a round, and what it does to it."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self._patch = monkeypatch
        for name in ("bo-cau-hoi", "inbox", "forms", ".dxassess"):
            (root / name).mkdir(parents=True)
        write_yaml(questionnaire(), root / "bo-cau-hoi" / "facility.yaml")
        (root / "round.yaml").write_text(SETTINGS, encoding="utf-8")
        self.write_register([code for province in PROVINCES for code in codes(province, 1, 20)])
        self.week(0)

    def write_register(self, listed_codes: list[str]) -> None:
        rows = ["code,name,type,province"]
        rows += [f"{code},Trạm Y tế Mẫu {code},a,{PROVINCES[code[:2]]}" for code in listed_codes]
        (self.root / "register.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")

    def week(self, number: int) -> None:
        """So many weeks after the round began, an hour later at every command."""
        self._moment = datetime(2026, 3, 2, 8, tzinfo=UTC) + timedelta(weeks=number)

        def now() -> datetime:
            self._moment += timedelta(minutes=1)
            return self._moment

        for module in {sys.modules[function_of(command).__module__] for command in COMMANDS} | {reading}:
            for clock, told in (("now", now), ("today", self._moment.date)):
                if hasattr(module, clock):
                    self._patch.setattr(module, clock, told)

    def does(self, command: str, *arguments: object, ends: int = 0) -> Done:
        done = dxassess(command, *arguments)
        assert done.returncode == ends, done.stderr + done.stdout
        return done

    def form_of(self, code: str) -> Path:
        (path,) = (self.root / "forms").rglob(f"{code} *.xlsx")
        return path

    def sends(
        self,
        code: str,
        name: str = "",
        *,
        source: Path | None = None,
        but: Mapping[str, str | float] = NOTHING,
    ) -> None:
        """A facility fills in its form (or another workbook), with `but` in the place of some answers, and it
        lies in the inbox."""
        answers = {**ANSWERS, **but}
        fill(source or self.form_of(code), self.root / "inbox" / (name or f"{code}.xlsx"), answers)

    def stands(self, **states: int) -> Any:  # noqa: ANN401 - JSON
        """The status, whose states must be these and no others."""
        status = json.loads(self.does("status", self.root, "--json").stdout)
        *_, everybody = status["provinces"]
        assert {state: n for state, n in everybody["states"].items() if n} == states
        assert sum(states.values()) == everybody["registered"]
        return status


def fill(source: Path, target: Path, answers: Mapping[str, str | float]) -> None:
    """Type answers beside their codes."""
    book = load_workbook(source)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_col=1, max_col=3):
            if row[0].value in answers:
                row[2].value = answers[str(row[0].value)]
    target.parent.mkdir(exist_ok=True)
    book.save(target)


@pytest.fixture
def clerk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("dxassess.intake.pool.os.cpu_count", lambda: 1)  # one reader starts faster than two
    return Clerk(tmp_path.resolve() / "Kỳ mẫu", monkeypatch)


def test_a_round_of_sixty_facilities(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    root, returned = clerk.root, clerk.root / "returned"

    # 1. Sixty forms are issued.
    assert clerk.stands(silent=60)["next"] == {
        "step": "forms",
        "command": f'dxassess forms "{root}"',
    }
    clerk.does("forms", root, "-o", root / "forms")
    status = clerk.stands(silent=60)
    assert [one["issued"] for one in status["provinces"]] == [20, 20, 20, 60]
    assert status["next"]["step"] == "remind"
    clerk.does("status", root)

    # 2. First wave: fifteen of Long An, of which three typed words for a number; ten of Tiền Giang, of which
    # one file was cut short. 25 - 4 = 21 count without a question, 60 - 25 = 35 are silent.
    clerk.week(1)
    for code in codes("80", 1, 15):
        clerk.sends(code, but=UNREADABLE if code <= "80003" else NOTHING)
    for code in codes("82", 1, 10):
        clerk.sends(code)
    cut = root / "inbox" / "82001.xlsx"
    cut.write_bytes(cut.read_bytes()[:-3000])
    status = clerk.stands(accepted=21, doubtful=4, silent=35)
    assert status["next"]["step"] == "return"

    # 3. A clerk looks, checks, and gives the four back.
    assert "25 files received" in clerk.does("status", root).stdout
    clerk.does("check", root, "--return", returned, ends=1)
    clerk.stands(accepted=21, returned=4, silent=35)
    assert "4 forms given back" in clerk.does("status", root).stdout
    assert "Nothing is new" in clerk.does("status", root).stdout

    # 4. Two of them type a number into the marked copy and leave its old date.
    clerk.week(2)
    for code in ("80001", "80002"):
        (copy,) = returned.rglob(f"{code}*.xlsx")
        clerk.sends(code, f"{code} đã sửa.xlsx", source=copy)
    clerk.stands(accepted=21, returned=2, corrected=2, silent=35)

    # 5. Second wave: fifteen of Bến Tre, and the cut file of Tiền Giang once more, whole: 21 + 16 count.
    clerk.week(3)
    for code in codes("83", 1, 15):
        clerk.sends(code)
    clerk.sends("82001", "82001 gửi lại.xlsx")
    clerk.stands(accepted=37, returned=1, corrected=2, silent=20)

    # 6. Two files come twice, one form comes saved anew: nobody's state changes.
    inbox = root / "inbox"
    for code in ("83001", "83002"):
        shutil.copy(inbox / f"{code}.xlsx", inbox / f"{code} (1).xlsx")
    clerk.sends("83003", "83003 lưu lại.xlsx", but={"F17": "Người khác"})
    clerk.stands(accepted=37, returned=1, corrected=2, silent=20)

    # 7. The office decides that 83004 has closed and does not count.
    monkeypatch.chdir(root)
    clerk.does("decide", "83004", "leave-out", "--because", "đã giải thể", "--by", "Phòng Nghiệp vụ Y")
    clerk.stands(accepted=36, returned=1, corrected=2, left_out=1, silent=20)

    # 8. Reminders go to the twenty silent ones and to the one that owes a correction; until the
    # due date nobody is to be reminded again.
    clerk.week(4)
    clerk.does("remind", root, "--list", root / "letters" / "nhắc.csv")
    status = clerk.stands(accepted=36, returned=1, corrected=2, left_out=1, silent=20)
    assert status["next"] == {"step": "wait", "command": None}

    # 9. The register changes: 83020, silent, is struck out; 83021 and 83022 are new: 20 - 1 + 2 are silent. A
    # form of somebody who is not listed comes.
    listed_codes = [code for province in PROVINCES for code in codes(province, 1, 20) if code != "83020"]
    clerk.write_register([*listed_codes, "83021", "83022"])
    stranger = {"F01": "80099", "F02": "Trạm Y tế Lạ", "F07": "Long An"}
    clerk.sends("83019", "80099.xlsx", but=stranger)
    status = clerk.stands(accepted=36, returned=1, corrected=2, left_out=1, silent=21)
    assert status["of_nobody"] == ["80099.xlsx"]

    # 10. Third wave: the last five of Long An.
    clerk.week(5)
    for code in codes("80", 16, 20):
        clerk.sends(code)
    clerk.stands(accepted=41, returned=1, corrected=2, left_out=1, silent=16)
    silent = root / "results" / "chưa gửi.json"
    clerk.does("status", root, "--silent", silent)
    rows = json.loads(silent.read_text(encoding="utf-8"))["silent"]
    assert [row["code"] for row in rows] == [*codes("82", 11, 20), *codes("83", 16, 19), "83021", "83022"]

    # 11. Two desks: a colleague whose copy of the round knows one more decision sends the ledger.
    other = root.with_name("đồng nghiệp")
    shutil.copytree(root, other)
    monkeypatch.chdir(other)
    clerk.does("decide", "83005", "leave-out", "--because", "sáp nhập", "--by", "Phòng Y")
    monkeypatch.chdir(root)
    for added in (1, 0):
        joined = clerk.does("join", other / ".dxassess" / "round.sqlite", root)
        assert f"{added} event" in joined.stderr
    clerk.stands(accepted=40, returned=1, corrected=2, left_out=2, silent=16)

    # 12. The 40 + 2 + 1 that count are scored, and the next round takes over the list: nobody has answered.
    clerk.week(6)
    results = root.with_name("điểm.json")
    clerk.does("score", root, "-o", results, ends=1)
    assert len(json.loads(results.read_text(encoding="utf-8"))["facilities"]) == 43
    clerk.does("report", root, ends=1)
    pages = {page.name for page in (root / "reports").glob("*.html")}
    assert {"index.html", "region.vi.html", "80-long-an.vi.html", "83-ben-tre.vi.html"} <= pages
    assert "43" in (root / "reports" / "region.vi.html").read_text(encoding="utf-8")
    following = root.with_name("Kỳ sau")
    shutil.copytree(root / "bo-cau-hoi", following / "bo-cau-hoi")
    (following / "round.yaml").write_text(SETTINGS.replace("mau", "sau"), encoding="utf-8")
    clerk.does("new", following, "--from", root)
    clerk.does("forms", following, "-o", following / "forms")
    following_status = json.loads(clerk.does("status", following, "--json").stdout)
    *_, everybody = following_status["provinces"]
    assert (everybody["registered"], everybody["issued"], everybody["states"]["silent"]) == (61, 61, 61)

    # A facility is forgotten: its form still lies there and counts; that it was given back is known no more.
    clerk.does("forget", root, "--facility", "80003")
    clerk.stands(accepted=40, doubtful=1, corrected=2, left_out=2, silent=16)
