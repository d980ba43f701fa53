"""A new workbook as all that the program writes are: texts stay texts, the same content is the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from math import ceil
from typing import IO, TYPE_CHECKING

from dxassess.files.outputs import OUTPUT_MARK

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_LINE, _TALLEST = 15.0, 409.0  # points; Excel has no taller row
_WIDE_LETTERS = 1.15  # words do not fill a line to its end
_UNSAFE_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
FIXED_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 - the formats have no time zones
"""When every file was made, as it says itself: the clock would give other bytes at every run."""


def sheet_name(text: str) -> str:
    """`text` without what a spreadsheet refuses in the name of a sheet, and no longer than it takes."""
    return _UNSAFE_IN_SHEET_NAME.sub("-", text)[:31].rstrip(" '")


@contextmanager
def new_workbook(
    stream: IO[bytes],
    *,
    title: str | None = None,
    created: datetime = FIXED_DAY,
    looks: Mapping[str, object] | None = None,
    output: bool = False,
) -> Iterator[Workbook]:
    """A workbook to fill in, written to `stream` at the end. A text that begins like a formula or an address
    stays a text. `looks` are the properties that a cell has where no format says otherwise. An
    `output` says that it is one: intake sets it aside and does not take it for a form."""
    import xlsxwriter

    options: dict[str, object] = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    if looks is not None:
        options["default_format_properties"] = dict(looks)
    with xlsxwriter.Workbook(stream, options) as book:
        properties: dict[str, object] = {"created": created}
        if title is not None:
            properties["title"] = title
        if output:
            properties["keywords"] = OUTPUT_MARK
        book.set_properties(properties)
        yield book


def row_height(cells: Sequence[object], widths: Sequence[float]) -> float:
    """How tall a row of wrapped texts must be, in points, in columns of these widths: not every program makes
    rows as tall as their text."""
    texts = ("" if cell is None else str(cell) for cell in cells)
    lines = [ceil(len(text) * _WIDE_LETTERS / width) for text, width in zip(texts, widths, strict=False)]
    return min(_LINE * max([1, *lines]), _TALLEST)
