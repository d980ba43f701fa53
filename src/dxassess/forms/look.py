"""How a form looks: colours, fonts, widths, and how tall a row must be for its text."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

WIDTHS = (9, 66, 36, 12, 30, 26)
COVER_WIDTHS = (9, 46, 44, 60)
START_WIDTH = 108
_INK, _GREY, _LINE, _BAND, _OPEN = "#1F2933", "#5F6B76", "#C9D1D9", "#E8EEF4", "#FFF9E3"
_BASE: dict[str, Any] = {
    "font_name": "Arial", "font_size": 11, "font_color": _INK, "valign": "top", "text_wrap": True,
}  # fmt: skip
_BOXED = {"border": 1, "border_color": _LINE}
_OPEN_BOX = {**_BOXED, "bg_color": _OPEN, "locked": False}
_STYLES: dict[str, dict[str, Any]] = {
    "title": {"font_size": 16, "bold": True, "valign": "vcenter", "text_wrap": False},
    "intro": {"font_color": _GREY, "text_wrap": False},
    "head": {**_BOXED, "bold": True, "bg_color": "#2F4B66", "font_color": "#FFFFFF", "valign": "vcenter"},
    "band": {**_BOXED, "bold": True, "bg_color": _BAND, "valign": "vcenter", "text_wrap": False},
    "code": {**_BOXED, "font_color": _GREY},
    "text": _BOXED,
    "small": {"font_size": 9, "font_color": _GREY},
    "bold": {"bold": True},
    "unit": {**_BOXED, "font_color": _GREY},
    "answer": _OPEN_BOX,
    "answer_date": {**_OPEN_BOX, "num_format": "dd/mm/yyyy", "align": "left"},
    "answer_code": {**_OPEN_BOX, "num_format": "@"},
    "note": {**_BOXED, "locked": False},
    "start_title": {"font_size": 20, "bold": True},
    "start": {"font_size": 14},
}


def formats(book: Workbook) -> dict[str, Format]:
    """The formats of a workbook by their use."""
    return {name: book.add_format(_BASE | style) for name, style in _STYLES.items()}


def height(text: str, width: int, *, size: int = 11) -> float:
    """Points that `text` needs in a column `width` characters wide at a font size; every line break
    begins a line, and words that do not break evenly cost a little more."""
    per_line = width * 11 / size / 1.06
    lines = sum(max(1, ceil(len(part) / per_line)) for part in text.split("\n")) if text else 0
    return lines * size * 1.22
