"""The workbook: open cells, lists, rules, print settings, the hidden sheet; the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.forms.sample import (
    HOSPITAL,
    answered_lines,
    every_type,
    hospital_form,
    opened,
    rows_of,
    shipped,
    written,
)

from dxassess.errors import OutputError
from dxassess.forms.arrange import form_for
from dxassess.forms.form import Form
from dxassess.forms.stamp import read_stamp
from dxassess.forms.template import write_form
from dxassess.intake.matching.identify import METADATA_SHEET, prepare_instruments
from dxassess.intake.matching.match import find_codes, match_codes, texts_of
from dxassess.intake.workbook.guard import examine
from dxassess.intake.workbook.reader import read_sheets

EXCEL_LIST, EXCEL_PROMPT, EXCEL_FORMULA, EXCEL_ROW = 255, 255, 255, 409


@pytest.fixture(scope="module", params=["vi", "en"])
def book(request: pytest.FixtureRequest) -> Workbook:
    return opened(hospital_form(request.param))


def _visible(book: Workbook) -> list[Worksheet]:
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def _footer(sheet: Worksheet) -> tuple[str, str]:
    """What stands left and right at the foot, both in 9 points."""
    footer = sheet.oddFooter
    assert footer is not None
    assert footer.left is not None
    assert footer.right is not None
    assert (footer.left.size, footer.right.size) == (9, 9)
    return str(footer.left.text), str(footer.right.text)


def _rules(book: Workbook) -> dict[str, object]:
    rules = {}
    for code, row in rows_of(book, every_type()).items():
        for rule in book[row.sheet].data_validations.dataValidation:
            if row.open_cells[0] in str(rule.sqref).split():
                rules[code] = rule
    return rules


def test_same_form_is_the_same_bytes_with_no_clock_in_them() -> None:
    content = written(hospital_form())
    assert written(hospital_form()) == content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        stamps = re.findall(rb"20\d\d-\d\d-\d\dT[^<]*", package.read("docProps/core.xml"))
    assert set(stamps) == {b"2020-01-01T00:00:00Z"}


def test_file_and_stream_hold_the_same(tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    write_form(hospital_form(), path)
    assert path.read_bytes() == written(hospital_form())


def test_folder_that_is_a_file_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(OutputError):
        write_form(hospital_form(), tmp_path / "taken" / "form.xlsx")


def test_only_answer_evidence_and_comment_can_be_typed_in(book: Workbook) -> None:
    rows = rows_of(book, every_type())
    form_codes = {line.code for line in answered_lines(hospital_form())}
    letters = {code: "".join(c[0] for c in row.open_cells) for code, row in rows.items()}
    assert {letters[code] for code in form_codes} == {"CEF"}
    assert {letters[code] for code in rows if code.startswith("F")} == {"C"}
    expected = {(row.sheet, cell) for row in rows.values() for cell in row.open_cells}
    unlocked = {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for cells in sheet.iter_rows()
        for cell in cells
        if not cell.protection.locked
    }
    assert unlocked == expected


def test_every_sheet_is_protected_without_a_password(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert not sheet.protection.hashValue


def test_lists_in_the_workbook_are_those_of_the_form() -> None:
    form = hospital_form()
    rows = rows_of(opened(form), every_type())
    for line in answered_lines(form):
        assert line.cell is not None
        assert rows[line.code].choices == line.cell.choices


@pytest.mark.parametrize("respondent", ["facility", "department"])
def test_shipped_forms_keep_within_what_excel_takes(respondent: str) -> None:
    prefill = {"type": "general_hospital", "beds_actual": "300"}
    book = opened(form_for(shipped()[respondent], "vi", prefill))
    for sheet in book.worksheets:
        assert all((size.height or 0) <= EXCEL_ROW for size in sheet.row_dimensions.values())
        for rule in sheet.data_validations.dataValidation:
            assert len(str(rule.formula1)) <= min(EXCEL_LIST, EXCEL_FORMULA)
            assert len(rule.prompt or "") <= EXCEL_PROMPT
            assert len(rule.error or "") <= EXCEL_PROMPT


def test_numbers_and_dates_have_rules_and_texts_have_none(book: Workbook) -> None:
    rules = _rules(book)
    kinds = {code: getattr(rule, "type", None) for code, rule in rules.items()}
    assert {kinds[c] for c in ("X1.1.6", "X1.1.8", "X1.1.9a", "X1.1.9b", "F10", "F11")} == {"custom"}
    assert {kinds[c] for c in ("X1.1.13", "F16")} == {"date"}
    assert {"X1.1.12", "F01", "F02", "F17"}.isdisjoint(kinds)
    assert "<=100" in str(getattr(rules["X1.1.6"], "formula1", ""))
    assert "95" in str(getattr(rules["X1.1.6"], "prompt", ""))


def test_a_percentage_that_could_be_a_share_is_stopped_while_typing(book: Workbook) -> None:
    """Intake refuses 0.95, which may mean 95% or less than one; the form does so before it is sent."""
    rule = _rules(book)["X1.1.6"]
    assert "=0,AND(" in str(getattr(rule, "formula1", ""))
    assert ">1," in str(getattr(rule, "formula1", ""))
    assert getattr(rule, "errorStyle", None) in (None, "stop")


def test_percentages_are_plain_numbers_and_dates_are_written_day_first(book: Workbook) -> None:
    rows = rows_of(book, every_type())
    formats = {code: book[row.sheet][row.open_cells[0]].number_format for code, row in rows.items()}
    assert formats["X1.1.6"] == "General"
    assert formats["X1.1.13"] == formats["F16"] == "dd/mm/yyyy"
    assert formats["F01"] == "@"


def test_pages_print_on_a4_one_wide_with_repeated_headings(book: Workbook) -> None:
    for sheet in _visible(book)[1:]:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.freeze_panes == "A4"
        assert sheet.print_title_rows == "$3:$3"
    for sheet in _visible(book):
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)  # 1 is the default and need not stand in the file
        assert sheet.page_setup.fitToHeight == 0
        left, right = _footer(sheet)
        assert "00080" in left
        assert "&P" in right


def test_instructions_are_large_and_short(book: Workbook) -> None:
    start = book.worksheets[0]
    steps = [row[2] for row in start.iter_rows(min_row=5) if row[2].value]
    assert 6 <= len(steps) <= 8
    assert all(14 <= float(cell.font.size or 0) <= 16 for cell in steps)


def test_hidden_sheet_names_the_questionnaire() -> None:
    hidden = opened(hospital_form())[METADATA_SHEET]
    assert hidden.sheet_state == "veryHidden"
    told = {str(row[0].value): row[1].value for row in hidden.iter_rows() if row[0].value}
    stamp = read_stamp(str(told.pop("stamp")))
    assert told == {"id": "every-type", "version": "7", "respondent": "facility", "language": "vi"}
    assert stamp is not None
    assert (stamp.code, stamp.questionnaire) == (HOSPITAL["facility_code"], "every-type")


@pytest.mark.parametrize(
    "name", ["=1+1", "+84", "-2", "@SUM(A1)", '=HYPERLINK("http://a.b")', "http://a.b", "{=1}"]
)
def test_whatever_the_register_says_stays_text(name: str) -> None:
    book = opened(hospital_form(name=name, facility_code=name))
    rows = rows_of(book, every_type())
    for code in ("F01", "F02"):
        cell = book[rows[code].sheet][rows[code].open_cells[0]]
        assert cell.value == name
    assert _formulas(hospital_form(name=name, facility_code=name)) == _formulas(hospital_form())
    assert b"<hyperlink" not in _parts(written(hospital_form(name=name)))


def _formulas(form: Form) -> list[bytes]:
    return re.findall(rb"<f>[^<]*</f>", _parts(written(form)))


def _parts(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b"".join(package.read(n) for n in package.namelist() if n.startswith("xl/worksheets/sheet"))


def test_long_names_and_ampersands_keep_the_footer() -> None:
    start = opened(hospital_form(name="A & B " * 60)).worksheets[0]
    assert "00080" in _footer(start)[0]


def test_intake_finds_every_code_once_and_nothing_strange() -> None:
    content = written(hospital_form())
    codes = prepare_instruments([every_type()])[0].codes
    sheets = [s for s in read_sheets(content, examine(content)) if s.name != METADATA_SHEET]
    matched = match_codes(find_codes(map(texts_of, sheets), codes), codes, file="form.xlsx")
    asked = {line.code for line in answered_lines(hospital_form())}
    facts = {line.code for line in hospital_form().sheets[0].lines if line.code}
    assert matched.findings == ()
    assert matched.slots.keys() == asked | facts
    assert all(len(slots) == 1 for slots in matched.slots.values())
