"""The worksheets of a package, by the fast path where it proves them and by the general one elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.marks import Marks
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.sheet import Sheet
from dxassess.intake.workbook.xlsx import fast, general
from dxassess.intake.workbook.xlsx.known import Odd
from dxassess.intake.workbook.xlsx.notes import read_notes
from dxassess.intake.workbook.xlsx.package import Book, Package, read_book
from dxassess.intake.workbook.xlsx.styles import looks
from dxassess.intake.workbook.xlsx.table import CellTable, String, Styles
from dxassess.intake.workbook.xlsx.words import ranges

_MOST_STRAY = 100


def read_package(package: Package, book: Book | None = None) -> Iterator[Sheet]:
    """Every worksheet in the order of the workbook. Raises Refused where a part is missing or no XML."""
    book = book or read_book(package)
    styles = Styles(looks(package.part(book.styles) if book.styles else b"", book.styles), book.epoch_1904)
    strings = _strings(package.part(book.strings), book.strings) if book.strings else []
    for sheet_part in book.sheets:
        table = _cells(package.part(sheet_part.part), sheet_part.part, strings, styles)
        if len(table.stray) > _MOST_STRAY:
            raise Refused("SHEET_TOO_BIG", sheet=sheet_part.name)
        yield Sheet(
            name=sheet_part.name,
            rows=_dense(table),
            marks=_marks(table, hidden=sheet_part.hidden),
            merged=ranges(tuple(table.merged)),
            over=read_notes(package, sheet_part.part),
        )


def _strings(data: bytes, part: str) -> list[String]:
    try:
        return fast.read_strings(data, part)
    except Odd:
        return general.read_strings(data, part)


def _cells(data: bytes, part: str, strings: Sequence[String], styles: Styles) -> CellTable:
    try:
        return fast.read_sheet(data, part, strings, styles)
    except Odd:
        return general.read_sheet(data, part, strings, styles)


def _dense(table: CellTable) -> tuple[tuple[CellValue, ...], ...]:
    """Rows from the first one on; each as long as its last filled cell."""
    rows = table.rows
    return tuple([tuple(rows.get(row, ())) for row in range(max(rows, default=-1) + 1)])


def _marks(table: CellTable, *, hidden: bool) -> Marks:
    return Marks(
        errors=frozenset(table.errors),
        uncalculated=frozenset(table.uncalculated),
        formulas=frozenset(table.formulas),
        percent=frozenset(table.percent),
        unreadable=frozenset(table.unreadable),
        struck=table.struck,
        symbols=frozenset(table.symbols),
        stray=tuple(table.stray),
        hidden=hidden,
    )
