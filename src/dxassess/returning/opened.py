"""A respondent's workbook opened to be written on: answers as they are, without macros and foreign links."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from dxassess.forms.layout import COVER_LEFT_CELL, LEFT_CELL, STATE, TOTAL_CELL
from dxassess.intake.workbook.marks import cell_position
from dxassess.returning.validations import restore_validations

# A form that shows last answers has states and counters of its sheets of questions a column further.
_STATES = (STATE, STATE + 1)
_COUNTERS = (TOTAL_CELL, COVER_LEFT_CELL, LEFT_CELL, (LEFT_CELL[0], LEFT_CELL[1] + 1))


class Opened(NamedTuple):
    """The workbook, what the copy cannot keep, and the cells in which the form counts for itself."""

    book: Workbook
    formulas_replaced: bool
    pictures: bool
    counters: frozenset[tuple[str, str]]


def open_to_write(content: bytes, *, formulas: bool) -> Opened:
    """The workbook in `content`, which the guard has accepted. Formulas (look for them if `formulas`) give
    way to their stored results: openpyxl writes a formula without its result, and the answer would be gone
    until some program computes it again. The form's own formulas stay, since they are to go on counting."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of every extension that it drops
        book = load_workbook(io.BytesIO(content), keep_vba=False, keep_links=False, rich_text=True)
        results = load_workbook(io.BytesIO(content), data_only=True, keep_links=False) if formulas else None
    book.template = False
    restore_validations(book, content)
    counters = frozenset(_counters(book))
    replaced = results is not None and _replace_formulas(book, results, counters)
    _drop_foreign_names(book)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        pictures = any(name.lower().startswith(("xl/media/", "xl/charts/")) for name in package.namelist())
    return Opened(book, replaced, pictures, counters)


def _counters(book: Workbook) -> Iterator[tuple[str, str]]:
    """The locked cells of protected sheets that grey out questions and count what is left."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows() if sheet.protection.sheet else ():
            for cell in row:
                position = cell_position(cell.coordinate)
                is_ours = position[1] in _STATES or position in _COUNTERS
                if is_ours and cell.data_type == "f" and cell.protection.locked:
                    yield sheet.title, cell.coordinate


def _replace_formulas(book: Workbook, results: Workbook, counters: frozenset[tuple[str, str]]) -> bool:
    replaced = False
    for sheet in book.worksheets:
        computed = results[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                is_counter = (sheet.title, cell.coordinate) in counters
                if isinstance(cell, Cell) and cell.data_type == "f" and not is_counter:
                    replaced |= _replace(cell, computed[cell.coordinate].value)
    return replaced


def _replace(cell: Cell, result: object) -> bool:
    if result is not None:
        set_value(cell, result)
        return True
    if "[" in str(getattr(cell.value, "text", cell.value)):
        cell.value = None  # it looks into another file, which the copy no longer knows
        return True
    return False


def set_value(cell: Cell, value: object) -> None:
    """The value in the cell; text stays text, whatever it begins with."""
    error = isinstance(value, str) and value in (
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
    )
    cell.value = value  # type: ignore[assignment] # whatever openpyxl read from a cell
    if isinstance(value, str) and not error:
        cell.data_type = "s"


def _drop_foreign_names(book: Workbook) -> None:
    """Names that lead into other files make Excel ask for a repair once the links are gone."""
    for names in (book.defined_names, *(sheet.defined_names for sheet in book.worksheets)):
        for name in [name for name, definition in names.items() if "[" in (definition.attr_text or "")]:
            del names[name]
