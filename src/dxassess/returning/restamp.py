"""A marked copy bears its number and names the workbook that it was made of: what comes back is known to be a
correction of that one."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from dxassess.forms.stamp import read_stamp

_ROWS = 20


def count_copy(book: Workbook, parent: str) -> frozenset[tuple[str, str]]:
    """Every stamp of the workbook with the next number and this parent; the cells in which they stand, by
    sheet and name."""
    stamped: set[tuple[str, str]] = set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows(max_row=_ROWS):
            for cell in row:
                stamp = read_stamp(cell.value) if isinstance(cell.value, str) else None
                if stamp is not None and isinstance(cell, Cell):
                    next_number = stamp.copy_number + 1
                    cell.value = stamp.model_copy(update={"copy_number": next_number, "parent": parent}).text
                    stamped.add((sheet.title, cell.coordinate))
    return frozenset(stamped)
