"""Lists of facilities as offices have them, and what a person reads in each, typed by hand."""

from __future__ import annotations

from typing import NamedTuple

from dxassess.intake.tables import TableCell, TableSheet

Line = tuple[str, str, str, str]
"""Code, type, province (code on the map of 2025), beds or "" of a line."""
Doubt = tuple[str, str, str]
"""Cell (or "row N" where the list has no column), what is wrong, what is suggested or ""."""

GH, SH, HC, PC = "general_hospital", "specialised_hospital", "health_centre", "polyclinic"
CS, HP, CDC, DOH = "commune_station", "health_point", "preventive_centre", "department"
TN = "80"  # Tây Ninh, with Long An since 1 July 2025


class List(NamedTuple):
    """A list: its sheets, the lines that are clear and the cells that are doubtful."""

    sheets: tuple[TableSheet, ...]
    lines: tuple[Line, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def sheet(
    *rows: tuple[TableCell | int | None, ...],
    name: str = "Sheet1",
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = (),
) -> TableSheet:
    """A sheet as the door gives it: numbers are numbers, a blank cell is empty."""
    cells = tuple(
        tuple("" if c is None else float(c) if isinstance(c, int) else c for c in row) for row in rows
    )
    return TableSheet(name=name, rows=cells, merged=merged)


HEAD = ("STT", "Mã CSKCB", "Tên đơn vị", "Loại hình", "Tỉnh/Thành phố", "Số giường kế hoạch")
B1 = (1, "80001", "BVĐK tỉnh", "Bệnh viện đa khoa", "Tây Ninh", 500)
S1 = (2, "80101", "Trạm Y tế xã A", "Trạm y tế xã/phường/đặc khu", "Tây Ninh", None)
B1_READ, S1_READ = ("80001", GH, TN, "500"), ("80101", CS, TN, "")

LISTS: dict[str, List] = {
    "headings of the program": List(
        (sheet(("code", "name", "type", "province"), ("80001", "A", "general_hospital", "Tây Ninh")),),
        (("80001", GH, TN, ""),),
    ),
    "headings of the form": List(
        (
            sheet(
                ("Mã cơ sở khám bệnh, chữa bệnh", "Tên cơ sở", "Loại hình cơ sở", "Tỉnh, thành phố"),
                ("80101", "A", "Trạm y tế xã/phường/đặc khu", "Tỉnh Tây Ninh"),
            ),
        ),
        (S1_READ,),
    ),
    "titles above": List(
        (sheet(("SỞ Y TẾ",), ("DANH SÁCH CƠ SỞ KHÁM BỆNH, CHỮA BỆNH",), (), HEAD, B1, S1),),
        (B1_READ, S1_READ),
    ),
    "merged heading of two lines": List(
        (
            sheet(
                ("TT", "Cơ sở khám bệnh, chữa bệnh", None, None, "Số giường", None, "Địa bàn", None),
                (None, "Mã", "Tên", "Loại hình", "Kế hoạch", "Thực kê", "Xã/phường", "Tỉnh"),
                (1, "80001", "A", "BVĐK", 500, 612, "Phường 1", "Tây Ninh"),
                (2, 80101, "B", "TYT", "-", None, "Xã B", "Tây Ninh"),
                merged=(((0, 0), (1, 0)), ((0, 1), (0, 3)), ((0, 4), (0, 5)), ((0, 6), (0, 7))),
            ),
        ),
        (("80001", GH, TN, "612"), ("80101", CS, TN, "")),
    ),
    "two lines of heading, not merged": List(
        (
            sheet(
                (None, None, None, None, "Giường bệnh", None),
                ("Mã cơ sở KCB", "Tên cơ sở", "Phân loại", "Tỉnh", "Chỉ tiêu giao", "Thực tế"),
                ("80001", "A", "Bệnh viện đa khoa tỉnh", "Tây Ninh", "1.200", "1 250"),
            ),
        ),
        (("80001", GH, TN, "1250"),),
    ),
    "types in short": List(
        (
            sheet(
                HEAD,
                (1, "80001", "A", "BVĐK", "Tây Ninh"),
                (2, "80002", "A", "BV YHCT", "Tây Ninh"),
                (3, "80003", "A", "TTYT khu vực", "Tây Ninh"),
                (4, "80004", "A", "PKĐK", "Tây Ninh"),
                (5, "80005", "A", "tram y te phuong", "Tây Ninh"),
                (6, "80006", "A", "Điểm trạm", "Tây Ninh"),
                (7, "80007", "A", "CDC", "Tây Ninh"),
                (8, "80008", "A", "General_Hospital", "Tây Ninh"),
                (9, "80009", "A", "Commune health station", "Tây Ninh"),
                (10, "80010", "A", "Bệnh viện đa khoa hạng I", "Tây Ninh"),
            ),
        ),
        tuple(
            (f"800{n:02}", type_, TN, "")
            for n, type_ in enumerate((GH, SH, HC, PC, CS, HP, CDC, GH, CS, GH), start=1)
        ),
    ),
    "types that are none": List(
        (
            sheet(
                HEAD,
                (1, "80001", "A", "hospital", "Tây Ninh"),
                (2, "80002", "Trạm Y tế xã C", "Trạm Y tế xã C", "Tây Ninh"),
                (3, "80003", "A", "Bệnh viện", "Tây Ninh"),
                (4, "80004", "A", "Bệnh viện Sản - Nhi", "Tây Ninh"),
                (5, "80005", "A", "Trạm y té", "Tây Ninh"),
                (6, "80006", "A", None, "Tây Ninh"),
            ),
        ),
        (("80005", CS, TN, ""),),
        (
            ("D2", "type_unknown", ""),
            ("D3", "type_unknown", CS),
            ("D4", "type_unknown", GH),
            ("D5", "type_unknown", SH),
            ("D7", "type_missing", ""),
        ),
    ),
    "sums, groups, notes and signatures": List(
        (
            sheet(
                HEAD,
                ("I", None, "TUYẾN TỈNH", None, None, 500),
                B1,
                (None, None, "Cộng", None, None, 500),
                ("II", None, "TUYẾN XÃ"),
                S1,
                (None, None, "Tổng cộng (I + II)", None, None, 500),
                (),
                ("Ghi chú: số liệu đến ngày 31/12/2025",),
                (None, "Người lập biểu", None, None, "GIÁM ĐỐC"),
            ),
        ),
        (B1_READ, S1_READ),
    ),
    "numbered columns and a heading on the next page": List(
        (sheet(HEAD, ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"), B1, HEAD, S1),),
        (B1_READ, S1_READ),
    ),
    "a numbered line without a code is missed": List(
        (sheet(HEAD, B1, (2, None, "Trạm Y tế xã A", "TYT", "Tây Ninh", None)),),
        (B1_READ,),
        (("B3", "code_missing", ""),),
    ),
    "provinces misspelt, absent, of the old map": List(
        (
            sheet(
                HEAD,
                (1, "80001", "A", "TYT", "Tay Nin"),
                (2, "80002", "A", "TYT", "Long An"),
                (3, "80003", "A", "TYT", "Nowhere"),
                (4, "80004", "A", "TYT", "TP. Hồ Chí Minh"),
                (5, "80005", "A", "TYT", None),
            ),
        ),
        (("80004", CS, "79", ""),),
        (
            ("E2", "province_unknown", "Tây Ninh"),
            ("E3", "province_other_map", "Tây Ninh"),
            ("E4", "province_unknown", ""),
            ("E6", "province_missing", "Hồ Chí Minh"),
        ),
    ),
    "the province in a merged cell": List(
        (
            sheet(
                ("Tỉnh", "Mã CSKCB", "Tên", "Loại hình"),
                ("Tây Ninh", "80001", "A", "BVĐK"),
                (None, "80101", "B", "TYT"),
                merged=(((1, 0), (2, 0)),),
            ),
        ),
        (("80001", GH, TN, ""), S1_READ),
    ),
    "the province in the title": List(
        (
            sheet(
                ("DANH SÁCH CƠ SỞ TRÊN ĐỊA BÀN TỈNH TÂY NINH NĂM 2026",),
                ("Mã CSKCB", "Tên", "Loại hình"),
                ("80101", "B", "TYT"),
            ),
        ),
        (S1_READ,),
    ),
    "provinces in rows between": List(
        (
            sheet(
                ("STT", "Mã CSKCB", "Tên", "Loại hình"),
                ("I", None, "Tỉnh Tây Ninh"),
                (1, "80101", "B", "TYT"),
                ("II. Thành phố Cần Thơ",),
                (2, "92001", "C", "TYT"),
            ),
        ),
        (S1_READ, ("92001", CS, "92", "")),
        (),
    ),
    "codes that lost zeros, with marks between, as numbers": List(
        (
            sheet(
                HEAD,
                (1, 801, "A", "TYT", "Tây Ninh"),
                (2, "1-002", "A", "TYT", "Tây Ninh"),
                (3, " 80 103", "A", "TYT", "Tây Ninh"),
                (4, "80a04", "A", "TYT", "Tây Ninh"),
            ),
        ),
        (("00801", CS, TN, ""), ("01002", CS, TN, ""), ("80103", CS, TN, ""), ("80A04", CS, TN, "")),
    ),
    "codes that are none": List(
        (
            sheet(
                HEAD,
                (1, "7979002", "A", "TYT", "Tây Ninh"),
                (2, 7979003, "A", "TYT", "Tây Ninh"),
                (3, "801?2", "A", "TYT", "Tây Ninh"),
                (4, "0101234567-001", "A", "TYT", "Tây Ninh"),
            ),
        ),
        (),
        (
            ("B2", "code_long", ""),
            ("B3", "code_long", ""),
            ("B4", "code_strange", ""),
            ("B5", "code_long", ""),
        ),
    ),
    "a code twice": List(
        (sheet(HEAD, B1, S1, (3, 80001, "Trạm Y tế xã C", "TYT", "Tây Ninh", None)),),
        (B1_READ, S1_READ, ("80001", CS, TN, "")),
        (("B2", "code_twice", ""), ("B4", "code_twice", "")),
    ),
    "numbers as people write them": List(
        (
            sheet(
                ("Mã CSKCB", "Tên", "Loại hình", "Tỉnh", "Giường thực kê", "Tổng số nhân viên"),
                ("80001", "A", "BVĐK", "80", "1.200", "2,350"),
                ("80002", "A", "BVĐK", "80", "1 200", "350 người"),
                ("80003", "A", "BVĐK", "80", "1.200,0", "–"),
                ("80004", "A", "BVĐK", "80", "300 giường", 12),
                ("80005", "A", "BVĐK", "80", 0, 12),
                ("80006", "A", "BVĐK", "80", None, 12),
            ),
        ),
        tuple(
            (f"8000{n}", GH, TN, beds)
            for n, beds in enumerate(("1200", "1200", "1200", "300", "0", ""), start=1)
        ),
    ),
    "numbers that are doubtful": List(
        (
            sheet(
                ("Mã CSKCB", "Tên", "Loại hình", "Tỉnh", "Giường thực kê"),
                ("80001", "A", "BVĐK", "80", "khoảng 800"),
                ("80002", "A", "BVĐK", "80", 1.2),
                ("80003", "A", "BVĐK", "80", "200-300"),
                ("80004", "A", "BVĐK", "80", -5),
                ("80005", "A", "BVĐK", "80", "nhiều"),
            ),
        ),
        tuple((f"8000{n}", GH, TN, "") for n in range(1, 6)),
        (
            ("E2", "number_unreadable", "800"),
            ("E3", "number_fraction", "1200"),
            ("E4", "number_unreadable", ""),
            ("E5", "number_negative", ""),
            ("E6", "number_unreadable", ""),
        ),
    ),
    "a guide in front, a list on two sheets": List(
        (
            sheet(("Mã", "Tên", "Loại hình"), ("99999", "Ví dụ", "TYT"), name="Hướng dẫn"),
            sheet(HEAD, B1, name="Tuyến tỉnh"),
            sheet(HEAD, S1, name="Tuyến xã"),
        ),
        (B1_READ, S1_READ),
    ),
    "no column for types": List(
        (
            sheet(
                ("Mã CSKCB", "Tên", "Tỉnh"),
                ("80001", "Bệnh viện đa khoa Mẫu", "80"),
                ("80101", "Trạm Y tế xã A", "80"),
                ("80102", "Nhà hộ sinh B", "80"),
            ),
        ),
        (),
        (("row 2", "type_missing", GH), ("row 3", "type_missing", CS), ("row 4", "type_missing", "")),
    ),
    "a Department without a code": List(
        (sheet(HEAD, B1, (2, None, "Sở Y tế Tây Ninh", "Sở Y tế", "Tây Ninh")),),
        (B1_READ, ("SYT80", DOH, TN, "")),
    ),
    "headings and names in TCVN3": List(
        (
            sheet(
                ("M· CSKCB", "Tªn ®¬n vÞ", "Lo¹i h×nh", "TØnh"),
                ("80101", "Tr¹m Y tÕ x· A", "Tr¹m y tÕ", "T©y Ninh"),
            ),
        ),
        (S1_READ,),
    ),
}
