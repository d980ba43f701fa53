"""A form printed from a template is the form that would be written anew, and many times faster."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from tests.forms.sample import HOSPITAL, every_type, opened, rows_of, shipped, written

from dxassess.forms.arrange import form_for
from dxassess.forms.contact import Contact
from dxassess.forms.issue import Press
from dxassess.forms.layout import COVER_LEFT_CELL, TOTAL_CELL
from dxassess.forms.progress import left_on
from dxassess.forms.write import workbook

OTHERS = (
    {**HOSPITAL, "name": "Trạm Y tế " * 20, "staff": "9"},
    {"facility_code": "00081", "name": "", "type": "hospital", "beds_actual": "7"},
    {**HOSPITAL, "type": "station"},
    {**HOSPITAL, "beds_actual": "0"},
    {**HOSPITAL, "beds_actual": "about 50"},
    {**HOSPITAL, "name": 'A & <B> \\1 "C" _x0041_ \x0b', "facility_code": "&P"},
)


def test_printed_after_others_a_form_is_what_it_is_alone() -> None:
    press = Press("vi")
    for prefill in (HOSPITAL, *OTHERS, HOSPITAL):
        assert press.print(every_type(), prefill) == written(form_for(every_type(), "vi", prefill))
    assert len(press.templates) == 3


@pytest.mark.parametrize("name", ['A & <B> \\1 "C"', "  two  spaces ", "Đơn vị\nhai dòng", "=1+1"])
def test_what_the_register_says_stands_in_the_cell(name: str) -> None:
    content = Press("vi").print(every_type(), {**HOSPITAL, "name": name})
    row = rows_of(load_workbook(io.BytesIO(content)), every_type())["F02"]
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(row.sheet)
    cells = sheet.to_python(skip_empty_area=False)
    shown = [str(line[2]) for line in cells if line[0] == "F02"]
    assert shown == [name]


def test_long_names_have_tall_rows() -> None:
    tall = [
        opened(form_for(every_type(), "vi", {**HOSPITAL, "name": name}))
        .worksheets[1]
        .row_dimensions[6]
        .height
        for name in ("short", "Bệnh viện " * 12)
    ]
    assert tall[1] > 2 * tall[0]


def test_counters_hold_what_is_left_before_anybody_computes_them() -> None:
    for prefill in (HOSPITAL, {"type": "hospital"}, {**HOSPITAL, "staff": "5", "answered_on": "x"}):
        form = form_for(every_type(), "vi", prefill)
        content = written(form)
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(1)
        cover = sheet.to_python(skip_empty_area=False)
        assert cover[TOTAL_CELL[0]][TOTAL_CELL[1]] == sum(map(left_on, form.sheets[1:]))
        assert cover[COVER_LEFT_CELL[0]][COVER_LEFT_CELL[1]] == left_on(form.sheets[0])


def test_whom_to_ask_stands_on_the_first_sheet() -> None:
    contact = Contact.model_validate({"unit": "Phòng Nghiệp vụ", "phone": "000 000 000"})
    for language, words in (
        ("vi", "Phòng Nghiệp vụ, điện thoại 000 000 000"),
        ("en", "telephone 000 000 000"),
    ):
        content = Press(language, contact).print(shipped()["facility"], {"type": "polyclinic"})
        start = load_workbook(io.BytesIO(content)).worksheets[0]
        told = [str(c) for line in start.iter_rows(values_only=True) for c in line if c]
        assert words in told[-1].replace("\u00a0", " ")
    assert "e-mail" not in told[-1]


def test_filling_in_a_template_is_many_times_faster_than_writing_anew() -> None:
    questionnaire = shipped()["facility"]
    prefill = {"type": "general_hospital", "beds_actual": "300", "name": "A"}
    press, form = Press("vi"), form_for(questionnaire, "vi", prefill)
    press.print(questionnaire, prefill)
    anew = min(_seconds(lambda: workbook(form)) for _ in range(5))
    filled = min(_seconds(lambda: press.print(questionnaire, prefill)) for _ in range(5))
    assert filled < anew / 3


def _seconds(work: object) -> float:
    before = time.process_time()
    assert callable(work)
    work()
    return time.process_time() - before


def test_parts_are_those_of_the_package_and_nothing_of_the_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(written(form_for(every_type(), "vi", HOSPITAL)))) as package:
        assert {info.create_system for info in package.infolist()} == {0}
        assert package.testzip() is None
