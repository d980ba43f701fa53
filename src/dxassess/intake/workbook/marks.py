"""What a cell is beyond its value: error, formula, percentage. Readers drop it, so it is looked up here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

Position = tuple[int, int]
"""Row and column of a cell, counted from 0."""

MOST_ROWS = 20_000
MOST_COLUMNS = 702
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')


class Marks(NamedTuple):
    """Positions on one sheet: cells that show an error, formulas without a stored result, formulas with
    one, cells whose number format is a percentage, cells that are no cell of the format, cells in a font of
    symbols; what of a struck-out text stands unstruck, by its cell ("" for nothing); and cells too far
    away to be part of a form, which are not among the rows."""

    errors: frozenset[Position] = frozenset()
    uncalculated: frozenset[Position] = frozenset()
    formulas: frozenset[Position] = frozenset()
    percent: frozenset[Position] = frozenset()
    unreadable: frozenset[Position] = frozenset()
    symbols: frozenset[Position] = frozenset()
    struck: Mapping[Position, str] = MappingProxyType({})
    stray: tuple[Position, ...] = ()
    hidden: bool = False


def cell_name(position: Position) -> str:
    """`C12` for (11, 2)."""
    row, column = position
    letters = ""
    column += 1
    while column:
        column, remainder = divmod(column - 1, 26)
        letters = chr(65 + remainder) + letters
    return f"{letters}{row + 1}"


def cell_position(name: str) -> Position:
    """(11, 2) for `C12`."""
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(name[len(letters) :]) - 1, column - 1


def is_percent_format(code: str) -> bool:
    """Whether a number format multiplies by 100: a percent sign in it that is no literal."""
    return "%" in _LITERAL.sub("", code)
