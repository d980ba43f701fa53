"""Every finding has its words in both languages, and no words are left without a finding."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import dxassess
from dxassess.findings.catalogue import SEVERITY, finding
from dxassess.findings.finding import Place
from dxassess.wording.wording import LANGUAGES, wording

ROOT = Path(dxassess.__file__).parent
OF_THE_ROUND = {
    "CONFLICTING_SUBMISSIONS",
    "DIFFERS_FROM_REGISTER",
    "EXCLUDED_BY_ROUND",
    "FACILITY_CODE_SHARED",
    "FILLED_FROM_REGISTER",
    "NOT_IN_REGISTER",
    "OLDER_SUBMISSION",
    "OTHER_FACILITY_IN_NAME",
    "SAME_ANSWERS_TWICE",
    "SAME_FILE_TWICE",
    "TYPE_OR_PROVINCE_UNKNOWN",
    "VISIT_RECORDED",
    "VISIT_WITHOUT_FORM",
}
CODES = sorted({*SEVERITY, *OF_THE_ROUND})
_CODE = re.compile("[A-Z][A-Z0-9_]+")
OF_THE_SYSTEM = ("O_", "IO_")
MAKERS = {"Refused", "finding", "unreadable", "Note"}


def _constants(room: str) -> Iterator[tuple[str, bool]]:
    """Upper-case words of a room's source, and whether each makes a finding by its place in a call."""
    for path in sorted((ROOT / room).rglob("*.py")):
        if path.name == "catalogue.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        made = {
            id(node.args[0])
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in MAKERS
            and node.args
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                word = node.value
                if _CODE.fullmatch(word) and not word.startswith(OF_THE_SYSTEM):
                    yield word, id(node) in made or "_" in word


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_code_in_the_source_is_in_the_catalogue() -> None:
    used = {word for room in ("intake", "round") for word, code in _constants(room) if code}
    assert used - set(CODES) == set()


def test_every_code_in_the_catalogue_is_used() -> None:
    words = {word for room in ("intake", "round") for word, _ in _constants(room)}
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (*ROOT.glob("*.py"), *ROOT.glob("findings/*.py"))
    )
    assert [code for code in CODES if code not in words and f'"{code}"' not in sources] == []


@pytest.mark.parametrize("code", CODES)
def test_sentences_take_the_same_facts_in_both_languages(code: str) -> None:
    for key in (code, f"{code}.remedy", f"{code}.title"):
        places = {language: _places(wording("findings", language).text(key)) for language in LANGUAGES}
        assert places["vi"] == places["en"]
        assert places["vi"] <= ({"found", "expected"} if key == code else set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_short_and_tell_findings_apart(language: str) -> None:
    titles = {code: wording("findings", language).text(f"{code}.title") for code in CODES}
    assert len(set(titles.values())) == len(titles)
    assert {code: title for code, title in titles.items() if len(title) > 40 or title.endswith(".")} == {}


def test_what_was_found_is_quoted_shortly_and_printably() -> None:
    told = finding("READ_AS", Place(file="a.xlsx"), found="a\n\u202eb\x07" + "c" * 200).found
    assert told is not None
    assert len(told) == 80
    assert told.isprintable()
