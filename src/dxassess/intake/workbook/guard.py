"""Before any reader of cells: is this a workbook, whole, of sane size, and does it hide anything?"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from dxassess.findings.catalogue import FindingCode
from dxassess.intake.workbook.delimited import looks_delimited
from dxassess.intake.workbook.encodings import decode, is_binary
from dxassess.intake.workbook.ods.tables import read_ods_tables
from dxassess.intake.workbook.ods.walk import OdsSheet
from dxassess.intake.workbook.opening import Refused
from dxassess.intake.workbook.sheet import Sheet
from dxassess.intake.workbook.xlsx.package import Book, Package, main_part, read_book
from dxassess.intake.workbook.xmlscan import walk
from dxassess.intake.workbook.zipguard import Archive, inflate, read_directory

FileKind = Literal["xlsx", "ods", "xls", "csv"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLE_LABELLED = "DRMEncrypted".encode("utf-16-le")
_OLE_BOOK = "book".encode("utf-16-le")
"""How the name of its stream ends in every version of the format, in whatever case."""
_SMALLEST_OLE, _SECTOR = 1_536, 512
_ODS_PARTS = ("mimetype", "content.xml", "styles.xml", "meta-inf/manifest.xml")
_OTHER_OFFICE = ("word/", "ppt/", "visio/")
_OTHER_KINDS = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"),
)  # fmt: skip


class Guarded(NamedTuple):
    """A file that may be read: its real kind, warnings about it, and what is true of the sheets of an ODS by
    name; the readers of other kinds find that themselves. An XLSX brings its `package` and the plan of its
    `book`. `encoding` is that of a text which had to be found out. `pages` are the sheets themselves, where
    each was a text file of its own."""

    kind: FileKind
    warnings: tuple[FindingCode, ...]
    tables: Mapping[str, OdsSheet]
    epoch_1904: bool = False
    encoding: str | None = None
    pages: tuple[Sheet, ...] = ()
    package: Package | None = None
    book: Book | None = None


def examine(content: bytes) -> Guarded:
    """What `content` is and hides; raises Refused if it must not or cannot be read."""
    if content.startswith(_OLE):
        _refuse_odd_ole(content)
        return Guarded("xls", (), MappingProxyType({}))
    if not content.startswith((b"PK\3\4", b"PK\5\6")):
        return _examine_text(content)
    archive = read_directory(content)
    package = Package(content, archive)
    warnings = (*archive.warnings, *_hidden_cargo(archive))
    if _package_kind(package) == "ods":
        return Guarded("ods", warnings, MappingProxyType(_ods_tables(content, archive)))
    book = read_book(package)
    return Guarded("xlsx", warnings, MappingProxyType({}), book.epoch_1904, package=package, book=book)


def _ods_tables(content: bytes, archive: Archive) -> dict[str, OdsSheet]:
    parts = inflate(content, archive, [name for name in archive.parts if name in _ODS_PARTS])
    for name in parts.keys() - {"mimetype", "content.xml", "styles.xml"}:
        walk(parts[name], name, namespaces=False)  # some programs leave prefixes of an ODS undeclared
    return read_ods_tables(parts)


def _package_kind(package: Package) -> Literal["xlsx", "ods"]:
    names = package.archive.parts
    if "xl/workbook.bin" in names:
        raise Refused("XLSB_NOT_READ")
    if any(name.endswith((".xlsx", ".xlsm", ".xls", ".ods", ".csv")) for name in names):
        raise Refused("ZIP_OF_WORKBOOKS")
    if "content.xml" in names:
        return "ods"
    main = main_part(package)
    if main and not main.startswith(_OTHER_OFFICE):
        return "xlsx"
    if any(name.startswith("xl/") for name in names):
        raise Refused("MISSING_PART", found="xl/workbook.xml")
    raise Refused("NOT_A_WORKBOOK", found="ZIP")


def _hidden_cargo(archive: Archive) -> tuple[FindingCode, ...]:
    macros = any(name.endswith("vbaproject.bin") or name.startswith("basic/") for name in archive.parts)
    links = any(name.startswith("xl/externallinks/") for name in archive.parts)
    cargo: tuple[tuple[FindingCode, bool], ...] = (("MACROS", macros), ("EXTERNAL_LINKS", links))
    return tuple(code for code, is_so in cargo if is_so)


def _refuse_odd_ole(content: bytes) -> None:
    if _OLE_ENCRYPTED in content and _OLE_LABELLED in content:
        raise Refused("SENSITIVITY_LABEL")
    if _OLE_ENCRYPTED in content:
        raise Refused("PASSWORD")
    if len(content) < _SMALLEST_OLE:
        raise Refused("TRUNCATED")
    if _OLE_BOOK not in content.lower():
        raise Refused("NOT_A_WORKBOOK", found="OLE")
    sectors = len(content) // _SECTOR + 1
    tables, chains = struct.unpack_from("<I", content, 44)[0], struct.unpack_from("<I", content, 72)[0]
    if tables > sectors or chains > sectors:
        raise Refused("CORRUPT", found="OLE")


def _examine_text(content: bytes) -> Guarded:
    """A table as text; everything else that is no archive is told by its beginning."""
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, kind in _OTHER_KINDS:
        if content.startswith(signature):
            raise Refused("NOT_A_WORKBOOK", found=kind)
    if b"mso-application" in head or b"office:spreadsheet" in head:
        raise Refused("OLD_XML_NOT_READ")
    if head.startswith((b"<!doctype html", b"<html")) or b"<table" in head:
        raise Refused("NOT_A_WORKBOOK", found="HTML")
    if is_binary(content):
        raise Refused("NOT_A_WORKBOOK")
    decoded = decode(content)
    if not looks_delimited(decoded.text):
        raise Refused("NOT_A_WORKBOOK")
    return Guarded("csv", (), MappingProxyType({}), encoding=decoded.guessed)


def looks_like_workbook(content: bytes) -> bool:
    """Whether the bytes are a workbook, whatever the file is called; nothing of it is read."""
    if content.startswith(_OLE):
        return _OLE_BOOK in content.lower()
    named = (b"xl/workbook.xml", b"application/vnd.oasis.opendocument.spreadsheet")
    return content.startswith(b"PK\3\4") and any(name in content for name in named)
