"""What repeats in the contents of ODS files, kept by its bytes: attributes, lines of text, whole rows."""

from __future__ import annotations

import re
from typing import NamedTuple

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.marks import MOST_COLUMNS
from dxassess.intake.workbook.ods.cell import CellText
from dxassess.intake.workbook.ods.stored import VALUES
from dxassess.intake.workbook.ods.walk import KnownCells, kinds_of, repeats, value_in
from dxassess.intake.workbook.xlsx.known import Odd
from dxassess.intake.workbook.xmlscan import Attributes, walk

_ATTRIBUTES = rb'((?:[^<>"/]++|"[^"<]*+"|/(?!>))*+)'
TOKEN = re.compile(
    rb"(<table:(?P<cell>(?:covered-)?table-cell)(?=[ />])"
    + _ATTRIBUTES
    + rb"(?:/>|>((?:[^<]++|<(?!/?table:))*+)</table:(?P=cell)>)|<table:table-row(?=[ >])"
    + _ATTRIBUTES
    + rb">|</table:table-row>|</?table:table-header-rows>)"
)
_PLAIN = re.compile(rb"""(?: [A-Za-z][A-Za-z:-]*="[ !#-%'-;=?-~]*")*""")
_PAIR = re.compile(r' ([^=]+)="([^"]*)"')
_LINES = re.compile(rb"(?:<text:p>[^<]*</text:p>)+")
_ROW, _CELL = b"<table:table-row", b"<table:table-cell"
_NO_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SAYS = frozenset(("office:value-type", "calcext:value-type", "table:formula", *VALUES))
_MOST, _LONGEST = 20_000, 500
_MOST_ROWS, _LONGEST_ROW, _MOST_ALIKE = 5_000, 4_000, 50


class About(NamedTuple):
    """What the attributes of a row or of a cell say; `silent` where nothing is to be told of an empty cell,
    `only_text` where the cell holds a text that is no formula and no error."""

    attributes: Attributes
    columns: int
    silent: bool
    only_text: bool


class _Abouts(dict[bytes, About]):
    def __missing__(self, raw: bytes) -> About:
        attributes = _attributes(raw)
        about = About(
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


def _attributes(raw: bytes) -> Attributes:
    """The attributes, by a pattern where they are plain letters without references, and none stands twice."""
    if _PLAIN.fullmatch(raw):
        pairs = _PAIR.findall(raw.decode())
        attributes = dict(pairs)
        if len(attributes) == len(pairs):
            return attributes
    elements: list[Attributes] = []
    walk(b"<c" + raw + b"/>", "", namespaces=False, start=lambda _, about: elements.append(about))
    return elements[0]


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


class _Texts(dict[bytes, str | None]):
    """The lines of a cell by all that stands in it; None where that is more than lines."""

    def __missing__(self, raw: bytes) -> str | None:
        text: str | None = ""
        if raw:
            lines = raw[8:-9].split(b"</text:p><text:p>") if _LINES.fullmatch(raw) else None
            text = None if lines is None else "\n".join([_lines[line] for line in lines])
        if len(self) < _MOST and len(raw) <= _LONGEST:
            self[raw] = text
        return text


class _KnownRows(dict[bytes, KnownCells | None]):
    """Rows by what stands of each before its closing tag; None for one that is more than plain cells."""

    def __missing__(self, raw: bytes) -> KnownCells | None:
        known = _known_cells(raw)
        if len(raw) <= _LONGEST_ROW:
            if len(self) >= _MOST_ROWS:
                self.clear()
            self[raw] = known
        return known


def _known_cells(raw: bytes) -> KnownCells | None:
    """What is true of a row that stands once, if its cells hold lines of text and none is repeated often."""
    head, *cells = raw.split(_CELL)
    if not _heads[head]:
        return None
    values: list[tuple[int, CellValue]] = []
    kinds: list[tuple[str, int]] = []
    column = 0
    for each in cells:
        cell = _cells[each]
        if cell is None:
            return None
        end = column + cell.columns
        if cell.value is not None:
            if end > MOST_COLUMNS:
                return None
            values += [(at, cell.value) for at in range(column, end)]
            if cell.kinds:
                kinds += [(kind, at) for kind in cell.kinds for at in range(column, end)]
        column = end
    return KnownCells(tuple(values), tuple(kinds))


class _Heads(dict[bytes, bool]):
    """Whether these bytes begin a row that stands once, and nothing more."""

    def __missing__(self, raw: bytes) -> bool:
        row = TOKEN.fullmatch(raw)
        known = row is not None and raw.startswith(_ROW) and _stands_once(row[5])
        if len(self) < _MOST and len(raw) <= _LONGEST:
            self[raw] = known
        return known


def _stands_once(about_row: bytes) -> bool:
    return repeats(ABOUTS[about_row].attributes, "table:number-rows-repeated") == 1


class _Cell(NamedTuple):
    """Cells that stand beside each other and hold the same; None for the value of those that hold nothing."""

    columns: int
    value: CellValue | None
    kinds: tuple[str, ...]


class _Cells(dict[bytes, _Cell | None]):
    """Cells by what stands of each behind the beginning of its tag; None for more than a plain one."""

    def __missing__(self, raw: bytes) -> _Cell | None:
        cell = _cell(raw)
        if len(self) < _MOST and len(raw) <= _LONGEST:
            self[raw] = cell
        return cell


def _cell(raw: bytes) -> _Cell | None:
    token = TOKEN.fullmatch(_CELL + raw)
    if token is None:
        return None
    about, inner = ABOUTS[token[3]], token[4] or b""
    if not inner and about.silent:
        return _Cell(about.columns, None, ())
    text = TEXTS[inner]
    if text is None or about.columns > _MOST_ALIKE:
        return None
    if about.only_text:
        return _Cell(about.columns, text, ())
    kinds = kinds_of(about.attributes, CellText(text, None, "", symbols=False))
    value = value_in(about.attributes, text, kinds)
    if value is None:
        return None
    is_told = bool(kinds) or "office:value-type" in about.attributes
    return _Cell(about.columns, value if is_told else None, kinds)


ABOUTS, TEXTS, KNOWN_ROWS = _Abouts(), _Texts(), _KnownRows()
_lines = _Lines()
_heads, _cells = _Heads(), _Cells()
