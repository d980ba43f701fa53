"""Several respondents in one file: each has its own outcome, or the file is refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.comments import Comment
from tests.intake.book import (
    ANSWERS,
    COVER,
    FACTS,
    HEAD,
    codes,
    item,
    make_book,
    questionnaire,
    to_bytes,
    with_items,
)
from tests.intake.controls import Control, with_controls
from tests.scoring.small import text

from dxassess.forms.stamp import Stamp
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.matching.identify import prepare_instruments
from dxassess.intake.read_file import ReaderSettings, take_file
from dxassess.intake.submission import FileOutcome
from dxassess.questionnaire.model import Questionnaire

EXPECTED = {"C1.1.1": "1", "C1.1.2": 57.0, "C1.2.1": True, "C1.2.2": False, "C2.1.1": 80.0}
OTHER_FACTS = {**FACTS, "F01": "80002", "F02": "Trạm khác", "F13": 10}
OTHER = {**ANSWERS, "C1.1.2": 12, "C1.2.1": "Không", "C2.1.1": 33}
OTHERS = {**EXPECTED, "C1.1.2": 12.0, "C1.2.1": False, "C2.1.1": 33.0}


def take(
    content: bytes, folder: Path, asked: Questionnaire | None = None, name: str = "a.xlsx"
) -> tuple[FileOutcome, ...]:
    (folder / name).write_bytes(content)
    settings = ReaderSettings(instruments=prepare_instruments((asked or questionnaire(),)), vintage="gso2004")
    return take_file(Workbook(file=name, path=folder / name), settings).outcomes


def answers(outcome: FileOutcome) -> dict[str, object]:
    assert outcome.submission is not None, outcome.findings
    return {a.item: a.value for a in outcome.submission.answers if a.state == "answered"}


def two_sets() -> Book:
    """The sheets of one facility, then those of another."""
    book, second = make_book(), make_book(OTHER, OTHER_FACTS)
    for sheet in second.worksheets[:2]:
        page = book.create_sheet(f"{sheet.title} (2)")
        for row in sheet.iter_rows(values_only=True):
            page.append(row)
    return book


def check_two(outcomes: Sequence[FileOutcome], names: Sequence[str]) -> None:
    file, *both = outcomes
    assert (file.status, file.submission, file.findings[0].code) == ("ignored", None, "SEVERAL_RESPONDENTS")
    assert file.findings[0].found == "2"
    assert [outcome.file for outcome in both] == [f"a.xlsx#{name}" for name in names]
    assert [answers(outcome) for outcome in both] == [EXPECTED, OTHERS]
    assert [o.submission.facts.facility_code for o in both if o.submission] == ["80001", "80002"]
    assert {outcome.sha256 for outcome in outcomes} == {file.sha256}


def test_sets_of_sheets(tmp_path: Path) -> None:
    outcomes = take(to_bytes(two_sets()), tmp_path)
    check_two(outcomes, ["Thông tin chung", "Thông tin chung (2)"])
    second = outcomes[2].submission
    assert second is not None
    place = second.answer_by_item["C1.1.2"].places[0]
    assert (place.file, place.sheet, place.cell) == ("a.xlsx", "C1 Hạ tầng (2)", "C5")


def stamped(book: Book, *codes_of_sheets: str) -> Book:
    """The workbook with a stamp on each of its sheets, "" for none."""
    named = [sheet for sheet in book.worksheets if not sheet.title.startswith("_")]
    for sheet, code in zip(named, codes_of_sheets, strict=True):
        if code:
            sheet["G1"] = Stamp(
                round="2023",
                code=code,
                respondent="facility",
                questionnaire="small",
                version="1",
                language="vi",
            ).text
    return book


def test_sheets_of_two_forms_are_told_apart_by_their_stamps_in_any_order(tmp_path: Path) -> None:
    book = stamped(two_sets(), "80001", "80001", "80002", "80002")
    book["Thông tin chung (2)"]["C3"] = None  # without its code nothing else tells the second from the first
    book.move_sheet("C1 Hạ tầng (2)", -4)
    _, second, first = take(to_bytes(book), tmp_path)
    assert (answers(first), answers(second)) == (EXPECTED, OTHERS)
    assert [o.submission.stamp.code for o in (first, second) if o.submission and o.submission.stamp] == [
        "80001",
        "80002",
    ]
    assert second.submission is not None
    assert second.submission.facts.facility_code is None


def test_each_of_several_has_the_stamp_of_its_own_sheets(tmp_path: Path) -> None:
    _, first, second = take(to_bytes(stamped(two_sets(), "80001", "", "", "80009")), tmp_path)
    stamps = [o.submission.stamp for o in (first, second) if o.submission]
    assert [stamp.code for stamp in stamps if stamp] == ["80001", "80009"]


def test_marks_of_one_of_several_are_told_to_it_alone(tmp_path: Path) -> None:
    book = two_sets()
    book["C1 Hạ tầng (2)"]["I5"] = "xem lại"
    _, first, second = take(to_bytes(book), tmp_path)
    assert "MARK_UNREAD" not in codes(first)
    assert [f.place.cell for f in second.findings if f.code == "MARK_UNREAD"] == ["I5"]


def _block(sheet: object, facts: Mapping[str, object], given: Mapping[str, object]) -> None:
    rows = [
        COVER,
        *((c, "t", v) for c, v in facts.items()),
        HEAD,
        *((c, "q", v) for c, v in given.items()),
        (),
    ]
    for row in rows:
        sheet.append(row)  # type: ignore[attr-defined] # a sheet of openpyxl


def test_sheet_of_each(tmp_path: Path) -> None:
    book = Book()
    _block(book.worksheets[0], FACTS, ANSWERS)
    _block(book.create_sheet("B"), OTHER_FACTS, OTHER)
    check_two(take(to_bytes(book), tmp_path), ["Sheet", "B"])


def test_blocks_on_one_sheet(tmp_path: Path) -> None:
    book = Book()
    _block(book.worksheets[0], FACTS, ANSWERS)
    _block(book.worksheets[0], OTHER_FACTS, OTHER)
    outcomes = take(to_bytes(book), tmp_path)
    check_two(outcomes, ["Sheet!A1", "Sheet!A15"])
    assert outcomes[2].submission is not None
    assert outcomes[2].submission.answer_by_item["C1.1.2"].places[0].cell == "C22"


def test_what_is_odd_goes_to_the_respondent_where_it_stands(tmp_path: Path) -> None:
    book = two_sets()
    book["C1 Hạ tầng (2)"]["A5"] = "C1 1 2"
    _, first, second = take(to_bytes(book), tmp_path)
    assert codes(first) == {"SHEETS_GROUPED"}
    assert codes(second) == {"SHEETS_GROUPED", "CODE_REPAIRED"}


@pytest.mark.parametrize("order", [(0, 3, 1, 4), (1, 0, 4, 3), (1, 4, 0, 3), (0, 1, 4, 3), (0, 4, 3, 1)])
def test_order_that_leaves_doubt_is_refused(order: tuple[int, ...], tmp_path: Path) -> None:
    """Whose answers are whose only the order of sheets can tell."""
    book = two_sets()
    sheets = book.worksheets
    book._sheets = [sheets[n] for n in order]  # type: ignore[attr-defined] # openpyxl has no other way
    (outcome,) = take(to_bytes(book), tmp_path)
    assert outcome.submission is None or "C1.1.2" not in answers(outcome)


def test_copy_of_the_cover_alone_makes_no_respondent(tmp_path: Path) -> None:
    book = make_book()
    page = book.create_sheet("Thông tin chung (2)")
    for code, value in OTHER_FACTS.items():
        page.append([code, "t", value])
    (outcome,) = take(to_bytes(book), tmp_path)
    assert "CONFLICTING_ANSWERS" in codes(outcome)


ROWS: list[Mapping[str, object]] = [{**FACTS, **ANSWERS}, {**OTHER_FACTS, **OTHER}]


def wide(rows: Sequence[Mapping[str, object]] = ROWS, rename: Mapping[str, str] | None = None) -> bytes:
    book = Book()
    sheet = book.worksheets[0]
    sheet.append(["Bảng tổng hợp"])
    heads = list({code: None for row in rows for code in row})
    sheet.append(["TT", *((rename or {}).get(head, head) for head in heads)])
    for n, row in enumerate(rows):
        sheet.append([n + 1, *(row.get(head) for head in heads)])
    return to_bytes(book)


ONLINE = {code: code.replace(".", "_") for code in ANSWERS}
GROUPED = {code: f"C1/C1_1/{name}" for code, name in ONLINE.items()}
KEYS = {"F01": "facility_code", "F02": "name", "F03": "Loại", "F07": "province", "F13": "beds_actual"}


@pytest.mark.parametrize("rename", [{}, ONLINE, GROUPED, {**KEYS, "F03": "type"}])
def test_table_with_a_row_for_each(rename: Mapping[str, str], tmp_path: Path) -> None:
    outcomes = take(wide(rename=rename), tmp_path)
    check_two(outcomes, ["Sheet!3", "Sheet!4"])
    second = outcomes[2].submission
    assert second is not None
    place = second.answer_by_item["C1.1.2"].places[0]
    assert (place.file, place.sheet, place.cell) == ("a.xlsx", "Sheet", "H4")
    assert {o.status for o in outcomes[1:]} == {"accepted"}


def test_what_lies_over_a_table_is_told_of_the_file(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(wide()))
    book.worksheets[0]["H4"].comment = Comment("chưa chắc", "Phòng KHTH")
    content = with_controls(to_bytes(book), 1, [Control(4, ticked=True)], drawn=False)
    outcomes = take(content, tmp_path)
    check_two(outcomes, ["Sheet!3", "Sheet!4"])
    over = [(f.code, f.place.cell) for f in outcomes[0].findings if f.code.endswith("_UNREAD")]
    assert over == [("MARK_UNREAD", "H4"), ("CONTROLS_UNREAD", None)]


def test_table_as_text(tmp_path: Path) -> None:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, ["_id", *ROWS[0]])
    writer.writeheader()
    writer.writerows(ROWS)
    outcomes = take(stream.getvalue().encode("utf-8-sig"), tmp_path, name="a.csv")
    assert [answers(outcome) for outcome in outcomes[1:]] == [EXPECTED, OTHERS]
    assert [outcome.file for outcome in outcomes] == ["a.csv", "a.csv#CSV!2", "a.csv#CSV!3"]


def test_row_of_wordings_below_the_codes_is_no_respondent(tmp_path: Path) -> None:
    asked = questionnaire()
    texts = {fact.code: fact.text["vi"] + " *" for fact in asked.facts}
    texts |= {part: words["vi"] for each in asked.items for part, words in each.parts}
    rows = [{code: texts[code] for code in ROWS[0]}, *ROWS]
    check_two(take(wide(rows), tmp_path), ["Sheet!4", "Sheet!5"])


def test_rows_without_facility_or_answers_are_listed(tmp_path: Path) -> None:
    rows = [*ROWS, {"C1.1.2": 50, "C2.1.1": 40}, {"F01": "80003", "F03": "A"}]
    outcomes = take(wide(rows), tmp_path)
    assert [o.findings[0].code for o in outcomes[3:]] == ["NO_IDENTITY", "NO_ANSWERS"]


def test_one_facility_twice_with_other_answers_counts_neither(tmp_path: Path) -> None:
    rows = [*ROWS, {**ROWS[0], "C2.1.1": 1}]
    _, first, second, third = take(wide(rows), tmp_path)
    assert (first.submission, third.submission) == (None, None)
    assert (first.findings[0].code, first.findings[0].expected) == ("FACILITY_TWICE", "Sheet!5")
    assert second.submission is not None


def test_same_row_twice_does_no_harm(tmp_path: Path) -> None:
    _, first, _, third = take(wide([*ROWS, ROWS[0]]), tmp_path)
    assert answers(first) == answers(third)


def test_unknown_column_is_named(tmp_path: Path) -> None:
    file, *_ = take(wide([{**row, "C9.9.9": 1} for row in ROWS]), tmp_path)
    assert [f.place.cell for f in file.findings if f.code == "CODE_UNKNOWN"] == ["L2"]


def test_missing_column_is_named(tmp_path: Path) -> None:
    rows = [{code: value for code, value in row.items() if code != "C1.1.2"} for row in ROWS]
    _, first, _ = take(wide(rows), tmp_path)
    assert codes(first) == {"COLUMNS_NOT_FOUND"}


def test_form_beside_a_table_is_refused(tmp_path: Path) -> None:
    book = make_book()
    page = book.create_sheet("Tổng hợp")
    page.append(list(ROWS[0]))
    page.append(list(ROWS[1].values()))
    (outcome,) = take(to_bytes(book), tmp_path)
    assert (outcome.status, codes(outcome)) == ("rejected", {"FORM_AND_TABLE"})


def _multi() -> Questionnaire:
    options = [{"code": c, "weight": 1, "text": text(f"Lựa chọn {c}")} for c in "abc"]
    return with_items(
        item("C1.1.1", "multi", options=options),
        item("C1.1.2", "percent", target=100, allow_na=True),
        item("C1.1.3", "yes_no"),
        item("C1.1.4", "yes_no"),
    )


BASE = {"F01": "80001", "F03": "a", "C1.1.2": 50, "C1_1_3": "yes", "C1_1_4": "no"}


@pytest.mark.parametrize(
    ("cells", "chosen"),
    [
        ({"C1.1.1a": 1, "C1.1.1b": 0, "C1.1.1c": 1}, ("a", "c")),
        ({"C1_1_1a": "yes", "C1_1_1b": "no", "C1_1_1c": "yes"}, ("a", "c")),
        ({"C1_1_1/a": 1, "C1_1_1/b": 0, "C1_1_1/c": 1}, ("a", "c")),
        ({"C1_1_1": "a c", "C1_1_1/a": 1, "C1_1_1/b": 0, "C1_1_1/c": 1}, ("a", "c")),
        ({"cau/C1_1_1": "c a"}, ("a", "c")),
        ({"C1_1_1": "a; b, c"}, ("a", "b", "c")),
        ({"C1_1_1": "Lựa chọn b"}, ("b",)),
    ],
)
def test_several_choices(cells: Mapping[str, object], chosen: tuple[str, ...], tmp_path: Path) -> None:
    _, outcome = take(wide([{**BASE, **cells}]), tmp_path, _multi())
    assert answers(outcome) == {"C1.1.1": chosen, "C1.1.2": 50.0, "C1.1.3": True, "C1.1.4": False}
    assert codes(outcome) <= {"READ_AS"}


@pytest.mark.parametrize(
    ("cells", "code"),
    [({"C1_1_1": "a d"}, "OPTION_UNKNOWN"), ({"C1_1_1": "a c", "C1_1_1/a": 0}, "CONFLICTING_ANSWERS")],
)
def test_choices_in_doubt_are_no_answer(cells: Mapping[str, object], code: str, tmp_path: Path) -> None:
    _, outcome = take(wide([{**BASE, **cells}]), tmp_path, _multi())
    assert "C1.1.1" not in answers(outcome)
    assert code in codes(outcome)


def test_question_whether_it_applies(tmp_path: Path) -> None:
    row = {**BASE, "C1.1.2": None, "C1_1_2_na": "yes", "C1_1_1": "a"}
    _, outcome = take(wide([row]), tmp_path, _multi())
    assert outcome.submission is not None
    assert outcome.submission.answer_by_item["C1.1.2"].state == "not_applicable"
    _, outcome = take(wide([{**row, "C1.1.2": 50}]), tmp_path, _multi())
    assert "C1.1.2" not in answers(outcome)
    assert "CONFLICTING_ANSWERS" in codes(outcome)
