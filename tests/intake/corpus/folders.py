"""A folder in which respondents contradict each other, their file names and the register."""

from __future__ import annotations

from pathlib import Path

from tests.intake.book import to_bytes
from tests.intake.corpus.form import (
    FACTS,
    SHARE,
    VINTAGE,
    cell_of,
    department,
    facility,
    filled,
    page_of,
    stamp,
)

from dxassess.intake.intake import take_in
from dxassess.intake.submission import FileOutcome
from dxassess.places.register import Entry, Register
from dxassess.round.identify import Life, identify_respondents
from dxassess.round.select import select_submissions

NAME = str(FACTS["F02"])
REGISTER = Register(
    entries=(
        *(
            Entry(code=code, name=NAME, type="a", province="gso2025:82", beds=40.0)
            for code in (*(f"8000{n}" for n in range(1, 8)), "80010", "80011", "80015", "80016", "80017")
        ),
        Entry(code="80012", name="Sở Y tế Đồng Tháp", type="department", province="gso2025:82"),
        Entry(code="80013", name="Trạm Y tế Một", type="a", province="gso2025:82"),
        Entry(code="80014", name="Trạm Y tế Hai", type="a", province="gso2025:82"),
    )
)
STAMPED = "stamp"
"""Instead of a fact: the code and the round of the stamp on the form."""
LIFE = Life("2023", None, "2024-01-01")
# name of the file, code, other facts, share, a comment that makes other bytes: status and findings
FILES: tuple[tuple[str, str, dict[str, object], float, str, str, tuple[str, ...]], ...] = (
    ("80001.xlsx", "80001", {}, 57, "", "accepted", ()),
    ("80001 (1).xlsx", "80001", {}, 57, "", "ignored", ("SAME_FILE_TWICE",)),
    ("80002 cũ.xlsx", "80002", {"F16": "1/10/2023"}, 50, "", "ignored", ("MERGED",)),
    ("80002 mới.xlsx", "80002", {"F16": "9/10/2023"}, 60, "", "accepted", ("ANSWER_UPDATED",)),
    ("80003 a.xlsx", "80003", {}, 50, "", "accepted_with_warnings", ("VERSIONS_DIFFER",)),
    ("80003 b.xlsx", "80003", {}, 60, "", "ignored", ("MERGED",)),
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
    ("80011 không mã.xlsx", "", {}, 57, "", "accepted_with_warnings", ("RECOGNISED",)),
    ("80012.xlsx", "80012", {}, 57, "", "rejected", ("WRONG_RESPONDENT",)),
    ("80013.xlsx", "80013", {"F02": "Trạm Y tế Hai"}, 57, "", "rejected", ("NAME_OF_ANOTHER",)),
    ("80015.xlsx", "80015", {"F16": "1/10/2053"}, 57, "", "accepted_with_warnings", ("DATE_DOUBTFUL",)),
    ("80016.xlsx", "80016", {STAMPED: "80016 2022"}, 57, "", "rejected", ("OTHER_ROUND",)),
    ("80017.xlsx", "80017", {STAMPED: "80016 2023"}, 57, "", "accepted_with_warnings", ("STAMP_DIFFERS",)),
)


def make(folder: Path) -> None:
    """Write the files. Those that say the same are the same bytes: a workbook bears its second."""
    made: dict[str, bytes] = {}
    for name, code, facts, share, comment, _, _ in FILES:
        book = filled(facts={**FACTS, "F01": code, **{k: v for k, v in facts.items() if k != STAMPED}})
        if STAMPED in facts:
            stamped, round_id = str(facts[STAMPED]).split()
            page_of(book)["G1"] = stamp(stamped, round_id)
        cell = cell_of(book, SHARE)
        cell.value = share
        page_of(book).cell(cell.row, 6).value = comment or None
        said = repr((code, facts, share, comment))
        (folder / name).write_bytes(made.setdefault(said, to_bytes(book)))


def read(folder: Path) -> dict[str, FileOutcome]:
    """The outcomes of a round, by file."""
    outcomes = take_in(folder, questionnaires=(facility(), department()), vintage=VINTAGE)
    known = identify_respondents(outcomes, register=REGISTER, facility=facility(), life=LIFE)
    return {outcome.file: outcome for outcome in select_submissions(known)}
