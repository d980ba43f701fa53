"""Wrong cells made to be seen and commented, and the marks of an earlier round of questions taken off again.

The form colours its own cells by rules, and a rule wins over the fill of a cell: what is to be seen needs a
rule of ours in front of them, and a thick border for those who see no red."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Border, Color, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from dxassess.findings.catalogue import Severity
from dxassess.returning.rules_in_front import paint_in_front, take_off

COLOURS: Mapping[Severity, str] = {"error": "FFF4A6A0", "warning": "FFFFD27F", "info": "FFD9E7F5"}
EDGES: Mapping[Severity, str] = {"error": "FFB3261E", "warning": "FF8A5A00", "info": "FF2F4B66"}
_SIDES = ("left", "right", "top", "bottom")
_WIDTH, _LINE, _PER_LINE, _TALLEST = 360, 18, 44, 640


def mark(sheet: Worksheet, name: str, severity: Severity, text: str, *, author: str) -> str | None:
    """Colour, frame and comment the cell (of a merged range its first). Returns what it looked like before,
    to be put into the workbook; None if there is nothing to colour. `paint` makes the colours seen."""
    cell = _writable(sheet, name)
    if cell is None:
        return None
    look = _look(cell)
    if text:
        before = cell.comment
        full_text = f"{before.text}\n\n{text}" if before else text
        lines = sum(len(line) // _PER_LINE + 1 for line in full_text.split("\n"))
        tall = min((lines + 1) * _LINE, _TALLEST)
        cell.comment = Comment(full_text, author, width=_WIDTH, height=tall)
    cell.fill = PatternFill("solid", fgColor=COLOURS[severity])
    edge = Side(style="thick", color=EDGES[severity])
    cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
    return json.dumps({"sheet": sheet.title, "cell": cell.coordinate, **look}, ensure_ascii=False)


def paint(sheet: Worksheet, severities: Mapping[str, Severity]) -> None:
    """The colours of cells, by their names, in front of the rules of the form. Once a sheet."""
    by_colour: dict[str, list[str]] = {}
    for name, severity in severities.items():
        cell = _writable(sheet, name)
        if cell is not None:
            by_colour.setdefault(COLOURS[severity], []).append(cell.coordinate)
    paint_in_front(sheet, by_colour)


def unmark(book: Workbook, looks: list[str]) -> None:
    """Give cells back the look that `mark` and `paint` took. What people did to these texts in between must
    not matter, so whatever cannot be understood is left alone."""
    for sheet in book.worksheets:
        take_off(sheet)
    for look_text in looks:
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            look = json.loads(look_text)
            cell = _writable(book[look["sheet"]], look["cell"])
            if cell is not None:
                _restore(cell, look)


def _look(cell: Cell) -> dict[str, object]:
    fill, note = cell.fill, cell.comment
    return {
        "fill": [fill.patternType, *_plain(fill.fgColor)] if fill.patternType else None,
        "edges": [_edge(getattr(cell.border, side)) for side in _SIDES],
        "note": [note.text, note.author] if note else None,
    }


def _edge(side: Side | None) -> list[object] | None:
    if side is None or not side.style:
        return None
    return [side.style, *(_plain(side.color) if side.color else ())]


def _plain(colour: Color) -> list[object]:
    return [colour.type, colour.value, colour.tint]


def _restore(cell: Cell, look: Mapping[str, list[object] | None]) -> None:
    fill, note, edges = look["fill"], look["note"], look.get("edges")
    if fill is None:
        cell.fill = PatternFill()
    else:
        pattern, *colour = fill
        cell.fill = PatternFill(patternType=pattern, fgColor=_colour(colour))  # type: ignore[arg-type] # checked by openpyxl
    if edges is not None:  # copies of earlier versions have no frame
        left, right, top, bottom = map(_side, edges)
        cell.border = Border(left=left, right=right, top=top, bottom=bottom)
    cell.comment = Comment(str(note[0]), str(note[1])) if note else None


def _side(edge: object) -> Side:
    if not isinstance(edge, list):
        return Side()
    style, *colour = edge
    return Side(style=style, color=_colour(colour) if colour else None)


def _colour(plain: list[object]) -> Color:
    kind, value, tint = plain
    return Color(**{str(kind): value, "tint": tint})  # type: ignore[arg-type] # checked by openpyxl


def _writable(sheet: Worksheet, name: str) -> Cell | None:
    cell = sheet[name]
    if isinstance(cell, MergedCell):
        range_ = next((r for r in sheet.merged_cells.ranges if name in r), None)
        cell = sheet.cell(range_.min_row, range_.min_col) if range_ else None
    return cell if isinstance(cell, Cell) else None
