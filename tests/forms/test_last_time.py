"""What was answered last time stands beside the answer and is never one; a form that shows it is read as one
that does not."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from tests.forms.sample import rows_of, shipped
from tests.forms.test_coming_back import _reply

from dxassess.forms.issue import Press
from dxassess.forms.last_time import LastTime
from dxassess.intake.gathering.files import Workbook as FormFile
from dxassess.intake.matching.identify import prepare_instruments
from dxassess.intake.read_file import ReaderSettings, read_file
from dxassess.intake.submission import FileOutcome

PREFILL = {"facility_code": "80001", "name": "A", "type": "general_hospital", "province": "Long An"}
FACILITY = shipped()["facility"]
COLUMN = "D"


def last_texts() -> LastTime:
    """An answer beside every line that another round may have given, as it would stand in an answer cell."""
    texts: dict[str, str] = {}
    for number, item in enumerate(FACILITY.items, start=1):
        texts |= {code: str(typed) for code, typed in _reply(item, "vi", number)[0].items()}
        texts.setdefault(item.code, "Minh chứng: QĐ 1/2025")
    return LastTime(texts=tuple(texts.items()))


LAST = {"80001": last_texts()}


def book(*, last: bool) -> Workbook:
    return load_workbook(io.BytesIO(Press("vi", last_times=LAST if last else {}).print(FACILITY, PREFILL)))


def fill(form: Workbook) -> None:
    """Other answers than last time, in two of three questions."""
    rows = rows_of(form, FACILITY)
    for number, item in enumerate(FACILITY.items, start=2):
        for code, typed in _reply(item, "vi", number)[0].items() if number % 3 else ():
            if code in rows:
                cells = rows[code].open_cells
                form[rows[code].sheet][cells[0]].value = typed
                if len(cells) > 1:
                    form[rows[code].sheet][cells[1]].value = f"QĐ {number}"


def drop_headings(form: Workbook) -> None:
    for page in form.worksheets[2:-1]:
        for cell in page[3]:
            cell.value = None


def drop_codes(form: Workbook) -> None:
    for page in form.worksheets[2:-1]:
        for cell in page["A"][3:]:
            cell.value = None


def read(form: Workbook, folder: Path) -> FileOutcome:
    form.save(folder / "form.xlsx")
    settings = ReaderSettings(instruments=prepare_instruments(tuple(shipped().values())), vintage="gso2004")
    return read_file(FormFile(file="form.xlsx", path=folder / "form.xlsx"), settings)


def test_the_last_answers_stand_beside_the_answers_and_cannot_be_typed_into() -> None:
    form = book(last=True)
    page = form.worksheets[2]
    assert [cell.value for cell in page[3]][:7] == [
        "Mã", "Câu hỏi", "Trả lời", "Lần trước", "Đơn vị tính", "Minh chứng", "Ghi chú",
    ]  # fmt: skip
    shown = {str(row[0].value): row[3] for row in page.iter_rows(min_row=4) if row[0].value}
    texts = LAST["80001"].text_by_code
    assert {code: cell.value for code, cell in shown.items()} == {code: texts[code] for code in shown}
    assert all(cell.protection.locked for cell in shown.values())
    assert page.protection.sheet
    assert all(row[2].value is None for row in page.iter_rows(min_row=4))


def test_an_untouched_form_has_no_answers(tmp_path: Path) -> None:
    plain, untouched = read(book(last=False), tmp_path), read(book(last=True), tmp_path)
    assert untouched.submission is None
    assert "NO_ANSWERS" in [f.code for f in untouched.findings]
    assert [f.code for f in untouched.findings] == [f.code for f in plain.findings]


@pytest.mark.parametrize(
    "damage", [lambda _form: None, drop_headings, drop_codes], ids=["whole", "no headings", "no codes"]
)
def test_a_form_with_last_answers_is_read_as_one_without(
    damage: Callable[[Workbook], None], tmp_path: Path
) -> None:
    outcomes = []
    for last in (False, True):
        form = book(last=last)
        fill(form)
        damage(form)
        outcomes.append(read(form, tmp_path))
    plain, beside = outcomes
    assert plain.submission is not None
    assert beside.submission is not None
    said, same = (
        [(a.item, a.state, a.value, a.evidence) for a in outcome.submission.answers]  # type: ignore[union-attr]
        for outcome in (plain, beside)
    )
    assert same == said
    assert sum(state == "answered" for _, state, _, _ in said) > 50
    assert [(f.code, f.item) for f in beside.findings] == [(f.code, f.item) for f in plain.findings]
