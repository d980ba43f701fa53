"""Hostile and broken packages end as one rejected file with a reason, in bounded time."""

from __future__ import annotations

import io
import os
import struct
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.intake.workbooks import QUESTIONNAIRES, book, codes, read, repacked, saved

from dxassess.intake.intake import take_in

SHEET = "xl/worksheets/sheet3.xml"


def changed(part: str, old: bytes, new: bytes) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        assert old in content
        return content.replace(old, new, 1)

    return repacked(saved(book()), change)


def flipped_bit() -> bytes:
    """One bit of the stored sheet changed after its checksum was computed."""
    content = bytearray(changed(SHEET, b"<sheetData>", b"<sheetData>"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entry = archive.getinfo(SHEET)
    name, extra = struct.unpack_from("<HH", content, entry.header_offset + 26)
    content[entry.header_offset + 30 + name + extra + entry.compress_size // 2] ^= 1
    return bytes(content)


HOSTILE: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "zero bytes": (lambda: b"", "EMPTY_FILE"),
    "half": (lambda: saved(book())[: len(saved(book())) // 2], "TRUNCATED"),
    "a web page": (lambda: b"<html><body>login</body></html>", "NOT_A_WORKBOOK"),
    "encrypted or old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), None),
    "entity bomb": (
        lambda: changed(SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet'),
        "DTD",
    ),
    "inflates": (
        lambda: changed(SHEET, b"</worksheet>", b" " * 300_000_000 + b"</worksheet>"),
        "TOO_BIG_INFLATED",
    ),
    "flipped bit": (flipped_bit, None),
    "part missing": (lambda: repacked(saved(book()), lambda n, c: None if n == SHEET else c), "MISSING_PART"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_package_is_rejected_with_a_reason(case: str, tmp_path: Path) -> None:
    make, code = HOSTILE[case]
    content = make()
    started = time.process_time()
    outcome = read(content, tmp_path)
    assert outcome.status == "rejected"
    assert code is None or code in codes(outcome), outcome.findings
    assert time.process_time() - started < 15


def test_too_many_entries(tmp_path: Path) -> None:
    stream = io.BytesIO(saved(book()))
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(12_000):
            archive.writestr(f"junk/{number}", b"")
    assert "TOO_MANY_ENTRIES" in codes(read(stream.getvalue(), tmp_path))


def test_formula_in_a_name_is_carried_as_text(tmp_path: Path) -> None:
    made = book()
    made["Thông tin chung"]["C6"] = '=HYPERLINK("http://example.invalid","x")'
    outcome = read(made, tmp_path)
    assert outcome.submission is None or "http" not in (outcome.submission.facts.name or "")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of this kind are for other systems")
def test_pipes_and_links_are_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "elsewhere.xlsx").symlink_to("/etc/hostname")
    outcomes = take_in(tmp_path, questionnaires=QUESTIONNAIRES)
    assert {o.file: o.findings[0].code for o in outcomes} == {
        "pipe.xlsx": "NOT_A_FILE",
        "loop": "LINK",
        "elsewhere.xlsx": "LINK",
    }
