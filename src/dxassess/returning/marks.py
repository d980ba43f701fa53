"""Wrong cells coloured and commented, and the marks of an earlier round of questions taken off again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Color, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from dxassess.findings.catalogue import Severity

COLOURS: Mapping[Severity, str] = {"error": "FFF4A6A0", "warning": "FFFFD27F", "info": "FFD9E7F5"}
_WIDTH, _LINE, _PER_LINE = 340, 17, 46


def mark(sheet: Worksheet, name: str, severity: Severity, text: str, *, author: str) -> str | None:
    """Colour the cell (of a merged range its first) and comment it. Returns what it looked like before, to be
    put into the workbook; None if there is nothing to colour."""
    cell = _writable(sheet, name)
    if cell is None:
        return None
    before = cell.comment
    full_text = f"{before.text}\n\n{text}" if before else text
    lines = sum(len(line) // _PER_LINE + 1 for line in full_text.split("\n"))
    look = _look(cell)
    cell.comment = Comment(full_text, author, width=_WIDTH, height=(lines + 1) * _LINE)
    cell.fill = PatternFill("solid", fgColor=COLOURS[severity])
    return json.dumps({"sheet": sheet.title, "cell": cell.coordinate, **look}, ensure_ascii=False)


def unmark(book: Workbook, looks: list[str]) -> None:
    """Give cells back the look that `mark` returned. What people did to these texts in between must not
    matter, so whatever cannot be understood is left alone."""
    for look_text in looks:
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            look = json.loads(look_text)
            cell = _writable(book[look["sheet"]], look["cell"])
            if cell is not None:
                _restore(cell, look)


def _look(cell: Cell) -> dict[str, object]:
    fill, note = cell.fill, cell.comment
    colour = fill.fgColor
    return {
        "fill": [fill.patternType, colour.type, colour.value, colour.tint] if fill.patternType else None,
        "note": [note.text, note.author] if note else None,
    }


def _restore(cell: Cell, look: Mapping[str, list[object] | None]) -> None:
    fill, note = look["fill"], look["note"]
    if fill is None:
        cell.fill = PatternFill()
    else:
        pattern, kind, value, tint = fill
        cell.fill = PatternFill(patternType=pattern, fgColor=Color(**{str(kind): value, "tint": tint}))  # type: ignore[arg-type] # checked by openpyxl
    cell.comment = Comment(str(note[0]), str(note[1])) if note else None


def _writable(sheet: Worksheet, name: str) -> Cell | None:
    cell = sheet[name]
    if isinstance(cell, MergedCell):
        range_ = next((r for r in sheet.merged_cells.ranges if name in r), None)
        cell = sheet.cell(range_.min_row, range_.min_col) if range_ else None
    return cell if isinstance(cell, Cell) else None
