"""Rows that lost their code, found again by what they ask, and never in silence."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook as Book
from openpyxl.worksheet.worksheet import Worksheet
from tests.intake.book import item, make_book, to_bytes, with_items
from tests.intake.book import read as read_small
from tests.intake.workbooks import C1, FACILITY, book, cell_of, codes, read
from tests.scoring import small

from dxassess.intake.matching.wordings import Likely, WordingIndex
from dxassess.intake.submission import FileOutcome

QUESTION = "Trạm đã phân công bằng văn bản một lãnh đạo phụ trách chuyển đổi số chưa?"


def told(outcome: FileOutcome, code: str) -> list[str | None]:
    return [f.expected_in("vi") for f in outcome.findings if f.code == code]


def value(outcome: FileOutcome, item: str) -> object:
    assert outcome.submission is not None, outcome.findings
    answer = outcome.submission.answer_by_item.get(item)
    return answer.value if answer else None


def asking(made: Book) -> Iterator[Worksheet]:
    return (sheet for sheet in made.worksheets[1:] if sheet.title != "_dxassess")


def without_code(question: str = QUESTION) -> Book:
    made = book()
    row = cell_of(made, "C1.2.5").row
    made[C1].cell(row, 1).value = None
    made[C1].cell(row, 2).value = question
    return made


@pytest.mark.parametrize("marked", [True, False])
def test_a_form_without_its_column_of_codes_is_read_by_its_questions(marked: bool, tmp_path: Path) -> None:
    whole, made = book(), book()
    for sheet in asking(made):
        sheet.delete_cols(1)
    if not marked:
        del made["_dxassess"]
        for sheet in made.worksheets:
            sheet.delete_rows(1)  # the stamp says it too
    expected, outcome = read(whole, tmp_path), read(made, tmp_path)
    assert outcome.submission is not None
    assert expected.submission is not None
    assert outcome.status == "accepted_with_warnings"
    assert outcome.submission.facts == expected.submission.facts
    assert [(a.item, a.value) for a in outcome.submission.answers] == [
        (a.item, a.value) for a in expected.submission.answers
    ]
    # One finding a sheet, with as many rows as have an answer to give; the rest is said row by row.
    gone = {f.place.sheet: f for f in outcome.findings if f.code == "CODES_GONE"}
    assert gone.keys() == {sheet.title for sheet in asking(made)}
    asked = [
        row for row in range(1, whole[C1].max_row + 1) if whole[C1].cell(row, 3).protection.locked is False
    ]
    assert gone[C1].found == str(len(asked))
    first = asked[0] if marked else asked[0] - 1
    assert f"B{first}" in str(gone[C1].expected)
    assert told(outcome, "MATCHED_BY_TEXT") == []
    assert ("INSTRUMENT_UNNAMED" in codes(outcome)) is not marked


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        QUESTION + "\nMinh chứng: Văn bản phân công (số, ngày).",
        "7. " + QUESTION.upper(),
        "Tram da phan cong bang van ban mot lanh dao phu trach chuyen doi so chua",
        unicodedata.normalize("NFD", QUESTION),
        "Trạm đã phân công bằng văn bản một lãnh đạo phụ trách chuyển đổi số chưa ạ?",
        "Tr¹m ®· ph©n c«ng b»ng v¨n b¶n mét l·nh ®¹o phô tr¸ch chuyÓn ®æi sè ch­a?",
        FACILITY.item_by_code["C1.2.5"].text["en"],
    ],
)
def test_a_question_is_recognised_however_it_is_typed(question: str, tmp_path: Path) -> None:
    outcome = read(without_code(question), tmp_path)
    assert value(outcome, "C1.2.5") is True
    assert told(outcome, "MATCHED_BY_TEXT") == ["C1.2.5"]


def test_another_question_is_not_read_and_said(tmp_path: Path) -> None:
    outcome = read(without_code("Trạm có lãnh đạo phụ trách không?"), tmp_path)
    assert value(outcome, "C1.2.5") is None
    assert {"TEXT_UNKNOWN", "ROWS_NOT_FOUND"} <= set(codes(outcome))


NEAR = tuple(
    (f"Tỷ lệ báo cáo công tác y tế gửi đúng hạn trong {when}", code)
    for when, code in (("tháng 1", "A"), ("tháng 2", "B"))
)


def test_a_question_like_two_others_is_both() -> None:
    index = WordingIndex(wordings=NEAR, groups=(), items=())
    assert index.nearest(NEAR[0][0].replace("1", "3")) == Likely(frozenset("AB"), related=True)
    assert index.nearest("Tỷ lệ báo cáo").codes == frozenset()


OPTIONS = [
    {"code": "a", "score": 1, "text": small.text("Khám bệnh từ xa")},
    {"code": "b", "score": 0, "text": small.text("Không có"), "exclusive": True},
]


@pytest.mark.parametrize(("headed", "chosen"), [(True, ("b",)), (False, None)])
def test_what_several_items_ask_is_told_apart_by_the_row_above(
    headed: bool, chosen: object, tmp_path: Path
) -> None:
    asked = with_items(
        *(
            item(code, "multi", options=OPTIONS, text=small.text(f"Câu {code}"))
            for code in ("C1.1.1", "C1.1.2")
        )
    )
    made = make_book({"C1.1.1a": "Không", "C1.1.1b": "Có", "C1.1.2a": "Không"})
    page = made.worksheets[1]
    if headed:
        page.append(["", "Câu C1.1.2"])
    page.append(["", "Không có", "Có"])
    outcome = read_small(to_bytes(made), tmp_path, asked)
    assert value(outcome, "C1.1.2") == chosen
    assert ("TEXT_AMBIGUOUS" in codes(outcome)) is not headed


def test_a_row_that_still_has_a_code_is_not_read_by_its_question(tmp_path: Path) -> None:
    made = without_code()
    made[C1].cell(cell_of(book(), "C1.2.5").row, 1).value = "C1.2.55"
    outcome = read(made, tmp_path)
    assert value(outcome, "C1.2.5") is None
    assert "CODE_UNKNOWN" in codes(outcome)
    assert told(outcome, "MATCHED_BY_TEXT") == []


def test_a_copy_without_code_must_not_contradict(tmp_path: Path) -> None:
    made = book()
    last = made[C1].max_row + 1
    made[C1].cell(last, 2).value = QUESTION
    made[C1].cell(last, 3).value = "Không"
    outcome = read(made, tmp_path)
    assert value(outcome, "C1.2.5") is None
    assert "CONFLICTING_ANSWERS" in codes(outcome)


def test_of_a_choice_whose_row_is_gone_nobody_knows(tmp_path: Path) -> None:
    made = book()
    cell_of(made, "C4.2.1a").value = "Không"
    row = cell_of(made, "C4.2.1c").row
    next(s for s in made.worksheets if s.title.startswith("C4")).delete_rows(row)
    outcome = read(made, tmp_path)
    assert value(outcome, "C4.2.1") is None
    assert "OPTION_GONE" in codes(outcome)
