"""One voice per language: messages from the catalogues, numbers, ranges and dates as officials write them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING

from dxassess.errors import DxassessError
from dxassess.wording.languages import LANGUAGES as LANGUAGES  # noqa: PLC0414 - known from here
from dxassess.wording.languages import catalogue

if TYPE_CHECKING:
    from babel import Locale

MISSING = "–"


class Wording:
    """Texts of one catalogue domain ("cli", "findings", "report") in one language.

    Message ids are keys (`check.summary`), never sentences. DxassessError if the catalogue lacks a text that
    the first language has: an untranslated report must not leave the house. A key that no catalogue has
    raises KeyError.
    """

    def __init__(self, domain: str, language: str) -> None:
        self.language = language
        self._catalogue = catalogue(domain, language)

    def text(self, key: str, /, **facts: object) -> str:
        """The message of `key` with its places filled. `n`, where given, chooses the plural form.
        `domain:key` is a message of another catalogue in the same language."""
        domain, colon, local_key = key.partition(":")
        if colon:
            return wording(domain, self.language).text(local_key, **facts)
        n = facts.get("n")
        message = (
            self._catalogue.ngettext(key, key + "#", n)
            if isinstance(n, int)
            else self._catalogue.gettext(key)
        )
        if message in (key, key + "#"):
            message = self._catalogue.gettext(key)
        if message == key:
            raise KeyError(f"{self.language}: no message {key!r}")
        return message.format(**facts) if facts else message

    def has(self, key: str) -> bool:
        """Whether the catalogue has `key`, or another catalogue in the same language `domain:key`."""
        domain, colon, local_key = key.partition(":")
        if colon:
            return wording(domain, self.language).has(local_key)
        return self._catalogue.gettext(key) != key

    def number(self, value: float | None, digits: int = 0, *, signed: bool = False) -> str:
        """A number with `digits` decimals, rounded half up; None is printed "–", never 0."""
        if value is None:
            return MISSING
        rounded = round_half_up(value, digits)
        sign = "-" if rounded < 0 else "+" if signed and rounded > 0 else ""
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        from babel.numbers import format_decimal

        figures = format_decimal(abs(rounded), pattern, locale=_locale(self.language))
        return {"-": "\u2212", "+": "+", "": ""}[sign] + figures

    def score(self, value: float | None, *, signed: bool = False) -> str:
        """A score in [0, 1] on the scale 0-100 with one decimal."""
        return self.number(None if value is None else value * 100, 1, signed=signed)

    def percent(self, value: float | None, digits: int = 0) -> str:
        """A share in [0, 1] as a percentage, without a space before the sign in either language."""
        return MISSING if value is None else self.number(value * 100, digits) + "%"

    def span(self, low: str, high: str) -> str:
        """A range; word joiners keep it on one line."""
        return low if low == high else f"{low}\u2060–\u2060{high}"

    def date(self, iso: str) -> str:
        """`2026-11-23` as an official writes it: days under 10 and the first two months with a zero before
        them. Unknown (""): a dash."""
        return self._day(iso, "date.early" if iso[5:7] in ("01", "02") else "date")

    def short_date(self, iso: str) -> str:
        """The same in few letters, for small print."""
        return self._day(iso, "date.short")

    def _day(self, iso: str, key: str) -> str:
        if not iso:
            return MISSING
        from datetime import date

        from babel.dates import format_date

        pattern = wording("cli", self.language).text(key)
        return format_date(date.fromisoformat(iso), pattern, locale=_locale(self.language))


def round_half_up(value: float, digits: int) -> Decimal:
    """`value` rounded half away from zero. Ten decimals are kept before, so that 61.45 computed as
    61.449999999999996 rounds as 61.45 does (the 1e-9 rule of method.md §4)."""
    exact = Decimal(repr(round(value, 10)))
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


@cache
def wording(domain: str, language: str) -> Wording:
    """The wording of a domain in a language, loaded once."""
    return Wording(domain, language)


@cache
def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError) as problem:
        raise DxassessError("language.unknown", language=language) from problem
