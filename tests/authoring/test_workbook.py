"""Export and import lose nothing; an edited workbook gets all its faults at once, by sheet and cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unittest import mock

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.workbook import Workbook
from tests.authoring.shipped import shipped
from tests.questionnaire.strategies import questionnaires

from dxassess.authoring import workbook_sheets
from dxassess.authoring.dump import to_yaml, write_yaml
from dxassess.authoring.workbook import export_workbook, to_workbook
from dxassess.authoring.workbook_read import read_workbook
from dxassess.errors import DxassessError
from dxassess.intake.tables import tables_in
from dxassess.questionnaire.load import QuestionnaireError, load_questionnaire
from dxassess.questionnaire.model import Questionnaire

SLOW_TO_DRAW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW_TO_DRAW)
@given(questionnaire=questionnaires())
def test_import_of_export_is_the_same(
    questionnaire: Questionnaire, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "drawn.xlsx"
    export_workbook(questionnaire, path)
    # Sixty readers of their own take longer to start than to read.
    with mock.patch.object(workbook_sheets, "read_tables", lambda at: tables_in(at.read_bytes())):
        assert read_workbook(path) == questionnaire


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW_TO_DRAW)
@given(questionnaire=questionnaires())
def test_load_of_dump_is_the_same(
    questionnaire: Questionnaire, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "drawn.yaml"
    write_yaml(questionnaire, path)
    assert load_questionnaire(path) == questionnaire


@pytest.mark.parametrize("path", shipped(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_shipped_questionnaires_go_there_and_back(path: Path, tmp_path: Path) -> None:
    questionnaire = load_questionnaire(path)
    export_workbook(questionnaire, tmp_path / "a.xlsx")
    found = read_workbook(tmp_path / "a.xlsx")
    assert found == questionnaire
    write_yaml(found, tmp_path / "a.yaml")
    assert load_questionnaire(tmp_path / "a.yaml") == questionnaire


def test_same_questionnaire_same_bytes() -> None:
    questionnaire = load_questionnaire(shipped()[0])
    assert to_workbook(questionnaire) == to_workbook(questionnaire)


def test_yaml_leaves_out_what_is_usual_and_keeps_the_order_of_keys() -> None:
    text = to_yaml(load_questionnaire(shipped()[0]))
    assert "null" not in text
    assert "good: yes" not in text
    keys = [line.split(":")[0] for line in text.splitlines() if line[0] not in " -"]
    assert keys[:3] == ["id", "version", "respondent"]
    assert keys[-1] == "conditions"


def edited(tmp_path: Path, edit: Callable[[Workbook], object], asked: Path | None = None) -> Path:
    """The facility questionnaire as a workbook, after somebody edited it."""
    path = tmp_path / "edited.xlsx"
    export_workbook(load_questionnaire(asked or shipped("facility")[0]), path)
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    return path


def column(book: Workbook, sheet: str, name: str) -> str:
    head = next(book[sheet].iter_rows(min_row=1, max_row=1))
    return next(str(cell.column_letter) for cell in head if cell.value == name)


def test_what_a_spreadsheet_makes_of_codes_numbers_and_days_is_understood(tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        from datetime import datetime

        options = book["options"]
        for row in range(3, options.max_row + 1):
            cell = options[f"{column(book, 'options', 'code')}{row}"]
            cell.value = int(cell.value) if str(cell.value).isdigit() else cell.value
        dated = book["bases"][f"{column(book, 'bases', 'date')}3"]
        dated.value = datetime.fromisoformat(str(dated.value))
        weight = book["types"][f"{column(book, 'types', 'weight')}3"]
        weight.value = str(weight.value).replace(".", ",")

    # The former version has bases with days; the present one refers to acts instead.
    former = shipped()[0].parents[1] / "five-conditions-2026.1" / "facility.yaml"
    found = read_workbook(edited(tmp_path, edit, former))
    assert found == load_questionnaire(former)


def test_every_fault_is_named_with_its_cell(tmp_path: Path) -> None:
    places: dict[str, str] = {}

    def edit(book: Workbook) -> None:
        places["conditions.share"] = f"conditions!{column(book, 'conditions', 'share')}1"
        for sheet, name, row, value in (
            ("items", "type", 3, "essay"),
            ("items", "text.en", 4, None),
            ("types", "weight", 5, "heavy"),
            ("options", "belongs_to", 40, "C9.9.9"),
            ("gates", "level", 3, 99),
        ):
            places[f"{sheet}.{name}"] = f"{sheet}!{column(book, sheet, name)}{row}"
            book[sheet][f"{column(book, sheet, name)}{row}"].value = value
        book["conditions"][f"{column(book, 'conditions', 'share')}1"].value = "shore"
        del book["levels"]

    with pytest.raises(QuestionnaireError) as caught:
        read_workbook(edited(tmp_path, edit))
    found = {(fault.path, fault.key) for fault in caught.value.faults}
    assert {
        (places["items.type"], "literal_error"),
        (places["items.text.en"], "missing"),
        (places["types.weight"], "float_parsing"),
        (places["options.belongs_to"], "unknown_owner"),
        (places["gates.level"], "less_than_equal"),
        (places["conditions.share"], "column_unknown"),
        ("conditions!1", "column_missing"),
        ("levels", "sheet_missing"),
    } <= found


def test_faults_of_meaning_have_a_cell_too(tmp_path: Path) -> None:
    places: list[str] = []

    def edit(book: Workbook) -> None:
        items = book["items"]
        code, applies = column(book, "items", "code"), column(book, "items", "applies")
        items[f"{applies}5"].value = "NOBODY"
        items[f"{code}7"].value = items[f"{code}6"].value
        places.extend((f"items!{applies}5", f"items!{code}7"))

    with pytest.raises(QuestionnaireError) as caught:
        read_workbook(edited(tmp_path, edit))
    found = {fault.path: fault.key for fault in caught.value.faults}
    assert found[places[0]] == "unknown_reference"
    assert found[places[1]] == "duplicate_code"


@pytest.mark.parametrize(
    ("cell", "value", "key"),
    [
        ("XFD1048576", 1, "stray_cell"),
        ("A1048576", 1, "stray_cell"),
        ("A2", "#REF!", "error_cell"),
        ("A2", "=1+1", "formula_no_value"),
    ],
)
def test_a_cell_that_holds_no_value_is_a_fault(tmp_path: Path, cell: str, value: object, key: str) -> None:
    def edit(book: Workbook) -> None:
        book.worksheets[0][cell].value = value

    with pytest.raises(QuestionnaireError) as caught:
        read_workbook(edited(tmp_path, edit))
    assert (f"about!{cell}", key) in {(fault.path, fault.key) for fault in caught.value.faults}


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_a_fault(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    with pytest.raises(QuestionnaireError) as caught:
        read_workbook(tmp_path / "a.xlsx")
    assert [fault.key for fault in caught.value.faults] == ["unreadable"]


def test_a_text_that_a_spreadsheet_would_change_is_refused(tmp_path: Path) -> None:
    questionnaire = load_questionnaire(shipped()[0]).model_copy(update={"version": "x" * 40_000})
    with pytest.raises(DxassessError, match="not_for_workbook"):
        export_workbook(questionnaire, tmp_path / "a.xlsx")
