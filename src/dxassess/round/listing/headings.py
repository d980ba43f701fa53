"""The heading of a column to the field of the register that stands below it, by what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dxassess.intake.words.legacy import from_legacy
from dxassess.intake.words.text import without_accents
from dxassess.places.register import COLUMNS
from dxassess.questionnaire.model import Fact

ORDINAL = "ordinal"
_LONGEST = 120
_EXACT, _CLEAR, _WEAK = 3, 2, 1


class HeadingMeaning(NamedTuple):
    """The field that a heading names, and how surely: of two columns for one field the surer is read."""

    field: str
    strength: int


class _Pattern(NamedTuple):
    field: str
    strength: int
    has: str
    lacks: str = r"\b\B"


_BEDS = r"\b(giuong|beds?)\b"
_PLAN = "(ke hoach|kh|chi tieu|duoc giao|giao|phe duyet|planned)"
_WHOSE = "(cskcb|kcb|co so|don vi|bhyt|benh vien|bv|tram|y te|kham|facility)"
_TYPES = "(loai hinh|loai co so|loai don vi|loai cskcb|phan loai|mo hinh|facility type)"
_PATTERNS = tuple(
    _Pattern(field, strength, *patterns)
    for field, strength, *patterns in (
        (ORDINAL, _CLEAR, r"^(stt|tt|so tt|so thu tu|no)$"),
        ("email", _CLEAR, r"\b(e ?mail|thu dien tu|hop thu)\b"),
        ("phone", _CLEAR, r"\b(dien thoai|sdt|so dt|dt|phone|tel|di dong|dtdd)\b"),
        ("contact", _CLEAR, r"\b(lien he|dau moi|nguoi phu trach|contact|ho va ten|ho ten)\b"),
        (
            "name",
            _CLEAR,
            r"^ten\b",
            r"^ten (tinh|thanh pho|huyen|quan|xa|phuong|nguoi|giam doc|viet tat|cu)\b",
        ),
        (
            "part_of",
            _CLEAR,
            r"\bma (don vi|co so|cskcb|tram)? ?(me|cha|chinh|cap tren)\b|\bla diem cua\b",
        ),
        (
            "code",
            _CLEAR,
            rf"\b(ma|code|id)\b.*\b{_WHOSE}\b|\b{_WHOSE}\b.*\b(ma|code|id)\b",
            r"\b(ma (so )?(tinh|huyen|quan|xa|thue|loai|hang|tuyen|buu)|qhns|dvqhns|ngan sach|thue)\b",
        ),
        ("code", _WEAK, r"^(ma|ma so|code|id)$"),
        ("name", _CLEAR, r"\bten( day du)?$|\bfacility name\b"),
        ("beds_actual", _CLEAR, rf"{_BEDS}.*\b(thuc ke|thuc te|thuc hien|hien co|actual)\b|\bactual beds\b"),
        (
            "beds_planned",
            _CLEAR,
            rf"{_BEDS}.*\b{_PLAN}\b|\b{_PLAN}\b.*{_BEDS}",
        ),
        ("beds_planned", _WEAK, _BEDS, r"\b(cong suat|su dung|ty le|hoi suc|icu|ngay)\b"),
        ("it_staff", _CLEAR, r"\b(cntt|cong nghe thong tin|tin hoc|it staff)\b"),
        (
            "staff",
            _CLEAR,
            r"\b(nhan vien|nhan luc|nhan su|can bo|bien che|nguoi lam viec|vien chuc|cbvc|lao dong|staff)\b",
            r"\b(bac si|dieu duong|duoc si|y si|ho sinh|hop dong)\b",
        ),
        ("outpatient_visits", _CLEAR, r"\b(luot kham|ngoai tru|outpatients?)\b"),
        ("inpatients", _CLEAR, r"\b(noi tru|inpatients?)\b"),
        ("population", _CLEAR, r"\b(dan so|population)\b"),
        ("ownership", _CLEAR, r"\b(so huu|cong lap|cong tu|ownership)\b"),
        ("managed_by", _CLEAR, r"\b(chu quan|co quan quan ly|don vi quan ly|quan ly truc tiep|managed by)\b"),
        (
            "facility_class",
            _CLEAR,
            r"\b(hang|class)\b",
            r"\b(khach hang|hang (nam|thang|quy|ngay|hoa|muc)|chuc danh)\b",
        ),
        (
            "type",
            _CLEAR,
            rf"\b{_TYPES}\b|^(loai|type)$",
        ),
        ("commune", _CLEAR, r"\b(xa|phuong|dac khu|commune|ward)\b", r"\b(ma|dia chi|tram|cap)\b"),
        ("province", _WEAK, r"\bma (so )?tinh\b|^dia phuong$"),
        (
            "province",
            _CLEAR,
            r"\b(tinh|province)\b|^(thanh pho|tp)$|\bcity\b",
            r"\b(tinh (trang|hinh|chat|den|tu)|ma|cap|tuyen|may tinh|dia chi)\b",
        ),
        ("name", _WEAK, r"^(don vi|co so|co so y te|cskcb|benh vien|facility|name)$|^co so kham"),
        ("vintage", _CLEAR, r"^vintage$"),
    )
)


class HeadingIndex:
    """What headings mean: names of fields and the questions of the cover sheet as they are, others by their
    words."""

    def __init__(self, facts: Iterable[Fact], labels: Mapping[str, str]) -> None:
        names = {name: name for name in (*COLUMNS, "vintage")}
        keys = {"facility_code": "code"}
        for fact in facts:
            field = keys.get(fact.key, fact.key)
            if field in names.values():
                names.update((folded(text), field) for text in fact.text.wordings)
        self._exact = {folded(name): field for name, field in {**names, **labels}.items()}
        self._known: dict[str, HeadingMeaning | None] = {}

    def meaning(self, heading: str) -> HeadingMeaning | None:
        """The field under a heading, None for one that is not read. What makes no sense as it stands may be
        TCVN3 or VNI."""
        if heading not in self._known:
            readings = (heading, *from_legacy(heading))
            self._known[heading] = next(
                (meaning for text in readings if (meaning := self._meaning(folded(text))) is not None), None
            )
        return self._known[heading]

    def _meaning(self, words: str) -> HeadingMeaning | None:
        if not words or len(words) > _LONGEST:
            return None
        if words in self._exact:
            return HeadingMeaning(self._exact[words], _EXACT)
        for pattern in _PATTERNS:
            if re.search(pattern.has, words) and not re.search(pattern.lacks, words):
                return HeadingMeaning(pattern.field, pattern.strength)
        return None


def folded(text: str) -> str:
    """The words of a text without accents and punctuation."""
    return " ".join(re.findall("[a-z0-9]+", without_accents(text)))
