"""What a cell is beyond its value: error, formula, percentage. Readers drop it, so it is looked up here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

Position = tuple[int, int]
"""Row and column of a cell, counted from 0."""

MOST_ROWS = 20_000
MOST_COLUMNS = 702
_MOST_LISTED = 40
_MOST_KNOWN = 8_192
_LISTED = re.compile(r"([A-Z]+\d+)(?:–([A-Z]+\d+))?")
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


@lru_cache(maxsize=_MOST_KNOWN)
def cell_name(position: Position) -> str:
    """`C12` for (11, 2)."""
    row, column = position
    return f"{_letters(column)}{row + 1}"


@lru_cache(maxsize=MOST_COLUMNS)
def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, remainder = divmod(column - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters


@lru_cache(maxsize=_MOST_KNOWN)
def cell_position(name: str) -> Position:
    """(11, 2) for `C12`."""
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(name[len(letters) :]) - 1, column - 1


def list_cells(positions: Iterable[Position]) -> str:
    """`E5–E9, F7`: those below each other as one range, at most 40 ranges."""
    columns: defaultdict[int, list[int]] = defaultdict(list)
    for row, column in positions:
        columns[column].append(row)
    ranges: list[str] = []
    for column, rows in sorted(columns.items()):
        first = last = rows[0]
        for row in (*rows[1:], -1):
            if row != last + 1:
                end = "" if first == last else f"–{cell_name((last, column))}"
                ranges.append(cell_name((first, column)) + end)
                first = row
            last = row
    return ", ".join(ranges[:_MOST_LISTED]) + (", …" if len(ranges) > _MOST_LISTED else "")


def listed_cells(listed: str) -> Iterator[Position]:
    """The positions that `list_cells` named."""
    for start, end in _LISTED.findall(listed):
        row, column = cell_position(start)
        last = cell_position(end)[0] if end else row
        yield from ((each, column) for each in range(row, last + 1))


def is_percent_format(code: str) -> bool:
    """Whether a number format multiplies by 100: a percent sign in it that is no literal."""
    return "%" in _LITERAL.sub("", code)
