"""Days as an official writes them."""

from __future__ import annotations

import pytest

from dxassess.wording.wording import MISSING, wording


@pytest.mark.parametrize(
    ("iso", "vi", "en"),
    [
        ("2026-11-23", "ngày 23 tháng 11 năm 2026", "23 November 2026"),
        ("2026-03-09", "ngày 09 tháng 3 năm 2026", "9 March 2026"),
        ("2026-02-01", "ngày 01 tháng 02 năm 2026", "1 February 2026"),
        ("", MISSING, MISSING),
    ],
)
def test_a_day_in_both_languages(iso: str, vi: str, en: str) -> None:
    assert wording("report", "vi").date(iso) == vi
    assert wording("report", "en").date(iso) == en
