"""Hostile and broken packages end as one rejected file with a reason, in bounded time."""

from __future__ import annotations

import io
import os
import struct
import sys
import time
import zipfile
from pathlib import Path

import pytest
from tests.intake.workbooks import QUESTIONNAIRES, book, codes, read, repacked, saved

from dxassess.intake.files import Workbook
from dxassess.intake.intake import take_in
from dxassess.intake.pool import read_all
from dxassess.intake.submission import FileOutcome

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


HOSTILE = {
    "zero bytes": (b"", "EMPTY_FILE"),
    "half": (saved(book())[: len(saved(book())) // 2], "TRUNCATED"),
    "a web page": (b"<html><body>login</body></html>", "NOT_A_WORKBOOK"),
    "encrypted or old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), None),
    "entity bomb": (
        changed(SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet'),
        "DTD",
    ),
    "inflates": (changed(SHEET, b"</worksheet>", b" " * 300_000_000 + b"</worksheet>"), "TOO_BIG_INFLATED"),
    "flipped bit": (flipped_bit(), None),
    "part missing": (repacked(saved(book()), lambda n, c: None if n == SHEET else c), "MISSING_PART"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_package_is_rejected_with_a_reason(case: str, tmp_path: Path) -> None:
    content, code = HOSTILE[case]
    started = time.monotonic()
    outcome = read(content, tmp_path)
    assert outcome.status == "rejected"
    assert code is None or code in codes(outcome), outcome.findings
    assert time.monotonic() - started < 15


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


def hang_or_die(workbook: Workbook) -> FileOutcome:
    """A reader that hangs on one file and dies on another; runs in a worker."""
    if workbook.file == "hang.xlsx":
        time.sleep(60)
    if workbook.file == "die.xlsx":
        os._exit(9)
    return FileOutcome(file=workbook.file, size=0, sha256=None, status="accepted")


def test_hanging_and_dying_readers_cost_their_file_alone(tmp_path: Path) -> None:
    names = ("a.xlsx", "hang.xlsx", "b.xlsx", "die.xlsx", "c.xlsx")
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    started = time.monotonic()
    outcomes = read_all(
        [Workbook(file=name, path=tmp_path / name) for name in names], hang_or_die, workers=2, deadline=1.0
    )
    assert time.monotonic() - started < 20
    assert [(o.file, o.status, codes(o)) for o in outcomes] == [
        ("a.xlsx", "accepted", []),
        ("hang.xlsx", "rejected", ["TIMEOUT"]),
        ("b.xlsx", "accepted", []),
        ("die.xlsx", "rejected", ["READER_CRASH"]),
        ("c.xlsx", "accepted", []),
    ]
