"""The 25 mistakes that an audit of the whole way made; what a good answer is was written by hand."""

from __future__ import annotations

from pathlib import Path

from tests.cli.filling import fill_in
from tests.cli.mistakes.mistake import Mistake
from tests.cli.mistakes.tiny_round import HEADS, ran, table, written

_OWN = (
    ("SỞ Y TẾ TÂY NINH",),
    ("STT", "Mã CSKCB", "Tên đơn vị", "Loại hình", "Tỉnh/Thành phố", "Số giường"),
    (1, "80001", "Bệnh viện Mẫu", "Bệnh viện đa khoa", "Tây Ninh", "1.200"),
    (2, "80002", "Trạm Y tế Mẫu", "Trạm y tế", "Tây Ninh", None),
)
_STATION = ("80002", "Trạm Y tế Mẫu", "commune_station", "Tây Ninh")


def _corrected(folder: Path) -> None:
    """The marked copy corrected, its day as it was."""
    ran("check", "R", "--return", "R/returned")(folder)
    fill_in(folder / "R/returned/80012.xlsx", folder / "R/inbox/80012 lại.xlsx", {"C5.3.1": "3"})


def _sheet_by_sheet(folder: Path) -> None:
    """What Excel writes of a form that is saved as CSV, one file a sheet."""
    for name in ("Thông tin chung", "C1 Cam kết"):
        written(f"csv/80014-{name}.csv", "Mã,Câu hỏi,Trả lời\nF16,Ngày,20/11/2025\nC1.2.5,Phân công,Có\n")(
            folder
        )


def _no_forms(folder: Path) -> None:
    for name in ("quét.jpg", "tài liệu.rar", "công văn.docx"):
        (folder / "R/inbox" / name).write_bytes(b"\xff\xd8\xff\xe0 no form")


FOUND = (
    Mistake(
        "The own list with title rows and Vietnamese heads as the register",
        'new "R 2" --register list.xlsx',
        0,
        says=("2",),
        there=("R 2/register.xlsx",),
        before=table("list.xlsx", *_OWN),
    ),
    Mistake(
        "Vietnamese heads in the list from which forms are made",
        "forms list.xlsx -o f",
        0,
        there=("f/*/80001*", "f/*/80002*"),
        before=table("list.xlsx", *_OWN),
    ),
    Mistake(
        "Types in Vietnamese",
        "forms list.xlsx -o f",
        0,
        there=("f/*/80001*",),
        before=table("list.xlsx", HEADS, ("80001", "Bệnh viện Mẫu", "Bệnh viện đa khoa", "Tây Ninh")),
    ),
    Mistake(
        "A type that there is not",
        "forms list.xlsx -o f",
        2,
        says=("bệnh xá lớn", "2"),
        gone=("f/*/*",),
        before=table("list.xlsx", HEADS, ("80001", "A", "bệnh xá lớn", "Tây Ninh")),
    ),
    Mistake(
        "A line of sums at the foot of the list",
        "forms list.xlsx -o f",
        0,
        there=("f/*/80002*",),
        gone=("f/*/*cộng*",),
        before=table("list.xlsx", HEADS, _STATION, (None, "Tổng cộng", None, None)),
    ),
    Mistake(
        "A misspelt province",
        "forms list.xlsx -o f",
        2,
        says=("Tay Nin", "Tây Ninh"),
        gone=("f/*/*",),
        before=table("list.xlsx", HEADS, ("80001", "A", "commune_station", "Tay Nin")),
    ),
    Mistake(
        "One code twice",
        "forms list.xlsx -o f",
        2,
        says=("80002", "3"),
        gone=("f/*/*",),
        before=table("list.xlsx", HEADS, _STATION, (*_STATION[:1], "Trạm khác", *_STATION[2:])),
    ),
    Mistake(
        "Codes as numbers that lost their zeros",
        "forms list.xlsx -o f",
        0,
        there=("f/*/00801*",),
        before=table("list.xlsx", HEADS, (801, *_STATION[1:])),
    ),
    Mistake(
        "A code of seven digits",
        "forms list.xlsx -o f",
        2,
        says=("7979002",),
        gone=("f/*/*",),
        before=table("list.xlsx", HEADS, ("7979002", *_STATION[1:])),
    ),
    Mistake(
        "A list in an old code page",
        "forms list.csv -o f",
        2,
        says=("list.csv", ".xlsx", "Windows-1258"),
        gone=("f/*/*",),
        before=written(
            "list.csv", "code,name,type,province\n80002,Tra\u0323m,commune_station,Tây Ninh\n", "cp1258"
        ),
    ),
    Mistake(
        "The register is called register.xls",
        "forms S -o f",
        0,
        there=("f/*/80002*",),
        before=table("S/register.xls", HEADS, _STATION),
    ),
    Mistake("A name with a blank, not quoted", "check Kỳ 2026", 2, says=("Kỳ",)),
    Mistake(
        "A file in place of the folder",
        "check R/inbox/00801.xlsx",
        2,
        says=("R/inbox/00801.xlsx", "'R/inbox'"),
    ),
    Mistake("A language by the wrong letters", "report R --lang vn", 2, says=("vn", "vi", "en")),
    Mistake("A table as PDF", "score R -o diem.pdf", 2, says=(".xlsx",), gone=("diem.pdf",)),
    Mistake(
        "Reports into the folder that is read",
        "report R -o R/inbox/bc",
        2,
        says=("R/inbox",),
        gone=("R/inbox/bc",),
    ),
    Mistake(
        "No place named for the reports of a bare folder",
        "report S",
        2,
        says=("--out", "dxassess report --help"),
        before=written("S/a.txt", ""),
    ),
    Mistake("A code without its zeros", "explain R 801", 0, says=("C1.2.5",)),
    Mistake("The code of a question in small letters", "explain R 00801 c1.2.5", 0, says=("C1.2.5",)),
    Mistake(
        "Why has this facility no score? Its file cannot be read",
        "explain R 80013",
        2,
        says=("80013", "80013.xlsx"),
    ),
    Mistake("An empty folder", "check S", 0, says=("S",), before=lambda folder: (folder / "S").mkdir()),
    Mistake("A framework that there is not", "score R --as tt54x", 2, says=("tt54x", "circular-54-2017")),
    Mistake(
        "A marked copy comes back corrected, its day as it was",
        "check R --all",
        1,
        says=("80012 lại.xlsx",),
        lacks=("CONFLICTING_SUBMISSIONS",),
        before=_corrected,
    ),
    Mistake(
        "A form saved as CSV, one file a sheet",
        "check csv --return back",
        1,
        says=(".xlsx",),
        gone=("back/*2*.txt",),
        before=_sheet_by_sheet,
    ),
    Mistake(
        "A scan, an archive and a letter among the forms",
        "check R --return back",
        1,
        says=("quét.jpg", "công văn.docx"),
        gone=("back/quét*", "back/tài*", "back/công*"),
        before=_no_forms,
    ),
)
