"""A form laid out like an earlier one is read as if it were the first. `python -m tests.intake.alike` tries
as many as one likes."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from unittest.mock import patch

import pytest
from tests.intake.alike import Form, compare, forms
from tests.intake.workbooks import QUESTIONNAIRES

from dxassess.intake import read_file
from dxassess.intake.matching.identify import prepare_instruments
from dxassess.intake.read_file import ReaderSettings
from dxassess.intake.reading import CellValue
from dxassess.intake.submission import FileOutcome
from dxassess.intake.workbook.guard import Guarded
from dxassess.intake.workbook.sheet import Sheet

COUNT = 150
SOUND, ANOTHER = 0, 2
"""Two forms of one type, filled in differently."""


def settings() -> ReaderSettings:
    return ReaderSettings(instruments=prepare_instruments(QUESTIONNAIRES), vintage="gso2004")


def outcome(form: Form, known: ReaderSettings) -> FileOutcome:
    guarded = Guarded("csv", (), MappingProxyType({}), pages=form)
    return read_file._read(b"", guarded, "form.csv", known)[0]


def test_changed_forms_are_read_alike_with_and_without_known_layouts() -> None:
    done = compare(COUNT, seed=2)
    assert done.differing == ()
    assert min(done.read[True], done.read[False]) > COUNT / 5


def test_a_form_like_an_earlier_one_is_not_matched_again() -> None:
    known = settings()
    outcome(forms()[SOUND], known)
    with patch.object(read_file, "identify", side_effect=AssertionError):
        again = outcome(forms()[ANOTHER], known)
    assert again == outcome(forms()[ANOTHER], settings())
    assert again.submission is not None


def test_of_what_is_larger_than_any_form_nothing_is_kept() -> None:
    (*pages, hidden) = forms()[SOUND]
    large = (*pages, hidden._replace(rows=(*hidden.rows, ("", "", "x" * 200_000))))
    known = settings()
    assert outcome(large, known).submission is not None
    assert known.layouts.recall(large) is None


def change(form: Form, at: int, column: int, value: CellValue, *, row: int = 4) -> Form:
    """The form with another value in a row of its sheet of that number."""
    sheet = form[at]
    cells = [*sheet.rows[row], *[""] * (column + 1 - len(sheet.rows[row]))]
    cells[column] = value
    return (
        *form[:at],
        sheet._replace(rows=(*sheet.rows[:row], tuple(cells), *sheet.rows[row + 1 :])),
        *form[at + 1 :],
    )


def hide(form: Form) -> Form:
    (first, *rest) = form
    return (first._replace(marks=first.marks._replace(hidden=True)), *rest)


def strike(form: Form) -> Form:
    def struck(sheet: Sheet) -> Sheet:
        return sheet._replace(marks=sheet.marks._replace(struck={(4, 2): ""}))

    return (*form[:2], struck(form[2]), *form[3:])


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(lambda form: change(form, 2, 1, "Câu hỏi khác hẳn"), id="another question"),
        pytest.param(lambda form: change(form, 2, 0, "C1.2.1"), id="another code"),
        pytest.param(lambda form: change(form, 2, 4, "C1.2.1"), id="a code as evidence"),
        pytest.param(lambda form: change(form, 1, 2, "C1.2.1", row=5), id="a code as the name"),
        pytest.param(lambda form: change(form, 1, 2, "dx1 r=x", row=5), id="a stamp as the name"),
        pytest.param(lambda form: change(form, 2, 2, "chẳng có gì như thế"), id="no answer to the item"),
        pytest.param(lambda form: change(form, 2, 6, 7.0), id="a number of nobody's"),
        pytest.param(lambda form: change(form, 0, 3, "Phòng KHTH", row=2), id="a word beside"),
        pytest.param(hide, id="a hidden sheet"),
        pytest.param(strike, id="a struck-out answer"),
    ],
)
def test_what_deviates_goes_the_full_way(changed: Callable[[Form], Form]) -> None:
    known = settings()
    outcome(forms()[SOUND], known)
    assert known.layouts.recall(forms()[SOUND]) is not None
    assert known.layouts.recall(changed(forms()[SOUND])) is None
