"""Find one's way in an issued form as a person does: by the codes, the open cells and the drop-down lists."""

from __future__ import annotations

from collections.abc import Collection
from types import MappingProxyType
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.utils import range_boundaries

from dxassess.frozen import Frozen

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Choices = tuple[str, ...]


class FormRow(Frozen):
    """Where a code stands and which cells of its row are open: the answer, then evidence and comment.
    `choices` are the entries of the drop-down list of the answer, empty where there is none."""

    sheet: str
    code_cell: str
    open_cells: tuple[str, ...]
    choices: Choices = ()


def find_rows(book: Workbook, codes: Collection[str]) -> MappingProxyType[str, FormRow]:
    """The rows of a form by code. A code that stands on no sheet is not in the result."""
    rows: dict[str, FormRow] = {}
    for sheet in book.worksheets:
        lists = _lists(book, sheet)
        for cells in sheet.iter_rows():
            code = next((cell for cell in cells if cell.value in codes), None)
            if code is not None and str(code.value) not in rows:
                row = _row(sheet, code, cells, lists)
                if row.open_cells:
                    rows[str(code.value)] = row
    return MappingProxyType(rows)


def _row(
    sheet: Worksheet, code: Cell | MergedCell, cells: tuple[Cell | MergedCell, ...], lists: dict[str, Choices]
) -> FormRow:
    behind = cells[cells.index(code) + 1 :]
    right = [cell.coordinate for cell in behind if not cell.protection.locked]
    return FormRow(
        sheet=sheet.title,
        code_cell=code.coordinate,
        open_cells=tuple(right),
        choices=lists.get(right[0], ()) if right else (),
    )


def _lists(book: Workbook, sheet: Worksheet) -> dict[str, Choices]:
    """The drop-down lists of a sheet by the cell that they belong to."""
    choices_by_cell: dict[str, Choices] = {}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list" and rule.formula1:
            choices = _choices(book, sheet, str(rule.formula1))
            for area in rule.sqref.ranges:
                for row, column in area.cells:
                    choices_by_cell[sheet.cell(row, column).coordinate] = choices
    return choices_by_cell


def _choices(book: Workbook, sheet: Worksheet, formula: str) -> Choices:
    """The entries of a list: written into the rule, or standing in a range of some sheet."""
    if formula.startswith('"'):
        return tuple(formula.strip('"').split(","))
    reference = formula.lstrip("=")
    if reference in book.defined_names:
        reference = str(book.defined_names[reference].attr_text)
    title, _, area = reference.rpartition("!")
    source = book[title.strip("'")] if title else sheet
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    block = source.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right, values_only=True)
    return tuple(str(value) for line in block for value in line if value is not None)
