"""What `fast` proved, as values. What repeats from form to form is kept by its bytes."""

from __future__ import annotations

import math
import re

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.xlsx.table import String
from dxassess.intake.workbook.xlsx.words import column_of, unescaped

_RUNS = re.compile(rb"(?:<r>(?:<rPr>(.*?)</rPr>|<rPr/>)?)?<t[^>]*?(?:/>|>([^<]*)</t>)", re.DOTALL)
_TAG, ATTRIBUTE = re.compile(rb"<[A-Za-z]+ ([^<>]*)>"), re.compile(rb'([A-Za-z0-9:]+)="')
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));|&")
_NO_LETTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NUMBER = re.compile(rb"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_STRIKE = re.compile(rb'<strike(?: val="(?:1|true)")?/>')
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_MOST = 20_000


class Odd(Exception):  # noqa: N818 - a verdict about a sheet, not an error of the program
    """The quick path does not read it; the argument says why."""


class _Texts(dict[bytes, str]):
    def __missing__(self, raw: bytes) -> str:
        try:
            text = raw.decode()
        except UnicodeDecodeError as problem:
            raise Odd("UTF-8") from problem
        if _NO_LETTER.search(text) or "]]>" in text:
            raise Odd("letter")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = unescaped(_without_entities(text) if "&" in text else text)
        if len(self) < _MOST:
            self[raw] = text
        return text


class _Strings(dict[bytes, String]):
    def __missing__(self, raw: bytes) -> String:
        # Nearly every text is one `t` without runs.
        plain = raw.startswith(b"<t>") and raw.count(b"<") == 2
        string = String(TEXTS[raw[3:-4]]) if plain else _with_runs(raw)
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


class _Indices(dict[bytes, int]):
    def __missing__(self, raw: bytes) -> int:
        if not raw.isdigit():
            raise Odd("number of a string")
        index = int(raw)
        if len(self) < _MOST:
            self[raw] = index
        return index


class _Columns(dict[bytes, int]):
    def __missing__(self, letters: bytes) -> int:
        column = self[letters] = column_of(letters.decode())
        return column


TEXTS, STRINGS, NUMBERS, INDICES, COLUMNS = _Texts(), _Strings(), _Numbers(), _Indices(), _Columns()


def value_of(raw: bytes, kind: bytes) -> CellValue:
    """What is stored in a cell that is no shared string; nothing of an error."""
    if not raw or kind == b"e":
        return ""
    match kind:
        case b"" | b"n":
            return NUMBERS[raw]
        case b"str":
            return TEXTS[raw]
        case b"b" if raw in (b"0", b"1"):
            return raw == b"1"
    raise Odd("kind")


def _with_runs(raw: bytes) -> String:
    for tag in _TAG.findall(raw):
        names = ATTRIBUTE.findall(tag)
        if len(set(names)) < len(names):
            raise Odd("attribute twice")
    all_text = unstruck = ""
    struck = own_font = False
    for properties, letters in _RUNS.findall(raw):
        text = TEXTS[letters]
        all_text += text
        own_font = own_font or bool(properties)
        if properties and _STRIKE.search(properties):
            struck = True
        else:
            unstruck += text
    return String(all_text, unstruck if struck else None, own_font)


def _without_entities(text: str) -> str:
    """The text with the letters that entities stand for; what is printed at the foot of a page is full of
    the sign that begins them."""
    plain = text.replace("&amp;", "")
    return _ENTITY.sub(_letter, text) if "&" in plain else text.replace("&amp;", "&")


def _letter(match: re.Match[str]) -> str:
    if match[1]:
        return _NAMED[match[1]]
    if not (match[2] or match[3]):
        raise Odd("entity")
    number = int(match[2]) if match[2] else int(match[3], 16)
    if number > 0x10FFFF or _NO_LETTER.match(chr(number)):
        raise Odd("entity")
    return chr(number)
