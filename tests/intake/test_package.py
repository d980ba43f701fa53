"""Packages that lie, in every place where a reader would believe them."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.intake.book import SHEET, codes, excel_form, pack, parts_of, read, values, with_part

STRINGS, WORKBOOK, RELATIONS = "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def _put(old: bytes, new: bytes, part: str = SHEET) -> bytes:
    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return with_part(part, change)


def _after_table(cell: bytes) -> bytes:
    return _put(b"</sheetData>", cell + b"</sheetData>")


def _with_entry(name: str, data: bytes) -> bytes:
    stream = io.BytesIO(excel_form())
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        pytest.warns(UserWarning, match="Duplicate"),
    ):
        archive.writestr(name, data)
    return stream.getvalue()


def _directory_entry(content: bytes, part: str) -> int:
    """Where the directory of the archive speaks of a part."""
    return content.index(part.encode(), content.index(b"PK\1\2")) - 46


def _patched(part: str, field: int, form_: str, value: int) -> bytes:
    content = bytearray(excel_form())
    struct.pack_into(form_, content, _directory_entry(bytes(content), part) + field, value)
    return bytes(content)


def _offset(part: str) -> int:
    with zipfile.ZipFile(io.BytesIO(excel_form())) as archive:
        return archive.getinfo(part).header_offset


def _doctype(part: str) -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    return with_part(
        part, lambda data: re.sub(rb"^(<\?xml.*?\?>)?", lambda m: m.group() + bomb, data, count=1)
    )


def _as_utf16(data: bytes) -> bytes:
    return data.decode().replace("UTF-8", "UTF-16").encode("utf-16")


def _without(part: str) -> bytes:
    return pack({name: data for name, data in parts_of(excel_form()).items() if name != part})


def _wide(size: int) -> bytes:
    return _put(b"<sheetData>", b"<!--" + b" " * size + b"--><sheetData>")


def _old_office(*, names: tuple[str, ...] = (), size: int = 4096) -> bytes:
    body = b"".join(name.encode("utf-16-le") for name in names)
    return (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + body).ljust(size, b"\0")[:size]


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "EMPTY_FILE"),
    "cut in the middle": (lambda: excel_form()[:4000], "TRUNCATED"),
    "last byte gone": (lambda: excel_form()[:-1], "TRUNCATED"),
    "larger than 20 MiB": (lambda: bytes((20 << 20) + 1), "TOO_BIG"),
    "web page": (lambda: b"\n<!DOCTYPE html><html></html>", "NOT_A_WORKBOOK"),
    "PDF": (lambda: b"%PDF-1.7", "NOT_A_WORKBOOK"),
    "Excel 2003 XML": (
        lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>',
        "OLD_XML_NOT_READ",
    ),
    "Unicode text": (lambda: "Mã\tTrả lời\n\t".encode("utf-16"), "NOT_A_FORM"),
    "Word": (lambda: pack({"word/document.xml": b"<a/>"}), "NOT_A_WORKBOOK"),
    "archive too deep": (
        lambda: pack({"a.zip": pack({"b.zip": pack({"c.zip": b"x"})})}),
        "NOT_A_WORKBOOK",
    ),
    "binary workbook": (lambda: pack({"xl/workbook.bin": b"x"}), "XLSB_NOT_READ"),
    "encrypted package": (lambda: _old_office(names=("EncryptedPackage",)), "PASSWORD"),
    "old Word": (lambda: _old_office(names=("WordDocument",)), "NOT_A_WORKBOOK"),
    "only a header": (lambda: _old_office(names=("Workbook",), size=600), "TRUNCATED"),
    "old Excel of zeros": (lambda: _old_office(names=("Workbook",)), "UNREADABLE"),
    "encrypted entry": (lambda: _patched(SHEET, 8, "<H", 1), "PASSWORD"),
    "unknown compression": (lambda: _patched(SHEET, 10, "<H", 99), "UNSUPPORTED_COMPRESSION"),
    "checksum": (lambda: _patched(SHEET, 16, "<I", 1), "CORRUPT"),
    "size in the directory": (lambda: _patched(SHEET, 24, "<I", 1000), "SIZE_LIE"),
    "bomb in the directory": (lambda: _patched(SHEET, 24, "<I", 1 << 31), "TOO_BIG_INFLATED"),
    "bomb in truth": (lambda: _wide(70_000_000), "TOO_BIG_INFLATED"),
    "two entries, one place": (
        lambda: _patched(
            STRINGS, 42, "<I", zipfile.ZipFile(io.BytesIO(excel_form())).getinfo(SHEET).header_offset
        ),
        "CORRUPT",
    ),
    "entry twice": (lambda: _with_entry(SHEET, b"<worksheet/>"), "DUPLICATE_ENTRY"),
    "3,000 entries": (
        lambda: pack({**parts_of(excel_form()), **{f"x/{n}": b"" for n in range(3000)}}),
        "TOO_MANY_ENTRIES",
    ),
    "entities in the strings": (lambda: _doctype(STRINGS), "DTD"),
    "entities in the sheet": (lambda: _doctype(SHEET), "DTD"),
    "entities in the workbook": (lambda: _doctype(WORKBOOK), "DTD"),
    "UTF-16": (lambda: with_part(SHEET, _as_utf16), "ODD_XML_ENCODING"),
    "broken XML": (lambda: _put(b"</sheetData>", b""), "CORRUPT"),
    "no strings": (lambda: _without(STRINGS), "MISSING_PART"),
    "no workbook": (lambda: _without(WORKBOOK), "MISSING_PART"),
    "no sheet": (lambda: _without(SHEET), "MISSING_PART"),
    "sheets of one name": (
        lambda: _put("Thông tin chung".encode(), "C1 Hạ tầng".encode(), WORKBOOK),
        "DUPLICATE_SHEET",
    ),
    "path out of the package": (
        lambda: _put(b"worksheets/sheet2", b"../../etc/sheet2", RELATIONS),
        "MISSING_PART",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_package_is_refused_with_its_reason(case: str, tmp_path: Path) -> None:
    make, code = REFUSED[case]
    outcome = read(make(), tmp_path)
    assert (outcome.status, codes(outcome)) == ("rejected", {code})


HARMLESS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "stored": (lambda: pack(parts_of(excel_form()), method=zipfile.ZIP_STORED), set()),
    "mail footer behind": (lambda: excel_form() + b"\r\n-- scanned --\r\n", {"TRAILING_DATA"}),
    "entry twice, the same": (lambda: _with_entry(SHEET, parts_of(excel_form())[SHEET]), {"REPEATED_ENTRY"}),
    "macros": (lambda: pack({**parts_of(excel_form()), "xl/vbaProject.bin": b"x"}), {"MACROS"}),
    "links": (
        lambda: pack({**parts_of(excel_form()), "xl/externalLinks/a.xml": b"<a/>"}),
        {"EXTERNAL_LINKS"},
    ),
    "huge dimension": (
        lambda: with_part(
            SHEET, lambda d: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', d)
        ),
        set(),
    ),
    "dimension of one cell": (
        lambda: with_part(SHEET, lambda d: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', d)),
        set(),
    ),
    "cells without places": (
        lambda: with_part(SHEET, lambda d: re.sub(rb'(<(?:c|row)) r="[^"]*"', rb"\1", d)),
        {"MARK_UNREAD", "UNIT_CHANGED"},  # evidence has moved up to where the unit stood
    ),
    "count of strings that lies": (
        lambda: with_part(
            STRINGS, lambda data: re.sub(rb'uniqueCount="\d+"', b'uniqueCount="4294967295"', data)
        ),
        set(),
    ),
    "cell in the last corner": (
        lambda: _after_table(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        {"STRAY_CELL"},
    ),
    "cell twice": (
        lambda: _after_table(b'<row r="90"><c r="A90"><v>1</v></c><c r="A90"><v>2</v></c></row>'),
        {"CELL_UNREADABLE", "MARK_UNREAD"},
    ),
    "string number -1": (
        lambda: _after_table(b'<row r="90"><c r="A90" t="s"><v>-1</v></c></row>'),
        {"CELL_UNREADABLE"},
    ),
    "cell without a place": (
        lambda: _after_table(b'<row r="90"><c r="A0"><v>1</v></c></row>'),
        {"CELL_UNREADABLE"},
    ),
    "empty styled cell far away": (
        lambda: _after_table(b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'),
        set(),
    ),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_package_is_read(case: str, tmp_path: Path) -> None:
    make, expected = HARMLESS[case]
    outcome = read(make(), tmp_path)
    assert codes(outcome) == expected
    assert values(outcome) == values(read(excel_form(), tmp_path))


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_flipped_bit_never_changes_an_answer(tmp_path: Path, method: int) -> None:
    """Only in parts that nobody reads may a flipped bit go unseen."""
    content = pack(parts_of(excel_form()), method=method)
    intact = read(content, tmp_path)
    chance = random.Random(method)  # noqa: S311 - damage, no secret
    rejected = 0
    for _ in range(150):
        damaged = bytearray(content)
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        outcome = read(bytes(damaged), tmp_path)
        rejected += outcome.status == "rejected"
        if outcome.submission is not None:
            assert values(outcome) == values(intact)
    assert rejected > 50


def test_content_decides_not_the_suffix(tmp_path: Path) -> None:
    outcome = read(excel_form(), tmp_path, name="a.xls")
    (found,) = outcome.findings
    assert (found.code, found.found, found.expected) == ("WRONG_EXTENSION", "xls", "xlsx")
    assert values(outcome) == values(read(excel_form(), tmp_path))
