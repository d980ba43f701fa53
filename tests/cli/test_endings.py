"""How every command ends where it cannot go on, and what it says on which stream."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.cli.lines import (
    LINES,
    OF_A_FILE,
    OF_A_LEDGER,
    OF_A_ROUND,
    OF_EITHER,
    OF_NOTHING,
    READING,
    TYPED,
    Typed,
    typed,
)
from tests.cli.program import Done, dxassess

from dxassess.cli import app
from dxassess.errors import BusyError, DxassessError, Ending, OutputError
from dxassess.files.resources import resource_folder

CIRCULAR = resource_folder("questionnaires") / "circular-54-2017" / "facility.yaml"
MAY_BE_EMPTY = {("check",), ("score",), ("status",), ("remind",)}
SEE = {"vi": "Xem: ", "en": "See: "}


def refused(done: Done, code: int) -> list[str]:
    """The lines of a complaint: on stderr alone, and nothing of the program's inside."""
    assert done.returncode == code, done.stdout + done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    lines = done.stderr.splitlines()
    assert lines
    return lines


def test_every_command_has_its_line() -> None:
    assert sorted(LINES) == sorted(TYPED)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_what_is_not_there_is_named_with_the_help_to_ask_for(
    command: Typed, language: str, tmp_path: Path
) -> None:
    sentence, help_ = refused(typed(command, x="nowhere", tmp=tmp_path, language=language), Ending.usage)
    assert "'nowhere'" in sentence
    assert help_ == f"{SEE[language]}dxassess {' '.join(command)} --help"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_what_may_not_be_read_is_named(
    command: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever runs the tests may be allowed to read everything."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    x = tmp_path if command in OF_A_ROUND else CIRCULAR
    sentence, _ = refused(typed(command, x=x, tmp=tmp_path / "new"), Ending.usage)
    assert str(x) in sentence
    assert "read" in sentence


@pytest.mark.parametrize("command", [*OF_A_ROUND, *OF_A_FILE], ids=" ".join)
def test_a_file_is_no_folder_and_a_folder_no_file(command: Typed, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    x, word = (CIRCULAR, "file") if command in OF_A_ROUND else (folder, "folder")
    sentence, _ = refused(typed(command, x=x, tmp=tmp_path / "new"), Ending.usage)
    assert f"is a {word}" in sentence


@pytest.mark.parametrize("command", [c for c in OF_A_ROUND if c not in MAY_BE_EMPTY], ids=" ".join)
def test_without_a_form_there_is_nothing_to_tell(command: Typed, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (sentence,) = refused(typed(command, x=empty, tmp=tmp_path), Ending.usage)
    assert sentence
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


@pytest.mark.parametrize("command", OF_A_LEDGER, ids=" ".join)
def test_where_no_ledger_is_there_is_none_to_change(
    command: Typed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = refused(typed(command, x=tmp_path, tmp=tmp_path), Ending.usage)
    assert "dxassess" in " ".join(lines)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", OF_EITHER, ids=" ".join)
def test_a_folder_without_what_is_needed_is_named(command: Typed, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (sentence,) = refused(typed(command, x=empty, tmp=tmp_path), Ending.usage)
    assert "empty" in sentence


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", [*OF_A_ROUND, ("forms",)], ids=" ".join)
def test_settings_that_are_no_text_are_named(command: Typed, language: str, tmp_path: Path) -> None:
    folder = tmp_path / "round"
    folder.mkdir()
    (folder / "round.yaml").write_bytes(b"\xff\xfe\x00name: [")
    (sentence,) = refused(typed(command, x=folder, tmp=tmp_path, language=language), Ending.usage)
    assert "round.yaml" in sentence


@pytest.mark.parametrize("command", [*OF_A_FILE, ("questionnaire", "show")], ids=" ".join)
def test_a_file_that_is_no_questionnaire_is_named(command: Typed, tmp_path: Path) -> None:
    suffix = ".xlsx" if command[1] == "import" else ".yaml"
    broken = tmp_path / f"broken{suffix}"
    broken.write_text("conditions: [1\n", encoding="utf-8")
    lines = refused(typed(command, x=broken, tmp=tmp_path), Ending.usage)
    assert broken.name in " ".join(lines)
    assert [path.name for path in tmp_path.iterdir()] == [broken.name]


def test_lint_tells_faults_as_its_result(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("conditions: [1\n", encoding="utf-8")
    done = typed(("questionnaire", "lint"), x=broken, tmp=tmp_path)
    assert (done.returncode, done.stderr) == (Ending.usage, "")
    assert "broken.yaml" in done.stdout


@pytest.mark.parametrize(
    "line",
    [
        ("demo", "{file}/round"),
        ("templates", "copy", "{file}/own"),
        ("questionnaire", "schema", "-o", "{file}/schema.json"),
        ("questionnaire", "export", "{q}", "-o", "{file}/q.xlsx"),
        ("questionnaire", "xlsform", "{q}", "-o", "{file}/q.xlsx"),
        ("questionnaire", "weights", "{q}", "-o", "{file}/q.xlsx"),
        ("questionnaire", "show", "{q}", "--html", "{file}/q.html"),
    ],
    ids=lambda line: " ".join(line[:2]),
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_cannot_be_written_is_named(line: Typed, language: str, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("somebody's", encoding="utf-8")
    done = dxassess(*(part.format(file=in_the_way, q=CIRCULAR) for part in line), language=language)
    (sentence,) = refused(done, Ending.output)
    assert str(in_the_way) in sentence
    assert in_the_way.read_text(encoding="utf-8") == "somebody's"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    "line",
    [
        ("check", "{x}", "-o", "{x}/list.xlsx"),
        ("check", "{x}", "--return", "{x}/back"),
        ("score", "{x}", "-o", "{x}/results.xlsx"),
        ("advise", "{x}", "-o", "{x}/list.xlsx"),
        ("check", "{x}", "--pages", "{x}/pages"),
        ("forms", "{x}", "-o", "{x}/forms"),
        ("run", "{x}", "-o", "{x}/out"),
        ("report", "{x}", "-o", "{x}/out"),
        ("report", "{other}", "--previous", "{x}", "-o", "{x}/out"),
        ("sheet", "{x}", "-o", "{x}/out"),
        ("letters", "{x}", "-o", "{x}/out"),
    ],
    ids=lambda line: " ".join(line[:3]),
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_that_could_be_taken_for_a_form_is_written_among_them(
    line: Typed, language: str, tmp_path: Path
) -> None:
    other = CIRCULAR.parent
    done = dxassess(*(part.format(x=tmp_path, other=other) for part in line), language=language)
    (sentence,) = refused(done, Ending.usage)
    assert str(tmp_path) in sentence
    assert list(tmp_path.iterdir()) == []


def test_data_are_on_stdout_alone(tmp_path: Path) -> None:
    checked = dxassess("check", tmp_path, "--json")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert json.loads(checked.stdout)["counts"]["found"] == 0
    schema = dxassess("questionnaire", "schema")
    assert (schema.returncode, schema.stderr) == (0, "")
    assert json.loads(schema.stdout)["type"] == "object"
    shown = dxassess("questionnaire", "show", CIRCULAR)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert dxassess("--version").stderr == ""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_table_of_scores_is_not_mixed_with_what_is_said_about_it(language: str, tmp_path: Path) -> None:
    done = dxassess("score", tmp_path, language=language)
    assert done.returncode == 0
    said = {"vi": "Thư mục không có tệp nào.", "en": "The folder holds no files."}[language]
    assert done.stderr.strip() == said
    assert said not in done.stdout


def test_what_was_written_is_said_beside_the_answer(tmp_path: Path) -> None:
    for command, name in (("export", "q.xlsx"), ("xlsform", "form.xlsx")):
        done = dxassess("questionnaire", command, CIRCULAR, "-o", tmp_path / name)
        assert done.returncode == 0, done.stderr
        assert (done.stdout, name in "".join(done.stderr.split())) == ("", True)
        assert (tmp_path / name).is_file()


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (DxassessError("saved.alone"), Ending.usage),
        (OutputError("output.cannot_write", path="a", reason="b"), Ending.output),
        (BusyError("output.busy", path="a"), Ending.busy),
        (KeyboardInterrupt(), Ending.interrupted),
        (RuntimeError("a fault"), Ending.bug),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_ending_has_its_exit_code(
    raised: BaseException, code: Ending, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop() -> None:
        raise raised

    monkeypatch.setattr(app, "build_app", lambda: lambda *_, **__: stop())
    done = dxassess("check", ".")
    assert (done.returncode, done.stdout) == (code, "")
    assert ("Traceback" in done.stderr) is (code == Ending.bug)
    assert bool(done.stderr) is (code != Ending.interrupted)


def test_nothing_reads_what_the_others_write() -> None:
    assert not set(OF_NOTHING) & set(READING)


@pytest.mark.parametrize("command", ["report", "run"])
def test_of_nothing_no_report_is_made_and_where_to_look_is_said(command: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = dxassess(command, tmp_path / "in", "-o", tmp_path / "out")
    assert done.returncode == Ending.usage
    assert "dxassess status" in done.stderr
    assert "dxassess remind" in done.stderr


@pytest.mark.parametrize(
    ("name", "told"),
    [("Tay Nihn", "Tây Ninh"), ("80999", "code 80999"), ("Tây Ninh", "code Tây Ninh")],
)
def test_a_misspelt_province_is_told_the_one_that_is_meant(name: str, told: str, tmp_path: Path) -> None:
    done = dxassess("explain", tmp_path, name)
    assert done.returncode == Ending.usage
    assert told in " ".join(done.stderr.split())
