"""The manual keeps up with the program: what it tells to type can be typed, what it names is there."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from docs.manual.reference import SCHEMA, reference_pages
from docs.manual.schemas import in_language, translations
from tests.cli.lines import TYPED, Typed
from tests.cli.test_texts import FUNCTIONS, TAKEN, names
from typer.models import ArgumentInfo

from dxassess.authoring.schema import schema
from dxassess.cli.app import GROUPS
from dxassess.errors import Ending
from dxassess.findings.catalogue import CATALOGUE
from dxassess.questionnaire.items import KEYS
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.settings import Settings
from dxassess.wording.wording import LANGUAGES

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "manual"
TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (*sorted(MANUAL.rglob("*.md")), *sorted(ROOT.glob("README*.md")))
}


def typed_lines(text: str) -> list[list[str]]:
    """The words after the program's name in every line and piece of code that begins with it."""
    pieces = re.findall(r"`(dxassess [^`]*)`|^(?:    |\$ |\S*\\)(dxassess .*)$", text, re.MULTILINE)
    return [shlex.split(one or other, comments=True)[1:] for one, other in pieces]


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_told_to_type_is_a_command_with_its_options(name: str) -> None:
    for words in typed_lines(TEXTS[name]):
        if words[0].startswith("-"):
            assert words[0] in ("--help", "--version"), words
            continue
        length = 2 if words[0] in GROUPS else 1
        assert tuple(words[:length]) in FUNCTIONS, words
        taken = {
            option
            for typed, _, info in TAKEN
            if typed == tuple(words[:length]) and not isinstance(info, ArgumentInfo)
            for option in names(info)
        }
        used = {word for word in words[length:] if re.match(r"--?[a-z]", word)}
        assert used <= {*taken, "--help"}, words


def test_both_languages_have_the_same_pages_and_the_same_lines_to_type() -> None:
    pages = {
        language: {p.relative_to(MANUAL / language) for p in (MANUAL / language).rglob("*.md")}
        for language in LANGUAGES
    }
    assert pages["vi"] == pages["en"]
    for page in pages["vi"]:
        said = [
            [
                (words[0], sorted(w for w in words if w.startswith("-") and w != "--lang"))
                for words in typed_lines(text)
                if words
            ]
            for text in ((MANUAL / language / page).read_text(encoding="utf-8") for language in LANGUAGES)
        ]
        assert said[0] == said[1], page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_has_every_command_finding_exit_code_setting_and_field(language: str) -> None:
    pages = reference_pages(language)
    for typed in FUNCTIONS:
        assert f"# `dxassess {' '.join(typed)}`" in pages[f"commands/dxassess-{'-'.join(typed)}.md"]
    assert sorted(re.findall(r"^### .*\(`(\w+)`\)$", pages["findings.md"], re.MULTILINE)) == sorted(CATALOGUE)
    assert re.findall(r"^\| `(\d+)`", pages["exit-codes.md"], re.MULTILINE) == [str(int(e)) for e in Ending]
    settings = re.findall(r"^#?([a-z]+):", pages["settings.md"], re.MULTILINE)
    assert set(settings) == {name.removesuffix("_file") for name in Settings.model_fields}
    instrument = pages["instrument.md"]
    assert {f"| `{key}` |" for key in (*KEYS, *Questionnaire.model_fields)} <= set(
        re.findall(r"^\| `\w+` \|", instrument, re.MULTILINE)
    )
    assert "## `Option`" in instrument
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    fields = {name for own in (schema, *schema["$defs"].values()) for name in own.get("properties", {})}
    assert all(f"| `{field}` |" in pages["results.md"] for field in fields)


def test_what_schemas_say_is_translated_and_nothing_else() -> None:
    """A description that changes is translated anew; the site could not be built before."""
    used: set[str] = set()

    def read(part: object) -> None:
        if isinstance(part, dict):
            if isinstance(part.get("description"), str):
                used.add(" ".join(part["description"].split()))
            part = list(part.values())
        for inner in part if isinstance(part, list) else ():
            read(inner)

    read([schema(), json.loads(SCHEMA.read_text(encoding="utf-8"))])
    vietnamese = translations("vi")
    assert vietnamese is not None
    assert vietnamese.keys() == used
    assert all(vietnamese.values())
    with pytest.raises(KeyError):
        in_language({"description": "New."}, "vi")
    assert in_language([{"description": "New."}], "en") == [{"description": "New."}]


def test_nobody_is_told_to_install_a_name_that_is_not_ours() -> None:
    """No package index holds the name for us: whoever takes it would be installed."""
    asking = re.compile(r"\b(pipx? install|uv (add|pip install|tool install)|uvx)\b[^\n]*\bdxassess\b")
    patterns = ("*.md", "docs/**/*.md", "report_templates/*.md", "src/**/*.po", "src/**/*.py")
    written = [path for pattern in patterns for path in ROOT.glob(pattern)]
    assert [path.name for path in written if asking.search(path.read_text(encoding="utf-8"))] == []
    assert asking.search('Run: pip install "dxassess[parquet]"')


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", TYPED, ids=" ".join)
def test_the_manual_shows_how_every_command_is_used(typed: Typed, language: str) -> None:
    pages = [text for name, text in TEXTS.items() if name.startswith(f"docs/manual/{language}/")]
    assert any(words[: len(typed)] == list(typed) for page in pages for words in typed_lines(page))
