"""Vietnamese written before Unicode: TCVN3 (ABC) and VNI text, seen as the Western letters that store it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TCVN3_BYTES = (
    "A1A2A3A4A5A6A7A8A9AAABACADAE"
    "B5B6B7B8B9BBBCBDBEC6C7C8C9CACBCCCECFD0D1D2D3D4D5D6D7D8DCDDDE"
    "DFE1E2E3E4E5E6E7E8E9EAEBECEDEEEFF1F2F3F4F5F6F7F8F9FAFBFCFDFE"
)
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđ"
    "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíị"
    "òỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)  # fmt: skip
_TCVN3 = str.maketrans(bytes.fromhex(_TCVN3_BYTES).decode("cp1252"), _TCVN3_LETTERS)

# VNI writes a letter and then its marks as one Western letter: a sign, a tone, or both in one.
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_ROOF, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _ROOF, "á": _ROOF + _ACUTE, "à": _ROOF + _GRAVE, "å": _ROOF + _HOOK, "ã": _ROOF + _TILDE,
    "ä": _ROOF + _DOT, "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE, "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(f"([aeiouyôöAEIOUYÔÖ])([{''.join(_VNI_MARKS)}{''.join(_VNI_MARKS).upper()}])")
_VNI_SINGLE = str.maketrans(_VNI_LETTERS | {a.upper(): b.upper() for a, b in _VNI_LETTERS.items()})

_TONES = re.compile(f"[{_ACUTE}{_GRAVE}{_HOOK}{_TILDE}{_DOT}]")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    r"(?:[aăâeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iêu|iu|oa|oă|oai|oay|oe|oeo|oi|oo|ôi|ơi|ua|uâ|uây|uê"
    r"|ui|uô|uôi|uơ|uy|uya|uyê|uyu|ưa|ưi|ươ|ươi|ươu|ưu|yê|yêu|oao)"
    r"(?:ng|nh|ch|[cmnpt])?"
)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def from_legacy(text: str) -> tuple[str, ...]:
    """What `text` says if it is TCVN3 or VNI; empty if it can be neither."""
    if text.isascii() or not _is_western(text):
        return ()
    readings = (from_tcvn3(text), from_vni(text))
    return tuple(dict.fromkeys(r for r in readings if r != text and spelling(r) == 1))


def from_tcvn3(text: str) -> str:
    """`text` with the letters that TCVN3 stores under the codes of Western ones."""
    return text.translate(_TCVN3)


def from_vni(text: str) -> str:
    """`text` with the letters that VNI stores as a letter and a Western one for its marks."""

    def joined(pair: re.Match[str]) -> str:
        letter = pair[1].translate(_VNI_SINGLE)
        return unicodedata.normalize("NFC", letter + _VNI_MARKS[pair[2].lower()])

    paired = _VNI_PAIR.split(text)
    # Pairs first; a letter on its own must not be taken for one that a pair has just made.
    pieces = [paired[0].translate(_VNI_SINGLE)]
    for n in range(1, len(paired), 3):
        match = _VNI_PAIR.fullmatch(paired[n] + paired[n + 1])
        assert match is not None
        pieces += [joined(match), paired[n + 2].translate(_VNI_SINGLE)]
    return "".join(pieces)


def spelling(text: str) -> float:
    """From 0 to 1: the share of words with other than plain letters that can be Vietnamese; 1 without any."""
    words = {word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()}
    return sum(map(_is_syllable, words)) / len(words) if words else 1.0


def _is_western(text: str) -> bool:
    """Whether Western letters are all that it holds, as they are all that these encodings are seen as."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=4096)
def _is_syllable(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word.lower())
    plain = unicodedata.normalize("NFC", _TONES.sub("", letters))
    return len(_TONES.findall(letters)) <= 1 and _SYLLABLE.fullmatch(plain) is not None
