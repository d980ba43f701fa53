"""How programs write the cells of a sheet and shared strings: patterns that prove what they match."""

from __future__ import annotations

import re

from dxassess.intake.workbook.xlsx.known import ATTRIBUTE, Odd

_ATTRIBUTES = rb'(?: [A-Za-z][A-Za-z0-9:]*="[ !#-%\'-;=?-~]*")*'
_ABOUT_FORMULA = (
    rb'(?: t="[A-Za-z]+")?(?: aca="[a-z0-9]+")?(?: ref="[A-Z0-9:]+")?(?: ca="[a-z0-9]+")?(?: si="[0-9]+")?'
)
_FORMULA = rb"(?:[^<&\x00-\x08\x0b\x0c\x0e-\x1f]++|&(?:amp|lt|gt|quot|apos|#[0-9]{1,7});)*+"
_TEXT = rb'(?:<t(?: xml:space="preserve")?>[^<]*</t>|<t(?: xml:space="preserve")?/>)'
_RUN = (
    rb"<r>(?:<rPr>(?:<(?!(?:t|r|si|is|c|v|row)[ /])[A-Za-z]+"
    + _ATTRIBUTES
    + rb"/>)*</rPr>|<rPr/>)?"
    + _TEXT
    + rb"</r>"
)
_STRING = rb"(?:" + _TEXT + rb"|(?:" + _RUN + rb")*+)(?:<phoneticPr" + _ATTRIBUTES + rb"/>)?"
_CELL = (
    rb'<c r="[A-Z]{1,3}(?P=row)"(?: s="(?:0|[1-9][0-9]*)")?(?: t="(?:s|n|str|b|e|inlineStr)")?'
    rb"(?:/>|>(?:<f" + _ABOUT_FORMULA + rb"(?:/>|>" + _FORMULA + rb"</f>))?"
    rb"(?:<v>[^<]*</v>|<v/>|<is>" + _STRING + rb"</is>)?</c>)"
)
TABLE = re.compile(
    rb'<sheetData>(?:<row r="(?P<row>[1-9][0-9]{0,6})"'
    + _ATTRIBUTES
    + rb"(?:/>|>(?:"
    + _CELL
    + rb")*+</row>))*+</sheetData>"
)
SHARED = re.compile(rb"<si>" + _STRING)
# The grammar is proved by then, so a search for the cells that hold something cannot go astray.
_FILLED = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]+)"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?>(?!</c>)(?:(<f[^<]*)(?:</f>)?)?'
    rb"(?:<v>([^<]*)</v>|<v/>|<is>((?:[^<]++|<(?!/is>))*+)</is>)?</c>"
)
_ROW = re.compile(rb'<row r="[0-9]+"([^>]*)')
_MOST = 20_000
RawCell = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes]
"""Column, row, style, kind, formula, value, text in place: as they stand, b"" for what a cell has not."""

_rows: set[bytes] = set()


def filled_cells(data: bytes, start: int, end: int) -> list[RawCell]:
    """The cells that hold something of a table that is proved from `start` to `end`. Raises Odd where the two
    patterns disagree, a row bears an attribute twice or a formula is no text."""
    _check_attributes(set(_ROW.findall(data, start, end)))
    cells: list[RawCell] = _FILLED.findall(data, start, end)
    ends = data.count(b"</c>", start, end)
    if len(cells) != ends and len(cells) != ends - data.count(b'"></c>', start, end):
        raise Odd("the two patterns disagree")
    _check_formulas(b"".join([cell[4] for cell in cells]))
    return cells


def _check_attributes(rows: set[bytes]) -> None:
    """No row bears an attribute twice."""
    for about_row in rows - _rows:
        names = ATTRIBUTE.findall(about_row)
        if len(set(names)) < len(names) or b"r" in names:
            raise Odd("attribute twice")
        if len(_rows) < _MOST:
            _rows.add(about_row)


def _check_formulas(formulas: bytes) -> None:
    """Formulas are not read, yet must be letters of XML."""
    if b"]]>" in formulas or b"\xef\xbf\xbe" in formulas or b"\xef\xbf\xbf" in formulas:
        raise Odd("letter")
    try:
        formulas.decode()
    except UnicodeDecodeError as problem:
        raise Odd("UTF-8") from problem
