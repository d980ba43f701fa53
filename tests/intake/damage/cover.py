"""The cover sheet: the day, the code, the province, the beds."""

from __future__ import annotations

from datetime import date, datetime

from tests.intake.damage.answering import Luck
from tests.intake.damage.filled import ANSWER, ASK, CODE, FACT_CODES, Filled, Truth, put
from tests.intake.damage.kind import Do, Kind

_AS_BEFORE = object()


def _typed(key: str, typed: object, truth: Truth | object | None = _AS_BEFORE) -> Do:
    """A fact typed otherwise; what it says then, if not what it said before; None if nothing."""

    def do(form: Filled, _luck: Luck) -> None:
        cover = form.book.worksheets[1]
        row = next(row for row in range(1, 40) if cover.cell(row, CODE).value == FACT_CODES[key])
        put(cover.cell(row, ANSWER), typed)  # type: ignore[arg-type] # no merged cells here
        if truth is None:
            form.truth.pop(key, None)
        elif truth is not _AS_BEFORE:
            form.truth[key] = truth  # type: ignore[assignment] # what the damage says

    return do


def _day(name: str, typed: object, *, asked: bool = False) -> Kind:
    do = _typed("answered_on", typed, ASK) if asked else _typed("answered_on", typed)
    return Kind(f"day: {name}", do, worst="asked" if asked else "with a finding")


def _code(name: str, typed: object, *, asked: bool = False) -> Kind:
    do = _typed("facility_code", typed, ASK) if asked else _typed("facility_code", typed)
    return Kind(f"code: {name}", do, worst="asked" if asked else "with a finding")


KINDS = (
    _day("slashes", "18/10/2023"),
    _day("points", "18.10.2023"),
    _day("dashes", "18-10-2023"),
    _day("in words", "Ngày 18 tháng 10 năm 2023"),
    _day("short year", "18/10/23"),
    _day("year first", "2023-10-18"),
    _day("without marks", 20231018),
    _day("as a number", 45217),
    _day("month named", "18-Oct-23"),
    _day("weekday", "Thứ tư, 18/10/2023"),
    _day("with the hour", datetime(2023, 10, 18, 9, 30)),  # noqa: DTZ001 - as typed
    _day("American", "10/18/2023", asked=True),
    _day("month alone", "10/2023", asked=True),
    _day("no such day", "31/11/2023", asked=True),
    _day("two days", "18/10/2023 - 20/10/2023", asked=True),
    _day("soon", "tuần sau", asked=True),
    Kind("day: corrected", _typed("answered_on", date(2023, 10, 20), "2023-10-20")),
    Kind("day: blank", _typed("answered_on", None, None)),
    _code("as a number", 80011),
    _code("with blanks", " 80 011 "),
    Kind("code: behind an apostrophe", _typed("facility_code", "'80011"), worst="asked"),
    _code("full width", "８００１１"),
    _code("letter O for zero", "8OO11"),
    _code("too long", "800111"),
    _code("two codes", "80011, 80012"),
    Kind("province: without accents", _typed("province", "LONG AN")),
    Kind("province: with its kind", _typed("province", "Tỉnh Long An")),
    Kind("province: code", _typed("province", "80"), worst="refused"),
    Kind("province: misspelt", _typed("province", "Lòng An"), worst="refused"),
    Kind("province: two", _typed("province", "Long An, Tiền Giang")),
    Kind("beds: with the word", _typed("beds_actual", "120 giường"), worst="asked"),
    Kind("beds: planned and actual", _typed("beds_actual", "100/120", ASK), worst="asked"),
    Kind("beds: about", _typed("beds_actual", "khoảng 120", ASK), worst="asked"),
)
