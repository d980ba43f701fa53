"""Tab completes what can be meant."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.program import dxassess

from dxassess.cli.completing import complete
from dxassess.cli.completion import SCRIPTS

REGISTER = """code,name,type,province
79203,A,commune_station,Thành phố Hồ Chí Minh
79204,B,commune_station,Cần Thơ
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round of two facilities, from within."""
    (tmp_path / "register.csv").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "round.yaml").write_text("vintage: gso2025\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (["sc."], ("score",)),
        (["questionnaire", "li."], ("lint",)),
        (["questionnaire", "lint", "--js."], ("--json",)),
        (["report", "--audience", "."], ("department", "facility", "public")),
        (["report", "--lang", "."], ("en", "vi")),
        (["check", "--facility", "7920."], ("79203", "79204")),
        (["remind", "--json", "--province", "cần."], ("Cần Thơ",)),
        (["check", "--province", '"Cần.'], ("Cần Thơ",)),
        (["check", "--code", "READER_C."], ("READER_CRASH",)),
        (["explain", "79204", "C1.1.1."], ("C1.1.1",)),
        (["explain", "79203."], ("79203",)),
        (["explain", "Cần."], ("Cần Thơ",)),
        (["advise", "--fix", "C1.1.1."], ("C1.1.1",)),
        (["completion", "p."], ("powershell",)),
        (["score", "--json", "--js."], ()),
        (["score", "-o", "."], ()),
        (["nothing", "x."], ()),
        (["completion", "bash", "."], ()),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_can_be_meant(typed: list[str], found: tuple[str, ...]) -> None:
    assert complete(typed) == found


def test_nothing_typed_offers_every_command() -> None:
    assert {"check", "questionnaire", "--help"} <= set(complete(["."]))


def test_a_round_that_is_typed_goes_before_the_one_around(here: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "register.csv").write_text(REGISTER.replace("7920", "8880"), encoding="utf-8")
    assert complete(["check", "other", "--facility", "."]) == ("88803", "88804")
    assert complete(["explain", "other", "8."]) == ("88803", "88804")
    (other / "register.csv").write_text("nothing of use\n", encoding="utf-8")
    assert complete(["check", "other", "--facility", "."]) == ()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_bash_takes_it_with_blanks_and_vietnamese_letters(here: Path) -> None:
    asks = (
        'COMP_WORDS=(dxassess check --province "C"); COMP_CWORD=3; _dxassess; printf "%s|" "${COMPREPLY[@]}"'
    )
    own = f'dxassess() {{ "{sys.executable}" -m dxassess "$@"; }}'
    script = f"{own}\n{dxassess('completion', 'bash').stdout}\n{asks}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=here, check=True)
    assert "Cần" in done.stdout.replace("$'C\\341\\272\\247n Th\\306\\241'", "Cần")
    assert done.stdout.count("|") >= 2


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh")
def test_zsh_takes_it_with_blanks_and_vietnamese_letters(here: Path) -> None:
    """What zsh would offer: its own way of asking is laid aside, since that wants a terminal."""
    asks = (
        "words=(dxassess check --province C); CURRENT=4; compdef() {}; compadd() { print -rl -- ${@[2,-1]} }"
    )
    own = f'dxassess() {{ "{sys.executable}" -m dxassess "$@" }}'
    script = f"{asks}\n{own}\n{dxassess('completion', 'zsh').stdout}\n_dxassess"
    done = subprocess.run(["zsh", "-f", "-c", script], capture_output=True, text=True, cwd=here, check=True)
    assert "Cần Thơ" in done.stdout.splitlines(), done.stderr


@pytest.mark.parametrize("shell", SCRIPTS)
def test_every_script_asks_the_program_with_a_mark_at_the_end(shell: str) -> None:
    script = dxassess("completion", shell).stdout
    assert "dxassess --complete" in script
    assert "'.'" in script or '+="."' in script
