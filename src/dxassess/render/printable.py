"""Makes text that came from a survey workbook fit for HTML, SVG and PDF."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile("[\t\n\r\u0085\u2028\u2029]+")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """`text` on one line. What XML and UTF-8 forbid becomes U+FFFD; marks that turn the writing
    direction around are dropped, because one in a name would turn the rest of its row. Accents are joined
    to their letters: few fonts place those that stand apart."""
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return text
    return _DIRECTION.sub("", _UNPRINTABLE.sub("\ufffd", _BREAKS.sub(" ", text)))
