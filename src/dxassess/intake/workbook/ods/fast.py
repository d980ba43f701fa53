"""The content of an ODS as programs write it: its rows are cut out and met cell by cell, and what repeats is
kept by its bytes; all that stands around the rows goes through expat.

A pattern proves that what is cut out is rows and cells and nothing else. A cell that holds more than lines of
text is walked like the rest. Anything odd raises `Odd`: the whole content is then walked element by element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dxassess.intake.workbook.ods.styles import DEFINING
from dxassess.intake.workbook.ods.walk import OdsWalk, repeats
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.xlsx.known import Odd
from dxassess.intake.workbook.xmlscan import Attributes, walk

_ATTRIBUTES = rb'((?:[^<>"/]++|"[^"<]*+"|/(?!>))*+)'
_TOKEN = re.compile(
    rb"(<table:(?P<cell>(?:covered-)?table-cell)(?=[ />])"
    + _ATTRIBUTES
    + rb"(?:/>|>((?:[^<]++|<(?!/?table:))*+)</table:(?P=cell)>)|<table:table-row(?=[ >])"
    + _ATTRIBUTES
    + rb">|</table:table-row>|</?table:table-header-rows>)"
)
_LINES = re.compile(rb"(?:<text:p>[^<]*</text:p>)+")
_ROW, _ROW_END, _HEADINGS = b"<table:table-row", b"</table:table-row>", b"<table:table-header-rows>"
_HEADINGS_END = b"</table:table-header-rows>"
_TABLE, _TABLE_END = b"<table:table ", b"</table:table>"
_STYLES, _STYLES_END = b"<office:automatic-styles>", b"</office:automatic-styles>"
_RULES, _RULES_END = b"<table:content-validations>", b"</table:content-validations>"
_NO_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CUT = "dxassess-cut"
_SAYS = frozenset(("office:value-type", "calcext:value-type", "table:formula"))
_STEPS = {_ROW_END: {"r": "", "hr": "h"}, _HEADINGS: {"": "h"}, _HEADINGS_END: {"h": ""}}
_MOST, _LONGEST, _MOST_PARTS = 20_000, 500, 64


_Event = tuple[str, Attributes]


class _About(NamedTuple):
    """What the attributes of a row or of a cell say; `silent` where nothing is to be told of an empty cell,
    `only_text` where the cell holds a text that is no formula and no error."""

    attributes: Attributes
    columns: int
    silent: bool
    only_text: bool


class _Abouts(dict[bytes, _About]):
    def __missing__(self, raw: bytes) -> _About:
        elements: list[Attributes] = []
        walk(b"<c" + raw + b"/>", "", namespaces=False, start=lambda _, about: elements.append(about))
        attributes = elements[0]
        about = _About(
            attributes,
            repeats(attributes, "table:number-columns-repeated"),
            silent=_SAYS.isdisjoint(attributes),
            only_text=attributes.get("office:value-type") == "string"
            and attributes.get("calcext:value-type") != "error"
            and "table:formula" not in attributes,
        )
        if len(self) < _MOST and len(raw) <= _LONGEST:
            self[raw] = about
        return about


class _Lines(dict[bytes, str]):
    def __missing__(self, raw: bytes) -> str:
        pieces: list[str] = []
        if b"&" in raw or b"\r" in raw:
            walk(b"<p>" + raw + b"</p>", "", namespaces=False, text=pieces.append)
        else:
            pieces.append(raw.decode())
        line = "".join(pieces)
        if _NO_LETTER.search(line) or b"]]>" in raw:
            raise Odd
        if len(self) < _MOST and len(raw) <= _LONGEST:
            self[raw] = line
        return line


class _Styles(dict[bytes, list[_Event]]):
    """What defines styles in a part of the content, which must hold no table: see `OdsStyles`."""

    def __missing__(self, raw: bytes) -> list[_Event]:
        events: list[_Event] = []
        walk(b"<x>" + raw + b"</x>", "", namespaces=False, start=lambda *element: events.append(element))
        if any(name == "table:table" for name, _ in events):
            raise Odd
        events = [event for event in events if event[0] in DEFINING]
        if len(self) >= _MOST_PARTS:
            self.clear()
        self[raw] = events
        return events


_abouts, _lines, _known_parts = _Abouts(), _Lines(), _Styles()


def walk_fast(content: bytes, part: str, tables: OdsWalk) -> None:
    """Walks `content` with `tables`, as `walk` would. Raises Odd where it is not as programs write it; what
    `tables` has heard by then counts for nothing."""
    if b"<!" in content or _CUT.encode() in content:
        raise Odd
    around, cuts = _cut(content)

    def start(name: str, attributes: Attributes) -> None:
        if name != _CUT:
            tables.start(name, attributes)
            return
        raw = cuts[int(attributes["n"])]
        if raw.startswith((_ROW, _HEADINGS)):
            _walk_rows(raw, part, tables)
        else:
            for element in _known_parts[raw]:
                tables.start(*element)

    def end(name: str) -> None:
        if name != _CUT:
            tables.end(name)

    try:
        walk(around, part, namespaces=False, start=start, end=end, text=tables.text)
    except (Refused, UnicodeDecodeError) as problem:
        raise Odd from problem


def _cut(content: bytes) -> tuple[bytes, list[bytes]]:
    """The content with an empty element in place of its styles, the rules of what may be typed, and the rows
    of every table; and those parts."""
    pieces: list[bytes] = []
    cuts: list[bytes] = []
    at = 0
    for start, end in _spans(content):
        pieces += [content[at:start], b'<%s n="%d"/>' % (_CUT.encode(), len(cuts))]
        cuts.append(content[start:end])
        at = end
    return b"".join([*pieces, content[at:]]), cuts


def _spans(content: bytes) -> Iterator[tuple[int, int]]:
    at = 0
    for opening, closing in ((_STYLES, _STYLES_END), (_RULES, _RULES_END)):
        start = content.find(opening, at)
        end = content.find(closing, start)
        if 0 <= start < end:
            at = end + len(closing)
            yield start, at
    while (table := content.find(_TABLE, at)) >= 0 and (last := content.find(_TABLE_END, table)) >= 0:
        begins = [n for n in (content.find(mark, table, last) for mark in (_ROW, _HEADINGS)) if n >= 0]
        if begins:
            end = content.rfind(_ROW_END, table, last) + len(_ROW_END)
            if content.startswith(_HEADINGS_END, end):
                end += len(_HEADINGS_END)
            yield min(begins), max(end, min(begins))
        at = last


def _walk_rows(rows: bytes, part: str, tables: OdsWalk) -> None:
    """Rows one after the other, some of them as headings; nothing else may stand between them."""
    tokens = _TOKEN.findall(rows)
    if not tables.between_rows or sum([len(token[0]) for token in tokens]) != len(rows):
        raise Odd
    around = ""  # "h" within headings, "r" within a row
    for whole, cell, about_cell, inner, about_row in tokens:
        if cell:
            if around[-1:] != "r":
                raise Odd
            _walk_cell(whole, about_cell, inner, part, tables)
            continue
        around = _step(whole, around)
        if whole == _ROW_END:
            tables.end("table:table-row")
        elif around[-1:] == "r":
            tables.start("table:table-row", _abouts[about_row].attributes)
    if around:
        raise Odd


def _step(tag: bytes, around: str) -> str:
    """Where a tag leads from: rows stand within headings or alone, and neither within itself."""
    steps = {"": "r", "h": "hr"} if tag.startswith(_ROW) else _STEPS[tag]
    if around not in steps:
        raise Odd
    return steps[around]


def _walk_cell(whole: bytes, about_cell: bytes, inner: bytes, part: str, tables: OdsWalk) -> None:
    about = _abouts[about_cell]
    if not inner and about.silent:
        tables.skip_cells(about.columns)
    elif not inner or _LINES.fullmatch(inner):
        lines = "\n".join([_lines[line] for line in inner[8:-9].split(b"</text:p><text:p>")]) if inner else ""
        tables.plain_cell(about.attributes, about.columns, lines, only_text=about.only_text)
    else:
        walk(whole, part, namespaces=False, start=tables.start, end=tables.end, text=tables.text)
