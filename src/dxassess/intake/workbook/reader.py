"""Bytes of a guarded workbook to sheets of cells, each at its true row and column."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import python_calamine
import xlrd

from dxassess.findings.catalogue import FindingCode
from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.delimited import read_delimited
from dxassess.intake.workbook.encodings import decode
from dxassess.intake.workbook.guard import Guarded
from dxassess.intake.workbook.marks import Marks, is_percent_format
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.sheet import Sheet
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


def _sheets(content: bytes, guarded: Guarded) -> Iterator[Sheet]:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for metadata in workbook.sheets_metadata:
        if metadata.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(metadata.name)
        if sheet.total_height * sheet.total_width > _LARGEST_AREA:
            raise Refused("SHEET_TOO_BIG", sheet=metadata.name)
        marks = guarded.marks.get(metadata.name)
        if marks is None:
            raise Refused("UNREADABLE", found=metadata.name)
        if metadata.visible != python_calamine.SheetVisibleEnum.Visible:
            marks = marks._replace(hidden=True)
        yield Sheet(
            name=metadata.name,
            rows=tuple(map(tuple, sheet.to_python(skip_empty_area=False))),
            marks=marks,
            merged=tuple(sheet.merged_cell_ranges or ()),
        )


def _xlsx_sheets(_content: bytes, guarded: Guarded) -> Iterator[Sheet]:
    assert guarded.package is not None
    return read_package(guarded.package, guarded.book)


def _text_sheet(content: bytes, guarded: Guarded) -> Iterator[Sheet]:
    if guarded.pages:
        yield from guarded.pages
        return
    yield Sheet(name=TEXT_SHEET, rows=read_delimited(decode(content).text), marks=Marks())


def _xls_sheets(content: bytes, _guarded: Guarded) -> Iterator[Sheet]:
    """XLS is read by xlrd: pure Python, it keeps errors and formats and cannot take the process down."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device, not a path
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=nowhere)
    percent = {n for n, xf in enumerate(book.xf_list) if is_percent_format(_format(book, xf.format_key))}
    for sheet in book.sheets():
        if sheet.nrows * sheet.ncols > _LARGEST_AREA:
            raise Refused("SHEET_TOO_BIG", sheet=sheet.name)
        positions = [(r, c) for r in range(sheet.nrows) for c in range(sheet.row_len(r))]
        yield Sheet(
            name=sheet.name,
            rows=tuple(
                tuple(_xls_value(cell, book.datemode) for cell in sheet.row(r)) for r in range(sheet.nrows)
            ),
            marks=Marks(
                errors=frozenset(p for p in positions if sheet.cell_type(*p) == xlrd.XL_CELL_ERROR),
                percent=frozenset(p for p in positions if sheet.cell_xf_index(*p) in percent),
                hidden=sheet.visibility != 0,
            ),
            merged=tuple(((r, c), (r2 - 1, c2 - 1)) for r, r2, c, c2 in sheet.merged_cells),
        )


def _format(book: xlrd.Book, key: int) -> str:
    number_format = book.format_map.get(key)
    return str(number_format.format_str) if number_format else ""


def _xls_value(cell: xlrd.sheet.Cell, epoch: int) -> CellValue:
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment: dt.datetime = xlrd.xldate_as_datetime(cell.value, epoch)
        except (ValueError, OverflowError):
            return float(cell.value)
        return moment.date() if moment.time() == dt.time() else moment
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return float(cell.value)
    return str(cell.value) if cell.ctype == xlrd.XL_CELL_TEXT else ""


_READERS: Mapping[str, Callable[[bytes, Guarded], Iterator[Sheet]]] = MappingProxyType(
    {"xlsx": _xlsx_sheets, "ods": _sheets, "xls": _xls_sheets, "csv": _text_sheet}
)
