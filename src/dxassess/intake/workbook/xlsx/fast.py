"""Sheets as Excel, LibreOffice and this program write them, by patterns that prove what they match.

One possessive pattern proves that all of `<sheetData>` is cells in order, of their row, with nothing else in
it; a second fetches the filled cells and must find as many as there are. What stands around goes through
expat. Anything odd raises `Odd`: the general path then reads the sheet. What repeats is kept by its bytes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.xlsx.markup import local
from dxassess.intake.workbook.xlsx.table import CellTable, String, Styles, note_look, nothing
from dxassess.intake.workbook.xlsx.words import column_of, unescaped
from dxassess.intake.workbook.xmlscan import Attributes, walk

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
_TABLE = re.compile(
    rb'<sheetData>(?:<row r="(?P<row>[1-9][0-9]{0,6})"'
    + _ATTRIBUTES
    + rb"(?:/>|>(?:"
    + _CELL
    + rb")*+</row>))*+</sheetData>"
)
_STRINGS = re.compile(rb"(?:<si>" + _STRING + rb"</si>|<si/>)*+</sst>")
_ONE_STRING = re.compile(rb"<si>((?:[^<]++|<(?!/si>))*+)</si>|<si/>")
# The grammar is proved by then, so a search for the cells that hold something cannot go astray.
_FILLED = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]+)"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?>(?!</c>)(?:(<f[^<]*)(?:</f>)?)?'
    rb"(?:<v>([^<]*)</v>|<v/>|<is>((?:[^<]++|<(?!/is>))*+)</is>)?</c>"
)
_ROW = re.compile(rb'<row r="([0-9]+)"(' + _ATTRIBUTES + rb")")
_RUNS = re.compile(rb"(?:<r>(?:<rPr>(.*?)</rPr>|<rPr/>)?)?<t[^>]*?(?:/>|>([^<]*)</t>)", re.DOTALL)
_TAG, _NAME = re.compile(rb"<[A-Za-z]+ ([^<>]*)>"), re.compile(rb'([A-Za-z0-9:]+)="')
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));|&")
_NO_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NUMBER = re.compile(rb"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_STRIKE = re.compile(rb'<strike(?: val="(?:1|true)")?/>')
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_MOST = 20_000
_MOST_ENDS = 500
_TABLE_PARTS = frozenset({"row", "c", "si"})


class Odd(Exception):  # noqa: N818 - a verdict about a sheet, not an error of the program
    """This path does not read it; the argument says why."""


class _Texts(dict[bytes, str]):
    def __missing__(self, raw: bytes) -> str:
        try:
            text = raw.decode()
        except UnicodeDecodeError as problem:
            raise Odd("UTF-8") from problem
        if _NO_LETTER.search(text) or "]]>" in text:
            raise Odd("letter")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = unescaped(_ENTITY.sub(_letter, text) if "&" in text else text)
        if len(self) < _MOST:
            self[raw] = text
        return text


class _Strings(dict[bytes, String]):
    def __missing__(self, raw: bytes) -> String:
        for tag in _TAG.findall(raw):
            names = _NAME.findall(tag)
            if len(set(names)) < len(names):
                raise Odd("attribute twice")
        all_text = unstruck = ""
        struck = own_font = False
        for properties, letters in _RUNS.findall(raw):
            text = _texts[letters]
            all_text += text
            own_font = own_font or bool(properties)
            if properties and _STRIKE.search(properties):
                struck = True
            else:
                unstruck += text
        string = String(all_text, unstruck if struck else None, own_font)
        if len(self) < _MOST:
            self[raw] = string
        return string


class _Numbers(dict[bytes, float]):
    def __missing__(self, raw: bytes) -> float:
        if not _NUMBER.fullmatch(raw):
            raise Odd("number")
        value = float(raw)
        if math.isinf(value):
            raise Odd("number")
        if len(self) < _MOST:
            self[raw] = value
        return value


_texts, _strings, _numbers = _Texts(), _Strings(), _Numbers()
_ends: dict[tuple[bytes, bytes], list[str]] = {}
_rows: dict[bytes, None] = {}


def read_strings(data: bytes, part: str) -> list[String]:
    """The shared strings in order. Raises Odd where the part is not as programs write it."""
    starts = [at for at in (data.find(b"<si>"), data.find(b"<si/>")) if at >= 0]
    if not starts:
        _check_ends(data, b"", part, "sst")
        return []
    at = min(starts)
    proved = _STRINGS.match(data, at)
    if not proved or data[proved.end() :].strip():
        raise Odd("shared strings")
    _check_ends(data[:at], b"</sst>", part, "sst")
    return [_strings[raw] for raw in _ONE_STRING.findall(data, at)]


def read_sheet(data: bytes, part: str, strings: Sequence[String], styles: Styles) -> CellTable:
    """The cells of a sheet. Raises Odd where the sheet is not as programs write it."""
    at = data.find(b"<sheetData>")
    if at < 0:
        at = data.find(b"<sheetData/>")
        if at < 0:
            raise Odd("no table")
        return nothing()._replace(merged=_check_ends(data[:at], data[at:], part, "worksheet"))
    proved = _TABLE.match(data, at)
    if not proved:
        raise Odd("cells")
    end = proved.end()
    merged = _check_ends(data[:at] + b"<sheetData>", data[end - len(b"</sheetData>") :], part, "worksheet")
    _check_rows(data, at, end)
    table = nothing()._replace(merged=list(merged))
    cells = _FILLED.findall(data, at, end)
    if len(cells) != data.count(b"</c>", at, end) - data.count(b'"></c>', at, end):
        raise Odd("the two patterns disagree")
    _check_formulas(b"".join([cell[4] for cell in cells]))
    _fill(table, cells, strings, styles)
    return table


def _fill(
    table: CellTable, cells: list[tuple[bytes, ...]], strings: Sequence[String], styles: Styles
) -> None:
    looks = {str(n).encode(): look for n, look in enumerate(styles.looks) if look}
    row_name, row, before = b"", -1, -1
    for letters, row_digits, style, kind, formula, raw, inline in cells:
        column = column_of(letters.decode())
        if row_digits != row_name:
            row_name, row, before = row_digits, int(row_digits) - 1, -1
        if column <= before:
            raise Odd("order of cells")
        before = column
        at = (row, column)
        string = _string(raw, kind, inline, strings)
        value: CellValue = string.text if string is not None else _value(raw, kind)
        if kind == b"e":
            table.errors.add(at)
            _texts[raw]  # must be letters of XML, whatever they say
        if formula:
            (table.formulas if raw or kind == b"str" else table.uncalculated).add(at)
        if string is not None and string.kept is not None:
            table.struck[at] = string.kept
        if style in looks:
            has_own_font = string is not None and string.own_font
            value = note_look(
                table, at, value, looks[style], own_font=has_own_font, epoch_1904=styles.epoch_1904
            )
        if value != "":
            table.put(at, value)


def _string(raw: bytes, kind: bytes, inline: bytes, strings: Sequence[String]) -> String | None:
    if inline and kind != b"inlineStr":
        raise Odd("text in a cell of another kind")
    if inline:
        return _strings[inline]
    if kind != b"s" or not raw:
        return None
    if not raw.isdigit() or int(raw) >= len(strings):
        raise Odd("number of a string")
    return strings[int(raw)]


def _value(raw: bytes, kind: bytes) -> CellValue:
    if not raw or kind == b"e":
        return ""
    match kind:
        case b"" | b"n":
            return _numbers[raw]
        case b"str":
            return _texts[raw]
        case b"b" if raw in (b"0", b"1"):
            return raw == b"1"
    raise Odd("kind")


def _check_rows(data: bytes, at: int, end: int) -> None:
    """Rows rise, and none bears an attribute twice."""
    last = 0
    for digits, more in _ROW.findall(data, at, end):
        if int(digits) <= last:
            raise Odd("order of rows")
        last = int(digits)
        if more in _rows:
            continue
        names = _NAME.findall(more)
        if len(set(names)) < len(names) or b"r" in names:
            raise Odd("attribute twice")
        if len(_rows) < _MOST:
            _rows[more] = None


def _check_formulas(formulas: bytes) -> None:
    """Formulas are not read, yet must be letters of XML."""
    if b"]]>" in formulas or b"\xef\xbf\xbe" in formulas or b"\xef\xbf\xbf" in formulas:
        raise Odd("letter")
    try:
        formulas.decode()
    except UnicodeDecodeError as problem:
        raise Odd("UTF-8") from problem


def _check_ends(head: bytes, tail: bytes, part: str, root: str) -> list[str]:
    """The merged ranges told around the cells, once expat found them whole XML of the right namespace,
    without a comment, CDATA or DTD that could hold a second table. Forms of one template share them: kept."""
    key = (head, tail)
    if key not in _ends:
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
        if len(_ends) >= _MOST_ENDS:
            _ends.clear()
        _ends[key] = merged
    return _ends[key]


def _letter(match: re.Match[str]) -> str:
    if match[1]:
        return _NAMED[match[1]]
    if not (match[2] or match[3]):
        raise Odd("entity")
    number = int(match[2]) if match[2] else int(match[3], 16)
    if number > 0x10FFFF or _NO_LETTER.match(chr(number)):
        raise Odd("entity")
    return chr(number)
