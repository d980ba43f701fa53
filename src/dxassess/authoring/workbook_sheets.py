"""The cells of an edited workbook, each with where it stands; faults of its layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from dxassess.authoring.cells import all_blank, blank, plain
from dxassess.authoring.columns import ABOUT, OWNER, BookTable, tables
from dxassess.authoring.workbook import NOTE
from dxassess.intake.tables import read_tables
from dxassess.intake.workbook.opening import Refused
from dxassess.questionnaire.faults import Fault


class BookLine(NamedTuple):
    """A row of a sheet: its number as a person counts, and its filled cells by the name of the column."""

    table: BookTable
    number: int
    cells: dict[str, object]
    letters: dict[str, str]

    def place(self, key: str = "") -> str:
        """`sheet!cell` of the column that holds `key` or begins with it; of the first column if none does."""
        at = next((name for name in self.letters if name == key), None) or next(
            (name for name in self.letters if name.startswith(f"{key}.") or key.startswith(f"{name}.")), None
        )
        letter = self.letters[at] if at else next(iter(self.letters.values()), "A")
        return f"{self.table.sheet}!{letter}{self.number}"


class Sheets(NamedTuple):
    """All rows by sheet, and what is wrong with the layout."""

    lines: dict[str, list[BookLine]]
    faults: list[Fault]


def read_sheets(path: Path) -> Sheets:
    """The rows of the workbook `path`. What cannot be read is a fault, never an exception."""
    try:
        pages = {table.name: table for table in read_tables(path)}
    except Refused as refusal:
        return Sheets({}, [_refused(path, refusal)])
    lines: dict[str, list[BookLine]] = {}
    faults: list[Fault] = []
    for table in tables():
        lines[table.sheet] = []
        page = pages.get(table.sheet)
        if page is None:
            faults.append(Fault(file=path.name, path=table.sheet, key="sheet_missing", detail=table.sheet))
            continue
        faults += [Fault(file=path.name, path=f.place, key=f.code.lower()) for f in page.faults]
        faults += _heads(table, page.rows, path.name)
        lines[table.sheet] += _lines(table, page.rows)
    return Sheets(lines, faults)


def _refused(path: Path, refusal: Refused) -> Fault:
    place = "!".join(filter(None, (refusal.sheet, refusal.cell)))
    detail = " ".join(filter(None, (refusal.code, refusal.found)))
    return Fault(file=path.name, path=place, key="unreadable", detail=detail)


def _known(table: BookTable) -> set[str]:
    owned = table.owners not in ((), (ABOUT,))
    return {column.name for column in table.columns} | ({OWNER} if owned else set())


def _names(rows: Sequence[Sequence[object]]) -> list[str]:
    return [plain(cell).strip() for cell in rows[0]] if rows else []


def _heads(table: BookTable, rows: Sequence[Sequence[object]], file: str) -> Iterator[Fault]:
    """Columns that are unknown, stand twice or are gone. Whoever needs no column may not delete it: a
    mistyped head would lose a column in silence."""
    names, known_columns = _names(rows), _known(table)
    for at, name in enumerate(names):
        place = f"{table.sheet}!{_letter(at)}1"
        if name and name not in known_columns:
            yield Fault(file=file, path=place, key="column_unknown", detail=name)
        if name and name in names[:at]:
            yield Fault(file=file, path=place, key="column_twice", detail=name)
        if not name and any(not blank(row[at]) for row in rows[1:] if at < len(row)):
            yield Fault(file=file, path=place, key="column_unknown", detail="–")
    for name in sorted(known_columns - set(names)):
        yield Fault(file=file, path=f"{table.sheet}!1", key="column_missing", detail=name)


def _lines(table: BookTable, rows: Sequence[Sequence[object]]) -> Iterator[BookLine]:
    names, known_columns = _names(rows), _known(table)
    letters = {name: _letter(at) for at, name in enumerate(names) if name in known_columns}
    for number, row in enumerate(rows[1:], start=2):
        if all_blank(row) or plain(row[0]).lstrip().startswith(NOTE):
            continue
        cells = {
            name: cell
            for name, cell in zip(names, row, strict=False)
            if name in known_columns and not blank(cell)
        }
        yield BookLine(table, number, cells, letters)


def _letter(at: int) -> str:
    """The letters of a column counted from 0."""
    letters = ""
    at += 1
    while at:
        at, remainder = divmod(at - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters
