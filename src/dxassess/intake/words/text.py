"""Vietnamese as it is typed, brought to forms that can be compared. Folded text is never shown to anyone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|_x00[01][0-9A-Fa-f]_")
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_LOOK_ALIKES = str.maketrans(
    "АВСЕНІКМОРТХУавсеікморхуΑΒΕΗΙΚΜΝΟΡΤΥΧο", "ABCEHIKMOPTXYabceikmopxyABEHIKMNOPTYXo"
)


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """`text` in NFC, without invisible and control characters, with single spaces and no edges."""
    visible = _CONTROL.sub(" ", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", " ".join(visible.split()))


@lru_cache(maxsize=4096)
def same_words(text: str) -> str:
    """A form that is equal for texts that a reader of Vietnamese takes for the same words: whatever the
    case, the width of letters, the composition of accents, the place of the tone mark (hoà, hòa) and the
    full stop at the end."""
    words = "".join(map(_plain, clean(text))).casefold().rstrip(" .;,:!").split()
    return " ".join(map(_tone_last, words))


@lru_cache(maxsize=4096)
def without_accents(text: str) -> str:
    """`same_words` without accents, with letters that only look Latin made Latin. Different words may fold
    to the same (`chưa`, `chừa`), so a match on this form is a reading, not an identity."""
    plain = unicodedata.normalize("NFD", same_words(text).translate(_LOOK_ALIKES))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("đ", "d")


@lru_cache(maxsize=4096)
def latin(text: str) -> str:
    """`text` with full-width and look-alike letters made plain Latin; for codes, not for words."""
    return unicodedata.normalize("NFKC", clean(text)).translate(_LOOK_ALIKES)


def _plain(character: str) -> str:
    """Forms of letters made plain; superscripts, fractions and numerals in circles stay what they are."""
    odd_number = unicodedata.category(character) in ("No", "Nl")
    return character if odd_number else unicodedata.normalize("NFKC", character)


def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in letters if c in _TONES)
    return "".join(c for c in letters if c not in _TONES) + tones if tones else letters
