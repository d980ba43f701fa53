"""What looks like a person that can be reached: it is quoted nowhere, whoever typed it into whatever cell."""

from __future__ import annotations

import re
from functools import cache

WITHHELD = "[…]"
"""Stands where something was left out."""

_MAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\s?\.\s?[\w-]+)+", re.IGNORECASE)
_AT = re.compile(r"@|[(\[]at[)\]]", re.IGNORECASE)
"""Without which there is no address; a text without one is not searched for the words before it."""
# 0912 345 678, (+84) 27.2383.1234, 84-912-345-678: nine or ten digits behind the trunk or the country's code.
_PHONE = re.compile(
    r"(?<![\d.,])(?:\(?\+\s?84\)?|84(?=[35789]\d{8}(?!\d))|\(?0)(?:[\s.\-()]{0,2}\d){8,10}(?!\d)"
)
_LETTER = r"[^\W\d_]"
_TITLE = (
    "ông|bà|anh|chị|cô|chú|bác|thầy|em|đ/c|đồng chí|gs|pgs|ts|ths|bác sĩ|bác sỹ|y sĩ|y sỹ|dược sĩ|dược sỹ"
    r"|điều dưỡng|kỹ thuật viên|hộ sinh|bs(?:\.?\s?ck\s?(?:i+|[12]))?|ds|đd|ys|hs|nhs|ktv|cn|ks|mr|mrs|ms|dr"
)
_SURNAME = (
    "nguyễn|nguyen|trần|tran|lê|phạm|pham|hoàng|hoang|huỳnh|huynh|phan|vũ|võ|đặng|dang|bùi|bui|đỗ|hồ|ngô|ngo"
    "|dương|duong|lý|đinh|dinh|trương|truong|đào|đoàn|mai|lâm|trịnh|trinh|cao|hà|tạ|thạch|danh|kim|châu"
)
_BETWEEN = r"[\s,;:(–-]*(?:(?:số|sđt|đt|điện thoại|di động|zalo|tel|email|mail|liên hệ)\b[\s.,;:(–-]*)*"


@cache
def _names() -> tuple[re.Pattern[str], ...]:
    """What may be a name beside what was left out, and anywhere: made where a text holds a contact, which
    few do."""
    capital = "[" + "".join(letter for letter in map(chr, range(0x1F00)) if letter.isupper()) + "]"
    word = rf"{capital}{_LETTER}*"
    # Small letters are a name only right in front of what was left out.
    beside = (
        rf"\b(?:(?:(?:{_TITLE})\b\.?|(?:{_SURNAME})\b)(?:\s+{_LETTER}+){{1,4}}?"
        rf"|(?-i:{word}(?:\s+{word})*))(?={_BETWEEN}{re.escape(WITHHELD)})"
    )
    return (
        re.compile(beside, re.IGNORECASE),
        re.compile(rf"\b{word}(?:\s+{word}\.?)+|(?<=[\s(:,.]){word}"),
        re.compile(rf"\b(?:{_TITLE})\b\.?\s*{_LETTER}+", re.IGNORECASE),
    )


def names_a_contact(text: str) -> bool:
    """Whether a telephone number or an address for mail stands in `text`."""
    has_address = _AT.search(text) is not None and _MAIL.search(text) is not None
    return has_address or _PHONE.search(text) is not None


def without_contacts(text: str) -> str:
    """`text` without telephone numbers and addresses; names stay."""
    return _joined(_PHONE.sub(WITHHELD, _MAIL.sub(WITHHELD, text) if _AT.search(text) else text))


def without_persons(text: str) -> str:
    """`text` without telephone numbers, addresses and, beside them, what may be a name: words that begin with
    capitals, one behind a title. A text without a contact stays as it is: most names in it are places."""
    if not names_a_contact(text):
        return text
    for pattern in (_MAIL, _PHONE, *_names()):
        text = pattern.sub(WITHHELD, text)
    return _joined(text)


def _joined(text: str) -> str:
    """`text` with one mark for all that was left out side by side."""
    return re.sub(rf"{re.escape(WITHHELD)}(?:[\s,;:.–-]*{re.escape(WITHHELD)})+", WITHHELD, text)
