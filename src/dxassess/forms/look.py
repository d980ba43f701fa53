"""How a form looks: colours, fonts, widths, and how tall a row must be for its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxassess.forms.form import FormEntry
from dxassess.forms.measure import lines_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

WIDTHS = (9, 64, 36, 11, 26, 20)
WIDTHS_WITH_LAST = (9, 56, 34, 30, 11, 24, 17)
COVER_WIDTHS = (9, 46, 44, 60)
START_WIDTH, START_SIZE = 94, 16
SMALL = 10
_INK, _GREY, _LINE, _BAND, _OPEN = "#1F2933", "#5F6B76", "#C9D1D9", "#E8EEF4", "#FFF9E3"
_DONE, _SHUT, _FAINT = "#E7F4EA", "#D9DDE1", "#6B7680"
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
    "small": {"font_size": SMALL, "font_color": _GREY},
    "bold": {"bold": True},
    "unit": {**_BOXED, "font_color": _GREY},
    "answer": {**_OPEN_BOX, "align": "left"},
    "answer_date": {**_OPEN_BOX, "num_format": "dd/mm/yyyy", "align": "left"},
    "answer_code": {**_OPEN_BOX, "num_format": "@"},
    "note": {**_BOXED, "locked": False},
    "last": {**_BOXED, "font_size": SMALL, "font_color": _GREY, "italic": True},
    "start_title": {"font_size": 22, "bold": True},
    "start": {"font_size": START_SIZE},
    "start_help": {**_BOXED, "font_size": START_SIZE, "bold": True, "bg_color": _BAND, "valign": "vcenter"},
}


_LEFT = {"bold": True, "font_color": "#8A3B12", "text_wrap": False, "align": "left", "valign": "vcenter"}
# What replaces parts of a look while a condition holds.
_CHANGES: dict[str, dict[str, Any]] = {
    "skipped": {"bg_color": _SHUT, "font_color": _FAINT},
    "done": {"bg_color": _DONE},
}


def formats(book: Workbook) -> dict[str, Format]:
    """The formats of a workbook by their use."""
    base_formats = {name: book.add_format(_BASE | style) for name, style in _STYLES.items()}
    return base_formats | {name: book.add_format(change) for name, change in _CHANGES.items()}


def counted(none: str, one: str, many: str) -> dict[str, Any]:
    """The look of a number that is read as a sentence; `many` has its place as `"0"`. Without
    asterisks, which make some readers take the number for a date."""
    return _BASE | _LEFT | {"num_format": f'[=0]"{none}";[=1]"{one}";"{many}"'}


def fact_height(line: FormEntry) -> float:
    """Points for a line of the cover sheet, for its longest text."""
    value = "" if line.cell is None else str(line.cell.value or "")
    texts = (line.text, value, line.help)
    return max(height(text, width) for text, width in zip(texts, COVER_WIDTHS[1:], strict=True)) + 6


def height(text: str, width: int, *, size: int = 11, bold: bool = False) -> float:
    """Points that `text` needs in a column `width` characters wide at a font size."""
    return lines_of(text, width, size=size, bold=bold) * size * 1.24
