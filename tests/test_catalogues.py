"""The catalogues: compiled as written, the same messages in both languages, the same places in them."""

from __future__ import annotations

import io
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import dxassess
from dxassess.wording import languages

LOCALE = Path(dxassess.__file__).parent / "wording" / "locale"
CATALOGUES = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
LANGUAGES = set(languages.LANGUAGES)


def _catalogue(path: Path) -> Catalog:
    return read_po(io.BytesIO(path.read_bytes()), locale=path.parents[1].name, abort_invalid=True)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _messages(path: Path) -> dict[str, Message]:
    return {_key(message): message for message in _catalogue(path) if _key(message)}


def _places(message: Message) -> set[str]:
    return {name for text in _texts(message) for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_domain_is_there_in_every_language() -> None:
    domains = {path.name for path in CATALOGUES}
    assert domains
    assert {(path.parents[1].name, path.name) for path in CATALOGUES} == {
        (language, domain) for language in LANGUAGES for domain in domains
    }


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_compiled_catalogue_is_in_step(path: Path) -> None:
    compiled = read_mo(io.BytesIO(path.with_suffix(".mo").read_bytes()))
    written = {_key(message): _texts(message) for message in _messages(path).values()}
    found = {_key(message): _texts(message) for message in compiled if _key(message)}
    assert found == written, "run: make catalogues"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_no_message_is_empty_or_doubtful(path: Path) -> None:
    doubtful = [key for key, message in _messages(path).items() if message.fuzzy or not all(_texts(message))]
    assert doubtful == []


@pytest.mark.parametrize("domain", sorted({path.name for path in CATALOGUES}))
def test_languages_say_the_same_things(domain: str) -> None:
    vi, en = (_messages(LOCALE / language / "LC_MESSAGES" / domain) for language in ("vi", "en"))
    assert vi.keys() == en.keys()
    differing = {
        key: (_places(vi[key]), _places(en[key])) for key in vi if _places(vi[key]) != _places(en[key])
    }
    assert differing == {}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_texts_count_conditions_and_levels_and_never_know_them(path: Path) -> None:
    """Only the command line may name the shipped questionnaire, which has five conditions."""
    fixed_count = re.compile(r"(?i)\b(?:năm|5|five) (?:điều kiện|conditions)|0–5")
    fixed = {
        key
        for key, message in _messages(path).items()
        if any(fixed_count.search(text) for text in _texts(message))
    }
    assert fixed <= ({"command.app", "help.questionnaires"} if path.stem == "cli" else set())
