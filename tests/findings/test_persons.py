"""What looks like a person that can be reached is quoted nowhere; numbers and places are no persons."""

from __future__ import annotations

import pytest

from dxassess.findings.finding import Place, finding
from dxassess.findings.persons import WITHHELD, without_persons

REACHABLE = (
    "Nguyễn Văn An 0912345678",
    "BS. Đặng Thị Bình, 0272.383.1234",
    "Lê Hoa (+84) 912 345 678",
    "84912345678 gặp cô Hoa",
    "an.nguyen@gmail.com",
    "An Nguyễn: an.nguyen (at) syt.longan.gov.vn",
    "Hỏi chị Mai số 0912 345 678 nhé",
    "ĐD.Lan 0912345678",
    "BSCKII. Hoa, 0912345678",
    "Lan - 0912345678",
    "liên hệ ông nguyễn văn an, sđt 0912345678",
    "gặp bà hoa số 0912 345 678",
    "trần thị mai: 0912.345.678",
)
NOBODY = (
    "Kế hoạch số 1234/KH-SYT ngày 12/10/2023 của Sở Y tế Long An",
    "1.234.567.890",
    "84 123 456 789 đồng",
    "012345678901234",
    "20231018",
    "0,912345678",
    "80003",
    "Số 05/2023, 04.05.2023, 0800",
    "Tổ hỗ trợ Bệnh viện Đa khoa Long An",
)


@pytest.mark.parametrize("text", REACHABLE)
def test_a_person_that_can_be_reached_is_left_out(text: str) -> None:
    left = without_persons(text)
    assert WITHHELD in left
    names = {"Nguyễn", "Văn", "An", "Đặng", "Thị", "Bình,", "Bình", "Lê", "Hoa", "Mai", "Hoa)"}
    names |= {"Lan", ".Lan", "ĐD.Lan", "nguyễn", "văn", "an", "an,", "hoa", "trần", "thị", "mai", "mai:"}
    assert not set(left.split()) & names
    assert not any(digit in left for digit in "0123456789")
    assert "@" not in left
    assert finding("OPTION_UNKNOWN", Place(file="a.xlsx"), found=text).found == WITHHELD


@pytest.mark.parametrize("text", NOBODY)
def test_numbers_and_places_stay(text: str) -> None:
    assert without_persons(text) == text
    assert finding("OPTION_UNKNOWN", Place(file="a.xlsx"), found=text).found == text


def test_what_stands_beside_a_contact_and_is_no_name_stays() -> None:
    text = "Có nhóm Zalo hỗ trợ cài sổ sức khỏe, liên hệ Nguyễn Văn An, 0912 345 678, để được hướng dẫn"
    assert without_persons(text) == (
        f"Có nhóm {WITHHELD} hỗ trợ cài sổ sức khỏe, liên hệ {WITHHELD}, để được hướng dẫn"
    )
