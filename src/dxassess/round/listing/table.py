"""Where the list stands in a workbook: the heading, in one line or several, and the column of every field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dxassess.intake.reading import shown
from dxassess.intake.tables import TableCell, TableSheet
from dxassess.intake.words.text import clean
from dxassess.intake.workbook.marks import Position
from dxassess.round.listing.headings import ORDINAL, HeadingIndex, folded

_MOST_ABOVE, _MOST_LINES, _FEWEST = 40, 3, 3
_DATA = re.compile(r"[0-9]{3,}|[a-z]{0,3}[0-9]{2,}[a-z0-9]*")
_GUIDES = re.compile(r"\b(huong dan|guide|instructions|vi du|example)\b")


class HeadedColumn(NamedTuple):
    """A column that is read: where it stands, counted from 0, and what it is headed."""

    at: int
    heading: str
    strength: int


class ListTable(NamedTuple):
    """A sheet with its list. `first` is the row below the heading; `rivals` are headings that name a field
    as surely as the one that is read."""

    sheet: TableSheet
    grid: Mapping[Position, TableCell]
    top: int
    first: int
    columns: Mapping[str, HeadedColumn]
    unread: tuple[tuple[int, str], ...]
    rivals: tuple[tuple[str, str, str], ...] = ()

    def cell(self, row: int, field: str) -> TableCell:
        """What a line says of a field; a cell merged with those above says what they say."""
        column = self.columns.get(field)
        return "" if column is None else at(self.sheet, self.grid, (row, column.at))


def find_tables(sheets: Iterable[TableSheet], headings: HeadingIndex) -> tuple[ListTable, ...]:
    """The sheets that hold a list, guides excepted."""
    tables = (_find(sheet, headings) for sheet in sheets if not _GUIDES.search(folded(sheet.name)))
    return tuple(table for table in tables if table is not None)


def at(sheet: TableSheet, grid: Mapping[Position, TableCell], position: Position) -> TableCell:
    """A cell, or what is merged over it; "" beyond the edges."""
    if position in grid:
        return grid[position]
    row, column = position
    cells = sheet.rows[row] if row < len(sheet.rows) else ()
    return cells[column] if column < len(cells) else ""


def _find(sheet: TableSheet, headings: HeadingIndex) -> ListTable | None:
    """The heading that names most fields; of several the highest, in the fewest lines."""
    everywhere, downwards = _merged(sheet)
    best: ListTable | None = None
    for top in range(min(len(sheet.rows), _MOST_ABOVE)):
        for lines in range(1, _MOST_LINES + 1):
            if lines > 1 and _holds_data(sheet, top + lines - 1):
                break
            table = _headed(sheet, everywhere, (top, lines), headings)
            if best is None or _promise(table) > _promise(best):
                best = table._replace(grid=downwards)
    if best is None:
        return None
    fields = best.columns.keys() - {ORDINAL}
    enough = "name" in fields and ("code" in fields or len(fields) >= _FEWEST)
    return best if enough else None


def _promise(table: ListTable) -> tuple[int, int]:
    """How much a heading promises: the fields that it names, then its fewer lines, since a title above it
    names none."""
    return len(table.columns), table.top - table.first


def _headed(
    sheet: TableSheet, grid: Mapping[Position, TableCell], block: tuple[int, int], headings: HeadingIndex
) -> ListTable:
    top, lines = block
    if top + lines > len(sheet.rows):
        return ListTable(sheet, grid, top, top + lines, {}, ())
    columns: dict[str, HeadedColumn] = {}
    unread: list[tuple[int, str]] = []
    rivals: list[tuple[str, str, str]] = []
    width = max(len(sheet.rows[row]) for row in range(top, top + lines))
    for column in range(width):
        parts = _parts(sheet, grid, (top, lines), column)
        heading = " – ".join(parts)
        texts = (" ".join(parts), parts[-1]) if parts else ()
        meaning = next((m for text in texts if (m := headings.meaning(text)) is not None), None)
        if meaning is None:
            unread += [(column, heading)] if heading else []
            continue
        new = HeadedColumn(column, heading, meaning.strength)
        old = columns.get(meaning.field)
        if old is None or new.strength > old.strength:
            columns[meaning.field] = new
            unread += [] if old is None else [(old.at, old.heading)]
            rivals = [rival for rival in rivals if rival[0] != meaning.field]
        else:
            unread.append((column, heading))
            if new.strength == old.strength:
                rivals.append((meaning.field, old.heading, heading))
    return ListTable(sheet, grid, top, top + lines, columns, tuple(unread), tuple(rivals))


def _parts(
    sheet: TableSheet, grid: Mapping[Position, TableCell], block: tuple[int, int], column: int
) -> list[str]:
    """What stands above a column, from top to bottom. A text above several columns that is not merged stands
    over those to its right too."""
    top, lines = block
    parts: list[str] = []
    for row in range(top, top + lines):
        text = clean(shown(at(sheet, grid, (row, column))))
        above_others = row < top + lines - 1 and bool(at(sheet, grid, (row + 1, column)))
        if not text and above_others and (row, column) not in grid:
            text = _to_the_left(sheet, grid, (row, column))
        if text and text not in parts:
            parts.append(text)
    return parts


def _to_the_left(sheet: TableSheet, grid: Mapping[Position, TableCell], position: Position) -> str:
    row, column = position
    for left in range(column - 1, -1, -1):
        text = clean(shown(at(sheet, grid, (row, left))))
        if text:
            return text if at(sheet, grid, (row + 1, left)) else ""
    return ""


def _holds_data(sheet: TableSheet, row: int) -> bool:
    cells = sheet.rows[row] if row < len(sheet.rows) else ()
    return any(not isinstance(cell, str) or _DATA.fullmatch(folded(cell)) for cell in cells)


def _merged(sheet: TableSheet) -> tuple[dict[Position, TableCell], dict[Position, TableCell]]:
    """What merged cells say, by the position of each: of all, and of those that only go down one column."""
    everywhere: dict[Position, TableCell] = {}
    downwards: dict[Position, TableCell] = {}
    for (top, left), (bottom, right) in sheet.merged:
        value = at(sheet, {}, (top, left))
        for row in range(top, min(bottom + 1, len(sheet.rows))):
            cells = {(row, column): value for column in range(left, min(right, left + 200) + 1)}
            everywhere |= cells
            downwards |= cells if left == right else {}
    return everywhere, downwards
