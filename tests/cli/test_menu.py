"""The menu: what `dxassess` offers where somebody sits before the terminal and typed nothing."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.cli.program import dxassess

from dxassess.cli.menu import CHOICES, command_words, index_of, line_of, offer
from dxassess.files import resources
from dxassess.round.home import Home, home_of

Types = Callable[..., list[Sequence[str]]]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The folder of a round that was laid out."""
    root = tmp_path / "Đợt 2026"
    for name in ("inbox", "forms"):
        (root / name).mkdir(parents=True)
    (root / "round.yaml").write_text("name: A\n")
    return root


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Types:
    """The commands that are done for somebody who types these lines, and then leaves."""

    def type_(*lines: str, home: Home | None = None, ends: int = 0) -> list[Sequence[str]]:
        done: list[Sequence[str]] = []

        def do(line: Sequence[str]) -> int:
            done.append(line)
            return ends

        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        assert offer(do, home) == 0
        return done

    return type_


def test_within_a_round_the_status_comes_first_and_commands_are_for_it(types: Types, kept: Path) -> None:
    home = home_of(kept)
    root = str(kept)
    assert types("2", "3", "4", "5", "6", "7", "0", home=home) == [
        ["status", root],
        ("forms", root),
        ("check", root),
        ("check", root, "--return", f"{root}/returned"),
        ("remind", root),
        ("status", root),
        ("run", root),
    ]


def test_outside_a_round_it_is_asked_for_once_and_may_be_dropped_in_quotes(types: Types, kept: Path) -> None:
    assert types("3", f' "{kept}" ', "6") == [("check", str(kept)), ("status", str(kept))]


def test_what_is_made_of_a_bare_folder_goes_beside_it(types: Types, tmp_path: Path) -> None:
    folder = tmp_path / "nhận về"
    folder.mkdir()
    assert types("7", f"'{folder}'", "4", "5") == [
        ("run", str(folder), "-o", f"{folder}-reports"),
        ("check", str(folder), "--return", f"{folder}-returned"),
        ("remind", str(folder), "-o", f"{folder}-letters"),
    ]


def test_a_new_round_is_the_one_of_the_menu_from_then_on(
    types: Types, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(kept.parent)
    commands = types("1", kept.name, "danh sách.xlsx", "2")
    assert commands == [["new", kept.name, "--register", "danh sách.xlsx"], ("forms", str(kept))]


@pytest.mark.parametrize(
    "lines",
    [
        ("10",),
        ("x",),
        ("dxassess",),
        ("check 'a",),
        ("cd nowhere",),
        ("del *",),
        ("",),
        ("1", ""),
        ("1", "A", ""),
        ("3", ""),
        ("10", "nowhere"),
    ],
    ids=str,
)
def test_what_nobody_finished_is_not_done(types: Types, lines: tuple[str, ...]) -> None:
    assert types(*lines) == []


def test_another_round_may_be_chosen(types: Types, kept: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert types("10", str(other), "3", home=home_of(kept))[1:] == [("check", str(other))]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ('dxassess check --show "a b.xlsx"', ["check", "--show", "a b.xlsx"]),
        ("check --province='Long An'", ["check", "--province=Long An"]),
        (
            r'.\dxassess.cmd new "Kỳ 1" --register C:\tmp\a.xlsx',
            ["new", "Kỳ 1", "--register", r"C:\tmp\a.xlsx"],
        ),
        ("dxassess questionnaire lint own # soát", ["questionnaire", "lint", "own", "#", "soát"]),
        ("dxassess --help", ["--help"]),
        ("rm -rf inbox", []),
    ],
)
def test_a_command_may_be_typed_as_the_manual_shows_it(typed: str, words: list[str]) -> None:
    assert command_words(typed) == words


def test_what_is_typed_is_done_in_the_folder_of_the_round(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[tuple[str, Path]] = []

    def do(line: Sequence[str]) -> int:
        places.append((line[0], Path.cwd()))
        return 0

    monkeypatch.chdir(kept.parent)
    lines = ("dxassess check", f'cd "{kept.name}"', "check", "dxassess new other")
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    assert offer(do, None) == 0
    assert places == [("check", kept.parent), ("check", kept), ("new", kept)]


def test_rounds_are_not_made_within_the_program(
    types: Types, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bundle goes when a new one is unpacked elsewhere, and what was made in it with it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    top = tmp_path / "Downloads" / "dxassess"
    (top / "lib").mkdir(parents=True)
    (top / "start.py").touch()
    monkeypatch.setattr(resources, "_PACKAGE", top / "app-1" / "dxassess")
    monkeypatch.chdir(top)
    asked: list[str] = []
    monkeypatch.setattr("builtins.input", _answers(asked, "1", "", "0"))
    assert offer(lambda _: 0, None) == 0
    assert str(tmp_path) in asked[1]
    assert str(top) not in asked[1]
    (tmp_path / "Documents").mkdir()
    monkeypatch.setattr("builtins.input", _answers(asked, "1", "", "0"))
    assert offer(lambda _: 0, None) == 0
    assert "Documents" in "".join(asked[-2].split())


def _answers(asked: list[str], *lines: str) -> Callable[[str], str]:
    typed = iter(lines)

    def answer(question: str) -> str:
        asked.append(question)
        return next(typed)

    return answer


def test_an_example_is_the_round_of_the_menu_then(
    types: Types, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DXASSESS_LANG", "vi")
    folder = tmp_path / "Đợt ví dụ"
    folder.mkdir()
    (folder / "round.yaml").touch()
    assert types("11", "3") == [["demo", folder.name], ("check", str(folder))]


def test_the_manual_needs_no_round(types: Types, kept: Path) -> None:
    assert types("9") == [["docs"]]
    assert types("9", "3", home=home_of(kept))[1:] == [["docs"], ("check", str(kept))]


@pytest.mark.parametrize("place", ["{root}/reports", "{root}-reports"])
def test_reports_are_opened_where_they_are(
    place: str, types: Types, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    types("8", home=home_of(kept))
    assert opened == []
    page = Path(place.format(root=kept)) / "index.html"
    page.parent.mkdir()
    page.touch()
    types("8", home=home_of(kept))
    assert index_of(home_of(kept)) == page
    assert opened == [page.resolve().as_uri()]


def test_every_line_of_the_menu_is_a_command_or_its_own(kept: Path) -> None:
    from dxassess.cli.app import COMMANDS

    commands = set(COMMANDS)
    assert {line_of(choice, home_of(kept))[0] for choice in CHOICES} - commands == {
        "example", "manual", "open", "other",
    }  # fmt: skip


def test_a_folder_alone_is_checked(tmp_path: Path) -> None:
    (tmp_path / "Công văn.txt").write_text("x")
    dropped, checked = dxassess(tmp_path), dxassess("check", tmp_path)
    assert dropped == checked
    assert dropped.returncode == 0


def test_a_file_alone_is_refused_with_what_to_drop(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").touch()
    refused = dxassess(tmp_path / "a.xlsx", language="vi")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "cả thư mục chứa các phiếu" in refused.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own")
def test_on_a_terminal_the_menu_comes_in_vietnamese_and_elsewhere_the_help(tmp_path: Path) -> None:
    import pty

    command = [sys.executable, "-m", "dxassess"]
    ours, theirs = pty.openpty()
    program = subprocess.Popen(command, cwd=tmp_path, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    os.write(ours, b"0\n")
    shown = b""
    while program.poll() is None or not shown.endswith(b": "):
        try:
            shown += os.read(ours, 4096)
        except OSError:  # the terminal closed with the program
            break
    os.close(ours)
    assert program.wait() == 0
    text = shown.decode()
    assert "Bạn muốn làm gì?" in text
    assert "   1. Lập đợt khảo sát mới" in text
    assert "   0. Thoát" in text
    assert "  11. Xem thử" in text
    piped = subprocess.run(command, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert "Bạn muốn làm gì?" not in piped.stdout.decode() + piped.stderr.decode()
