"""The directory of a zip archive, checked before anything is inflated.

Readers disagree about archives that contradict themselves, so a contradiction is refused, never resolved.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from dxassess.findings.catalogue import FindingCode
from dxassess.intake.workbook.opening import Refused

_MOST_ENTRIES = 2_000
_LARGEST_PART = 64 << 20
_LARGEST_TOTAL = 128 << 20
_STORED, _DEFLATED = 0, 8
_REPEATING, _SMALL = (".rels", "workbook.xml", "styles.xml", "manifest.xml"), 16 << 10
_END = struct.Struct("<4s4H2IH")
_ENTRY = struct.Struct("<4s6H3I5H2I")
_LOCAL = struct.Struct("<4s5H3I2H")


class ArchivePart(NamedTuple):
    """Where an entry's compressed bytes stand, and what the directory promises of them."""

    start: int
    packed: int
    size: int
    crc: int
    method: int


class Archive(NamedTuple):
    """A checked directory. Part names have forward slashes and no leading one; those of a package are lower
    case."""

    parts: Mapping[str, ArchivePart]
    warnings: tuple[FindingCode, ...]


class _End(NamedTuple):
    at: int
    entries: int
    directory: int
    shift: int
    trailing: bool


def read_directory(content: bytes, *, package: bool = True) -> Archive:
    """The entries of the archive `content`; raises Refused where it breaks a limit or contradicts itself.

    In a `package` names are the same whatever their case; elsewhere they are names of files, as they stand.
    """
    end = _find_end(content)
    parts: dict[str, ArchivePart] = {}
    spans: list[tuple[int, int]] = []
    warnings: list[FindingCode] = ["TRAILING_DATA"] if end.trailing else []
    at, total = end.directory, 0
    for _ in range(end.entries):
        raw, part, offset, at = _entry(content, at, end)
        name = _text(raw)
        name = name.lower() if package else name
        total += part.size
        if part.size > _LARGEST_PART or total > _LARGEST_TOTAL:
            raise Refused("TOO_BIG_INFLATED", found=f"{name}: {part.size}")
        spans.append((offset, part.start + part.packed))
        if name in parts:
            if parts[name][2:] != part[2:]:
                raise Refused("DUPLICATE_ENTRY", found=name)
            warnings.append("REPEATED_ENTRY")
        parts[name] = part
    _refuse_overlaps(spans, end.directory)
    return Archive(parts, tuple(dict.fromkeys(warnings)))


def inflate(content: bytes, archive: Archive, names: Iterable[str]) -> dict[str, bytes]:
    """The inflated bytes of the named parts, each held to its promised size and CRC."""
    return {name: _inflate(content, name, archive.parts[name]) for name in names}


def _find_end(content: bytes) -> _End:
    at = content.rfind(b"PK\5\6", max(0, len(content) - 65_557))
    if at < 0 or at + _END.size > len(content):
        raise Refused("TRUNCATED")
    _, disk, first_disk, entries_here, entries, size, offset, comment = _END.unpack_from(content, at)
    if disk or first_disk or entries_here != entries or entries == 0xFFFF or offset == 0xFFFFFFFF:
        raise Refused("CORRUPT", found="zip64")
    if entries > _MOST_ENTRIES:
        raise Refused("TOO_MANY_ENTRIES", found=str(entries))
    directory = at - size
    if directory < offset:
        raise Refused("CORRUPT", found="central directory")
    return _End(at, entries, directory, directory - offset, at + _END.size + comment != len(content))


def _entry(content: bytes, at: int, end: _End) -> tuple[bytes, ArchivePart, int, int]:
    """Raw name, part, offset of the local header, and where the next entry of the directory stands."""
    if at + _ENTRY.size > end.at:
        raise Refused("CORRUPT", found="central directory")
    fields = _ENTRY.unpack_from(content, at)
    signature, flags, method, crc, packed, size = fields[0], fields[3], fields[4], *fields[7:10]
    name_length, extra_length, comment_length = fields[10:13]
    if signature != b"PK\1\2":
        raise Refused("CORRUPT", found="central directory")
    raw = content[at + _ENTRY.size : at + _ENTRY.size + name_length]
    if flags & 1:
        raise Refused("PASSWORD", found=_text(raw))
    if method not in (_STORED, _DEFLATED):
        raise Refused("UNSUPPORTED_COMPRESSION", found=str(method))
    offset = fields[16] + end.shift
    start = _data_start(content, offset, raw, limit=end.at - packed)
    after = at + _ENTRY.size + name_length + extra_length + comment_length
    return raw, ArchivePart(start, packed, size, crc, method), offset, after


def _text(raw: bytes) -> str:
    """A name in UTF-8, which most programs write whether they say so or not, else in the code page of DOS."""
    try:
        name = raw.decode("utf-8")
    except UnicodeDecodeError:
        name = raw.decode("cp437")
    return name.replace("\\", "/").lstrip("/")


def _data_start(content: bytes, offset: int, raw_name: bytes, *, limit: int) -> int:
    """Where an entry's data begin; the local header must agree with the directory about the name."""
    if offset + _LOCAL.size > limit:
        raise Refused("CORRUPT", found="central directory")
    fields = _LOCAL.unpack_from(content, offset)
    local_name = content[offset + _LOCAL.size : offset + _LOCAL.size + fields[9]]
    start: int = offset + _LOCAL.size + fields[9] + fields[10]
    if fields[0] != b"PK\3\4" or local_name != raw_name or start > limit:
        raise Refused("CORRUPT", found="local header")
    return start


def _refuse_overlaps(spans: list[tuple[int, int]], directory: int) -> None:
    reached = 0
    for start, end in sorted(spans):
        if start < reached or end > directory:
            raise Refused("OVERLAPPING_ENTRIES")
        reached = end


def _inflate(content: bytes, name: str, part: ArchivePart) -> bytes:
    packed = content[part.start : part.start + part.packed]
    repeats = part.packed <= _SMALL and name.endswith(_REPEATING)
    return (_inflate_known if repeats else _inflate_packed)(packed, name, part.size, part.crc, part.method)


def _inflate_packed(packed: bytes, name: str, size: int, crc: int, method: int) -> bytes:
    data = packed if method == _STORED else _unpack(packed, name, size)
    if len(data) != size:
        raise Refused("SIZE_LIE", found=name)
    if zlib.crc32(data) != crc:
        raise Refused("CORRUPT", found=name)
    return data


_inflate_known = lru_cache(maxsize=128)(_inflate_packed)
"""The workbooks of a round have the same of some parts."""


def _unpack(packed: bytes, name: str, size: int) -> bytes:
    """At most one byte more than promised: a lie about the size must not cost memory."""
    stream = zlib.decompressobj(-15)
    try:
        data = stream.decompress(packed, size + 1)
    except zlib.error as problem:
        raise Refused("CORRUPT", found=name) from problem
    if len(data) <= size and not stream.eof:
        try:
            data += stream.decompress(stream.unconsumed_tail, 1)
        except zlib.error as problem:
            raise Refused("CORRUPT", found=name) from problem
        if len(data) <= size and not stream.eof:
            raise Refused("CORRUPT", found=name)
    return data
