"""What cells said before is no other for being remembered."""

from __future__ import annotations

import math

from tests.intake.alike import forms
from tests.intake.test_layouts import outcome, settings
from tests.intake.workbooks import FACILITY

from dxassess.intake.form import known
from dxassess.intake.submission import Answer, FileOutcome
from dxassess.intake.values import item_cell
from dxassess.intake.values.item_cell import read_item_cell
from dxassess.intake.words.memo import as_key
from dxassess.questionnaire.items import Quantity, YesNo

EQUAL = (0, 0.0, -0.0, False, 1, 1.0, True)
"""Two keys of a dict."""


def sign(value: object) -> float:
    assert isinstance(value, float)
    return math.copysign(1, value)


def answers_of(read: FileOutcome) -> dict[str, Answer]:
    assert read.submission is not None
    return read.submission.answer_by_item


def test_cells_that_python_takes_for_equal_are_told_apart() -> None:
    assert len({as_key(cell) for cell in EQUAL}) == len(EQUAL)


def test_a_cell_is_read_alike_whatever_was_read_before() -> None:
    count = next(item for item in FACILITY.items if isinstance(item, Quantity) and not item.percent)
    yes = next(item for item in FACILITY.items if isinstance(item, YesNo))
    item_cell._known.clear()
    numbers = [read_item_cell(cell, count, percent_format=False).value for cell in (-0.0, 0.0)]
    assert [sign(number) for number in numbers] == [-1, 1]
    marks = [len(read_item_cell(cell, yes, percent_format=False).notes) for cell in (True, 1, 1.0)]
    assert marks == [0, 1, 1]


def test_answers_remembered_are_the_answers() -> None:
    both = settings()
    known._known.clear()
    fresh = [outcome(form, both) for form in forms()]
    assert known._known
    assert [outcome(form, both) for form in reversed(forms())] == fresh[::-1]


def test_what_is_struck_out_is_no_answer_though_its_text_was_one() -> None:
    (form, *_) = forms()
    both = settings()
    answers = answers_of(outcome(form, both))
    sheet = form[2]
    row = next(n for n, cells in enumerate(sheet.rows) if cells and cells[0] in answers and cells[2] != "")
    struck = sheet._replace(marks=sheet.marks._replace(struck={(row, 2): ""}))
    again = outcome((*form[:2], struck, *form[3:]), both)
    code = str(sheet.rows[row][0])
    assert (answers[code].state, answers_of(again)[code].state) == ("answered", "missing")
    assert "STRUCK_OUT" in {finding.code for finding in again.findings}
