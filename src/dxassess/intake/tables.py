"""The door for workbooks and CSV files that are no forms: registers, questionnaires, weights of experts.

They are read as forms are: guarded, by the same readers, in a worker with the same limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterator
from pathlib import Path

from dxassess.errors import DxassessError, Reason
from dxassess.findings.catalogue import FindingCode
from dxassess.frozen import Frozen
from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.guard import examine
from dxassess.intake.workbook.marks import Position, cell_name, cell_position
from dxassess.intake.workbook.opening import Refused, read_bytes
from dxassess.intake.workbook.reader import read_sheets
from dxassess.intake.workbook.sheet import Sheet
from dxassess.intake.workers import Apart

TableCell = str | float | bool
"""A cell of a table; a day is its ISO text, a blank cell the empty one."""


class CellFault(Frozen):
    """A cell that looks filled and holds no value, or whose value nobody meant: an error, a formula without
    a result, a damaged or struck-out cell, a cell far out."""

    code: FindingCode
    sheet: str
    cell: str

    @property
    def place(self) -> str:
        """`sheet!cell`, as spreadsheets write it."""
        return f"{self.sheet}!{self.cell}"

    @property
    def position(self) -> Position:
        """Row and column, counted from 0."""
        return cell_position(self.cell)


class TableSheet(Frozen):
    """One sheet: its rows from row 1 and column A on, the cells that cannot be used, in their order, and the
    `merged` ranges as (top left, bottom right)."""

    name: str
    rows: tuple[tuple[TableCell, ...], ...]
    faults: tuple[CellFault, ...] = ()
    merged: tuple[tuple[Position, Position], ...] = ()

    def faults_in(self, columns: Container[int]) -> tuple[CellFault, ...]:
        """The faults in columns that are read, counted from 0, and those far out: what a person computes
        beside them is no matter."""
        return tuple(f for f in self.faults if f.code == "STRAY_CELL" or f.position[1] in columns)


class _Read(Frozen):
    """What comes back from the worker: tables, or why there are none."""

    tables: tuple[TableSheet, ...] = ()
    refused: FindingCode | None = None
    found: str | None = None
    sheet: str | None = None
    cell: str | None = None


def read_tables(path: Path) -> tuple[TableSheet, ...]:
    """The sheets of a workbook, or the one table of a CSV file, in their order. Raises Refused, with the
    place where there is one."""
    with Apart(_read) as reader:
        reply = _Read.model_validate_json(reader.ask(path.resolve()))
    if reply.refused is not None:
        raise Refused(reply.refused, found=reply.found, sheet=reply.sheet, cell=reply.cell)
    return reply.tables


def cannot_use(path: Path, refusal: Refused) -> DxassessError:
    """The error that says why nothing was read of a file."""
    reason = Reason(f"findings:{refusal.code}", found=refusal.found or "–")
    place = "!".join(filter(None, (refusal.sheet, refusal.cell)))
    reasons = (Reason("table.at", place=place, reason=reason),) if place else (reason,)
    return DxassessError("table.unusable", path=path.name, reasons=reasons)


def cannot_use_cells(path: Path, faults: tuple[CellFault, ...]) -> DxassessError:
    """The error that names the cells of a file that cannot be used."""
    reasons = (Reason("table.at", place=f.place, reason=Reason(f"table.{f.code}")) for f in faults)
    return DxassessError("table.unusable", path=path.name, reasons=tuple(reasons))


def tables_in(content: bytes) -> tuple[TableSheet, ...]:
    """The sheets of a file that is read in this process. Raises Refused."""
    try:
        return tuple(map(_table, read_sheets(content, examine(content))))
    except (ValueError, KeyError, IndexError, OverflowError, RecursionError) as problem:
        # What the guard did not foresee is corrupt, here as in a form.
        raise Refused("CORRUPT", found=type(problem).__name__) from problem


def _read(path: Path) -> bytes:
    try:
        read = _Read(tables=tables_in(read_bytes(path)))
    except Refused as refusal:
        read = _Read(refused=refusal.code, found=refusal.found, sheet=refusal.sheet, cell=refusal.cell)
    return read.model_dump_json().encode()


def _table(sheet: Sheet) -> TableSheet:
    faults = sorted(_faults(sheet))
    return TableSheet(
        name=sheet.name,
        rows=tuple(tuple(map(_cell, row)) for row in sheet.rows),
        faults=tuple(CellFault(code=code, sheet=sheet.name, cell=cell_name(at)) for at, code in faults),
        merged=sheet.merged,
    )


def _faults(sheet: Sheet) -> Iterator[tuple[Position, FindingCode]]:
    marks = sheet.marks
    codes: dict[Position, FindingCode] = {
        **dict.fromkeys(marks.struck, "STRUCK_OUT"),
        **dict.fromkeys(marks.uncalculated, "FORMULA_NO_VALUE"),
        **dict.fromkeys(marks.unreadable, "CELL_UNREADABLE"),
        **dict.fromkeys(marks.errors, "ERROR_CELL"),
        **dict.fromkeys(marks.stray, "STRAY_CELL"),
    }
    yield from codes.items()


def _cell(value: CellValue) -> TableCell:
    if isinstance(value, bool | float | str):
        return value
    if isinstance(value, int):
        return float(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
