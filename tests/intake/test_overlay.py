"""The form as issued laid over what came back: no mark on it goes unread, and a sound form raises none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet
from tests.intake.recall import settings
from tests.intake.workbooks import C1, book, cell_of, issued, saved

from dxassess.intake.gathering.files import Workbook
from dxassess.intake.read_file import read_file
from dxassess.intake.submission import FileOutcome

Change = Callable[[Book], object]
OVERLAY = {
    "ANSWERS_MISFIT",
    "ANSWER_DOUBTED",
    "ANSWER_ELSEWHERE",
    "SECOND_ANSWER",
    "CODE_TEXT_DIFFER",
    "QUESTION_CHANGED",
    "UNIT_CHANGED",
    "MARK_UNREAD",
    "OBJECTS_UNREAD",
}
YES, LEVEL, SHARE = "C2.4.1", "C1.1.1", "C1.2.2"
C3 = "C3 Thực trạng ứng dụng"


def read(made: bytes | Book, folder: Path) -> FileOutcome:
    """The outcome of a form, read in this process."""
    path = folder / "a.xlsx"
    path.write_bytes(made if isinstance(made, bytes) else saved(made))
    return read_file(Workbook(file=path.name, path=path), settings())


def told(outcome: FileOutcome) -> set[tuple[str, str | None, str | None]]:
    """The findings of the overlay: code, item, cell."""
    return {(f.code, f.item, f.place.cell) for f in outcome.findings if f.code in OVERLAY}


def filled(*changes: Change) -> Book:
    """The form with a level, a share and a yes, then changed."""
    made = book()
    for code, value in ((LEVEL, 2), (SHARE, 57)):
        cell_of(made, code).value = value
    for change in changes:
        change(made)
    return made


def at(made: Book, code: str) -> tuple[Worksheet, int]:
    cell = cell_of(made, code)
    return cell.parent, cell.row  # type: ignore[return-value] # no chart sheet has cells


def put(code: str, column: int, text: object) -> Change:
    """Something typed into another column of the row of `code`."""

    def change(made: Book) -> None:
        page, row = at(made, code)
        page.cell(row, column).value = text  # type: ignore[assignment] # whatever is typed

    return change


def blank(code: str) -> Change:
    return put(code, 3, None)


def value(outcome: FileOutcome, code: str) -> object:
    assert outcome.submission is not None, outcome.findings
    return outcome.submission.answer_by_item[code].value


def test_a_sound_form_raises_nothing(tmp_path: Path) -> None:
    outcome = read(filled(), tmp_path)
    assert told(outcome) == set()
    assert (value(outcome, LEVEL), value(outcome, SHARE), value(outcome, YES)) == ("2", 57.0, True)
    blank_one = read(issued(), tmp_path)
    assert [f.code for f in blank_one.findings if f.severity == "error"] == ["NO_ANSWERS"]
    assert told(blank_one) == set()


UNIT, EVIDENCE, COMMENT, BEYOND = 4, 5, 6, 9


@pytest.mark.parametrize(
    ("code", "column", "text"),
    [
        (YES, UNIT, "Có"),
        (YES, EVIDENCE, "Không"),
        (YES, COMMENT, "Có"),
        (YES, BEYOND, "x"),
        (LEVEL, UNIT, 2),
        (SHARE, UNIT, "57%"),
        (SHARE, COMMENT, "57%"),
        (SHARE, BEYOND, 57),
    ],
)
def test_an_answer_beside_a_blank_one_is_named_and_not_read(
    code: str, column: int, text: object, tmp_path: Path
) -> None:
    outcome = read(filled(blank(code), put(code, column, text)), tmp_path)
    ((kind, item, _),) = told(outcome)
    assert (kind, item) == ("ANSWER_ELSEWHERE", code)
    assert value(outcome, code) is None


@pytest.mark.parametrize("column", [EVIDENCE, COMMENT])
def test_remarks_are_no_answers(column: int, tmp_path: Path) -> None:
    remarks = {
        LEVEL: "QĐ 12/QĐ-TYT",
        "C1.1.2": "kèm theo",
        SHARE: "15/03/2023",
        "C1.2.5": "chưa",
        YES: "PL1",
        "C2.1.1": 2,
        "C5.2.1a": "x",
    }
    made = filled(*(blank(code) for code in remarks))
    for code, text in remarks.items():
        put(code, column, text)(made)
    assert told(read(made, tmp_path)) == set()


def test_bare_numbers_in_three_rows_are_answers(tmp_path: Path) -> None:
    levels = [LEVEL, "C1.1.2", SHARE]
    made = filled(*(put(code, COMMENT, n + 2) for n, code in enumerate(levels)), blank(LEVEL), blank(SHARE))
    found = told(read(made, tmp_path))
    assert {(code, item) for code, item, _ in found} == {("ANSWER_ELSEWHERE", c) for c in levels}


def test_an_answer_in_another_row_of_the_same_item_takes_it_along(tmp_path: Path) -> None:
    made = filled()
    first = cell_of(made, "C5.2.1a")
    page, row = at(made, "C5.2.1a")
    first.value = "Có"
    page.cell(row - 1, 3).value = "x"
    outcome = read(made, tmp_path)
    assert told(outcome) == {("SECOND_ANSWER", "C5.2.1", f"C{row - 1}")}
    assert value(outcome, "C5.2.1") is None
    first.value = None
    outcome = read(made, tmp_path)
    assert told(outcome) == {("ANSWER_ELSEWHERE", "C5.2.1", f"C{row - 1}")}
    (elsewhere,) = (f for f in outcome.findings if f.code == "ANSWER_ELSEWHERE")
    assert elsewhere.expected == f"C{row}–C{row + 5}"


def test_a_second_answer_is_asked_about_and_the_same_again_is_not(tmp_path: Path) -> None:
    other = read(filled(put(LEVEL, BEYOND, 3)), tmp_path)
    assert told(other) == {("SECOND_ANSWER", LEVEL, "I5")}
    assert value(other, LEVEL) is None
    same = read(filled(put(LEVEL, BEYOND, 2)), tmp_path)
    assert told(same) == {("MARK_UNREAD", None, "I5")}
    assert value(same, LEVEL) == "2"


@pytest.mark.parametrize("heading", ["Trả lời lần 2", "Đáp án đúng", "Câu trả lời sau khi sửa"])
def test_a_column_headed_as_answers_is_one(heading: str, tmp_path: Path) -> None:
    made = filled(put(LEVEL, BEYOND, 3), put(SHARE, BEYOND, "đang tính lại"))
    made[C1].cell(3, BEYOND).value = heading
    outcome = read(made, tmp_path)
    assert {item for code, item, _ in told(outcome) if code == "SECOND_ANSWER"} == {LEVEL, SHARE}
    assert value(outcome, SHARE) is None


def test_code_and_text_of_two_items_cost_both(tmp_path: Path) -> None:
    made = filled()
    page, row = at(made, LEVEL)
    _, other = at(made, "C1.1.2")
    page.cell(row, 1).value, page.cell(other, 1).value = "C1.1.2", LEVEL
    swapped = read(made, tmp_path)
    assert {(code, item) for code, item, _ in told(swapped)} == {
        ("CODE_TEXT_DIFFER", LEVEL),
        ("CODE_TEXT_DIFFER", "C1.1.2"),
    }
    assert value(swapped, LEVEL) is value(swapped, "C1.1.2") is None
    made = filled()
    page, row = at(made, LEVEL)
    page.cell(row, 2).value = page.cell(other, 2).value
    replaced = read(made, tmp_path)
    assert {item for _, item, _ in told(replaced)} == {LEVEL, "C1.1.2"}


@pytest.mark.parametrize(
    ("behind", "is_blank", "expected"),
    [
        ("\nTrả lời: Có", True, "ANSWER_ELSEWHERE"),
        (" (Có)", True, "ANSWER_ELSEWHERE"),
        ("\nTrả lời: Không", False, "SECOND_ANSWER"),
        ("\nxem công văn", False, "MARK_UNREAD"),
    ],
)
def test_what_stands_behind_a_question(behind: str, is_blank: bool, expected: str, tmp_path: Path) -> None:
    made = filled(*([blank(YES)] if is_blank else []))
    page, row = at(made, YES)
    page.cell(row, 2).value = f"{page.cell(row, 2).value}{behind}"
    assert {code for code, _, _ in told(read(made, tmp_path))} == {expected}


@pytest.mark.parametrize("sign", ["x {}", "[x] {}", "✓ {}", "{} ✓", "→ {}"])
def test_a_sign_beside_an_option_of_a_question(sign: str, tmp_path: Path) -> None:
    made = filled(blank(LEVEL))
    page, row = at(made, LEVEL)
    lines = str(page.cell(row, 2).value).split("\n")
    option = next(n for n, line in enumerate(lines) if line.startswith("2."))
    lines[option] = sign.format(lines[option])
    page.cell(row, 2).value = "\n".join(lines)
    assert told(read(made, tmp_path)) == {("ANSWER_ELSEWHERE", LEVEL, "B5")}


def test_options_struck_out_in_the_question(tmp_path: Path) -> None:
    made = filled(blank(LEVEL))
    page, row = at(made, LEVEL)
    page.cell(row, 2).font = Font(strike=True)
    assert told(read(made, tmp_path)) == {("ANSWER_ELSEWHERE", LEVEL, "B5")}


def test_texts_that_were_changed(tmp_path: Path) -> None:
    made = filled(put(LEVEL, 2, "Câu hỏi của riêng đơn vị chúng tôi"))
    assert told(read(made, tmp_path)) == {("QUESTION_CHANGED", LEVEL, "B5")}
    near = filled()
    page, row = at(near, LEVEL)
    page.cell(row, 2).value = str(page.cell(row, 2).value).split("\n")[0]
    assert told(read(near, tmp_path)) == set()


@pytest.mark.parametrize("text", ["2", "Kế toán:\n2. ", "Trả lời: 2"])
def test_an_answer_in_a_note(text: str, tmp_path: Path) -> None:
    made = filled(blank(LEVEL))
    cell_of(made, LEVEL).comment = Comment(text, "Kế toán")
    outcome = read(made, tmp_path)
    assert told(outcome) == {("ANSWER_ELSEWHERE", LEVEL, "C5")}


def test_a_note_that_says_something_else_is_told(tmp_path: Path) -> None:
    made = filled()
    cell_of(made, LEVEL).comment = Comment("đã hỏi lại phòng", "Kế toán")
    assert told(read(made, tmp_path)) == {("MARK_UNREAD", None, "C5")}


@pytest.mark.parametrize("place", ["C1 Cam kết", "Hướng dẫn", "Thông tin chung"])
def test_what_stands_where_nothing_is_asked(place: str, tmp_path: Path) -> None:
    made = filled()
    made[place].cell(120, 2).value = "đơn vị xin nộp chậm"
    assert told(read(made, tmp_path)) == {("MARK_UNREAD", None, "B120")}


def slide(made: Book, step: int, first: int = 4) -> None:
    page = made[C3]
    values = [page.cell(row, 3).value for row in range(first, page.max_row + 1)]
    for row in range(first, page.max_row + 1 + step):
        at_ = row - first - step
        page.cell(row, 3).value = values[at_] if 0 <= at_ < len(values) else None


def answered_everywhere() -> Book:
    """A form in which every question has an answer that fits."""
    made = filled()
    for page in made.worksheets[2:-1]:
        lists = {
            str(area.sqref).partition(":")[0]: area.formula1 for area in page.data_validations.dataValidation
        }
        for row in range(4, page.max_row + 1):
            name = f"C{row}"
            if name in lists and page.cell(row, 1).value:
                page.cell(row, 3).value = _fitting(made, str(lists[name]))
    return made


def _fitting(made: Book, rule: str) -> str | int:
    if rule.startswith('"'):
        return rule.strip('"').split(",")[0]
    if rule.startswith(("_dxassess!", "=_dxassess!", "'_dxassess'!")):
        first = rule.partition("!")[2].partition(":")[0].replace("$", "")
        return str(made["_dxassess"][first].value)
    return 7


@pytest.mark.parametrize("step", [1, 2, 3, 5])
def test_a_column_that_slid_is_not_read(step: int, tmp_path: Path) -> None:
    made = answered_everywhere()
    sound = read(made, tmp_path)
    assert not {code for code, _, _ in told(sound)}, told(sound)
    slide(made, step)
    outcome = read(made, tmp_path)
    codes = {finding.code for finding in outcome.findings}
    assert codes & {"ANSWERS_MISFIT", "ANSWERS_SHIFTED"}
    if outcome.submission is not None:
        sheet = {a.item: a for a in outcome.submission.answers if a.item.startswith("C3.")}
        assert {a.state for a in sheet.values()} == {"missing"}


def test_answers_saved_again_raise_nothing(tmp_path: Path) -> None:
    """What openpyxl writes of the form raises no more than what was issued."""
    assert told(read(saved(answered_everywhere()), tmp_path)) == set()


@pytest.mark.parametrize("column", [EVIDENCE, COMMENT])
@pytest.mark.parametrize("listed", ["a, c", "A; C", "a và c", "Trình bày tại hội thảo"])
def test_options_listed_beside_the_question_are_asked_about(listed: str, column: int, tmp_path: Path) -> None:
    made = filled()
    page, row = at(made, "C5.2.1a")
    page.cell(row - 1, column).value = listed
    outcome = read(made, tmp_path)
    place = page.cell(row - 1, column).coordinate
    assert told(outcome) == {("ANSWER_ELSEWHERE", "C5.2.1", place)}


@pytest.mark.parametrize("remark", ["x", "Báo cáo số 12, phụ lục a", "đang chuẩn bị"])
def test_a_remark_beside_the_question_is_none(remark: str, tmp_path: Path) -> None:
    made = filled()
    page, row = at(made, "C5.2.1a")
    page.cell(row - 1, COMMENT).value = remark
    assert told(read(made, tmp_path)) == set()
