"""The register from CSV, and its faults all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxassess.errors import DxassessError
from dxassess.round.register_file import read_register

HEAD = "code,name,type,province,beds_actual\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "register.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_lost_zeros_come_back(tmp_path: Path) -> None:
    register = read_register(
        write(tmp_path, HEAD + "801,Trạm A,commune_station,Long An,\n"), vintage="gso2004"
    )
    (entry,) = register.entries
    assert (entry.code, entry.province, entry.beds) == ("00801", "gso2004:80", None)


def test_semicolons_are_understood(tmp_path: Path) -> None:
    text = (HEAD + "80001,A,general_hospital,Long An,300\n").replace(",", ";")
    assert read_register(write(tmp_path, text), vintage="gso2004").entries[0].beds == 300


def test_all_faulty_lines_are_named(tmp_path: Path) -> None:
    text = (
        HEAD
        + "80001,A,general_hospital,Nowhere,\n80002,B,,Long An,\n80003,C,x,Long An,\n80003,D,x,Long An,\n"
    )
    with pytest.raises(DxassessError) as caught:
        read_register(write(tmp_path, text), vintage="gso2004")
    assert caught.value.facts["lines"] == "2, 3"
    assert caught.value.facts["twice"] == "80003"


def test_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(DxassessError) as caught:
        read_register(write(tmp_path, "code,name\n1,A\n"), vintage="gso2004")
    assert caught.value.facts["absent"] == "type, province"


def test_a_register_that_is_no_workbook_is_said_to_be_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(b"not a workbook")
    with pytest.raises(DxassessError) as caught:
        read_register(path, vintage="gso2004")
    assert caught.value.key == "table.unusable"
