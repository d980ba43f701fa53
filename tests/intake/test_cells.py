"""Cells that a reader shows as blank or bare: errors, formulas, merges, formats, options shifted by a row."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook as Book
from tests.intake.book import SHEET, codes, item, make_book, read, to_bytes, values, with_items, with_part
from tests.scoring.small import text

from dxassess.intake.submission import FileOutcome

PAGE = "C1 Hạ tầng"
LEVELS = ("Chưa có", "Có kế hoạch, chưa triển khai", "Đã triển khai một phần", "Đã triển khai toàn bộ")


def _cell(xml: bytes) -> bytes:
    """The form with its answer to C1.1.2, in C5, written as `xml`."""
    return with_part(SHEET, lambda data: re.sub(rb'<c r="C5"[^>]*>.*?</c>', xml, data, count=1))


@pytest.mark.parametrize("error", [b"#REF!", b"#N/A", b"#DIV/0!", b"#VALUE!"])
def test_error_is_not_a_blank(tmp_path: Path, error: bytes) -> None:
    outcome = read(_cell(b'<c r="C5" t="e"><v>' + error + b"</v></c>"), tmp_path)
    (found,) = outcome.findings
    assert (found.code, found.item, found.place.cell) == ("ERROR_CELL", "C1.1.2", "C5")
    assert "C1.1.2" not in values(outcome)


@pytest.mark.parametrize(
    ("xml", "code", "value"),
    [
        (b'<c r="C5"><f>1+1</f></c>', "FORMULA_NO_VALUE", None),
        (b'<c r="C5"><f>1+1</f><v></v></c>', "FORMULA_NO_VALUE", None),
        (b'<c r="C5"><f>50+7</f><v>57</v></c>', "FORMULA", 57.0),
        (b'<c r="C5"><f t="shared" si="0"/><v>57</v></c>', "FORMULA", 57.0),
    ],
)
def test_formula(tmp_path: Path, xml: bytes, code: str, value: float | None) -> None:
    outcome = read(_cell(xml), tmp_path)
    assert codes(outcome) == {code}
    assert values(outcome).get("C1.1.2") == value


@pytest.mark.parametrize("form", ["0%", "0.0%", '#,##0.0 "tỷ lệ"%'])
def test_percent_format_is_looked_up(tmp_path: Path, form: str) -> None:
    book = make_book()
    book[PAGE]["C5"].value, book[PAGE]["C5"].number_format = 0.95, form
    outcome = read(to_bytes(book), tmp_path)
    assert (codes(outcome), values(outcome)["C1.1.2"]) == (set(), 95.0)


def test_percent_sign_as_a_literal_is_no_format(tmp_path: Path) -> None:
    book = make_book()
    book[PAGE]["C5"].value, book[PAGE]["C5"].number_format = 95, '0"%"'
    assert values(read(to_bytes(book), tmp_path))["C1.1.2"] == 95.0


def test_merged_answers_are_one_answer(tmp_path: Path) -> None:
    book = make_book()
    book[PAGE].merge_cells("C6:C7")
    outcome = read(to_bytes(book), tmp_path)
    assert codes(outcome) == {"MERGED_ANSWER"}
    assert values(outcome)["C1.2.1"] is True
    assert "C1.2.2" not in values(outcome)


def _chosen(answer: str, folder: Path) -> FileOutcome:
    options = [{"code": str(n), "score": n / 3, "text": text(words)} for n, words in enumerate(LEVELS)]
    asked = with_items(item("C1.1.1", "choice", options=options), item("C1.1.2", "yes_no"))
    book: Book = make_book({"C1.1.1": answer, "C1.1.2": "Có"})
    return read(to_bytes(book), folder, asked)


@pytest.mark.parametrize(
    ("answer", "code", "value"),
    [
        ("2. Đã triển khai một phần", None, "2"),
        ("2. Đã triển khai 1 phần", "READ_AS", "2"),
        ("2. ?ã tri?n khai m?t ph?n", "READ_AS", "2"),
        ("2. triển khai một phần", "READ_AS", "2"),
        ("2. Đã triển khai toàn bộ", "OPTION_AMBIGUOUS", None),
        ("2. Dưới 10 máy tính", "OPTION_AMBIGUOUS", None),
        ("9. Đã triển khai một phần", "OPTION_UNKNOWN", None),
    ],
)
def test_number_and_words_of_an_option_must_agree(
    tmp_path: Path, answer: str, code: str | None, value: str | None
) -> None:
    outcome = _chosen(answer, tmp_path)
    assert codes(outcome) == ({code} if code else set())
    assert values(outcome).get("C1.1.1") == value
