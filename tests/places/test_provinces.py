"""Province names as they are typed."""

from __future__ import annotations

import unicodedata

import pytest

from dxassess.places.provinces import match_province, province_of, provinces


def test_both_maps_are_whole() -> None:
    assert len([p for p in provinces() if p.vintage == "gso2004"]) == 63
    assert len([p for p in provinces() if p.vintage == "gso2025"]) == 34


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Long An", "80"),
        ("Tỉnh Long An", "80"),
        ("LONG AN", "80"),
        ("long an", "80"),
        ("TP. Cần Thơ", "92"),
        ("Thành phố Cần Thơ", "92"),
        ("T. Bến Tre", "83"),
        (unicodedata.normalize("NFD", "Sóc Trăng"), "94"),
        ("Bà Rịa – Vũng Tàu", "77"),
        ("Thanh Hoá", "38"),
        ("Thanh Hóa", "38"),
        ("TPHCM", "79"),
        ("Đồng Tháp", "87"),
        ("dong thap", "87"),
        ("80", "80"),
        ("1", "01"),
        ("80.0", "80"),
    ],
)
def test_names_of_2023(typed: str, code: str) -> None:
    found = match_province(typed, "gso2004")
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("typed", ["Vĩnh Long", "An Giang", "Cần Thơ", "80"])
def test_what_both_maps_have_is_no_match_without_a_vintage(typed: str) -> None:
    assert match_province(typed, None) is None


@pytest.mark.parametrize("typed", ["", "?", "Sài Gòn Giải Phóng", "99", "Long"])
def test_what_is_no_province_matches_nothing(typed: str) -> None:
    assert match_province(typed, "gso2004") is None


def test_one_code_means_two_provinces() -> None:
    old, new = province_of("gso2004:80"), province_of("gso2025:80")
    assert old is not None
    assert new is not None
    assert (old.name, new.name) == ("Long An", "Tây Ninh")
    assert old.stem == "80-long-an"
