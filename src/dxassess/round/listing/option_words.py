"""Types, classes and owners as lists name them: by code, by the wording of the form, by usual short forms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz, process

from dxassess.frozen import Frozen
from dxassess.intake.words.text import same_words
from dxassess.places.register import DEPARTMENT
from dxassess.questionnaire.item_parts import Option
from dxassess.round.listing.headings import folded

_ALIKE = 78
_SHORT = {
    "bv": "benh vien", "bvdk": "benh vien da khoa", "bvck": "benh vien chuyen khoa", "dk": "da khoa",
    "ck": "chuyen khoa", "tyt": "tram y te", "ttyt": "trung tam y te", "tt": "trung tam",
    "pk": "phong kham", "pkdk": "phong kham da khoa", "pkdkkv": "phong kham da khoa khu vuc",
    "kv": "khu vuc", "yhct": "y hoc co truyen", "ydct": "y duoc co truyen",
    "bvyhct": "benh vien y hoc co truyen",
    "phcn": "phuc hoi chuc nang", "ttksbt": "trung tam kiem soat benh tat", "ksbt": "kiem soat benh tat",
    "dtyt": "diem tram y te", "syt": "so y te", "yt": "y te", "ubnd": "uy ban nhan dan", "ub": "uy ban",
    "byt": "bo y te",
}  # fmt: skip
_QUALIFIERS = frozenset(
    re.findall(
        r"\w+",
        "tinh huyen quan xa phuong thi tran dac khu khu vuc tuyen cap tw trung uong thanh pho tp hang loai "
        "i ii iii iv 1 2 3 4 5 biet cong lap tu nhan ngoai nha nuoc hai da chuc nang co khong giuong benh "
        "khoi cac truc thuoc so y te va",
    )
)
_WORDS: Mapping[str, Mapping[str, str]] = {
    "type": {
        "general_hospital": "benh vien da khoa",
        "specialised_hospital": "benh vien chuyen khoa|benh vien y hoc co truyen|benh vien y duoc co truyen"
        "|benh vien phuc hoi chuc nang|chuyen khoa",
        "health_centre": "trung tam y te",
        "polyclinic": "phong kham da khoa",
        "commune_station": "tram y te",
        "health_point": "diem tram y te|diem tram|diem y te",
        "preventive_centre": "trung tam kiem soat benh tat|cdc|trung tam y te du phong",
        DEPARTMENT: "so y te|department of health|co quan so y te",
    },
    "facility_class": {
        "special": "dac biet|hang dac biet|db|hdb|loai dac biet",
        "I": "1|i|hang 1|hang i|loai 1|loai i|hang mot",
        "II": "2|ii|hang 2|hang ii|loai 2|loai ii|hang hai",
        "III": "3|iii|hang 3|hang iii|loai 3|loai iii|hang ba",
        "IV": "4|iv|hang 4|hang iv|loai 4|loai iv|hang bon|hang tu",
        "none": "khong|khong hang|chua xep hang|khong xep hang|chua xep|khong phan hang|chua phan hang",
    },
    "ownership": {
        "public": "cong lap|cong|nha nuoc|cl",
        "private": "tu nhan|tu|ngoai cong lap|dan lap|tu thuc|ncl|tn",
        "other": "bo nganh|thuoc bo nganh|bo nganh khac|quan doi|cong an",
    },
    "managed_by": {
        "department": "so y te",
        "commune": "uy ban nhan dan xa|uy ban nhan dan phuong|uy ban nhan dan dac khu|uy ban nhan dan cap xa",
        "ministry": "bo y te|bo nganh|bo quoc phong|bo cong an",
        "private": "tu nhan|ngoai cong lap",
        "other": "don vi khac|khac",
    },
}
_FOLLOWED = frozenset({"managed_by"})
"""Fields whose words may have a proper name behind them: "UBND xã Phú Xuân"."""
_SPECIALTY = re.compile(
    r"benh vien (san|nhi|mat|phu san|tam than|lao|phoi|ung buou|da lieu|tai mui hong|rang ham mat|tim|y "
    r"|phuc hoi|truyen nhiem|benh nhiet doi|chan thuong|huyet hoc|tam tri|than|noi tiet)"
)


class OptionRead(NamedTuple):
    """The option that a cell names; `plain` if by its code or wording, so that there is nothing to tell."""

    code: str
    plain: bool


class OptionWords(Frozen):
    """The options of a field of the register, and all that names them."""

    field: str
    options: tuple[Option, ...]

    @cached_property
    def _plain(self) -> dict[str, str]:
        codes = {same_words(option.code): option.code for option in self.options}
        return codes | {same_words(text): o.code for o in self.options for text in o.text.wordings}

    @cached_property
    def _loose(self) -> dict[str, str]:
        codes = {option.code for option in self.options}
        words = {folded(text): code for text, code in self._plain.items()}
        for code, alternatives in _WORDS.get(self.field, {}).items():
            if code in codes:
                words |= dict.fromkeys(alternatives.split("|"), code)
        return words

    def read(self, text: str) -> OptionRead | None:
        """The option that a text names, None if none, or if words stand behind it that say more."""
        plain = self._plain.get(same_words(text))
        if plain is not None:
            return OptionRead(plain, plain=True)
        words = spelt_out(text)
        for named in (folded(text), words):
            if named in self._loose:
                return OptionRead(self._loose[named], plain=False)
        opening = self._opening(words)
        if opening is None:
            return None
        behind = words.removeprefix(opening).split()
        if self.field in _FOLLOWED or (self.field == "type" and _QUALIFIERS.issuperset(behind)):
            return OptionRead(self._loose[opening], plain=False)
        return None

    def nearest(self, text: str) -> Option | None:
        """The option that may have been meant: by the words in front, or by nearly its words."""
        words = spelt_out(text)
        opening = self._opening(words)
        code = None if opening is None else self._loose[opening]
        if self.field == "type" and _SPECIALTY.match(words):
            code = "specialised_hospital"
        elif self.field == "type" and code is None and words == "benh vien":
            code = "general_hospital"
        if code is None:
            alike = process.extractOne(words, list(self._loose), scorer=fuzz.ratio, score_cutoff=_ALIKE)
            code = self._loose[alike[0]] if alike is not None and len(words) > 3 else None
        return next((option for option in self.options if option.code == code), None)

    def option(self, code: str) -> Option:
        """The option of a code."""
        return next(option for option in self.options if option.code == code)

    def _opening(self, words: str) -> str | None:
        openings = [known for known in self._loose if len(known) > 2 and f"{words} ".startswith(f"{known} ")]
        return max(openings, key=len, default=None)


def words_of(field: str, options: Sequence[Option]) -> OptionWords:
    """The words for the options of a field."""
    return OptionWords(field=field, options=tuple(options))


def spelt_out(text: str) -> str:
    """The words of a text without accents, short forms written out."""
    return " ".join(_SHORT.get(word, word) for word in folded(text).split())
