"""Texts in the encodings from before Unicode, as fonts of those families store them."""

from __future__ import annotations

import unicodedata

from dxassess.intake.words import legacy


def tcvn3(text: str) -> str:
    """`text` as fonts of the family .VnTime store it."""
    back = {new: old for old, new in legacy._TCVN3.items()}
    return unicodedata.normalize("NFC", text).translate(back)


def vni(text: str) -> str:
    """`text` as fonts of the family VNI-Times store it."""
    return "".join(map(_vni_letter, unicodedata.normalize("NFC", text)))


def _vni_letter(letter: str) -> str:
    single = {new: old for old, new in legacy._VNI_LETTERS.items()}
    marks = {"".join(sorted(marks)): sign for sign, marks in legacy._VNI_MARKS.items()}
    low = letter.lower()
    if low in single:
        return single[low].upper() if letter != low else single[low]
    base, *rest = list(unicodedata.normalize("NFD", low))
    if "\u031b" in rest:
        base = single[unicodedata.normalize("NFC", base + "\u031b")]
        rest.remove("\u031b")
    told = base + (marks["".join(sorted(rest))] if rest else "")
    return told.upper() if letter != low else told
