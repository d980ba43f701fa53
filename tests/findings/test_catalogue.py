"""One catalogue: every code is found in its room and has its words, and the type checker knows every code."""

from __future__ import annotations

import io
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from babel.messages.pofile import read_po
from pydantic import ValidationError

import dxassess
from dxassess.findings.catalogue import CATALOGUE, SEVERITIES, FindingCode, Room, code_named
from dxassess.findings.finding import Place, finding
from dxassess.findings.page import findings_page
from dxassess.intake.workbook.opening import Refused
from dxassess.wording.wording import LANGUAGES, wording

ROOT = Path(dxassess.__file__).parent
PAGE = ROOT.parents[1] / "docs" / "findings.md"
PLACE = Place(file="a.xlsx")


def _room(name: Room) -> str:
    # What of a round's own files is no form, whoever receives the round tells intake.
    paths = [*(ROOT / name).rglob("*.py"), ROOT / "round" / "receive.py"]
    return "".join(path.read_text(encoding="utf-8") for path in paths)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_code_stands_in_one_list() -> None:
    codes = get_args(FindingCode)
    assert len(codes) == len(set(codes)) == len(CATALOGUE)
    assert {kind.severity for kind in CATALOGUE.values()} == set(SEVERITIES)


@pytest.mark.parametrize("room", get_args(Room))
def test_every_code_is_found_in_the_room_that_the_catalogue_names(room: Room) -> None:
    source = _room(room)
    assert [c for c, kind in CATALOGUE.items() if kind.room == room and f'"{c}"' not in source] == []


def test_a_mistyped_code_is_seen_by_the_type_checker_and_made_by_nobody() -> None:
    # An exception that mypy does not need is an error of its own: these lines show that it sees the code.
    with pytest.raises(ValidationError):
        finding("READ_ASS", PLACE)  # type: ignore[arg-type]
    told = finding("READ_AS", PLACE)
    assert not told.code == "READ_ASS"  # type: ignore[comparison-overlap]  # noqa: SIM201 - what is checked
    assert Refused("CORUPT").code == "CORUPT"  # type: ignore[arg-type, comparison-overlap]
    assert (code_named("READ_AS"), code_named("READ_ASS")) == ("READ_AS", None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_has_words(code: FindingCode, language: str) -> None:
    say = wording("findings", language)
    facts = {"found": "A", "expected": "B"}
    assert say.text(code, **facts).endswith(".")
    assert say.text(f"{code}.remedy", **facts).endswith(".")
    assert "{" not in say.text(f"{code}.title")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_left_without_a_code(language: str) -> None:
    path = ROOT / "wording" / "locale" / language / "LC_MESSAGES" / "findings.po"
    told = {str(message.id).partition(".")[0] for message in read_po(io.BytesIO(path.read_bytes()))}
    assert told - {""} == set(CATALOGUE)


@pytest.mark.parametrize("code", CATALOGUE)
def test_sentences_take_the_same_facts_in_both_languages(code: FindingCode) -> None:
    for key in (code, f"{code}.remedy", f"{code}.title"):
        places = {language: _places(wording("findings", language).text(key)) for language in LANGUAGES}
        assert places["vi"] == places["en"]
        assert places["vi"] <= ({"found", "expected"} if key == code else set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_are_short_and_tell_findings_apart(language: str) -> None:
    titles = {code: wording("findings", language).text(f"{code}.title") for code in CATALOGUE}
    assert len(set(titles.values())) == len(titles)
    assert {code: title for code, title in titles.items() if len(title) > 40 or title.endswith(".")} == {}


def test_the_page_of_findings_is_up_to_date() -> None:
    told = "run: python -m dxassess.findings.page docs/findings.md"
    assert PAGE.read_text(encoding="utf-8") == findings_page(), told


@pytest.mark.parametrize(("language", "nothing"), [("vi", "Không cần làm gì"), ("en", "Nothing ")])
def test_what_is_no_work_says_so(language: str, nothing: str) -> None:
    path = ROOT / "wording" / "locale" / language / "LC_MESSAGES" / "findings.po"
    said = {str(message.id): str(message.string) for message in read_po(io.BytesIO(path.read_bytes()))}
    idle = {code for code in CATALOGUE if said[f"{code}.remedy"].startswith(nothing)}
    assert idle == {code for code, kind in CATALOGUE.items() if not kind.to_do}
