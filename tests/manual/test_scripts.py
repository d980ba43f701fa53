"""The scripts of the manual do what it says, and data for other programs keep their shape."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import duckdb
import pytest
from tests.cli.mistakes.tiny_round import make_tiny_round
from tests.cli.program import dxassess
from tests.manual import shapes

from dxassess.cli.data import SCHEMAS
from dxassess.cli.defaults import defaults
from dxassess.report.data.results import SCHEMA_VERSION
from dxassess.wording.wording import LANGUAGES

PAGES = {
    language: Path(__file__).parents[2].joinpath("docs", "manual", language, "scripts.md").read_text("utf-8")
    for language in LANGUAGES
}


def blocks(language: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGES[language], re.MULTILINE | re.DOTALL)


NIGHTLY, POLARS, API = blocks("en", "python")
(DUCKDB,) = blocks("en", "sql")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny round and a program on the way."""
    place = tmp_path_factory.mktemp("scripts")
    make_tiny_round(place / "round")
    shutil.copytree(place / "round", place / "fresh")
    program = place / "bin" / "dxassess"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dxassess "$@"\n')
    program.chmod(0o755)
    return place


def ran(script: str, *arguments: str, place: Path) -> str:
    (place / "script.py").write_text(script, encoding="utf-8")
    way = f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": way, "DXASSESS_LANG": "en"}
    command = [sys.executable, "script.py", *arguments]
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_both_languages_tell_the_same_to_run() -> None:
    for kind in ("python", "sql", "text", "powershell", "toml"):
        assert blocks("vi", kind) == blocks("en", kind) != []


def test_every_night_only_what_is_new(place: Path) -> None:
    first = ran(NIGHTLY, "round", "seen.json", place=place).splitlines()
    assert len(first) == 3
    assert "rejected 80013.xlsx" in first
    (place / "round" / "inbox" / "80014.xlsx").write_bytes(b"PK\x03\x04 another")
    assert ran(NIGHTLY, "round", "seen.json", place=place).splitlines() == ["rejected 80014.xlsx"]


def test_the_example_in_python(place: Path) -> None:
    told = ran(API, place=place).splitlines()
    assert told[0] == "unit code name"
    assert "facilities 00801 Trạm Y tế Đúng" in told
    assert told[-3:] == ["2 scored", "True", "1.0"]
    assert (place / "reports" / "index.html").is_file()


def test_the_queries_over_stores(place: Path) -> None:
    """Two good stations of a province, the third was rejected; one round, by the name it was kept under."""
    for name in ("one", "two"):
        _scored_into(place, f"store/{name}.parquet")
    told = [line.split() for line in ran(POLARS, place=place).splitlines()]
    assert [(row[1:4], len(row)) for row in told] == [(["gso2025:80", "commune_station", "4"], 5)]
    queried = duckdb.sql(DUCKDB.replace("store/", f"{place}/store/"))
    assert queried is not None
    assert [[str(value) for value in row] for row in queried.fetchall()] == told


def _scored_into(place: Path, name: str) -> None:
    done = dxassess("score", place / "round", "-o", place / name)
    assert done.returncode == 1, done.stderr


def test_the_example_of_defaults_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (content,) = blocks("en", "toml")
    tomllib.loads(content)
    (tmp_path / "dxassess.toml").write_text(content)
    monkeypatch.chdir(tmp_path)
    assert defaults([])["report"] == {
        "lang": "vi",
        "questionnaires": str(tmp_path / "questionnaires"),
        "audience": "public",
        "docx": True,
    }


def test_the_page_names_every_version() -> None:
    line = re.compile(
        r"^\| `dxassess (?:questionnaire )?(\w+)[^|]*--json` \|.*`schema` (\d+) \|$", re.MULTILINE
    )
    for page in PAGES.values():
        versions = dict(line.findall(page))
        assert versions == {str(of): str(n) for of, n in (*SCHEMAS.items(), ("score", SCHEMA_VERSION))}


def test_data_keep_their_shape_under_their_version(place: Path) -> None:
    there = json.loads(shapes.FILE.read_text(encoding="utf-8"))
    now = shapes.shapes_of(place / "fresh")
    for command, shape in there.items():
        assert shape["schema"] == now[command]["schema"], command
        assert set(shape["paths"]) <= set(now[command]["paths"]), (
            f"{command}: raise its version, {shapes.COMMAND}"
        )
    assert now == there, shapes.COMMAND
