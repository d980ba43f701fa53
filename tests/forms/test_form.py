"""What a form holds, before and after it has become a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from dxassess.demo.sheets import find_rows
from dxassess.errors import OutputError
from dxassess.forms.arrange import form_for
from dxassess.forms.issue import form_name, issue_forms
from dxassess.forms.write import write_form
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Questionnaire
from dxassess.resources import resource_folder

QUESTIONNAIRES = {
    q.respondent: q for q in load_questionnaires(resource_folder("questionnaires") / "five-conditions")
}
FACILITY = QUESTIONNAIRES["facility"]
TYPES = tuple(t.code for t in FACILITY.types)


def workbook(questionnaire: Questionnaire, language: str = "vi", **prefill: str) -> Workbook:
    stream = io.BytesIO()
    write_form(form_for(questionnaire, language, prefill), stream)
    return openpyxl.load_workbook(stream)


def codes(book: Workbook) -> list[str]:
    """Codes that have a cell to answer, in the order of the workbook, facts left out."""
    known = {part for q in QUESTIONNAIRES.values() for item in q.items for part, _ in item.parts}
    cells = (sheet.cell(row, 1) for sheet in book.worksheets for row in range(1, sheet.max_row + 1))
    return [str(cell.value) for cell in cells if cell.value in known]


def asked(facility_type: str, beds: float | None) -> Iterator[str]:
    for item in FACILITY.items:
        if FACILITY.applies(item.applies, facility_type, beds):
            yield from (code for code, _ in item.parts)


@pytest.mark.parametrize("facility_type", TYPES)
def test_form_asks_what_applies_once_and_in_order(facility_type: str) -> None:
    assert codes(workbook(FACILITY, type=facility_type)) == list(asked(facility_type, None))


def test_health_centre_without_beds_is_not_asked_for_a_hospitals_matters() -> None:
    with_beds = codes(workbook(FACILITY, type="health_centre", beds_actual="80"))
    without = codes(workbook(FACILITY, type="health_centre", beds_actual="0"))
    assert without == list(asked("health_centre", 0))
    assert set(without) < set(with_beds)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("respondent", ["facility", "department"])
def test_lists_offer_every_option_in_the_language(respondent: str, language: str) -> None:
    questionnaire = QUESTIONNAIRES[respondent]  # type: ignore[index] # a literal
    book = workbook(questionnaire, language, type="general_hospital")
    rows = find_rows(book, {item.code for item in questionnaire.items})
    for item in questionnaire.items:
        if item.type == "choice" and item.code in rows:
            offered = rows[item.code].choices
            wanted = [f"{option.code}. {option.text[language]}" for option in item.options]
            assert list(offered[: len(wanted)]) == wanted
            assert len(offered) == len(wanted) + item.allow_na


def test_only_answers_evidence_and_comments_are_open() -> None:
    book = workbook(FACILITY, type="commune_station")
    for sheet in book.worksheets:
        assert sheet.protection.sheet
    sheet = book["C1 Cam kết"]
    row = next(r for r in range(1, 20) if sheet.cell(r, 1).value == "C1.1.1")
    assert [not sheet.cell(row, column).protection.locked for column in range(1, 7)] == [
        *(False, False, True, False, True, True)
    ]


def test_register_fills_the_cover_sheet() -> None:
    book = workbook(FACILITY, facility_code="00123", name="Trạm Y tế Mẫu", type="commune_station", staff="7")
    rows = find_rows(book, {fact.code for fact in FACILITY.facts})
    stated = {
        key: book[rows[f.code].sheet][rows[f.code].open_cells[0]].value
        for key, f in FACILITY.fact_by_key.items()
    }
    assert (stated["facility_code"], stated["name"], stated["staff"]) == ("00123", "Trạm Y tế Mẫu", 7)
    assert stated["type"] == "Trạm y tế xã/phường/đặc khu"
    assert stated["beds_actual"] is None


def test_name_that_looks_like_a_formula_stays_text() -> None:
    book = workbook(FACILITY, name="=1+1", type="polyclinic")
    cell = next(c for row in book.worksheets[1].iter_rows() for c in row if c.value == "=1+1")
    assert cell.data_type == "s" or cell.quotePrefix or cell.data_type != "f"


def test_workbook_says_what_it_is_on_a_hidden_sheet() -> None:
    sheet = workbook(FACILITY, type="polyclinic")["_dxassess"]
    pairs = {key: value for key, value in sheet.iter_rows(max_row=4, max_col=2, values_only=True)}  # noqa: C416 - typed rows are no pairs
    assert sheet.sheet_state == "veryHidden"
    assert pairs == {
        "id": FACILITY.id,
        "version": FACILITY.version,
        "respondent": "facility",
        "language": "vi",
    }


def test_same_form_is_the_same_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    for stream in (first, second):
        write_form(form_for(FACILITY, "vi", {"type": "health_centre"}), stream)
    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize("name", ['Trạm "A/B": <xã?>', "Trạm Y tế. ", "x" * 300])
def test_file_names_suit_every_system(name: str) -> None:
    made = form_name(Entry(code="80011", name=name, type="commune_station", province="gso2004:80"))
    assert made.startswith("80011 ")
    assert made.endswith(".xlsx")
    assert not set(made) & set('<>:"/\\|?*')
    assert len(made) < 100
    assert not made.removesuffix(".xlsx").endswith((".", " "))


def test_a_form_that_was_filled_in_is_never_overwritten(tmp_path: Path) -> None:
    entry = Entry(code="80011", name="Trạm Y tế Mẫu", type="commune_station", province="gso2004:80")
    register = Register(entries=(entry,))
    (path,) = issue_forms(register, (FACILITY,), tmp_path, language="vi")
    assert issue_forms(register, (FACILITY,), tmp_path, language="vi") == (path,)
    path.write_bytes(b"filled in")
    with pytest.raises(OutputError, match=r"forms\.exists"):
        issue_forms(register, (FACILITY,), tmp_path, language="vi")
    assert path.read_bytes() == b"filled in"
