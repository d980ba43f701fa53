"""The form in the other formats that offices send: XLS, ODS and CSV, written byte by byte."""

from __future__ import annotations

import csv
import io
import re
import struct
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape

from tests.intake.book import pack
from tests.intake.corpus.form import filled

_SECTOR = 512
_LONGEST = 4_000
_FREE, _END = 0xFFFFFFFF, 0xFFFFFFFE
Rows = list[tuple[object, ...]]


def sheets() -> Iterator[tuple[str, Rows]]:
    """The sheets of the form with their rows of values."""
    for sheet in filled().worksheets:
        yield sheet.title, list(sheet.iter_rows(max_col=6, values_only=True))


@cache
def as_csv() -> bytes:
    """All sheets below each other."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    for name, rows in sheets():
        if not name.startswith("_"):
            writer.writerows(["" if cell is None else str(cell) for cell in row] for row in rows)
    return stream.getvalue().encode()


@cache
def as_ods(number: str | None = None) -> bytes:
    """An OpenDocument workbook; `number` stands where its first number stood."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(_ods_row, rows))}</table:table>'
        for name, rows in sheets()
    )
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    if number is not None:
        content = re.sub(r'office:value="[^"]*"', f'office:value="{number}"', content, count=1)
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{space}">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return pack(
        {
            "mimetype": kind.encode(),
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def _ods_row(row: tuple[object, ...]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"


def _ods_cell(cell: object) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    text = f"<text:p>{escape(str(cell))}</text:p>"
    return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'


@cache
def as_xls(extra: bytes = b"") -> bytes:
    """A workbook of Excel 97: records in a compound file, with `extra` ones on the first sheet."""
    return xls(list(sheets()), extra)


def xls(tables: Sequence[tuple[str, Rows]], extra: bytes = b"") -> bytes:
    """These sheets as a workbook of Excel 97."""
    bodies = [(name, _body(rows, b"" if n else extra)) for n, (name, rows) in enumerate(tables)]
    head = record(0x809, struct.pack("<4H2I", 0x600, 5, 0xDBB, 0x7CC, 0, 6))
    head += record(0x42, struct.pack("<H", 1200))
    at = len(head) + sum(12 + 2 * len(name) for name, _ in bodies) + 4
    bounds = b""
    for name, body in bodies:
        told = struct.pack("<IBB", at, 0, 0) + bytes([len(name), 1]) + name.encode("utf-16-le")
        bounds += record(0x85, told)
        at += len(body)
    return compound("Workbook", head + bounds + record(0x0A, b"") + b"".join(body for _, body in bodies))


def record(kind: int, data: bytes) -> bytes:
    """A record of a workbook of Excel 97."""
    return struct.pack("<HH", kind, len(data)) + data


def _body(rows: Rows, extra: bytes = b"") -> bytes:
    found = record(0x809, struct.pack("<4H2I", 0x600, 0x10, 0xDBB, 0x7CC, 0, 6))
    found += record(0x200, struct.pack("<2I3H", 0, len(rows), 0, 6, 0))
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if isinstance(cell, int | float):
                found += record(0x203, struct.pack("<3Hd", r, c, 0, cell))
            elif cell is not None and cell != "":
                text = str(cell)[:_LONGEST]
                data = struct.pack("<4HB", r, c, 0, len(text), 1) + text.encode("utf-16-le")
                found += record(0x204, data)
    return found + extra + record(0x0A, b"")


def compound(name: str, data: bytes) -> bytes:
    """A compound file of one stream."""
    data = data.ljust(max(4096, -(-len(data) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(data) // _SECTOR
    tables = -(-(sectors + 2) // 127)
    first = tables + 1
    chain = [*[0xFFFFFFFD] * tables, _END, *range(first + 1, first + sectors), _END]
    fat = struct.pack(f"<{128 * tables}I", *chain, *[_FREE] * (128 * tables - len(chain)))
    directory = _node("Root Entry", 5, child=1, start=_END, size=0)
    directory += _node(name, 2, child=_FREE, start=first, size=len(data))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<9I", 0, tables, tables, 0, 4096, _END, 0, _END, 0)
    head += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    return head + fat + directory.ljust(_SECTOR, b"\0") + data


def _node(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    head = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)
    head += struct.pack("<3I", _FREE, _FREE, child) + b"\0" * 36
    return head + struct.pack("<IQ", start, size)
