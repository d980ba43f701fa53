"""Which rows of a list are lines: not its heading on the next page, nor sums, groups, notes, signatures."""

from __future__ import annotations

import re
from typing import Literal

from dxassess.intake.reading import shown
from dxassess.intake.words.text import clean
from dxassess.places.provinces import Province, match_province
from dxassess.round.listing.cells import is_blank, read_code
from dxassess.round.listing.headings import ORDINAL, folded
from dxassess.round.listing.option_words import OptionWords
from dxassess.round.listing.table import ListTable, at

RowKind = Literal["line", "aside", "nothing"]
"""A facility or Department; something that is told and not read; nothing that anybody would miss."""

_SUM = re.compile(r"(i+v?|[a-e]|[0-9]+)? ?(tong( cong| so)?|cong|total|sum|tc)\b")
_COLUMN_NUMBER = re.compile(r"\(?([0-9]{1,2}|[a-zA-Z])\)?")
_PLACE = re.compile(r"(?:[IVX]+|[A-Z0-9]{1,2})?[.)\s]*((?:tỉnh|thành phố|tp)\b.+)", re.IGNORECASE)
_ENDING = re.compile(r"\b(tỉnh|thành phố|tp\.?)\s+(.+)", re.IGNORECASE)
_FEWEST_NUMBERS = 3


def kind_of(table: ListTable, row: int, types: OptionWords) -> RowKind:
    """What a row below the heading is. One without a code is a line where it is numbered or says what kind of
    facility it is, so that nothing is lost without a word."""
    cells = table.sheet.rows[row]
    texts = [text for cell in cells if (text := clean(shown(cell)))]
    if not texts or _is_heading(table, row) or (row < table.first + 2 and _numbers_columns(texts)):
        return "nothing"
    if any(_SUM.match(folded(text)) for text in texts[:2]) and not _has_code(table, row):
        return "aside"
    nameless = is_blank(table.cell(row, "name"))
    if not is_blank(table.cell(row, "code")):
        strange = read_code(table.cell(row, "code")).fault == "code_strange"
        return "aside" if strange and (nameless or len(texts) == 1) else "line"
    if nameless:
        return "aside"
    numbered = clean(shown(table.cell(row, ORDINAL))).isdecimal()
    typed = types.read(clean(shown(table.cell(row, "type")))) is not None
    return "line" if numbered or typed else "aside"


def texts_in(table: ListTable, row: int) -> str:
    """What a row says, as one text."""
    return " | ".join(text for cell in table.sheet.rows[row] if (text := clean(shown(cell))))


def province_of_group(table: ListTable, row: int, vintage: str) -> Province | None:
    """The province of which the lines below are, where a row names one: "II. Tỉnh Long An"."""
    texts = (_PLACE.fullmatch(clean(shown(cell))) for cell in table.sheet.rows[row])
    named = (match_province(match[1], vintage) for match in texts if match is not None)
    return next((province for province in named if province is not None), None)


def province_above(table: ListTable, vintage: str) -> Province | None:
    """The one province that the title of a list names: "Danh sách cơ sở tỉnh Long An năm 2026"."""
    texts = [
        clean(shown(at(table.sheet, {}, (row, column))))
        for row in range(table.top)
        for column in range(len(table.sheet.rows[row]))
    ]
    named = {province for text in texts if (province := _named(text, vintage)) is not None}
    return named.pop() if len(named) == 1 else None


def _named(text: str, vintage: str) -> Province | None:
    """The province behind "tỉnh" in a title, by as many words as make a name."""
    match = _ENDING.search(text)
    words = match[2].split() if match else []
    names = (" ".join(words[:n]).rstrip(",.;:)") for n in range(min(len(words), 5), 0, -1))
    return next((p for name in names if (p := match_province(name, vintage)) is not None), None)


def _is_heading(table: ListTable, row: int) -> bool:
    """Whether the heading stands there again, as on top of a new page."""
    lines = range(table.top, table.first)
    heads = {folded(shown(cell)) for line in lines for cell in table.sheet.rows[line]} - {""}
    texts = {folded(shown(cell)) for cell in table.sheet.rows[row]} - {""}
    return len(texts) >= _FEWEST_NUMBERS and texts <= heads


def _numbers_columns(texts: list[str]) -> bool:
    return len(texts) >= _FEWEST_NUMBERS and all(map(_COLUMN_NUMBER.fullmatch, texts))


def _has_code(table: ListTable, row: int) -> bool:
    return read_code(table.cell(row, "code")).value is not None
