"""Names of facilities compared: short forms, accents, words left out, and never two facilities for one."""

from __future__ import annotations

import re

from dxassess.intake.words.text import same_words, without_accents

_SHORT_FORMS = {
    "bv": "benh vien",
    "bvdk": "benh vien da khoa",
    "dk": "da khoa",
    "kv": "khu vuc",
    "pk": "phong kham",
    "pkdk": "phong kham da khoa",
    "ttyt": "trung tam y te",
    "tt": "trung tam",
    "tyt": "tram y te",
    "yt": "y te",
}
_GENERIC_WORDS = (
    "benh vien da khoa khu vuc huyen tinh tram y te xa phuong thi tran trung tam phong kham thanh pho quan so"
    " cong lap tu nhan"
)
"""Words that say what a facility is and not which: a name may leave them out."""


def plain_name(name: str) -> str:
    """A facility's name to compare: without accents and punctuation, the usual short forms written out."""
    words = re.findall("[0-9a-z]+", without_accents(name))
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)


def alike(one: str, other: str, *, province: str = "") -> bool:
    """Whether two names can be of one facility: the same words but for generic ones and those of the province
    that one leaves out ("Tân Phú" is not "Tân Phú Đông"), with the same accents where both have them ("Thạnh
    Phú" is not "Thành Phú")."""
    if one == other:
        return True
    first, second = set(plain_name(one).split()), set(plain_name(other).split())
    idle = set(_GENERIC_WORDS.split()) | set(plain_name(province).split())
    within = first <= second or second <= first
    return within and first ^ second <= idle and not _accents_differ(one, other)


def _accents_differ(one: str, other: str) -> bool:
    first, second = _accented(one), _accented(other)
    return any(first[plain] != second[plain] for plain in first.keys() & second.keys())


def _accented(name: str) -> dict[str, str]:
    """The words of a name that bear accents, by what they are without."""
    words = re.findall(r"[^\s.,;:()/–-]+", same_words(name))
    return {plain: word for word in words if (plain := without_accents(word)) != word}
