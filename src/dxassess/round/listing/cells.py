"""One cell of a list to what the register says: a value, with a note where it was not plain, or a fault."""

from __future__ import annotations

import re
from typing import NamedTuple

from dxassess.intake.reading import CellNote, shown
from dxassess.intake.tables import TableCell
from dxassess.intake.values.values import read_value
from dxassess.intake.words.legacy import from_legacy
from dxassess.intake.words.text import clean, latin, without_accents
from dxassess.places.provinces import VINTAGES, match_province, nearest_province, place_of, successor
from dxassess.places.register import CODE_LENGTH
from dxassess.questionnaire.model import Text
from dxassess.round.listing.fault import FaultCode
from dxassess.round.listing.option_words import OptionWords

_DASHES = frozenset(("-", "–", "—", "/", "…", "..."))
_BETWEEN = re.compile(r"[\s.\-_/']+")
_CODE = re.compile(f"[0-9A-Z]{{{CODE_LENGTH}}}")
_COUNTED = re.compile(
    r"\s*\(?(giường bệnh|giường|giuong|người|nguoi|lượt|luot|nv|cb|beds?|persons?)\)?$", re.IGNORECASE
)
_NUMBER = re.compile(r"[0-9][0-9.,' ]*")
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")
_MOBILE = 9


class CellRead(NamedTuple):
    """What a cell says. `value` is None where it says nothing; `read_as` is told where the reading is not
    plain; `fault` says why there is no value, with `detail` and a `suggestion`."""

    value: str | None = None
    read_as: Text | None = None
    fault: FaultCode | None = None
    detail: str = ""
    suggestion: Text | None = None


NOTHING = CellRead()


def read_code(cell: TableCell) -> CellRead:
    """A code of five characters; zeros that a spreadsheet ate come back, separators go."""
    text = latin(clean(shown(cell))).upper()
    code = _BETWEEN.sub("", text)
    if not code:
        return NOTHING
    if len(code) > CODE_LENGTH and code.isalnum() and code.isascii():
        return CellRead(fault="code_long", detail=str(len(code)))
    padded = code.zfill(CODE_LENGTH) if code.isdecimal() else code
    if not _CODE.fullmatch(padded):
        return CellRead(fault="code_strange")
    return CellRead(padded, None if padded == text else Text.same(padded))


def read_words(cell: TableCell) -> CellRead:
    """A text; one in TCVN3 or VNI is told."""
    reading = read_value(cell, "text")
    value = None if reading.value is None else str(reading.value)
    legacy = value is not None and value != clean(shown(cell)) and _has(reading.notes, "READ_AS")
    return CellRead(value, Text.same(value) if legacy and value else None)


def read_option(cell: TableCell, words: OptionWords) -> CellRead:
    """The code of an option of a field."""
    if is_blank(cell):
        return NOTHING
    text = clean(shown(cell))
    for reading in (text, *from_legacy(text)):
        option = words.read(reading)
        if option is not None:
            plain = option.plain and reading == text
            return CellRead(option.code, None if plain else words.option(option.code).text)
    nearest = words.nearest(text)
    unknown: FaultCode = "type_unknown" if words.field == "type" else "option_unknown"
    return CellRead(fault=unknown, suggestion=nearest.text if nearest else None)


def read_count(cell: TableCell) -> CellRead:
    """A whole number as text: thousands as people part them, the thing counted behind it."""
    text = clean(shown(cell))
    bare = _COUNTED.sub("", text) if isinstance(cell, str) else cell
    reading = read_value(bare, "count")
    if isinstance(reading.value, float):
        value = str(int(reading.value))
        plain = text == value
        return CellRead(value, None if plain else Text.same(value))
    codes = {note.code for note in reading.notes}
    if "NOT_WHOLE" in codes:
        thousand = read_value(bare, "number").value
        meant = round(thousand * 1000, 6) if isinstance(thousand, float) else 0.5
        suggestion = Text.same(str(int(meant))) if meant.is_integer() else None
        return CellRead(fault="number_fraction", suggestion=suggestion)
    if "NEGATIVE" in codes:
        return CellRead(fault="number_negative")
    return CellRead(fault="number_unreadable", suggestion=_number_in(text))


def read_province(cell: TableCell, vintage: str) -> CellRead:
    """The key of a province of the map."""
    text = clean(shown(cell))
    if is_blank(cell):
        return NOTHING
    for reading in (text, *from_legacy(text)):
        province = match_province(reading, vintage)
        if province is not None:
            return CellRead(province.key, None if reading == text else Text.same(province.name))
    other = next((p for v in VINTAGES if v != vintage and (p := match_province(text, v)) is not None), None)
    if other is not None:
        heir = place_of(successor(other.key))
        suggestion = Text.same(heir.name) if heir.vintage == vintage else None
        return CellRead(fault="province_other_map", detail=vintage, suggestion=suggestion)
    nearest = nearest_province(text, vintage)
    return CellRead(fault="province_unknown", suggestion=Text.same(nearest.name) if nearest else None)


def read_email(cell: TableCell) -> CellRead:
    """Addresses as they stand, several parted by commas or semicolons."""
    text = clean(shown(cell))
    addresses = [address for part in re.split("[;,\\s]+", text) if (address := part.strip())]
    if all(map(_EMAIL.fullmatch, addresses)):
        return CellRead("; ".join(addresses))
    return CellRead(fault="email_strange")


def read_phone(cell: TableCell) -> CellRead:
    """A number as it stands; the zero that a spreadsheet ate comes back."""
    text = clean(shown(cell))
    lost = not isinstance(cell, str) and len(text) >= _MOBILE and text.isdecimal()
    return CellRead(f"0{text}", Text.same(f"0{text}")) if lost else CellRead(text)


def is_blank(cell: TableCell) -> bool:
    """Whether nothing is said: a blank cell, or the dash that people put there."""
    return isinstance(cell, str) and (not clean(cell) or without_accents(cell) in _DASHES)


def _has(notes: tuple[CellNote, ...], code: str) -> bool:
    return any(note.code == code for note in notes)


def _number_in(text: str) -> Text | None:
    """The one number in a text such as "khoảng 800"."""
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1:
        return None
    value = read_value(numbers[0].strip(" .,"), "count").value
    return Text.same(str(int(value))) if isinstance(value, float) else None
