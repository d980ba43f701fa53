"""Cells as people type them: exact, read with a finding, or refused."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator

from openpyxl import Workbook as Book
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.intake.corpus.form import (
    DAY,
    HOURS,
    LEADER,
    NOTE,
    PLAN,
    RECORDS,
    REMOTE,
    SERVICES,
    SHARE,
    STAFF,
    Case,
    cell_of,
    changed,
    page_of,
    with_answer,
)

OK, WARN, REJECT = "accepted", "accepted_with_warnings", "rejected"
GONE = object()
"""Missing after reading."""

# code, typed, what is read, the finding
TYPED: tuple[tuple[str, object, object, str], ...] = (
    *((LEADER, yes, True, "") for yes in ("Có", "CÓ", "có.", "C\u200bó", "\u00a0Có ", "Ｃó", "Yes", True)),
    (LEADER, unicodedata.normalize("NFD", "Có"), True, ""),
    *((LEADER, yes, True, "MARK_READ") for yes in ("x", "X", "✓", "☑", 1, "1", "１")),
    *((LEADER, no, False, "MARK_READ") for no in (0, "☐", "✗")),
    *((LEADER, yes, True, "READ_AS") for yes in ("co", "CO", "rồi", "v", "Cã", "Coù")),
    *((LEADER, no, False, "READ_AS") for no in ("khong", "chưa", "Kh«ng", "Khoâng")),
    *((LEADER, odd, GONE, "NOT_YES_NO") for odd in ("có lẽ", "Có/Không", 2, "?", "¹", dt.date(2023, 1, 1))),
    *((SHARE, share, 95.0, "NUMBER_AS_TEXT") for share in ("95%", "95 %", "９５％", "95\u00a0%", "'95")),
    *((SHARE, share, 95.5, "NUMBER_AS_TEXT") for share in ("95,5", "95.5", "95,5 %", "95,500")),
    *((SHARE, share, GONE, "AMBIGUOUS_PERCENT") for share in (0.95, 1, "0,95", "1")),
    *((SHARE, share, GONE, "NOT_A_NUMBER") for share in (">95%", "90-95", "khoảng 95", "½", "9,5E1", "٩٥")),
    (SHARE, 120, GONE, "OVER_100"),
    (SHARE, -5, GONE, "NEGATIVE"),
    (SHARE, None, GONE, ""),
    (SHARE, "KAD", GONE, "NA_NOT_ALLOWED"),
    (SHARE, "#REF!", GONE, "ERROR_CELL"),
    (SHARE, "=1/0", GONE, "FORMULA_NO_VALUE"),
    *((STAFF, count, 1234.0, "GROUPED_THOUSANDS") for count in ("1.234", "1,234")),
    *((STAFF, count, 1234.0, "NUMBER_AS_TEXT") for count in ("1 234", "1\u202f234", "１２３４")),
    (STAFF, "2 người", 2.0, "UNIT_REMOVED"),
    (STAFF, "2 máy", GONE, "NOT_A_NUMBER"),
    (STAFF, 2.5, GONE, "NOT_WHOLE"),
    (HOURS, "1.234", GONE, "AMBIGUOUS_NUMBER"),
    (HOURS, "1,5", 1.5, "NUMBER_AS_TEXT"),
    (PLAN, 2, "2", ""),
    (PLAN, "２.", "2", ""),
    (PLAN, "Đã xong", "2", ""),
    (PLAN, unicodedata.normalize("NFD", "ĐÃ XONG"), "2", ""),
    (PLAN, "da xong", "2", "READ_AS"),
    (PLAN, "§· xong", "2", "READ_AS"),
    (PLAN, "Ñaõ xong", "2", "READ_AS"),
    (PLAN, "2. Chưa có", GONE, "OPTION_AMBIGUOUS"),
    (PLAN, "xong rồi", GONE, "OPTION_UNKNOWN"),
    (PLAN, 7, GONE, "OPTION_UNKNOWN"),
    (PLAN, "²", GONE, "OPTION_UNKNOWN"),
    (REMOTE, "hoà", GONE, "OPTION_UNKNOWN"),
    (RECORDS + "a", None, GONE, "PART_MISSING"),
    (RECORDS + "b", 0, GONE, "ZERO_DENOMINATOR"),
    (SERVICES + "c", "Có", GONE, "EXCLUSIVE_WITH_OTHERS"),
    (NOTE, "Ơ" * 3_000, "Ơ" * 1_999 + "…", "LONG_TEXT"),
    (NOTE, "Tr¹m Y tÕ", "Trạm Y tế", "READ_AS"),
    (NOTE, "a\u202eb", "ab", ""),
    *((DAY, day, "2023-10-15", "") for day in ("15-10-2023", "2023-10-15", "ngày 15 tháng 10 năm 2023")),
    (DAY, dt.date(2023, 10, 15), "2023-10-15", ""),
    *((DAY, day, "2023-10-15", "DATE_AS_NUMBER") for day in (45214, "45214", 20231015, "20231015")),
    *((DAY, day, "2023-10-15", "") for day in ("15-Oct-2023", "Chủ nhật, 15/10/2023", "Sunday, 15/10/2023")),
    (DAY, "15-Oct-23", "2023-10-15", "SHORT_YEAR"),
    *((LEADER, told, True, "READ_AS") for told in ("Có (đang nâng cấp)", "Có, từ 2022", "Có: QĐ 12")),
    *((LEADER, told, GONE, "NOT_YES_NO") for told in ("Có (nhưng chưa ký)", "Có, không đủ", "Có - Không")),
    *(
        (PLAN, told, "2", "READ_AS")
        for told in ("Mức 2", "mức độ 2", "Level 2", "2.0", "2. Đã xong (tháng 6)")
    ),
    *((PLAN, told, GONE, "OPTION_AMBIGUOUS") for told in ("2. Đã xong 0. Chưa có", "2. Đã xong – chưa đạt")),
    (SHARE, "#N/A ", GONE, "ERROR_CELL"),
    (DAY, "15/10/23", "2023-10-15", "SHORT_YEAR"),
    *(
        (DAY, day, GONE, "BAD_DATE")
        for day in ("31/02/2023", "10/15/2023", "hôm qua", 20231315, "15/10/1923")
    ),
)
QUIET = frozenset(("MARK_READ", "NUMBER_AS_TEXT", "UNIT_REMOVED", ""))
"""What leaves the status alone."""


def cases() -> Iterator[Case]:
    """A workbook for every way to type, and for what only a format or a formula tells."""
    for n, (code, typed, value, told) in enumerate(TYPED):
        item = code.rstrip("abc") if code[-1] in "abc" else code
        status = OK if told in QUIET else WARN
        yield Case(
            f"e{n:03d}-{item}.xlsx", with_answer(code, typed), status, frozenset({told} - {""}), {item: value}
        )
    percent = with_answer(SHARE, 0.95, "0.0%")
    yield Case("e-percent-format.xlsx", percent, OK, values={SHARE: 95.0})
    yield Case(
        "e-count-in-percent.xlsx",
        with_answer(STAFF, 0.5, "0%"),
        WARN,
        frozenset({"AMBIGUOUS_NUMBER"}),
        {STAFF: GONE},
    )
    yield Case("e-not-applicable.xlsx", with_answer(REMOTE, "Không áp dụng"), OK, values={REMOTE: GONE})
    yield Case(
        "e-not-applicable-loosely.xlsx",
        with_answer(REMOTE, "n.a"),
        WARN,
        frozenset({"READ_AS"}),
        {REMOTE: GONE},
    )
    odd = with_answer(PLAN, "0. Chưa có")
    yield Case("e-inconsistent.xlsx", odd, WARN, frozenset({"INCONSISTENT"}), {PLAN: "0"})
    behind = with_answer(REMOTE, None)
    yield Case("e-follows-blank.xlsx", behind, WARN, frozenset({"FOLLOWS_BLANK"}), {REMOTE: GONE})
    yield Case("e-merged-answer.xlsx", changed(_merge), WARN, frozenset({"MERGED_ANSWER"}), {STAFF: GONE})
    yield Case("e-1904.xlsx", changed(_mac), OK)
    yield Case("e-code-padded.xlsx", with_answer("F01", 123), WARN, frozenset({"FACILITY_CODE_PADDED"}))
    yield Case(
        "e-code-odd.xlsx", with_answer("F01", "48-01 23"), WARN, frozenset({"FACILITY_CODE_UNREADABLE"})
    )
    yield Case("e-code-gone.xlsx", with_answer("F01", None), WARN, frozenset({"FACT_MISSING"}))
    yield Case(
        "e-province-unknown.xlsx", with_answer("F07", "Atlantis"), WARN, frozenset({"PROVINCE_UNKNOWN"})
    )
    yield Case(
        "e-province-of-2023.xlsx", with_answer("F07", "Long An"), WARN, frozenset({"PROVINCE_OF_OTHER_MAP"})
    )
    yield Case("e-province-vni.xlsx", with_answer("F07", "Ñoàng Thaùp"), WARN, frozenset({"READ_AS"}))


def _merge(book: Book) -> None:
    above, below = cell_of(book, LEADER), cell_of(book, STAFF)
    page_of(book).merge_cells(f"{above.coordinate}:{below.coordinate}")


def _mac(book: Book) -> None:
    book.epoch = CALENDAR_MAC_1904
    cell_of(book, DAY).value = dt.date(2023, 10, 15)
