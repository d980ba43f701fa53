"""Nothing that a stranger typed is obeyed by a terminal or taken for markup, wherever it is printed."""

from __future__ import annotations

import ast
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.cli.program import Done, dxassess
from tests.intake.workbooks import book, cell_of, saved

CLI = Path(__file__).parents[2] / "src" / "dxassess" / "cli"
ESCAPE, TURNED = "\x1b[31m", "\u202e"
EVIL = f"[bold red]Ð[/]{TURNED}\u2066"
IN_CELL = f"{EVIL}_x001B_[2J_x009B_31m"  # as a workbook writes controls
LINES = (
    ("code", "name", "type", "province", "commune"),
    ("80011", f"{IN_CELL}A", "commune_station", "Long An", IN_CELL),
    ("80012", f"{IN_CELL}B", "commune_station", "Long An", IN_CELL),
    ("SYT80", f"{IN_CELL}Sở Y tế", "department", "Long An", ""),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round with such texts in every place that is printed."""
    made = tmp_path_factory.mktemp("round")
    register = Workbook()
    for line in LINES:
        register.worksheets[0].append(line)
    (made / "register.xlsx").write_bytes(saved(register))
    (made / "round.yaml").write_text(
        "vintage: gso2004\nquestionnaires: five-conditions-2026.1\n", encoding="utf-8"
    )
    form = book()
    for code, typed in {"F02": IN_CELL, "F08": IN_CELL, "C1.2.5": IN_CELL}.items():
        cell_of(form, code).value = typed
    for row in form["C2 Bộ phận chuyên trách"].iter_rows(min_row=5):
        for cell in row[4:6]:
            cell.value = IN_CELL
    form["C5 Mô hình hay"].title = f"C5{TURNED}x"
    inner = made / f"thư mục {EVIL.replace('/', '')}{ESCAPE}"
    inner.mkdir()
    (inner / f"80011 {EVIL.replace('/', '')}{ESCAPE}.xlsx").write_bytes(saved(form))
    lost = book()
    cell_of(lost, "F01").value, cell_of(lost, "F07").value = IN_CELL, IN_CELL
    (made / f"{EVIL.replace('/', '')}{ESCAPE}]0;t\a.xlsx").write_bytes(saved(lost))
    (made / f"{EVIL.replace('/', '')}\r\n\x9b.pdf").write_bytes(b"x")
    return made


def obeyed(done: Done) -> list[str]:
    """What a terminal would obey in what a command said."""
    return [
        letter
        for letter in done.stdout + done.stderr
        if (letter != "\n" and unicodedata.category(letter) in ("Cc", "Cs"))
        or letter in f"{TURNED}\u2066\x9b"
    ]


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("check", "--all"),
        ("check", "--details"),
        ("check", "--json"),
        ("score",),
        ("explain", "80011"),
        ("explain", "80011", "--json"),
        ("explain", "80"),
        ("advise", "--facility", "80011"),
        ("advise", "--province", "Long An"),
        ("advise", "--facility", EVIL),
        ("check", "--province", EVIL),
    ],
    ids=" ".join,
)
def test_no_text_is_obeyed(command: tuple[str, ...], folder: Path) -> None:
    name, *options = command
    done = dxassess(name, folder, *options)
    assert done.returncode in (0, 1, 2), done.stderr
    assert "Traceback" not in done.stderr
    assert obeyed(done) == []
    if "--json" in command:
        json.loads(done.stdout)
    elif name in ("check", "score") and "--province" not in command:
        assert "[bold red]Ð" in done.stdout.replace("\n", "")


def test_lists_and_logs_hold_them_as_text(folder: Path, tmp_path: Path) -> None:
    done = dxassess("check", folder, "-o", tmp_path / "findings.csv", "--return", tmp_path / "back")
    assert obeyed(done) == []
    assert ESCAPE not in (tmp_path / "findings.csv").read_text(encoding="utf-8-sig")


def test_commands_talk_by_one_mouth() -> None:
    """Whatever is printed passes `tell` or the console, which let no such letter through."""
    found = {
        (path.relative_to(CLI).as_posix(), name)
        for path in CLI.rglob("*.py")
        for name in _prints(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert found == {
        ("terminal.py", "print"),
        ("app.py", "typer.echo"),  # the version
        ("completion.py", "typer.echo"),  # our own scripts
        ("questionnaire/schema.py", "typer.echo"),  # our own schema
    }


def _prints(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in ("print", "typer.echo", "typer.secho", "click.echo", "Console"):
                yield name
