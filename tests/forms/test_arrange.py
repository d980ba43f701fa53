"""Only what applies, every code once and in order, and what the register knows already."""

from __future__ import annotations

import pytest
from tests.forms.sample import (
    HOSPITAL,
    answered_lines,
    every_type,
    hospital_form,
    line_of,
    shipped,
)

from dxassess.forms.arrange import form_for
from dxassess.forms.form import Form


def _codes(form: Form) -> list[str]:
    return [line.code for line in answered_lines(form)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_department_is_asked_everything_once_and_in_order(language: str) -> None:
    department = shipped()["department"]
    expected = [code for item in department.items for code, _ in item.parts]
    assert _codes(form_for(department, language, {})) == expected


@pytest.mark.parametrize("facility_type", [t.code for t in shipped()["facility"].types])
@pytest.mark.parametrize("beds", ["", "0", "80"])
def test_facility_is_asked_what_applies_once_and_in_order(facility_type: str, beds: str) -> None:
    facility = shipped()["facility"]
    expected = [
        code
        for item in facility.items
        if facility.applies(item.applies, facility_type, float(beds) if beds else None)
        for code, _ in item.parts
    ]
    assert expected
    assert _codes(form_for(facility, "vi", {"type": facility_type, "beds_actual": beds})) == expected


def test_other_types_are_not_asked_and_empty_sheets_are_left_out() -> None:
    hospital, station = hospital_form(), hospital_form(type="station")
    assert "X1.1.7" not in _codes(hospital)
    assert "X1.1.7" in _codes(station)
    assert [sheet.name[:2] for sheet in hospital.sheets[1:]] == ["X1"]
    assert [sheet.name[:2] for sheet in station.sheets[1:]] == ["X1", "X2"]


@pytest.mark.parametrize(
    ("stated", "asked"),
    [
        ("0", False),
        ("0.0", False),
        ("1", True),
        ("", True),
        ("about 50", True),
        ("1.200,5", True),
        ("nan", True),
    ],
)
def test_only_a_plain_zero_leaves_out_what_needs_beds(stated: str, *, asked: bool) -> None:
    assert ("X1.1.5a" in _codes(hospital_form(beds_actual=stated))) is asked


def test_planned_beds_count_where_actual_beds_are_unknown() -> None:
    assert "X1.1.5a" not in _codes(hospital_form(beds_actual="", beds_planned="0"))
    assert "X1.1.5a" in _codes(hospital_form(beds_actual="5", beds_planned="0"))


def test_counts_of_the_cover_sheet_are_not_asked_again() -> None:
    form = hospital_form()
    assert [code for code in _codes(form) if code.startswith("X1.1.10")] == ["X1.1.10a"]
    assert line_of(form, "X1.1.11").cell is None


def test_lists_are_complete_and_offer_not_applicable_where_it_is_allowed() -> None:
    form = hospital_form("en")
    choices = {line.code: line.cell.choices for line in answered_lines(form) if line.cell}
    states = tuple(f"{n}. State {n}, with a comma en" for n in range(3))
    assert choices["X1.1.1"] == (*states, "Not applicable")
    assert choices["X1.1.2"] == choices["X1.1.4a"] == ("Yes", "No")
    assert choices["X1.1.5c"] == ("Yes", "No", "Not applicable")


def test_numbers_accept_not_applicable_where_it_is_allowed() -> None:
    words = {line.code: line.cell.na for line in answered_lines(hospital_form()) if line.cell}
    assert words["X1.1.6"] == words["X1.1.9a"] == words["X1.1.9b"] == "KAD"
    assert words["X1.1.8"] is words["X1.1.10a"] is None


def test_conditional_questions_say_when_they_are_asked() -> None:
    form = hospital_form("en")
    assert line_of(form, "X1.1.3").help == "Answer only if X1.1.2 is answered “Yes”."
    assert line_of(form, "X1.1.6").help == "Answer only if X1.1.1 is at option 1 or above."


def test_cover_is_filled_in_from_the_register() -> None:
    cells = {line.code: line.cell for line in hospital_form().sheets[0].lines if line.cell}
    values = {code: cell.value for code, cell in cells.items() if cell.value is not None}
    assert values == {
        "F01": "00080",
        "F02": "Bệnh viện Mẫu",
        "F03": "A hospital vi",
        "F07": "Long An",
        "F10": 120.0,
    }


def test_cover_asks_only_facts_of_this_respondent_and_fills_in_nothing_personal() -> None:
    form = form_for(every_type(), "vi", {**HOSPITAL, "respondent_name": "Somebody"})
    codes = [line.code for line in form.sheets[0].lines if line.code]
    assert codes == ["F01", "F02", "F03", "F07", "F10", "F11", "F16", "F17"]
    person = line_of(form, "F17").cell
    assert person is not None
    assert person.value is None


def test_name_of_a_sheet_is_one_that_spreadsheets_take() -> None:
    assert hospital_form("en").sheets[1].name == "X1 IT-data en"


def test_form_is_a_function_of_its_arguments() -> None:
    assert hospital_form() == hospital_form()
    assert hospital_form() != hospital_form("en")
