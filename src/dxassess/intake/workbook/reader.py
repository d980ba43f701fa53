"""Bytes of a guarded workbook to sheets of cells, each at its true row and column."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

import python_calamine
import xlrd

from dxassess.findings.catalogue import FindingCode
from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.delimited import read_delimited
from dxassess.intake.workbook.encodings import decode
from dxassess.intake.workbook.guard import Guarded
from dxassess.intake.workbook.marks import Marks, Position
from dxassess.intake.workbook.ods.walk import OdsSheet
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.sheet import Sheet
from dxassess.intake.workbook.xls import read_xls
from dxassess.intake.workbook.xlsx.sheets import read_package

_LARGEST_AREA = 2_000_000
TEXT_SHEET = "CSV"
"""What the one sheet of a text file is called in places."""


def read_sheets(content: bytes, guarded: Guarded) -> tuple[Sheet, ...]:
    """All worksheets in workbook order. Raises Refused with the reason if the workbook cannot be read."""
    try:
        sheets = tuple(_READERS[guarded.kind](content, guarded))
    except (Refused, KeyboardInterrupt, SystemExit):
        raise
    except MemoryError as problem:
        raise Refused("MEMORY") from problem
    except python_calamine.PasswordError as problem:
        raise Refused("PASSWORD") from problem
    except xlrd.XLRDError as problem:
        code: FindingCode = "PASSWORD" if "encrypted" in str(problem) else "UNREADABLE"
        raise Refused(code, found=type(problem).__name__) from problem
    except BaseException as problem:  # a panic of the reader derives from BaseException
        raise Refused("UNREADABLE", found=type(problem).__name__) from problem
    if not sheets:
        raise Refused("NO_SHEETS")
    return sheets


def _ods_sheets(content: bytes, guarded: Guarded) -> Iterator[Sheet]:
    """The tables that the guard walked; calamine reads only those of which it is not sure."""
    if not all(table.sure for table in guarded.tables.values()):
        yield from _by_calamine(content, guarded)
        return
    for name, table in guarded.tables.items():
        yield Sheet(name=name, rows=_dense(name, table.values), marks=table.marks, over=table.over)


def _dense(name: str, values: Mapping[Position, CellValue]) -> tuple[tuple[CellValue, ...], ...]:
    """Rows from the first one on; each as long as its last cell that is told."""
    width, height = (1 + max((at[n] for at in values), default=-1) for n in (1, 0))
    if height * width > _LARGEST_AREA:
        raise Refused("SHEET_TOO_BIG", sheet=name)
    rows: list[list[CellValue]] = [[] for _ in range(height)]
    for (number, column), value in values.items():
        row = rows[number]
        if len(row) <= column:
            row += [""] * (column + 1 - len(row))
        row[column] = value
    return tuple([tuple(row) for row in rows])


def _by_calamine(content: bytes, guarded: Guarded) -> Iterator[Sheet]:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for metadata in workbook.sheets_metadata:
        if metadata.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(metadata.name)
        if sheet.total_height * sheet.total_width > _LARGEST_AREA:
            raise Refused("SHEET_TOO_BIG", sheet=metadata.name)
        table = guarded.tables.get(metadata.name)
        if table is None:
            raise Refused("UNREADABLE", found=metadata.name)
        hidden = metadata.visible != python_calamine.SheetVisibleEnum.Visible
        yield Sheet(
            name=metadata.name,
            rows=_as_written(sheet.to_python(skip_empty_area=False), table),
            marks=table.marks._replace(hidden=True) if hidden else table.marks,
            merged=tuple(sheet.merged_cell_ranges or ()),
            over=table.over,
        )


def _as_written(read: Sequence[Sequence[CellValue]], table: OdsSheet) -> tuple[tuple[CellValue, ...], ...]:
    """The cells as they stand in the file, of whose texts the reader drops some; an error holds no value."""
    rows = [list(row) for row in read]
    for (row, column), value in table.values.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = value
    return tuple(map(tuple, rows))


def _xlsx_sheets(_content: bytes, guarded: Guarded) -> Iterator[Sheet]:
    assert guarded.package is not None
    return read_package(guarded.package, guarded.book)


def _text_sheet(content: bytes, guarded: Guarded) -> Iterator[Sheet]:
    if guarded.pages:
        yield from guarded.pages
        return
    yield Sheet(name=TEXT_SHEET, rows=read_delimited(decode(content).text), marks=Marks())


def _xls_sheets(content: bytes, _guarded: Guarded) -> Iterator[Sheet]:
    return read_xls(content)


_READERS: Mapping[str, Callable[[bytes, Guarded], Iterator[Sheet]]] = MappingProxyType(
    {"xlsx": _xlsx_sheets, "ods": _ods_sheets, "xls": _xls_sheets, "csv": _text_sheet}
)
