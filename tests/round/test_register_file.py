"""The register from CSV, and its faults all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxassess.cli.terminal import say_error
from dxassess.errors import DxassessError
from dxassess.round.listing.listing import read_list
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


def test_all_faulty_lines_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        HEAD
        + "80001,A,general_hospital,Nowhere,\n80002,B,,Long An,\n80003,C,x,Long An,1.2\n"
        + "80003,D,TYT,Long An,\n7979002,E,TYT,Long An,\n"
    )
    with pytest.raises(DxassessError) as caught:
        read_register(write(tmp_path, text), vintage="gso2004")
    assert caught.value.facts["n"] == 7
    say_error(caught.value.key, caught.value.facts)
    told = capsys.readouterr().err
    for place in ("D2 “Nowhere”", "C3 “–”", "C4 “x”", "A4 “80003”", "E4 “1.2”", "A5 “80003”", "A6 “7979002”"):
        assert f"!{place}: " in told
    assert "Trạm y tế xã/phường/đặc khu" in told  # the types that there are


def test_a_missing_type_or_province_is_asked_for_in_every_line(tmp_path: Path) -> None:
    listing = read_list(write(tmp_path, "code,name\n1,Trạm y tế xã A\n"), vintage="gso2004")
    assert [(f.code, f.suggestion and f.suggestion["en"]) for f in listing.faults] == [
        ("type_missing", "Commune health station"), ("province_missing", None),
    ]  # fmt: skip


def test_a_register_that_is_no_workbook_is_said_to_be_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(b"not a workbook")
    with pytest.raises(DxassessError) as caught:
        read_register(path, vintage="gso2004")
    assert caught.value.key == "table.unusable"


def test_a_register_on_another_map_than_the_round_is_refused_with_the_remedy(tmp_path: Path) -> None:
    """Its own column says gso2004; Đồng Tháp is on both maps, and is not the same province on them."""
    text = "code,name,type,province,vintage\n87001,A,general_hospital,Đồng Tháp,gso2004\n"
    path = write(tmp_path, text)
    assert read_register(path, vintage="gso2004").entries[0].province == "gso2004:87"
    with pytest.raises(DxassessError) as caught:
        read_register(path, vintage="gso2025")
    assert (caught.value.key, caught.value.facts["n"]) == ("register:other_map", 1)
    assert (caught.value.facts["stated"], caught.value.facts["vintage"]) == ("gso2004", "gso2025")
