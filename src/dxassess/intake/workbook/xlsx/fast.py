"""Sheets as Excel, LibreOffice and this program write them, by patterns that prove what they match.

One possessive pattern proves that all of `<sheetData>` is cells in order, of their row, with nothing else in
it; a second fetches the filled cells and must find as many as there are. `steps` proves so what stands
between two values, once for all forms; a table that it does not take is proved here as a whole. What stands
around goes through expat. Anything odd raises `Odd`: the general path then reads the sheet. What repeats is
kept by its bytes."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.marks import MOST_COLUMNS, MOST_ROWS, Position
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.xlsx.grammar import SHARED, TABLE, RawCell, filled_cells
from dxassess.intake.workbook.xlsx.known import COLUMNS, INDICES, STRINGS, TEXTS, Odd, value_of
from dxassess.intake.workbook.xlsx.markup import local
from dxassess.intake.workbook.xlsx.steps import END, read_steps
from dxassess.intake.workbook.xlsx.table import (
    CellTable,
    String,
    Styles,
    looks_by_number,
    note_look,
    nothing,
)
from dxassess.intake.workbook.xmlscan import Attributes, walk

_PRINTED = re.compile(rb"(<(odd|even|first)(Header|Footer)>)([^<]*)(?=</\2\3>)")
_MOST = 20_000
_MOST_ENDS, _MOST_AS_LONG = 300, 4
_COUNTS = re.compile(rb' (count|uniqueCount)="[0-9]+"')
"""How many strings there are differs from form to form."""
_TABLE_PARTS = frozenset({"row", "c", "si"})


class _Shared(dict[bytes, String]):
    """Shared strings by what stands of each before its closing tag."""

    def __missing__(self, raw: bytes) -> String:
        if not SHARED.fullmatch(raw):
            raise Odd("shared string")
        string = STRINGS[raw[len(b"<si>") :]]
        if len(self) < _MOST:
            self[raw] = string
        return string


_shared = _Shared()
_ends: dict[tuple[int, int], deque[tuple[bytes, bytes, list[str]]]] = {}
"""By their lengths: to hold fifty thousand letters against others is done before they are hashed."""


def read_strings(data: bytes, part: str) -> list[String]:
    """The shared strings in order. Raises Odd where the part is not as programs write it."""
    starts = [at for at in (data.find(b"<si>"), data.find(b"<si/>")) if at >= 0]
    if not starts:
        _check_ends(data, b"", part, "sst")
        return []
    at = min(starts)
    end = data.rfind(b"</sst>", at)
    if end < 0 or data[end + len(b"</sst>") :].strip():
        raise Odd("shared strings")
    _check_ends(data[:at], b"</sst>", part, "sst")
    *pieces, remainder = data[at:end].split(b"</si>")
    if remainder:
        raise Odd("shared strings")
    return [_shared[piece] for piece in pieces]


def read_sheet(data: bytes, part: str, strings: Sequence[String], styles: Styles) -> CellTable:
    """The cells of a sheet. Raises Odd where the sheet is not as programs write it."""
    at = data.find(b"<sheetData>")
    if at < 0:
        at = data.find(b"<sheetData/>")
        if at < 0:
            raise Odd("no table")
        return nothing()._replace(merged=_check_ends(data[:at], data[at:], part, "worksheet"))
    end = data.rfind(END, at) + len(END)
    if end < at:
        raise Odd("no end")
    merged = _check_ends(data[:at] + b"<sheetData>", data[end - len(END) :], part, "worksheet")
    try:
        table = read_steps(data[at:end], strings, styles)
    except Odd:
        table = read_whole(data[at:end], strings, styles)
    return table._replace(merged=list(merged))


def read_whole(cells: bytes, strings: Sequence[String], styles: Styles) -> CellTable:
    """A table of which a step says nothing, or that is too large to remember its steps."""
    if not TABLE.fullmatch(cells):
        raise Odd("cells")
    table = nothing()
    _fill(table, filled_cells(cells, 0, len(cells)), strings, styles)
    return table


def _fill(table: CellTable, cells: list[RawCell], strings: Sequence[String], styles: Styles) -> None:
    """Rows rise, and cells within them. Most cells are a text or a number and nothing else."""
    looks = looks_by_number(styles.looks)
    row_name, row, before = b"", -1, -1
    values: list[CellValue] = []
    for cell in cells:
        letters, row_digits, style, kind, formula, raw, inline = cell
        column = COLUMNS[letters]
        if row_digits != row_name:
            above, row, row_name, values = row, INDICES[row_digits] - 1, row_digits, []
            before = -1 if row > above else column
        if column <= before:
            raise Odd("order of cells")
        before = column
        string = _string(raw, kind, inline, strings) if inline or kind == b"s" else None
        value: CellValue = value_of(raw, kind) if string is None else string.text
        if formula or kind == b"e" or (string is not None and string.kept is not None):
            _note(table, (row, column), cell, string)
        if style in looks:
            own_font, epoch = string is not None and string.own_font, styles.epoch_1904
            value = note_look(table, (row, column), value, looks[style], own_font=own_font, epoch_1904=epoch)
        if value == "":
            continue
        if row >= MOST_ROWS or column >= MOST_COLUMNS:
            table.stray.append((row, column))
            continue
        if not values:
            table.rows[row] = values
        values += [""] * (column - len(values))
        values.append(value)


def _note(table: CellTable, at: Position, cell: RawCell, string: String | None) -> None:
    """Keep what is true of a cell beside its value and its style."""
    _, _, _, kind, formula, raw, _ = cell
    if kind == b"e":
        table.errors.add(at)
        TEXTS[raw]  # must be letters of XML, whatever they say
    if formula:
        (table.formulas if raw or kind == b"str" else table.uncalculated).add(at)
    if string is not None and string.kept is not None:
        table.struck[at] = string.kept


def _string(raw: bytes, kind: bytes, inline: bytes, strings: Sequence[String]) -> String | None:
    if inline:
        if kind != b"inlineStr":
            raise Odd("text in a cell of another kind")
        return STRINGS[inline]
    if not raw:
        return None
    try:
        return strings[INDICES[raw]]
    except IndexError as problem:
        raise Odd("number of a string") from problem


def _check_ends(head: bytes, tail: bytes, part: str, root: str) -> list[str]:
    """The merged ranges told around the cells, once expat found them whole XML of the right namespace,
    without a comment, CDATA or DTD that could hold a second table. Forms of one template share them but for
    what is printed at the foot of a page, which names the respondent: kept without it."""
    printed = tail.rfind(b"<headerFooter")
    if printed >= 0:
        tail = tail[:printed] + _PRINTED.sub(_emptied, tail[printed:])
    if root == "sst":
        head = _COUNTS.sub(rb' \1="0"', head)
    lengths = len(head), len(tail)
    for known_head, known_tail, merged in _ends.get(lengths, ()):
        if head == known_head and tail == known_tail:
            return merged
    merged = _walk_ends(head, tail, part, root)
    if len(_ends) >= _MOST_ENDS:
        _ends.clear()
    _ends.setdefault(lengths, deque(maxlen=_MOST_AS_LONG)).appendleft((head, tail, merged))
    return merged


def _walk_ends(head: bytes, tail: bytes, part: str, root: str) -> list[str]:
    if b"<!" in head or b"<!" in tail:
        raise Odd("comment, CDATA or DTD")
    names: list[str] = []
    merged: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        short_name = local(name)
        names.append(short_name)
        if short_name == "mergeCell":
            merged.append(attributes.get("ref", ""))

    try:
        walk(head + tail, part, start=start)
    except Refused as refusal:
        raise Odd(refusal.code) from refusal
    if names[0] != root or _TABLE_PARTS.intersection(names) or names.count("sheetData") > 1:
        raise Odd("a second table")
    return merged


def _emptied(match: re.Match[bytes]) -> bytes:
    TEXTS[match[4]]  # must be letters of XML
    return match[1]
