"""Texts, numbers and references of cells as they stand in the XML."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from dxassess.intake.workbook.marks import Position

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_columns: dict[str, int] = {}


def unescaped(text: str) -> str:
    """`text` with letters written as `_x000D_` put back, as the standard (ST_Xstring) has them."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def number_of(text: str) -> float | None:
    """A finite number as XML Schema writes it, without "NaN" and "INF"; None for anything else."""
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    return None if math.isinf(number) else number


def position_of(reference: str) -> Position | None:
    """(11, 2) for "C12"; None where it names no cell."""
    match = _REFERENCE.fullmatch(reference)
    return None if match is None else (int(match[2]) - 1, column_of(match[1]))


def column_of(letters: str) -> int:
    """2 for "C"."""
    number = _columns.get(letters)
    if number is None:
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - 64
        number -= 1
        _columns[letters] = number
    return number


@lru_cache(maxsize=256)
def ranges(names: tuple[str, ...]) -> tuple[tuple[Position, Position], ...]:
    """Ranges such as "A1:B2" as (top left, bottom right); what is no range is left out. Kept, since sheets
    of a round are merged alike."""
    corners = [tuple(map(position_of, name.split(":"))) for name in names]
    return tuple((a, b) for a, b in (c for c in corners if len(c) == 2) if a is not None and b is not None)
