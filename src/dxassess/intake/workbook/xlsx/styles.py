"""What a cell's style says about its value: percent, day, duration, struck out, symbol font."""

from __future__ import annotations

import re
from enum import IntFlag
from functools import lru_cache

from dxassess.intake.workbook.xlsx.markup import local
from dxassess.intake.workbook.xmlscan import Attributes, walk


class Look(IntFlag):
    """What a style can say that changes the meaning of a value."""

    PLAIN = 0
    PERCENT = 1
    DATE = 2
    DURATION = 4
    STRUCK = 8
    SYMBOL = 16


_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_DURATION = re.compile(r"\[(?:h+|m+|s+)\]")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_DAY = re.compile(r"[dmyhs]")
SYMBOL_FONTS = ("wingdings", "webdings", "symbol", "zapfdingbats")
"""How the names of fonts begin whose letters are signs."""

_BUILT_IN: dict[int, Look] = {
    9: Look.PERCENT,
    10: Look.PERCENT,
    46: Look.DURATION,
    **dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)), Look.DATE),
}


def is_struck(value: str | None) -> bool:
    """Whether a `strike` element strikes out; without a value it does."""
    return value not in ("0", "false")


@lru_cache(maxsize=64)
def looks(data: bytes, part: str) -> tuple[Look, ...]:
    """The look of every cell style by its number. The forms of a round share few style sheets: kept."""
    if not data:
        return ()
    fonts: list[Look] = []
    formats: dict[int, Look] = {}
    styles: list[tuple[int, int]] = []
    path: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        path.append(local(name))
        match path[-3:]:
            case [*_, "fonts", "font"]:
                fonts.append(Look.PLAIN)
            case ["fonts", "font", "strike"] if is_struck(attributes.get("val")):
                fonts[-1] |= Look.STRUCK
            case ["fonts", "font", "name"] if attributes.get("val", "").casefold().startswith(SYMBOL_FONTS):
                fonts[-1] |= Look.SYMBOL
            case [*_, "numFmts", "numFmt"]:
                formats[_number(attributes.get("numFmtId"))] = format_look(attributes.get("formatCode", ""))
            case [*_, "cellXfs", "xf"]:
                styles.append((_number(attributes.get("numFmtId")), _number(attributes.get("fontId"))))

    walk(data, part, start=start, end=lambda _name: path.pop())
    return tuple(
        formats.get(number, _BUILT_IN.get(number, Look.PLAIN))
        | (fonts[font] if 0 <= font < len(fonts) else Look.PLAIN)
        for number, font in styles
    )


def format_look(code: str) -> Look:
    """The look of a number format: a sign or letter counts where it is no literal; the first section decides
    whether a value is a day."""
    bare = _LITERAL.sub("", code)
    first = bare.partition(";")[0].lower()
    look = Look.PERCENT if "%" in bare else Look.PLAIN
    if _DURATION.search(first):
        return look | Look.DURATION
    letters = _BRACKETS.sub("", first).replace("general", "")
    return look | Look.DATE if _DAY.search(letters) else look


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
