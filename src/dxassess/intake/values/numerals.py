"""Numbers as they are typed in Vietnam: decimal commas, thousands dots, full-width digits, units behind."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from dxassess.intake.words.text import clean, without_accents

_SIGNS = str.maketrans(
    {"−": "-", "–": "-", "\u202f": " ", "\u2009": " ", "٫": ".", "’": "'", "‘": "'", "`": "'", "´": "'"}
)
_NUMBER = re.compile(r"([-+]?)\s*([0-9][0-9., ']*)\s*(%?)\s*([^0-9]{0,40})")
_GROUPED = re.compile(r"[0-9]{1,3}([., '])[0-9]{3}(?:\1[0-9]{3})*")
_DECIMAL = re.compile(r"([0-9]+)[.,]([0-9]+)")
_BOTH = re.compile(r"[0-9]{1,3}(?:([., '])[0-9]{3})+([.,])[0-9]+")


class Numeral(NamedTuple):
    """A typed number. `grouped` is its other reading where a separator may part thousands (`1.234`: 1234
    or 1.234); `percent` if a percent sign followed; `unit` the words behind it."""

    value: float
    grouped: float | None = None
    percent: bool = False
    unit: str = ""


def read_numeral(text: str) -> Numeral | None:
    """The number that `text` is, or None if it is something else (`about 95`, `>95`, `l2`, `½`)."""
    plain = clean("".join(_narrow(c) for c in text)).translate(_SIGNS).lstrip("'")
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    sign, digits, percent, unit = match.groups()
    # A full stop behind a number ends a sentence: nobody means "57." otherwise than "57".
    readings = _readings(digits.rstrip(" ")) or _readings(re.sub(r"(?<=[0-9])[.,]$", "", digits.rstrip(" ")))
    if readings is None:
        return None
    value, grouped = readings
    factor = -1.0 if sign == "-" else 1.0
    return Numeral(
        value=factor * value,
        grouped=None if grouped is None else factor * grouped,
        percent=bool(percent),
        unit=without_accents(unit),
    )


def _narrow(character: str) -> str:
    """Full-width forms made plain; fractions, superscripts and Roman numerals stay what they are."""
    return unicodedata.normalize("NFKC", character) if "\uff00" <= character <= "\uffef" else character


def _readings(digits: str) -> tuple[float, float | None] | None:
    if digits.isascii() and digits.isdigit():
        return float(digits), None
    both = _BOTH.fullmatch(digits)
    if both is not None and both[1] != both[2]:
        integer_part, _, decimals = digits.rpartition(both[2])
        return float(re.sub(r"[^0-9]", "", integer_part) + "." + decimals), None
    grouped = _GROUPED.fullmatch(digits)
    joined = float(re.sub(r"[^0-9]", "", digits)) if grouped is not None else None
    decimal = _DECIMAL.fullmatch(digits)
    if decimal is not None:
        value = float(f"{decimal[1]}.{decimal[2]}")
        return value, None if decimal[1].startswith("0") else joined
    return None if joined is None else (joined, joined)
