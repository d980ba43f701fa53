"""Numbers and dates as they are typed: a plausible second reading is named, never chosen."""

from __future__ import annotations

import math

import pytest

from dxassess.intake.reading import CellValue
from dxassess.intake.values.values import CellType, read_value

REFUSED = [
    ("number", "1.234", "AMBIGUOUS_NUMBER"),
    ("number", "1,234", "AMBIGUOUS_NUMBER"),
    ("number", "½", "NOT_A_NUMBER"),
    ("number", "l2", "NOT_A_NUMBER"),
    ("number", "9,5E1", "NOT_A_NUMBER"),
    ("number", "12/2024", "NOT_A_NUMBER"),
    ("number", True, "NOT_A_NUMBER"),
    ("number", math.nan, "NOT_A_NUMBER"),
    ("number", math.inf, "NOT_A_NUMBER"),
    ("number", "\u221212", "NEGATIVE"),
    ("count", "95%", "NOT_A_NUMBER"),
    ("count", "12 máy", "NOT_A_NUMBER"),
    ("count", "1.234,5", "NOT_WHOLE"),
    ("number", "1.234.", "AMBIGUOUS_NUMBER"),
    ("number", "57..", "NOT_A_NUMBER"),
    ("percent", "0,95", "AMBIGUOUS_PERCENT"),
    ("percent", 1, "AMBIGUOUS_PERCENT"),
    ("percent", ">95%", "NOT_A_NUMBER"),
    ("percent", "90-95%", "NOT_A_NUMBER"),
    ("percent", "95/100", "NOT_A_NUMBER"),
    ("percent", "105%", "OVER_100"),
    ("percent", "-5%", "NEGATIVE"),
    ("date", "03/15/2024", "BAD_DATE"),
    ("date", "31/02/2024", "BAD_DATE"),
    ("date", "15/3", "BAD_DATE"),
    ("date", "15/03/2204", "BAD_DATE"),
    ("date", 0, "BAD_DATE"),
    ("date", True, "BAD_DATE"),
    ("yes_no", "Có/Không", "NOT_YES_NO"),
    ("yes_no", "không rõ", "NOT_YES_NO"),
]
READ = [
    ("number", "1.234,5", 1234.5),
    ("number", "1,234.5", 1234.5),
    ("number", "1.234.567", 1234567.0),
    ("number", "1\u00a0234", 1234.0),
    ("number", "'12", 12.0),
    ("number", "`12", 12.0),
    ("number", "57.", 57.0),
    ("percent", "57,", 57.0),
    ("percent", "57.%", 57.0),
    ("number", "\ufeff１２．５\u200e", 12.5),
    ("number", "0.125", 0.125),
    ("count", "1.234", 1234.0),
    ("percent", "95 phần trăm", 95.0),
    ("percent", "0,5%", 0.5),
    ("percent", "1,234", 1.234),
    ("date", "ngày 5 tháng 3 năm 2024", "2024-03-05"),
    ("date", "15-3-24", "2024-03-15"),
    ("date", 45366, "2024-03-15"),
    ("yes_no", "Đã có", True),
    ("yes_no", "Ko", False),
]


@pytest.mark.parametrize(("kind", "cell", "code"), REFUSED)
def test_refused_with_the_reason(kind: CellType, cell: CellValue, code: str) -> None:
    reading = read_value(cell, kind)
    assert (reading.state, [note.code for note in reading.notes]) == ("missing", [code])


@pytest.mark.parametrize(("kind", "cell", "value"), READ)
def test_read_with_a_note(kind: CellType, cell: CellValue, value: object) -> None:
    reading = read_value(cell, kind)
    assert reading.value == value
    assert reading.notes or cell == "ngày 5 tháng 3 năm 2024"


def test_serial_date_is_refused_where_the_epoch_is_in_doubt() -> None:
    assert read_value(45366, "date", epoch_1904=True).state == "missing"
