"""The list that stands where a new one is to be written, read as everything is that people touched."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from dxassess.files.carried_columns import ListCell
from dxassess.intake.tables import read_tables
from dxassess.intake.workbook.opening import Refused


class FormerList(NamedTuple):
    """The rows of the first sheet, the first of them the heads; `rest` are the rows of the other sheets, and
    `sound` says that every cell could be read."""

    rows: tuple[tuple[ListCell, ...], ...]
    rest: tuple[tuple[tuple[ListCell, ...], ...], ...]
    sound: bool


def read_former(path: Path) -> FormerList | None:
    """The list at `path`; None where there is none, or it cannot be read as a table."""
    if not path.is_file():
        return None
    try:
        first, *others = read_tables(path)
    except (Refused, ValueError):
        return None
    return FormerList(
        rows=first.rows,
        rest=tuple(sheet.rows for sheet in others),
        sound=not any(sheet.faults for sheet in (first, *others)),
    )
