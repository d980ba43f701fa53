"""Files that arrive in every round and cannot be read, or are none of its workbooks."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from types import MappingProxyType


def cut_short(workbook: bytes) -> bytes:
    """An upload that broke off."""
    return workbook[: len(workbook) * 3 // 5]


def saved_from_a_browser(_workbook: bytes) -> bytes:
    """The page that offered the workbook, saved under its name."""
    page = (
        "<!DOCTYPE html>\n<html><head><meta charset='utf-8'><title>Tải phiếu khảo sát</title></head>\n"
        "<body><p>Phiên đăng nhập đã hết hạn. Vui lòng đăng nhập lại để tải tệp.</p></body></html>\n"
    )
    return page.encode()


def damaged_on_the_way(workbook: bytes) -> bytes:
    """A workbook whose first sheet no longer has the checksum written beside it: a bit was lost."""
    header = workbook.index(b"xl/worksheets/sheet1.xml", workbook.index(b"PK\x01\x02")) - 46
    (checksum,) = struct.unpack_from("<I", workbook, header + 16)
    (local,) = struct.unpack_from("<I", workbook, header + 42)
    damaged = bytearray(workbook)
    struct.pack_into("<I", damaged, header + 16, checksum ^ 1)
    struct.pack_into("<I", damaged, local + 14, checksum ^ 1)
    return bytes(damaged)


BROKEN: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {"cut_short": cut_short, "saved_from_a_browser": saved_from_a_browser, "damaged": damaged_on_the_way}
)
# What a file server leaves beside the workbooks: a lock file of Excel and a cache of Windows.
LEFTOVERS: Mapping[str, bytes] = MappingProxyType(
    {
        "~$phieu-khao-sat.xlsx": b"\x06VD    " + b"\x20\x00" * 79,
        "Thumbs.db": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
    }
)
