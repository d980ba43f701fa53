"""The page that shows a form: what was typed into it, cell by cell, beside what was read and what was not."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.workbook import Workbook as Book
from tests.intake.book import form as small_form
from tests.intake.book import pack, questionnaire, to_bytes
from tests.intake.test_several import take, two_sets, wide
from tests.intake.workbooks import C1, FACILITY, QUESTIONNAIRES, book, cell_of, read

from dxassess.cli.showing import _html
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.matching.identify import prepare_instruments
from dxassess.intake.read_file import ReaderSettings, take_file
from dxassess.intake.submission import FileOutcome
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.returning.page_cells import PageCells, PageOrder, made_cells
from dxassess.returning.show import Showing, holder, show_form
from dxassess.returning.shown import ShownForm, ShownRow
from dxassess.returning.whose import Whose

STATION = Entry(code="80011", name="Trạm Y tế Mẫu", type="commune_station", province="gso2004:80")


@pytest.fixture(scope="module")
def instruments() -> object:
    return prepare_instruments(QUESTIONNAIRES)


def typed() -> Book:
    """The station's form with all that a page must tell apart."""
    made = book()  # C1.2.5 and C2.4.1 yes
    cell_of(made, "C1.2.2").value = 85
    cell_of(made, "C1.1.1").value = "3. Đã phê duyệt, có kinh phí được phân bổ cho năm nay"
    cell_of(made, "C2.4.1").value = "hình như"
    cell_of(made, "F17").value = "Nguyễn Thị Kín"
    cell_of(made, "C1.2.2").offset(0, 2).value = "Hỏi chị Lan Hương, 0912 345 678"
    cell_of(made, "C1.2.5").offset(0, 6).value = "<b>xem lại</b>"
    return made


def page(made: Book | bytes, folder: Path, instruments: object, language: str = "vi") -> ShownForm:
    outcome = read(made, folder)
    order = PageOrder(folder / "a.xlsx", outcome.file, outcome.sha256)
    cells = PageCells.model_validate_json(made_cells(order, instruments=instruments))  # type: ignore[arg-type] # the fixture
    register = Register(entries=(STATION,))
    terms = Showing(language, "Vòng 1", QUESTIONNAIRES, register)
    return show_form(outcome, cells, Whose("gso2004:80", "80011", "Trạm Y tế Mẫu"), terms)


def row(form: ShownForm, code: str) -> ShownRow:
    return next(each for sheet in form.sheets for each in sheet.rows if each.code == code)


def test_every_question_says_what_became_of_it(tmp_path: Path, instruments: object) -> None:
    made = typed()
    form = page(made, tmp_path, instruments)
    told = {
        code: (row(form, code).state, row(form, code).typed)
        for code in ("F01", "F02", "F10", "F16", "F17", "C1.1.1", "C1.1.2", "C1.2.2", "C1.2.5", "C2.4.1")
    }
    assert told == {
        "F01": ("prefilled", "80011"),
        "F02": ("prefilled", "Trạm Y tế Mẫu"),
        "F10": ("blank", ""),
        "F16": ("read", "15/10/2023"),
        "F17": ("private", "[…]"),
        "C1.1.1": ("read", "3. Đã phê duyệt, có kinh phí được phân bổ cho năm nay"),
        "C1.1.2": ("blank", ""),
        "C1.2.2": ("read", "85"),
        "C1.2.5": ("read", "Có"),
        "C2.4.1": ("not_counted", "hình như"),
    }
    assert row(form, "C1.2.2").value == "85"
    assert row(form, "C1.2.5").value == "Có"
    assert row(form, "C2.4.1").value == ""
    assert row(form, "C2.4.1").cell == cell_of(made, "C2.4.1").coordinate
    assert [f.severity for f in row(form, "C2.4.1").findings] == ["error"]
    assert [anchor for anchor, _, _ in form.problems] == [row(form, "C2.4.1").id]


def test_every_question_of_the_form_is_there_and_counted(tmp_path: Path, instruments: object) -> None:
    made = typed()
    form = page(made, tmp_path, instruments)
    first = [str(cells[0]) for sheet in made.worksheets for cells in sheet.iter_rows(values_only=True)]
    codes = [code for code in first if code in FACILITY.item_by_code]
    shown = [each.code for sheet in form.sheets for each in sheet.rows]
    assert [code for code in shown if code in FACILITY.item_by_code] == codes
    # Three are answered so that they can be read: C1.1.1, C1.2.2 and C1.2.5.
    assert dict(form.facts)["Đã trả lời"] == f"3 trên {len(codes)} câu được hỏi"


def test_marks_beside_the_answers_are_shown_and_framed(tmp_path: Path, instruments: object) -> None:
    made = typed()
    beside = cell_of(made, "C1.2.5").offset(0, 6).coordinate
    form = page(made, tmp_path, instruments)
    assert row(form, "C1.2.5").beside == ((beside, "<b>xem lại</b>", True),)
    evidence = cell_of(made, "C1.2.2").offset(0, 2).coordinate
    assert row(form, "C1.2.2").beside == ((evidence, "Hỏi […]", False),)


def test_no_finding_is_lost(tmp_path: Path, instruments: object) -> None:
    outcome = read(typed(), tmp_path)
    form = page(typed(), tmp_path, instruments)
    told = [f for s in form.sheets for f in (*s.findings, *(f for r in s.rows for f in r.findings))]
    assert len(told) + len(form.findings) == len(outcome.findings) > 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nobody_is_named_and_nothing_typed_is_markup(
    language: str, tmp_path: Path, instruments: object
) -> None:
    html = _html(page(typed(), tmp_path, instruments, language))
    for secret in ("Kín", "0912", "Hương", "<b>xem"):
        assert secret not in html
    assert "&lt;b&gt;xem lại&lt;/b&gt;" in html


def test_a_column_of_codes_that_is_gone_is_said_once(tmp_path: Path, instruments: object) -> None:
    made = typed()
    made[C1].delete_cols(1)
    form = page(made, tmp_path, instruments)
    (sheet,) = [each for each in form.sheets if each.name == C1]
    assert len(sheet.findings) == 1
    assert row(form, "C1.2.2").value == "85"


def test_what_cannot_be_read_has_a_page_that_says_why(tmp_path: Path, instruments: object) -> None:
    form = page(b"%PDF-1.7", tmp_path, instruments)
    assert form.sheets == ()
    assert [f.severity for f in form.findings] == ["error"]


def shown(outcome: FileOutcome, folder: Path, asked: Questionnaire) -> ShownForm:
    """The page of an outcome of whatever kind."""
    file, respondent = holder(outcome)
    order = PageOrder(folder / file, file, outcome.sha256, respondent)
    cells = PageCells.model_validate_json(made_cells(order, instruments=prepare_instruments((asked,))))
    return show_form(outcome, cells, Whose(), Showing("vi", "Vòng 1", (asked,), None))


def test_a_form_within_an_archive_is_shown(tmp_path: Path) -> None:
    inner = pack({"a.xlsx": small_form()})
    (tmp_path / "gửi.zip").write_bytes(pack({"Xã/trong.zip": inner, "b.xlsx": small_form()}))
    settings = ReaderSettings(instruments=prepare_instruments((questionnaire(),)), vintage="gso2004")
    taken = take_file(Workbook(file="gửi.zip", path=tmp_path / "gửi.zip"), settings)
    for member in taken.more:
        form = shown(take_file(member, settings).outcomes[0], tmp_path, questionnaire())
        assert (row(form, "C1.1.2").state, row(form, "C1.1.2").value) == ("read", "57"), member.file
    assert [member.file for member in taken.more] == ["gửi.zip/Xã/trong.zip/a.xlsx", "gửi.zip/b.xlsx"]


def test_each_respondent_of_a_table_has_a_page_and_the_table_its_rows(tmp_path: Path) -> None:
    table, first, second = take(wide(), tmp_path)
    values = [row(shown(each, tmp_path, questionnaire()), "C1.1.2").value for each in (first, second)]
    assert values == ["57", "12"]
    form = shown(second, tmp_path, questionnaire())
    assert row(form, "C1.2.1").question
    assert len({each.id for sheet in form.sheets for each in sheet.rows}) == len(form.sheets[0].rows)
    rows = [each for sheet in shown(table, tmp_path, questionnaire()).sheets for each in sheet.rows]
    assert sum("57" in str(each.beside) for each in rows) == 1


def test_each_of_several_in_a_workbook_is_shown_with_its_own_sheets(tmp_path: Path) -> None:
    _, first, second = take(to_bytes(two_sets()), tmp_path)
    for outcome, names in (
        (first, ["Thông tin chung", "C1 Hạ tầng"]),
        (second, ["Thông tin chung (2)", "C1 Hạ tầng (2)"]),
    ):
        form = shown(outcome, tmp_path, questionnaire())
        assert [sheet.name for sheet in form.sheets] == names
        assert row(form, "C1.1.2").value in ("57", "12")
