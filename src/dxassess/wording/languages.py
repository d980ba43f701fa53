"""The languages of the program: a language is a folder of catalogues, and this is the only list of them."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path
from string import Formatter

from dxassess.errors import DxassessError

_FOLDER = Path(__file__).resolve().parent / "locale"
_FIRST = "vi"


def _languages() -> tuple[str, ...]:
    """Vietnamese first: it is what every command speaks unless told otherwise. The others by their code."""
    languages = {path.parent.name for path in _FOLDER.glob("*/LC_MESSAGES")}
    return tuple(sorted(languages, key=lambda language: (language != _FIRST, language)))


LANGUAGES = _languages()


@cache
def catalogue(domain: str, language: str) -> gettext.GNUTranslations:
    """The catalogue of a domain in a language. DxassessError if it lacks a text that the first language has:
    what is not translated is a fault when it is loaded, not a gap in a report."""
    try:
        texts = gettext.translation(domain, _FOLDER, languages=[language])
    except OSError as problem:
        raise _lacking(domain, language, "*") from problem
    if language != LANGUAGES[0]:
        lacking = sorted(_keys(catalogue(domain, LANGUAGES[0])) - _keys(texts))
        if lacking:
            raise _lacking(domain, language, ", ".join(lacking))
    return texts


@cache
def places(domain: str, key: str) -> frozenset[str]:
    """The names of the places in a message, over all languages and plural forms. KeyError if there is no
    such message."""
    forms = [
        text
        for language in LANGUAGES
        for message, text in _messages(catalogue(domain, language)).items()
        if key == (message if isinstance(message, str) else message[0])
    ]
    if not forms:
        raise KeyError(key)
    return frozenset(name for text in forms for _, name, _, _ in Formatter().parse(text) if name is not None)


def _messages(texts: gettext.GNUTranslations) -> dict[str | tuple[str, int], str]:
    """The messages of a catalogue by key, plural forms by key and number."""
    messages: dict[str | tuple[str, int], str] = vars(texts)["_catalog"]  # gettext lists them nowhere else
    return messages


def _keys(texts: gettext.GNUTranslations) -> set[str]:
    """The keys of a catalogue; the singular and the plural of a message are one."""
    return {key if isinstance(key, str) else key[0] for key in _messages(texts)}


def _lacking(domain: str, language: str, keys: str) -> DxassessError:
    file = f"{_FOLDER.name}/{language}/LC_MESSAGES/{domain}.po"
    return DxassessError("language.lacking", file=file, language=language, keys=keys)
