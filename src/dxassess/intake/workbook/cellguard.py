"""The cells of an XLSX sheet, before a reader counts them: each named once, none far away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dxassess.intake.workbook.marks import MOST_COLUMNS, MOST_ROWS, Position, cell_name, cell_position
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.xmlscan import attributes

_UNNAMED_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])(?![^>]*\br=)[^>]*>")
_USUAL_CELL = re.compile(rb'<c r="([^"]*)"')
_NAMED_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*\s)?r=[\"']([^\"']*)[\"']")
_ROW_OR_CELL = re.compile(rb"<((?:\w+:)?(row|c))(?=[\s/>])([^>]*)>")
_FILLED = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>\s*<(?:\w+:)?(?:v|is|f)[\s>]")
_FAR = re.compile(rb"\br=[\"'](?:[A-Z]{3,}[0-9]+|[A-Z]+[0-9]{5,})[\"']")
_FAR_NAME = re.compile(rb"[A-Z]{3}|[0-9]{5}")
_SMALL_LETTER = re.compile(rb"[a-z]")
_NO_STRING = re.compile(rb"\bt=[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>\s*-")
_MINUS = re.compile(rb"v>\s*-")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3}[1-9][0-9]{0,6})[\"']")
_MOST_MARKS = 200_000


def checked_cells(xml: bytes, sheet: str) -> bytes:
    """The sheet with a reference on every cell.

    Raises Refused where a cell stands twice, names a shared string below the first (readers disagree about
    both), or stands so far away that a reader would fill the memory to reach it.
    """
    names = _usual_names(xml)
    if names is None:
        xml = _name_cells(xml) if _UNNAMED_CELL.search(xml) else xml
        names = _NAMED_CELL.findall(xml)
    if _MINUS.search(xml) and _NO_STRING.search(xml):
        raise Refused("CORRUPT", found=sheet)
    if len(set(names)) < len(names):
        raise _twice(names, sheet)
    told = b" ".join(names)
    if _SMALL_LETTER.search(told):  # no program writes them, and a reader takes them for columns all the same
        raise Refused("CORRUPT", found=sheet)
    if _FAR_NAME.search(told):
        _refuse_far_cells(xml, sheet)
    return xml


def positions(tags: Iterable[bytes]) -> Iterator[Position]:
    """Where the cells stand that begin with these tags."""
    for count, tag in enumerate(tags):
        if count > _MOST_MARKS:
            raise Refused("SHEET_TOO_BIG")
        reference = _REFERENCE.search(tag)
        if reference is None:
            raise Refused("CORRUPT", found=tag[:60].decode("utf-8", "replace"))
        yield cell_position(reference[1].decode())


def _usual_names(xml: bytes) -> list[bytes] | None:
    """The names of all cells where each begins as Excel writes it, reference first, which is quicker to
    find; None where any does not."""
    names: list[bytes] = _USUAL_CELL.findall(xml)
    cells = xml.count(b"<c") - xml.count(b"<co")  # columns, colours and conditional formats begin alike
    return names if b":c" not in xml and cells == len(names) else None


def _twice(names: Iterable[bytes], sheet: str) -> Refused:
    seen: set[bytes] = set()
    name = next(name for name in names if name in seen or seen.add(name))  # type: ignore[func-returns-value]
    return Refused("DUPLICATE_CELL", sheet=sheet, cell=name[:20].decode("utf-8", "replace"))


def _refuse_far_cells(xml: bytes, sheet: str) -> None:
    for match in _FILLED.finditer(xml):
        if not _FAR.search(match[1]):
            continue
        for row, column in positions([match[1]]):
            if row >= MOST_ROWS or column >= MOST_COLUMNS:
                raise Refused("STRAY_CELL", sheet=sheet, cell=cell_name((row, column)))


def _name_cells(xml: bytes) -> bytes:
    """The sheet with the reference written on every cell: a cell without one follows the cell before it."""
    row = column = -1

    def named(match: re.Match[bytes]) -> bytes:
        nonlocal row, column
        tag, kind, rest = match.groups()
        given = attributes(rest).get("r")
        if kind == b"row":
            row, column = int(given) - 1 if given else row + 1, -1
            return match.group()
        if given:
            _, column = next(positions([rest]))
            return match.group()
        column += 1
        return b"<" + tag + b' r="' + cell_name((row, column)).encode() + b'"' + rest + b">"

    return _ROW_OR_CELL.sub(named, xml)
