"""Text files of rows and columns: which mark parts the columns is found out, and every row has as many."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from dxassess.intake.reading import CellValue
from dxassess.intake.workbook.marks import MOST_COLUMNS, MOST_ROWS
from dxassess.intake.workbook.opening import Refused

_DELIMITERS = (",", ";", "\t", "|")
_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_CODE = re.compile(r"[A-Z]{1,2}[0-9]{1,2}([._][0-9]{1,2}){0,3}[a-z]?")
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_SAMPLE = 4_000

TextRows = tuple[tuple[CellValue, ...], ...]


def looks_delimited(text: str) -> bool:
    """Whether a text may be a table: several lines, a delimiter in the first of them, nothing binary."""
    head = text[:_SAMPLE]
    lines = head.splitlines()
    return (
        not _CONTROL.search(head) and len(lines) > 1 and any(d in line for d in _DELIMITERS for line in lines)
    )


def read_delimited(text: str) -> TextRows:
    """The cells of every row. A row of another length than the others means that a comma within a number or
    a text was taken for a delimiter, so raises Refused; a title alone in its row does no harm."""
    delimiter_line = _TOLD.match(text)
    # The line that names the delimiter is a row of the file as a person sees it.
    body = "\n" + text[delimiter_line.end() :] if delimiter_line else text
    readings = {d: _parsed(body, d) for d in ((delimiter_line[1],) if delimiter_line else _DELIMITERS)}
    readable = {d: rows for d, rows in readings.items() if rows is not None and _width(rows) > 1}
    if not readable:
        raise Refused("CSV_NOT_READ", found="CSV")
    ranked = sorted(readable, key=lambda d: _promise(readable[d]), reverse=True)
    if len(ranked) > 1 and _promise(readable[ranked[0]]) == _promise(readable[ranked[1]]):
        raise Refused("CSV_NOT_READ", found=" ".join(map(repr, ranked[:2])))
    rows = readable[ranked[0]]
    _refuse_ragged(rows)
    return tuple(tuple(map(_cell, row)) for row in rows)


def _parsed(text: str, delimiter: str) -> list[list[str]] | None:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None


def _width(rows: list[list[str]]) -> int:
    return max(
        Counter(len(row) for row in rows if any(row)).items(), key=lambda n: (n[1], n[0]), default=(0,)
    )[0]


def _promise(rows: list[list[str]]) -> tuple[int, float]:
    """How much a delimiter promises: codes that stand alone in their cells, then rows of one length."""
    codes = sum(_CODE.fullmatch(cell.strip()) is not None for row in rows for cell in row)
    width, filled = _width(rows), [row for row in rows if any(row)]
    return codes, sum(len(row) == width for row in filled) / len(filled)


def _refuse_ragged(rows: list[list[str]]) -> None:
    width = _width(rows)
    if len(rows) > MOST_ROWS or width > MOST_COLUMNS:
        raise Refused("SHEET_TOO_BIG")
    for n, row in enumerate(rows, start=1):
        if len(row) != width and sum(map(bool, row)) > 1:
            raise Refused("CSV_RAGGED", cell=f"A{n}", found=str(len(row)))


def _cell(text: str) -> CellValue:
    """Whole numbers as a workbook stores them; what begins with a zero is a code."""
    quoted_text = _KEPT_AS_TEXT.fullmatch(text)
    if quoted_text:
        return quoted_text[1]
    plain = text.strip()
    return float(plain) if _WHOLE.fullmatch(plain) else text
