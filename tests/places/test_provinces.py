"""Province names as they are typed."""

from __future__ import annotations

import unicodedata

import pytest

from dxassess.errors import DxassessError
from dxassess.places.provinces import match_province, province_named, province_of, provinces
from dxassess.wording.wording import LANGUAGES, wording


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


REGIONS_2025 = {
    "Northern Midlands and Mountains": "04 08 11 12 14 15 19 20 25",
    "Red River Delta": "01 22 24 31 33 37",
    "North Central Coast": "38 40 42 44 46",
    "South Central Coast and Central Highlands": "48 51 52 56 66 68",
    "Southeast": "75 79 80",
    "Mekong Delta": "82 86 91 92 96",
}
"""As Resolution 306/NQ-CP lists them."""


def test_the_34_provinces_have_the_regions_of_2025() -> None:
    found: dict[str, list[str]] = {}
    for province in provinces():
        if province.vintage == "gso2025":
            found.setdefault(province.region, []).append(province.code)
    assert {region: " ".join(codes) for region, codes in found.items()} == REGIONS_2025


def test_a_province_of_2025_may_lie_elsewhere_than_its_parts() -> None:
    """Long An was in the Mekong Delta; Tây Ninh, which it joined, is in the Southeast."""
    old, new = province_of("gso2004:80"), province_of("gso2025:80")
    assert old is not None
    assert new is not None
    assert (old.region, new.region) == ("Mekong Delta", "Southeast")


def test_every_region_has_its_name_in_both_languages() -> None:
    for language in LANGUAGES:
        said = wording("report", language)
        assert all(said.has(f"region.{p.region.lower().replace(' ', '_')}") for p in provinces())


@pytest.mark.parametrize(
    ("key", "day", "city"),
    [
        ("gso2004:79", "2023-08-31", True),
        ("gso2004:80", "2023-08-31", False),
        ("gso2004:46", "2024-12-31", False),  # Thừa Thiên Huế
        ("gso2025:46", "2025-07-01", True),
        ("gso2004:75", "2026-12-01", False),  # the old Đồng Nai never was one
        ("gso2025:75", "2026-04-29", False),
        ("gso2025:75", "2026-04-30", True),
        ("gso2025:22", "2026-08-31", False),
        ("gso2025:22", "2026-09-01", True),
        ("gso2025:24", "2026-09-20", True),
        ("gso2004:24", "2026-09-20", False),  # Bắc Giang, whose code Bắc Ninh has now
        ("gso2025:92", "", True),
    ],
)
def test_cities_by_their_day(key: str, day: str, city: bool) -> None:
    province = province_of(key)
    assert province is not None
    assert province.is_city_on(day) is city


def test_nine_cities_at_the_end_of_2026() -> None:
    found = [p.name for p in provinces() if p.vintage == "gso2025" and p.is_city_on("2026-11-27")]
    assert len(found) == 9


def test_a_province_misspelt_is_told_with_the_one_that_may_be_meant() -> None:
    assert province_named("tỉnh tây ninh", "gso2025").name == "Tây Ninh"
    for typed, near in (("Tay Nin", "Tây Ninh"), ("tỉnh Vĩnh Log", "Vĩnh Long")):
        with pytest.raises(DxassessError) as caught:
            province_named(typed, "gso2025")
        assert (caught.value.key, caught.value.facts["near"]) == ("check.no_province_near", near)
    with pytest.raises(DxassessError) as caught:
        province_named("Atlantis", "gso2025")
    assert caught.value.key == "check.no_province"
