"""`dxassess templates copy` and `--templates` as a department uses them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.program import dxassess

from dxassess.files.outputs import NOTE
from dxassess.files.templates import piece_names, shipped_templates


@pytest.fixture
def small_round(example_round: Path, tmp_path: Path) -> Path:
    """A department and one facility of the example."""
    folder = tmp_path / "round"
    folder.mkdir()
    sources = [
        *(example_round / name for name in ("round.yaml", "register.xlsx")),
        next(example_round.glob("80*/SYT80*")),
    ]
    for path in [*sources, max((example_round / "80 Long An").glob("8000*.xlsx"))]:
        shutil.copy(path, folder)
    return folder


def test_all_pieces_are_copied_and_what_was_changed_is_left(tmp_path: Path) -> None:
    own = tmp_path / "own"
    assert dxassess("templates", "copy", own).returncode == 0
    copied = {path.relative_to(own).as_posix() for path in own.rglob("*") if path.is_file()}
    assert copied == {NOTE, *piece_names()}
    (own / "style.css").write_text("mine", encoding="utf-8")
    again = dxassess("templates", "copy", own)
    assert again.returncode == 0
    assert "style.css" in again.stderr
    assert (own / "style.css").read_text(encoding="utf-8") == "mine"
    assert dxassess("templates", "copy", own, "--force").returncode == 0
    assert (own / "style.css").read_bytes() == (shipped_templates() / "style.css").read_bytes()


def test_one_piece_and_no_such_piece(tmp_path: Path) -> None:
    assert dxassess("templates", "copy", tmp_path, "--piece", "style.css").returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [NOTE, "style.css"]
    wrong = dxassess("templates", "copy", tmp_path, "--piece", "stile.css")
    assert wrong.returncode == 2
    assert "stile.css" in wrong.stderr


def test_one_piece_of_ones_own_changes_that_piece_alone(small_round: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "style.css").write_text("/* of the department */", encoding="utf-8")
    done = dxassess("sheet", small_round, "-o", tmp_path / "out", "--templates", own)
    assert done.returncode == 0, done.stderr
    page = next((tmp_path / "out").glob("*.html")).read_text(encoding="utf-8")
    assert "/* of the department */" in page
    assert next((tmp_path / "out").glob("*.pdf")).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("name", "fault", "reason"),
    [
        ("report.typ", ("d.headline", "d.headlin"), "headlin"),
        ("report.html.j2", ("{{ d.headline }}", "{{ d.headlin }}"), "headlin"),
        ("report.typ", ("#let muted", '#import "@preview/x:0.1.0": y\n#let muted'), "@preview"),
    ],
)
def test_a_broken_piece_is_named_and_nothing_is_written(
    name: str, fault: tuple[str, str], reason: str, small_round: Path, tmp_path: Path
) -> None:
    own, out = tmp_path / "own", tmp_path / "out"
    own.mkdir()
    source = (shipped_templates() / name).read_text(encoding="utf-8")
    (own / name).write_text(source.replace(*fault), encoding="utf-8")
    done = dxassess("sheet", small_round, "-o", out, "--templates", own)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    line = source[: source.index(fault[0])].count("\n") + 1
    assert str(own / name) in done.stderr
    assert f"line {line}:" in done.stderr
    assert reason in done.stderr
    assert [path.name for path in out.iterdir() if path.suffix in {".html", ".pdf"}] == []
