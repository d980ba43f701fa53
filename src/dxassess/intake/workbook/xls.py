"""XLS by xlrd: pure Python, it keeps errors and formats and cannot take the process down."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import xlrd

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.marks import MOST_COLUMNS, MOST_ROWS, Marks, Position, is_percent_format
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.sheet import Sheet, SheetNote, SheetNotes
from dxassess.intake.workbook.xlsrecords import SheetRecords, read_records
from dxassess.intake.workbook.xlsx.styles import SYMBOL_FONTS

_LARGEST_AREA = 2_000_000
_MOST_STRAY = 100
_FIRST_OF_97 = 80
_EMPTY = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
_BLANK = (*_EMPTY, xlrd.XL_CELL_ERROR)
_TEXT = xlrd.XL_CELL_TEXT


def _nothing(*_: object) -> None:
    """Which colours the styles of a workbook have, nobody here asks; to find out takes a tenth of all."""


xlrd.formatting.check_colour_indexes_in_obj = _nothing


def read_xls(content: bytes) -> Iterator[Sheet]:
    """Every worksheet in the order of the workbook."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123 - a device, not a path
        # On demand the records stay at hand, of which xlrd does not tell all.
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, on_demand=True, logfile=nowhere
        )
        book.sheets()
    odd_looks = _odd_looks(book)
    percent = {n for n, xf in enumerate(book.xf_list) if is_percent_format(_format(book, xf.format_key))}
    stream = bytes(book.mem)
    for sheet in book.sheets():
        typed = near = _typed(sheet)
        if sheet.nrows > MOST_ROWS or sheet.ncols > MOST_COLUMNS:
            near = {at: kind for at, kind in typed.items() if at[0] < MOST_ROWS and at[1] < MOST_COLUMNS}
        stray = tuple(at for at in typed if at not in near) if len(near) < len(typed) else ()
        if len(stray) > _MOST_STRAY or len(near) > _LARGEST_AREA:
            raise Refused("SHEET_TOO_BIG", sheet=sheet.name)
        errors = frozenset(at for at, kind in near.items() if kind == xlrd.XL_CELL_ERROR)
        records = _records(book, sheet.number, stream)
        filled = {at: kind for at, kind in near.items() if at not in errors} if errors else near
        styles = {at: sheet.cell_xf_index(*at) for at in filled} if percent or odd_looks.fonts else {}
        # Fonts of runs are looked up one by one only where a font of the workbook says something.
        looks_odd = [at for at, style in styles.items() if _may_look_odd(sheet, at, style, odd_looks)]
        yield Sheet(
            name=sheet.name,
            rows=_rows(sheet, max((row for row, _ in filled), default=-1) + 1, book.datemode),
            marks=Marks(
                errors=errors,
                uncalculated=records.uncalculated,
                formulas=records.formulas - records.uncalculated,
                percent=frozenset(at for at, style in styles.items() if style in percent),
                symbols=frozenset(at for at in looks_odd if _in_symbols(book, sheet, at)),
                struck=dict(_struck(book, sheet, looks_odd)),
                stray=stray,
                hidden=sheet.visibility != 0,
            ),
            merged=tuple(((r, c), (r2 - 1, c2 - 1)) for r, r2, c, c2 in sheet.merged_cells),
            over=SheetNotes(tuple(_notes(sheet)), records.objects, records.controls),
        )


def _records(book: xlrd.Book, number: int, stream: bytes) -> SheetRecords:
    """Of formats before Excel 97 nothing."""
    if book.biff_version < _FIRST_OF_97:
        return SheetRecords()
    start = book._sh_abs_posn[number]  # noqa: SLF001 - xlrd tells it nowhere else
    return read_records(stream, start)


def _typed(sheet: xlrd.sheet.Sheet) -> dict[Position, int]:
    """The cells that hold something, with the kind of each: formats alone reach far in this format."""
    return {
        (row, column): kind
        for row in range(sheet.nrows)
        for column, kind in enumerate(sheet.row_types(row))
        if kind not in _EMPTY
    }


def _rows(sheet: xlrd.sheet.Sheet, count: int, epoch: int) -> tuple[tuple[CellValue, ...], ...]:
    """So many rows from the first one on; each as long as its last cell with a value."""
    rows = []
    for row in range(count):
        kinds, values = sheet.row_types(row, 0, MOST_COLUMNS), sheet.row_values(row, 0, MOST_COLUMNS)
        cells = [
            value if kind == _TEXT else "" if kind in _BLANK else _value(value, kind, epoch)
            for kind, value in zip(kinds, values, strict=True)
        ]
        while kinds and kinds[-1] in _BLANK:
            kinds.pop()
        rows.append(tuple(cells[: len(kinds)]))
    return tuple(rows)


def _runs(
    book: xlrd.Book, sheet: xlrd.sheet.Sheet, at: Position
) -> Iterator[tuple[str, xlrd.formatting.Font]]:
    """The text of a cell by runs of one font, the font of the cell first."""
    text = str(sheet.cell_value(*at))
    style = sheet.cell_xf_index(*at)
    of_cell = book.xf_list[style].font_index if style < len(book.xf_list) else 0
    starts = [(0, of_cell), *sheet.rich_text_runlist_map.get(at, ())]
    for (start, font), end in zip(starts, [*(s for s, _ in starts[1:]), len(text)], strict=True):
        if start < end and font < len(book.font_list):
            yield text[start:end], book.font_list[font]


class _OddLooks(NamedTuple):
    """The fonts that strike out or are of symbols, and the styles of cells that have one."""

    fonts: frozenset[int]
    styles: frozenset[int]


def _odd_looks(book: xlrd.Book) -> _OddLooks:
    fonts = frozenset(n for n, font in enumerate(book.font_list) if font.struck_out or _is_of_symbols(font))
    return _OddLooks(fonts, frozenset(n for n, xf in enumerate(book.xf_list) if xf.font_index in fonts))


def _may_look_odd(sheet: xlrd.sheet.Sheet, at: Position, style: int, odd: _OddLooks) -> bool:
    # A cell without a style has the first font: see `_runs`.
    return bool(odd.fonts) and (style in odd.styles or at in sheet.rich_text_runlist_map or 0 in odd.fonts)


def _struck(
    book: xlrd.Book, sheet: xlrd.sheet.Sheet, filled: Sequence[Position]
) -> Iterator[tuple[Position, str]]:
    """What of a struck-out text stands unstruck, by its cell."""
    for at in filled:
        runs = list(_runs(book, sheet, at))
        if any(font.struck_out for _, font in runs):
            yield at, "".join(text for text, font in runs if not font.struck_out)


def _in_symbols(book: xlrd.Book, sheet: xlrd.sheet.Sheet, at: Position) -> bool:
    return any(_is_of_symbols(font) for _, font in _runs(book, sheet, at))


def _is_of_symbols(font: xlrd.formatting.Font) -> bool:
    return str(font.name).casefold().startswith(SYMBOL_FONTS)


def _notes(sheet: xlrd.sheet.Sheet) -> Iterator[SheetNote]:
    for at, note in sheet.cell_note_map.items():
        yield SheetNote(at, str(note.text), str(note.author))


def _format(book: xlrd.Book, key: int) -> str:
    number_format = book.format_map.get(key)
    return str(number_format.format_str) if number_format else ""


def _value(value: float, kind: int, epoch: int) -> CellValue:
    """The value of a cell that holds no text."""
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_DATE:
        try:
            moment: dt.datetime = xlrd.xldate_as_datetime(value, epoch)
        except (ValueError, OverflowError):
            return float(value)
        return moment.date() if moment.time() == dt.time() else moment
    return float(value) if kind == xlrd.XL_CELL_NUMBER else ""
