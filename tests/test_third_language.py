"""A third language is a folder of texts (catalogues, the questionnaires' texts, columns of three tables, two
Word templates) and no line of code. What it lacks is a fault when loaded: with file, place and language.

The texts are invented: Esperanto by its code, because CLDR must know how it writes numbers, in words that are
the English ones after a mark."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from babel.messages.pofile import read_po, write_po
from hatch_build import compile_catalogues

ROOT = Path(__file__).parents[1]
PARTS = ("src/dxassess", "questionnaires", "report_templates", "data")
LOCALE = Path("src", "dxassess", "wording", "locale")
NEW = "eo"
MARK = "EO: "
_NOT_WORDS = ("date", "date.early", "date.short")  # patterns of CLDR


def marked(text: str) -> str:
    return f"{MARK}{text}"


def translate(checkout: Path, code: str = NEW) -> None:
    """Add a language to a checkout: files alone."""
    for path in sorted((checkout / LOCALE / "en" / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale="en")
        for message in catalogue:
            if message.id and message.id not in _NOT_WORDS:
                told = message.string
                message.string = marked(told) if isinstance(told, str) else tuple(map(marked, told or ()))
        target = checkout / LOCALE / code / "LC_MESSAGES" / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            write_po(stream, catalogue)
    for path in (checkout / "questionnaires").rglob("*.yaml"):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(yaml.safe_dump(_told(data, code), allow_unicode=True), encoding="utf-8")
    for name in ("law", "law_changes", "targets"):
        _add_columns(checkout / "data" / f"{name}.csv", code)
    for name in ("letter", "circular", "directive", "reminder"):
        word = checkout / "report_templates" / "word"
        shutil.copy(word / f"{name}.en.docx", word / f"{name}.{code}.docx")


def _add_columns(path: Path, code: str) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    own = [name.removesuffix("en") for name in rows[0] if name.endswith("_en")]
    for row in rows:
        row.update({name + code: marked(row[name + "en"]) for name in own})
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _told(value: object, code: str) -> object:
    if isinstance(value, dict):
        told = {key: _told(part, code) for key, part in value.items()}
        return {**told, code: marked(value["en"])} if value.keys() == {"vi", "en"} else told
    return [_told(part, code) for part in value] if isinstance(value, list) else value


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as it stands in a checkout, with a third language."""
    home = tmp_path_factory.mktemp("checkout")
    for part in PARTS:
        shutil.copytree(ROOT / part, home / part, ignore=shutil.ignore_patterns("__pycache__"))
    translate(home)
    compile_catalogues(home)
    return home


@pytest.fixture
def checkout(translated: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    return shutil.copytree(translated, tmp_path / "checkout")


@pytest.fixture
def small_round(example_round: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "round"
    folder.mkdir()
    chosen = [
        *sorted((example_round / "80 Long An").glob("8000*.xlsx"))[-2:],
        *example_round.glob("80*/SYT*"),
    ]
    for path in (example_round / "register.xlsx", example_round / "round.yaml", *chosen):
        shutil.copy(path, folder)
    settings = folder / "round.yaml"
    said = _told(yaml.safe_load(settings.read_text(encoding="utf-8")), NEW)
    settings.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    return folder


def dxassess(checkout: Path, *arguments: object, language: str = "en") -> subprocess.CompletedProcess[str]:
    changed = {"PYTHONPATH": str(checkout / "src"), "DXASSESS_LANG": language, "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "dxassess", *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | changed,
    )


def test_a_folder_of_texts_is_a_language(translated: Path, small_round: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = dxassess(translated, "run", small_round, "-o", out, "--lang", NEW, language=NEW)
    assert done.returncode in (0, 1), done.stderr
    page = (out / f"region.{NEW}.html").read_text(encoding="utf-8")
    assert marked("Infrastructure") in page
    assert MARK in done.stderr
    assert f'"language": "{NEW}"' in (out / "run.json").read_text(encoding="utf-8")
    written = dxassess(translated, "letters", small_round, "-o", tmp_path / "letters", "--lang", NEW)
    assert written.returncode == 0, written.stderr
    letter = next(iter((tmp_path / "letters").rglob("*.docx")))
    assert MARK in zipfile.ZipFile(letter).read("word/document.xml").decode("utf-8")


def _without_a_message(home: Path) -> None:
    path = home / LOCALE / NEW / "LC_MESSAGES" / "report.po"
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale="en")
    catalogue.delete("title.region")
    with path.open("wb") as stream:
        write_po(stream, catalogue)
    path.with_suffix(".mo").unlink()
    compile_catalogues(home)


def _without_a_catalogue(home: Path) -> None:
    (home / LOCALE / NEW / "LC_MESSAGES" / "report.mo").unlink()


def _without_a_text(home: Path) -> None:
    path = home / "questionnaires" / "five-conditions" / "facility.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    del data["conditions"][0]["name"][NEW]
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def _without_a_column(home: Path) -> None:
    path = home / "data" / "targets.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(f"name_{NEW}", "name"), encoding="utf-8")


def _without_a_template(home: Path) -> None:
    (home / "report_templates" / "word" / f"letter.{NEW}.docx").unlink()


class Gap(NamedTuple):
    """Something taken away, a command that needs it, and what the command must name."""

    damage: Callable[[Path], None]
    command: str
    named: tuple[str, ...]


GAPS = (
    Gap(_without_a_message, "report", (f"locale/{NEW}/LC_MESSAGES/report.po", "title.region", f"“{NEW}”")),
    Gap(_without_a_catalogue, "report", (f"locale/{NEW}/LC_MESSAGES/report.po", f"“{NEW}”")),
    Gap(_without_a_text, "report", ("facility.yaml", f"conditions.0.name.{NEW}")),
    Gap(_without_a_column, "report", ("targets.csv", f"name_{NEW}", f"“{NEW}”")),
    Gap(_without_a_template, "letters", (f"letter.{NEW}.docx",)),
)


@pytest.mark.parametrize("gap", GAPS, ids=lambda gap: gap.damage.__name__.lstrip("_"))
def test_what_a_language_lacks_is_named_before_anything_is_written(
    checkout: Path, small_round: Path, tmp_path: Path, gap: Gap
) -> None:
    gap.damage(checkout)
    done = dxassess(checkout, gap.command, small_round, "-o", tmp_path / "out", "--lang", NEW)
    assert done.returncode == 2, done.stderr
    assert [words for words in gap.named if words not in done.stderr] == []
    assert not list((tmp_path / "out").rglob(f"*.{NEW}.*"))


def test_a_terminal_whose_language_lacks_texts_says_so_in_the_first(checkout: Path) -> None:
    path = checkout / LOCALE / NEW / "LC_MESSAGES" / "cli.mo"
    shutil.copy(path.with_name("report.mo"), path)
    done = dxassess(checkout, "--help", language=NEW)
    assert done.returncode == 2, done.stderr
    assert f"locale/{NEW}/LC_MESSAGES/cli.po" in done.stderr
    assert "chưa đủ" in done.stderr


def test_a_language_that_nobody_knows_how_to_write_is_refused(checkout: Path, small_round: Path) -> None:
    (checkout / LOCALE / NEW).rename(checkout / LOCALE / "xx")
    for path in (checkout / "questionnaires").rglob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace(f"{NEW}: ", "xx: "), encoding="utf-8")
    (small_round / "round.yaml").write_text("vintage: gso2004\n", encoding="utf-8")
    done = dxassess(checkout, "check", small_round, language="xx")
    assert done.returncode == 2, done.stderr
    assert "“xx”" in done.stderr
