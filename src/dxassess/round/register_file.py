"""The register of a round from its file: XLSX, ODS, XLS or CSV, one line a facility or Department."""

from __future__ import annotations

from pathlib import Path

from dxassess.intake.tables import TableCell, cannot_use, cannot_use_cells, read_tables
from dxassess.intake.workbook.opening import Refused
from dxassess.places.register import Register, column_named, register_of


def read_register(path: Path, *, vintage: str) -> Register:
    """The register in the first sheet of a workbook or in a CSV file whose first row names the columns
    (`code`, `name`, `type`, `province` at least).

    Raises DxassessError that names every faulty line at once, and every cell that looks filled and holds no
    value: a name that is "#REF!" would be a nameless facility, beds that are not computed a wrong weight.
    """
    try:
        table = read_tables(path)[0]
    except Refused as refusal:
        raise cannot_use(path, refusal) from refusal
    rows = [[_text(cell) for cell in row] for row in table.rows]
    read = [n for n, head in enumerate(rows[0] if rows else ()) if column_named(head) is not None]
    faults = table.faults_in(read)
    if faults:
        raise cannot_use_cells(path, faults)
    return register_of(rows, path.name, vintage=vintage)


def _text(cell: TableCell) -> str:
    """A cell as somebody typed it: codes and counts are numbers to a spreadsheet."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
