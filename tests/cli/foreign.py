"""What is not Vietnamese in a Vietnamese text: keys of the catalogues, codes and English words of the
program. What a user types or looks up as it is written (commands, options, variables of the environment,
files, quoted answers, codes of findings behind their titles) is no text."""

from __future__ import annotations

import re
from typing import get_args

from dxassess.cli.app import COMMANDS, GROUPS
from dxassess.findings.catalogue import FindingCode
from dxassess.wording.languages import catalogue

DOMAINS = ("report", "render", "cli", "explain", "findings", "forms", "advice", "register")
_COMMANDS = "|".join([*COMMANDS, *GROUPS])
_CODES = "|".join(sorted(get_args(FindingCode), key=len, reverse=True))
_TYPED = re.compile(
    rf"“[^”]*”|\bdxassess(?: (?:{_COMMANDS}))?|^  (?:{_COMMANDS})  |-{{1,2}}[a-z][\w-]*|\((?:{_CODES})\)"
    r"|\S*\.(?:xlsx?|yaml|ods|csv|json|html|pdf|docx|md|po)\b|\S*/\S*|\bcircular-54-2017\b|\bgso\d{4}\b|\bDXASSESS_[A-Z]+\b",
    re.MULTILINE,
)
_KEY = re.compile(r"\b[a-z_]+(?:\.[a-z0-9_]+)+\b")
_CODE = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b|\b[A-Z]+(?:_[A-Z0-9]+)+\b")
_ENGLISH = re.compile(
    r"\b(?:the|of|and|or|for|with|this|that|which|usage|options?|arguments?|commands?|required|default"
    r"|warnings?|errors?|unknown|none|accepted|rejected|ignored|missing|answered|facility|facilities"
    r"|department|scores?|levels?|gates?|points|condition|overall|hospital|centre|station|polyclinic"
    r"|true|false|invalid|see|show|exit|try)\b",
    re.IGNORECASE,
)


def foreign(text: str) -> list[str]:
    """Every key, code and English word of a text, in its order."""
    said = _TYPED.sub(" ", text)
    keys = [key for key in _KEY.findall(said) if any(_is_key(key, domain) for domain in DOMAINS)]
    others = _KEY.sub(" ", said)
    return [*keys, *_CODE.findall(others), *_ENGLISH.findall(others)]


def _is_key(key: str, domain: str) -> bool:
    return catalogue(domain, "vi").gettext(key) != key
