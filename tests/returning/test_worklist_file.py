"""A work list that people filled in comes out again with what they wrote."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from dxassess.files.journal import Written
from dxassess.findings.catalogue import FindingCode
from dxassess.findings.finding import Finding, Place
from dxassess.intake.submission import FileOutcome
from dxassess.render.worklist_file import write_worklist
from dxassess.report.people.worklist import TASKS, WorkList
from dxassess.returning.former import read_former
from dxassess.returning.whose import Whose
from dxassess.returning.worklist import RepairTask, heads
from dxassess.returning.worklist import tasks as repair_tasks
from dxassess.returning.worklist_file import write_tasks

OWNER = RepairTask._fields.index("owner")


def task(file: str, code: str = "NOT_A_NUMBER", text: str = "sai") -> RepairTask:
    return RepairTask(
        file=file,
        province="Long An",
        facility="80001",
        sheet="C1",
        cell="C4",
        item="C1.1.1",
        state="cần kiểm tra",
        severity="error",
        code=code,
        text=text,
        remedy="sửa",
    )


A, B = task("a.xlsx"), task("=b.xlsx")


def write(path: Path, *tasks: RepairTask, language: str = "vi", force: bool = False) -> Written:
    return write_tasks(path, tasks, language=language, force=force)


def edit(path: Path, **words: str) -> None:
    """What a person does in a spreadsheet to the first row; a column of their own with `note`."""
    book = openpyxl.load_workbook(path)
    page: Worksheet = book.worksheets[0]
    for name, word in words.items():
        column = RepairTask._fields.index(name) + 1 if name != "note" else page.max_column + 1
        if name == "note":
            page.cell(1, column).value = "Ghi chú"
        page.cell(2, column).value = word
    book.save(path)


def rows(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))


def test_words_and_columns_of_people_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "viec.xlsx"
    write(path, A, B)
    edit(path, owner="Chị An", done="1/12", note="đã gọi")
    assert write(path, B, A).new == ("viec.xlsx",)
    head, first, second = rows(path)
    assert head == (*heads("vi"), "Ghi chú")
    assert (first[0], first[OWNER:]) == ("=b.xlsx", (None, None, None))
    assert (second[0], second[OWNER:]) == ("a.xlsx", ("Chị An", "1/12", "đã gọi"))
    assert [each.name for each in tmp_path.glob("*.xlsx")] == ["viec.xlsx"]
    write(path, B, A, language="en")
    assert rows(path)[2][OWNER:] == ("Chị An", "1/12", "đã gọi")


def test_what_is_no_more_stays_at_the_foot(tmp_path: Path) -> None:
    path = tmp_path / "viec.xlsx"
    write(path, A, B)
    edit(path, owner="Chị An")
    for _ in range(2):
        write(path, B)
        assert [(row[0], *row[OWNER:]) for row in rows(path)[1:]] == [
            ("=b.xlsx", None, None),
            ("a.xlsx", "Chị An", "đã xong: không còn phát hiện này"),
        ]


def test_a_csv_keeps_them_too(tmp_path: Path) -> None:
    path = tmp_path / "viec.csv"
    write(path, A, B)
    lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    lines[2][OWNER] = "Chị An"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(lines)
    write(path, B, A)
    lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [(line[0], line[OWNER]) for line in lines[1:]] == [("'=b.xlsx", "Chị An"), ("a.xlsx", "")]


@pytest.mark.parametrize("change", ["sheet", "remedy", "struck", "heads"])
def test_where_more_was_changed_the_list_is_left_and_the_new_one_written_beside(
    change: str, tmp_path: Path
) -> None:
    path = tmp_path / "viec.xlsx"
    write(path, A, B)
    edit(path, owner="Chị An")
    book = openpyxl.load_workbook(path)
    if change == "sheet":
        book.create_sheet("Của tôi")["A1"].value = "x"
    elif change == "remedy":
        book.worksheets[0].cell(2, OWNER).value = "gọi chị Bình"
    elif change == "struck":
        book.worksheets[0].cell(3, 1).font = Font(strike=True)
    else:
        book.worksheets[0].cell(1, 1).value = "Của tôi"
    book.save(path)
    before = path.read_bytes()
    assert write(path, A, task("c.xlsx")).beside == (("viec.xlsx", "viec (2).xlsx"),)
    assert path.read_bytes() == before
    assert rows(tmp_path / "viec (2).xlsx")[1][OWNER] == (None if change == "heads" else "Chị An")


def test_force_starts_anew(tmp_path: Path) -> None:
    path = tmp_path / "viec.xlsx"
    write(path, A)
    edit(path, owner="Chị An")
    assert write(path, A, force=True).new == ("viec.xlsx",)
    assert rows(path)[1][OWNER] is None


def test_a_list_of_advice_keeps_owner_date_and_done(tmp_path: Path) -> None:
    path = tmp_path / "advice.xlsx"

    def row(item: str) -> tuple[str | None, ...]:
        known = {"code": "80001", "item": item, "recommendation": "làm", "question": "?"}
        return tuple(known.get(name) for name in TASKS)

    def written(*items: str) -> Written:
        work = WorkList(tasks=tuple(map(row, items)), plans=())
        former = read_former(path)
        sheets = (former.rows, *former.rest) if former else ()
        return write_worklist(path, work, language="vi", former=sheets)

    written("C1.1.1", "C1.1.2")
    book = openpyxl.load_workbook(path)
    for name, word in (("owner", "Chị An"), ("due", "1/12")):
        book.worksheets[0].cell(3, TASKS.index(name) + 1).value = word
    book.save(path)
    assert written("C1.1.2", "C1.1.3").new == ("advice.xlsx",)
    assert [line[-3:] for line in rows(path)[1:]] == [("Chị An", "1/12", None), (None, None, None)]
    assert written("C1.1.3").new == ("advice.xlsx",)
    assert rows(path)[2][-3:] == ("Chị An", "1/12", "đã xong: không còn trong danh sách")


def test_a_file_that_is_in_another_state_now_is_no_edit_of_a_person(tmp_path: Path) -> None:
    path = tmp_path / "viec.xlsx"
    write(path, A, B)
    edit(path, owner="Chị An")
    assert write(path, A._replace(state="đã gửi trả"), B).beside == ()
    states = {row[0]: (row[3], row[OWNER]) for row in rows(path)[1:]}
    assert states == {"a.xlsx": ("đã gửi trả", "Chị An"), "=b.xlsx": ("cần kiểm tra", None)}


def test_both_lists_print_on_landscape_a4_with_wrapped_cells_under_their_heads(tmp_path: Path) -> None:
    write(tmp_path / "viec.xlsx", A, task("c.xlsx", text="rất dài " * 40))
    decided = ("80001", "Cơ sở", "Long An", "C1.1.1", "hỏi " * 40, *(None,) * (len(TASKS) - 5))
    write_worklist(tmp_path / "plan.xlsx", WorkList(tasks=(decided,), plans=()), language="vi")
    for name in ("viec.xlsx", "plan.xlsx"):
        page: Worksheet = openpyxl.load_workbook(tmp_path / name).worksheets[0]
        assert (page.page_setup.orientation, int(page.page_setup.paperSize or 0)) == ("landscape", 9)
        assert page.sheet_properties.pageSetUpPr is not None
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
        assert page.print_title_rows in ("1:1", "$1:$1")
        told = [cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
        assert all(cell.alignment.wrap_text for cell in told)
        assert sum(each.width for each in page.column_dimensions.values()) < 320, "too wide to be read on A4"


def test_what_nobody_has_to_do_anything_about_is_no_task() -> None:
    """Two findings of one file; the register that was read as one needs nothing."""
    codes: tuple[FindingCode, ...] = ("CANNOT_OPEN", "REGISTER_FILE")
    found = tuple(Finding(code=code, place=Place(file="a.xlsx")) for code in codes)
    outcome = FileOutcome(file="a.xlsx", size=1, sha256="0" * 64, status="rejected", findings=found)
    made = repair_tasks([outcome], {"a.xlsx": Whose()}, language="vi")
    assert [each.code for each in made] == ["CANNOT_OPEN"]


@pytest.mark.parametrize("reason", ["SAME_FILE_TWICE", "SAME_ANSWERS_TWICE", "ANOTHER_CHOSEN"])
def test_what_counts_by_another_file_is_no_task(reason: FindingCode) -> None:
    """Sent twice its faults stood in the list twice; of what was passed over they cannot be mended."""
    found = tuple(Finding(code=code, place=Place(file="a (1).xlsx")) for code in ("NOT_A_NUMBER", reason))
    outcome = FileOutcome(file="a (1).xlsx", size=1, sha256="0" * 64, status="ignored", findings=found)
    assert repair_tasks([outcome], {"a (1).xlsx": Whose()}, language="vi") == ()


@pytest.mark.parametrize(("language", "word"), [("vi", "Phải sửa"), ("en", "To correct")])
def test_how_grave_it_is_stands_in_the_language_of_the_reader(
    language: str, word: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.xlsx"
    write(path, A, language=language)
    assert rows(path)[1][RepairTask._fields.index("severity")] == word
