"""What repeats in the contents of ODS files, kept by its bytes: attributes, lines of text, whole rows."""

from __future__ import annotations

import re
from typing import NamedTuple

from dxassess.intake.workbook.marks import MOST_COLUMNS
from dxassess.intake.workbook.ods.cell import CellText
from dxassess.intake.workbook.ods.walk import KnownCells, kinds_of, repeats
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
_LINES = re.compile(rb"(?:<text:p>[^<]*</text:p>)+")
_ROW = b"<table:table-row"
_NO_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SAYS = frozenset(("office:value-type", "calcext:value-type", "table:formula"))
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
        elements: list[Attributes] = []
        walk(b"<c" + raw + b"/>", "", namespaces=False, start=lambda _, about: elements.append(about))
        attributes = elements[0]
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
    head, *tokens = TOKEN.findall(raw) or [(b"",) * 5]
    if not head[0].startswith(_ROW) or sum([len(token[0]) for token in tokens]) + len(head[0]) != len(raw):
        return None
    if repeats(ABOUTS[head[4]].attributes, "table:number-rows-repeated") != 1:
        return None
    texts: list[tuple[int, str]] = []
    kinds: list[tuple[str, int]] = []
    column = 0
    for _, cell, about_cell, inner, _ in tokens:
        if not cell:
            return None
        about = ABOUTS[about_cell]
        if inner or not about.silent:
            text, end = TEXTS[inner], column + about.columns
            if text is None or about.columns > _MOST_ALIKE or end > MOST_COLUMNS:
                return None
            columns = range(column, end)
            if about.only_text:
                texts += [(each, text) for each in columns]
            else:
                cell_kinds = kinds_of(about.attributes, CellText(text, None, "", symbols=False))
                kinds += [(kind, each) for kind in cell_kinds for each in columns]
                if "error" not in cell_kinds and about.attributes.get("office:value-type") == "string":
                    texts += [(each, text) for each in columns]
        column += about.columns
    return KnownCells(tuple(texts), tuple(kinds))


ABOUTS, TEXTS, KNOWN_ROWS = _Abouts(), _Texts(), _KnownRows()
_lines = _Lines()
