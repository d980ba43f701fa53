"""What is foreign to a text in a language: keys of the catalogues, codes and English words of the program,
whole phrases of another language. What a user types or looks up as it is written (commands, options,
variables of the environment, files, quoted answers, codes of findings behind their titles) is no text, nor
the stamp of a form."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

from babel.messages.pofile import read_po

import dxassess
from dxassess.authoring.lint_words import texts_of
from dxassess.cli.app import COMMANDS, GROUPS
from dxassess.files.resources import resource_folder
from dxassess.findings.catalogue import FindingCode
from dxassess.questionnaire.load import load_questionnaires
from dxassess.wording.languages import LANGUAGES, catalogue

DOMAINS = ("report", "render", "cli", "explain", "findings", "forms", "advice", "register", "returning")
_COMMANDS = "|".join([*COMMANDS, *GROUPS])
_CODES = "|".join(sorted(get_args(FindingCode), key=len, reverse=True))
_TYPED = re.compile(
    rf"“[^”]*”|\bdxassess(?: (?:{_COMMANDS}))?|^  (?:{_COMMANDS})  |-{{1,2}}[a-z][\w-]*|\((?:{_CODES})\)"
    rf"|^(?:{_CODES})$|^dx1 .*$|^(?:facility|department)$"
    r"|\S*\.(?:xlsx?|yaml|ods|csv|json|html|pdf|docx|md|po)\b|\S*/\S*|\bcircular-54-2017\b|\bgso\d{4}\b|\bDXASSESS_[A-Z]+\b",
    re.MULTILINE,
)
_KEY = re.compile(r"\b[a-z_]+(?:\.[a-z0-9_]+)+\b")
_CODE = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b|\b[A-Z]+(?:_[A-Z0-9]+)+\b")
_OPEN = re.compile(r"\{\w*\}")
_ENGLISH = re.compile(
    r"\b(?:the|of|and|or|for|with|this|that|which|usage|options?|arguments?|commands?|required|default"
    r"|warnings?|errors?|unknown|none|accepted|rejected|ignored|missing|answered|facility|facilities"
    r"|department|scores?|levels?|gates?|points|condition|overall|hospital|centre|station|polyclinic"
    r"|true|false|invalid|see|show|exit|try)\b",
    re.IGNORECASE,
)
_LOCALE = Path(dxassess.__file__).parent / "wording" / "locale"
_PLACE = re.compile(r"\{[^}]*\}|\n")
_STOPS = " .,;:()–“”-"
_SHORTEST = 20
"""Characters of a phrase that names of facilities, sheets and languages do not have in common with a text."""


def foreign(text: str, language: str = "vi") -> list[str]:
    """Every key, code and place left open of a text, in Vietnamese every English word, and every phrase that
    the program says in another language."""
    said = _TYPED.sub(" ", text)
    keys = [key for key in _KEY.findall(said) if any(_is_key(key, domain) for domain in DOMAINS)]
    others = _KEY.sub(" ", said)
    words = _ENGLISH.findall(others) if language == "vi" else []
    line = " ".join(text.split())
    phrases = [phrase for phrase in _strange(language) if phrase in line]
    return [*keys, *_CODE.findall(others), *_OPEN.findall(said), *words, *phrases]


def _is_key(key: str, domain: str) -> bool:
    return catalogue(domain, "vi").gettext(key) != key


@cache
def _strange(language: str) -> tuple[str, ...]:
    """What is said in the other languages and not in this one."""
    own, others = _phrases(language), (_phrases(other) for other in LANGUAGES if other != language)
    return tuple(sorted(frozenset().union(*others) - own))


@cache
def _phrases(language: str) -> frozenset[str]:
    """The phrases of the catalogues between the places that are filled, and what questionnaires ask."""
    told = (*_messages(language), *_asked(language))
    pieces = (" ".join(piece.split()).strip(_STOPS) for text in told for piece in _PLACE.split(text))
    return frozenset(piece for piece in pieces if len(piece) >= _SHORTEST and " " in piece)


def _messages(language: str) -> Iterator[str]:
    for path in sorted((_LOCALE / language / "LC_MESSAGES").glob("*.po")):
        if path.stem == "demo":
            continue  # what invented respondents answered, in their language
        for message in read_po(io.BytesIO(path.read_bytes())):
            said = message.string
            yield from (said,) if isinstance(said, str) else said or ()


def _asked(language: str) -> Iterator[str]:
    for name in ("five-conditions", "circular-54-2017"):
        for questionnaire in load_questionnaires(resource_folder("questionnaires") / name):
            yield from (text[language] for _, text in texts_of(questionnaire))
