"""A list is read from whatever file it comes in; a cleaned register says the same as the list."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.intake.test_text_files import _cp1258
from tests.round.listing.lists import LISTS
from tests.round.listing.test_lists import line, shipped
from tests.round.listing.test_lists import read as read_sheets

from dxassess.round.listing.listing import FacilityList, read_list
from dxassess.round.listing.register_book import register_book

ROWS = (
    ("DANH SÁCH CƠ SỞ KHÁM BỆNH, CHỮA BỆNH NĂM 2026", "", "", "", ""),
    ("Mã CSKCB", "Tên đơn vị", "Loại hình", "Tỉnh, thành phố", "Số giường thực kê"),
    ("801", "Trạm Y tế xã Đông Thạnh", "Trạm Y tế xã", "Thành phố Hồ Chí Minh", ""),
    ("79001", "Bệnh viện Đa khoa khu vực", "BVĐK", "Hồ Chí Minh", "1.200"),
)
CSV = "CSV:59,34,76,1,1/2/2/2/3/2/4/2/5/2"  # semicolons, UTF-8, every column a text
READ = [("00801", "commune_station", "79", ""), ("79001", "general_hospital", "79", "1200")]


def table(delimiter: str) -> str:
    return "".join(delimiter.join(row) + "\n" for row in ROWS)


def read(path: Path) -> FacilityList:
    return read_list(path, vintage="gso2025", questionnaires=shipped())


@pytest.mark.parametrize(
    "content",
    [
        table("\t").encode("utf-16"),
        _cp1258(table(";")),
    ],
    ids=["Unicode text of Excel", "Windows-1258"],
)
def test_text_files_are_read_as_people_save_them(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(content)
    listing = read(tmp_path / "list.csv")
    assert listing.faults == ()
    assert [line(entry) for entry in listing.register_.entries] == READ


def test_an_old_workbook_is_read_alike(tmp_path: Path, soffice: str) -> None:
    (tmp_path / "list.csv").write_text(table(";"), encoding="utf-8-sig")
    subprocess.run(
        (soffice, "--headless", f"--infilter={CSV}", "--convert-to", "xls", "list.csv"),
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    assert [line(entry) for entry in read(tmp_path / "list.xls").register_.entries] == READ


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_cleaned_register_read_again_says_the_same(language: str, tmp_path: Path) -> None:
    listing = read_sheets(*LISTS["merged heading of two lines"].sheets)
    path = tmp_path / "register.xlsx"
    path.write_bytes(register_book(listing, language))
    again = read(path)
    assert again.faults == ()
    assert again.register_ == listing.register_
    assert {note.code for note in again.notes} == {"column"}
