"""Bytes of a text file to text: which encoding they are in is found out, or the file is refused."""

from __future__ import annotations

import codecs
import unicodedata
from contextlib import suppress
from typing import NamedTuple

from dxassess.intake.words.legacy import from_tcvn3, from_vni, spelling
from dxassess.intake.workbook.opening import Refused

_SAMPLE = 200_000
_GOOD, _MARGIN = 0.9, 0.2


class Decoded(NamedTuple):
    """Text and, unless it is Unicode beyond doubt, the encoding that it was read in."""

    text: str
    guessed: str | None = None


def decode(content: bytes) -> Decoded:
    """The text of `content`: UTF-8 or UTF-16 with or without mark, else the Vietnamese encoding in which its
    words are spelt right. Raises Refused where none is, or two are."""
    try:
        if content.startswith(codecs.BOM_UTF8):
            return Decoded(content.decode("utf-8-sig"))
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return Decoded(content.decode("utf-16"))
        if b"\0" in content[:200]:
            return Decoded(content.decode("utf-16-be" if content.startswith(b"\0") else "utf-16-le"))
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError as problem:
        if b"\0" in content or content.startswith(codecs.BOM_UTF8):
            raise Refused("CSV_NOT_READ", found="UTF") from problem
    return _legacy(content)


def is_binary(content: bytes) -> bool:
    """Whether `content` begins with bytes that no text has; every second byte of UTF-16 may be zero."""
    head = content[:4_000]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    zeros = head.count(0)
    if zeros:
        return not 0.2 < zeros / len(head) < 0.7
    return any(byte < 9 or 13 < byte < 32 for byte in head)


def _legacy(content: bytes) -> Decoded:
    western = content.decode("cp1252", "replace")
    readings = {"TCVN3 (ABC)": from_tcvn3(western), "VNI": from_vni(western)}
    with suppress(UnicodeDecodeError):
        readings["Windows-1258"] = unicodedata.normalize("NFC", content.decode("cp1258"))
    ranked = sorted(((spelling(text[:_SAMPLE]), name) for name, text in readings.items()), reverse=True)
    (best, name), (second, _) = ranked[0], ranked[1]
    if best < _GOOD or best - second < _MARGIN or "\ufffd" in readings[name]:
        raise Refused("CSV_NOT_READ", found=" / ".join(sorted(readings)))
    return Decoded(readings[name], name)
