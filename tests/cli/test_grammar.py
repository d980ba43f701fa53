"""All commands speak one grammar: the same thing has the same name wherever it makes sense."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.lines import TYPED, Typed
from tests.cli.program import dxassess
from tests.cli.test_texts import FUNCTIONS

from dxassess.cli.manual import arguments_of, options_of

OPTIONS = {typed: {name for one in options_of(f) for name in one.names} for typed, f in FUNCTIONS.items()}
ARGUMENTS = {typed: [one.name for one in arguments_of(f)] for typed, f in FUNCTIONS.items()}
MAKES_A_FOLDER = {("demo",), ("new",), ("templates", "copy")}
"""Their place is their argument."""
OF_A_ROUND = {typed for typed, names in ARGUMENTS.items() if "folder" in names} - MAKES_A_FOLDER
NOTES = {("decide",), ("forget",), ("join",)}
"""They write into the ledger of a round and nowhere else."""
LOOKS = {("completion",), ("docs",), ("explain",), ("questionnaire", "diff"), ("questionnaire", "lint")}


@pytest.mark.parametrize("typed", TYPED, ids=" ".join)
def test_every_command_takes_a_language_silence_and_help(typed: Typed) -> None:
    assert {"--lang", "-q", "--quiet"} <= OPTIONS[typed]
    done = dxassess(*typed, "-h", "--lang", "en", language="vi")
    assert (done.returncode, done.stdout.startswith(f"Usage: dxassess {' '.join(typed)} ")) == (0, True)
    assert all(name in done.stdout for name in OPTIONS[typed])
    assert "dxassess.toml" in done.stdout


@pytest.mark.parametrize("typed", sorted(OF_A_ROUND), ids=" ".join)
def test_the_folder_of_a_round_is_the_one_around_where_none_is_typed(
    typed: Typed,
) -> None:
    (folder,) = [one for one in arguments_of(FUNCTIONS[typed]) if one.name == "folder"]
    assert not folder.required


def test_whatever_tells_of_provinces_tells_of_one_of_them_too() -> None:
    nowhere = {*NOTES, ("explain",)}  # who is asked about stands in their line
    assert [typed for typed in OF_A_ROUND - nowhere if "--province" not in OPTIONS[typed]] == []
    of_facilities = OF_A_ROUND - nowhere - {("report",), ("run",), ("status",)}
    assert [typed for typed in of_facilities if "--facility" not in OPTIONS[typed]] == []


def test_what_is_written_goes_out_by_one_name_and_not_over_what_people_edited() -> None:
    writing = set(TYPED) - MAKES_A_FOLDER - NOTES - LOOKS
    elsewhere = {"status": "--silent", "show": "--html"}
    for typed in writing:
        assert {elsewhere.get(typed[-1], "--out"), "--force"} <= OPTIONS[typed], typed
    for one, other in (("--force", "--dry-run"), ("-o", "--out"), ("-q", "--quiet")):
        assert [
            typed
            for typed in set(TYPED) - {("new",)}  # it goes on with what it has written
            if (one in OPTIONS[typed]) != (other in OPTIONS[typed])
        ] == []
    assert "--output" not in set.union(*OPTIONS.values())


def test_the_language_follows_what_was_typed_then_the_environment_then_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def says(*typed: str, language: str) -> str:
        return dxassess(*typed, language=language).stdout.split()[0]

    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert says("--lang", "en", "-h", language="vi") == "Usage:"
    assert says("check", "-h", "--lang=en", language="vi") == "Usage:"
    assert says("-h", language="vi") == "Cách"
    assert says("-h", language="") == "Usage:"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert says("-h", language="") == "Cách"
    wrong = dxassess("chek", "--lang", "en", language="vi")
    assert "check" in wrong.stderr
    assert "See: dxassess --help" in wrong.stderr


def test_a_dry_run_writes_nothing_and_says_what_it_would(tmp_path: Path) -> None:
    out = tmp_path / "out"
    dry = dxassess("templates", "copy", out, "--piece", "app.js", "--dry-run")
    assert (dry.returncode, dry.stdout, out.exists()) == (0, "", False)
    assert "1 file would be written: app.js" in dry.stderr
    assert list(tmp_path.iterdir()) == []
    dxassess("templates", "copy", out, "--piece", "app.js")
    (out / "app.js").write_bytes(b"edited")
    before = sorted(out.rglob("*"))
    again = dxassess("templates", "copy", out, "--piece", "app.js", "--dry-run", "--force")
    assert "1 file would be written: app.js" in again.stderr
    assert ((out / "app.js").read_bytes(), sorted(out.rglob("*"))) == (b"edited", before)


def test_silence_leaves_the_answer_and_errors(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert dxassess("templates", "copy", out, "--piece", "app.js", "-q") == (0, "", "")
    assert "no_such" in dxassess("templates", "copy", out, "--piece", "no_such", "-q").stderr
    assert dxassess("questionnaire", "schema", "--quiet").stdout.startswith("{")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of defaults above the current folder."""
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    return tmp_path / "a" / "dxassess.toml"


def test_defaults_are_kept_in_a_file_and_the_environment_goes_before_it(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.write_text('quiet = true\n["templates".copy]\npiece = ["app.js", "form.css"]\n')
    assert dxassess("templates", "copy", "out") == (0, "", "")
    assert {"app.js", "form.css"} <= {path.name for path in Path("out").iterdir()}
    monkeypatch.setenv("DXASSESS_PIECE", "style.css")
    assert dxassess("templates", "copy", "more").returncode == 0
    assert (Path("more") / "style.css").exists()
    assert not (Path("more") / "form.css").exists()
    assert dxassess("templates", "copy", "one", "--piece", "form.css").returncode == 0
    assert not (Path("one") / "style.css").exists()


def test_paths_in_the_file_are_meant_from_its_folder(kept: Path) -> None:
    kept.write_text('[questionnaire.schema]\nout = "schema.json"\n')
    assert dxassess("questionnaire", "schema").stdout == ""
    assert (kept.parent / "schema.json").is_file()


@pytest.mark.parametrize(
    ("content", "word"),
    [("templates = ", "TOML"), ("temlates = 1", "templates"), ("[report]\naudiense = 'public'", "audience"),
     ("[questionnaire]\nlnt = 1", "lint"), ("xyzxyz = 1", "xyzxyz")],
)  # fmt: skip
def test_a_file_that_cannot_be_meant_is_refused(kept: Path, content: str, word: str) -> None:
    kept.write_text(content)
    done = dxassess("questionnaire", "schema")
    assert (done.returncode, done.stdout) == (2, "")
    assert str(kept) in done.stderr
    assert word in done.stderr


def test_a_value_of_the_file_is_checked_as_if_it_were_typed(kept: Path) -> None:
    kept.write_text('[report]\naudience = "all"\n')
    done = dxassess("report", "-o", "out")
    assert done.returncode == 2
    assert "'all'" in done.stderr
    assert "'--audience'" in done.stderr
