"""How much room text takes in a cell, since no spreadsheet program is there to ask."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Widths in thousandths of the size, as all fonts made to match Arial have them.
_GROUPS = {
    "'ijl|": 222, " !,./:;I[]\\tf": 278, "()-r`": 333, "*": 389, '"': 355, "^": 469, "Jkcsvxyz": 500,
    "#$0123456789?_abdeghnopquL": 556, "+<=>~": 584, "FTZ": 611, "&ABEKPSVXY": 667, "wCDHNRU": 722,
    "GOQ": 778, "mM": 833, "%": 889, "W": 944, "@": 1015,
}  # fmt: skip
_WIDTHS = {letter: width for letters, width in _GROUPS.items() for letter in letters}
_OTHER, _BOLD, _HORN = 600, 1.08, 60
_MARGIN = 1.03
"""Programs and screens differ a little; a row too tall harms less than a line cut off."""

_PIXELS_PER_CHARACTER, _PADDING, _PIXELS_PER_POINT = 7, 6, 96 / 72


def lines_of(text: str, width: float, *, size: float = 11, bold: bool = False) -> int:
    """The lines that `text` takes in a column `width` characters wide, 0 if there is no text."""
    if not text:
        return 0
    room = (width * _PIXELS_PER_CHARACTER - _PADDING) / _PIXELS_PER_POINT / size * 1000 / _MARGIN
    scale = _BOLD if bold else 1.0
    return sum(_wrapped(part, room / scale) for part in text.split("\n"))


def _wrapped(paragraph: str, room: float) -> int:
    """Lines of a paragraph, broken between words; a word longer than a line goes over several."""
    lines, used = 1, 0.0
    for word in paragraph.split(" "):
        wide = _width(word)
        if used and used + _WIDTHS[" "] + wide > room:
            lines, used = lines + 1, wide
        else:
            used += wide + (_WIDTHS[" "] if used else 0)
        while used > room:
            lines, used = lines + 1, used - room
    return lines


@lru_cache(maxsize=8192)
def _width(word: str) -> float:
    plain = unicodedata.normalize("NFD", word)
    letters = (_HORN if c == "\u031b" else _WIDTHS.get(c, _OTHER) for c in plain if _takes_room(c))
    return float(sum(letters))


def _takes_room(letter: str) -> bool:
    return letter == "\u031b" or not unicodedata.combining(letter)
