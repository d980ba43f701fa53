"""A folder in which respondents contradict each other, their file names and the register."""

from __future__ import annotations

from pathlib import Path

from tests.intake.book import to_bytes
from tests.intake.corpus.form import FACTS, SHARE, VINTAGE, cell_of, department, facility, filled, page_of

from dxassess.intake.intake import take_in
from dxassess.intake.submission import FileOutcome
from dxassess.places.register import Entry, Register
from dxassess.round.identify import identify_respondents
from dxassess.round.select import select_submissions

NAME = str(FACTS["F02"])
REGISTER = Register(
    entries=tuple(
        Entry(code=code, name=NAME, type="a", province="gso2025:82", beds=40.0)
        for code in (*(f"8000{n}" for n in range(1, 8)), "80010")
    )
)
# name of the file, code, other facts, share, a comment that makes other bytes: status and findings
FILES: tuple[tuple[str, str, dict[str, object], float, str, str, tuple[str, ...]], ...] = (
    ("80001.xlsx", "80001", {}, 57, "", "accepted", ()),
    ("80001 (1).xlsx", "80001", {}, 57, "", "ignored", ("SAME_FILE_TWICE",)),
    ("80002 cũ.xlsx", "80002", {"F16": "1/10/2023"}, 50, "", "ignored", ("OLDER_SUBMISSION",)),
    ("80002 mới.xlsx", "80002", {"F16": "9/10/2023"}, 60, "", "accepted", ()),
    ("80003 a.xlsx", "80003", {}, 50, "", "rejected", ("CONFLICTING_SUBMISSIONS",)),
    ("80003 b.xlsx", "80003", {}, 60, "", "rejected", ("CONFLICTING_SUBMISSIONS",)),
    ("80004.xlsx", "80004", {}, 57, "", "accepted", ()),
    ("80004 lưu lại.xlsx", "80004", {}, 57, "x", "ignored", ("SAME_ANSWERS_TWICE",)),
    ("80005 a.xlsx", "80005", {"F16": "1/10/2023"}, 57, "", "rejected", ("FACILITY_CODE_SHARED",)),
    ("80005 b.xlsx", "80005", {"F02": "Trạm Y tế Khác"}, 50, "", "rejected", ("FACILITY_CODE_SHARED",)),
    ("80007 gửi nhầm.xlsx", "80006", {}, 57, "", "accepted_with_warnings", ("OTHER_FACILITY_IN_NAME",)),
    ("80007.xlsx", "80007", {"F03": None}, 57, "", "accepted_with_warnings", ("FILLED_FROM_REGISTER",)),
    ("80008.xlsx", "80008", {}, 57, "", "accepted_with_warnings", ("NOT_IN_REGISTER",)),
    ("80009.xlsx", "80009", {"F03": None}, 57, "", "rejected", ("TYPE_OR_PROVINCE_UNKNOWN",)),
    (
        "vô danh.xlsx",
        "80010",
        {"F02": "TYT Khác"},
        57,
        "",
        "accepted_with_warnings",
        ("DIFFERS_FROM_REGISTER",),
    ),
)


def make(folder: Path) -> None:
    """Write the files. Those that say the same are the same bytes: a workbook bears its second."""
    made: dict[str, bytes] = {}
    for name, code, facts, share, comment, _, _ in FILES:
        book = filled(facts={**FACTS, "F01": code, **facts})
        cell = cell_of(book, SHARE)
        cell.value = share
        page_of(book).cell(cell.row, 6).value = comment or None
        said = repr((code, facts, share, comment))
        (folder / name).write_bytes(made.setdefault(said, to_bytes(book)))


def read(folder: Path) -> dict[str, FileOutcome]:
    """The outcomes of a round, by file."""
    outcomes = take_in(folder, questionnaires=(facility(), department()), vintage=VINTAGE)
    known = identify_respondents(outcomes, register=REGISTER, facility=facility())
    return {outcome.file: outcome for outcome in select_submissions(known)}
