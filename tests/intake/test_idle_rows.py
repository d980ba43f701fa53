"""What is typed where nothing is asked costs no answer but those that it can be itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.recall import HOSPITAL, filled, settings, sound_seed
from tests.intake.workbooks import saved

from dxassess.findings.words import sentence
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.read_file import read_file
from dxassess.intake.submission import FileOutcome
from dxassess.wording.wording import LANGUAGES

IT_STAFF_PER_BED = "C2.2.1"
C2 = "C2 Bộ phận chuyên trách"
Values = dict[str, object]
Told = set[tuple[str, str | None, str | None]]


class Form:
    """A hospital's form in which every question is answered, and what is read of it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "a.xlsx"
        self.form = filled(sound_seed(HOSPITAL), HOSPITAL)
        self.page = self.form.book[C2]

    def row(self, begins: str) -> int:
        """The row whose code, or else whose heading, begins so."""
        rows = self.page.iter_rows(max_col=2, values_only=True)
        heads = [str(code or text) for code, text in rows]
        return next(n for n, head in enumerate(heads, start=1) if head.startswith(begins))

    def read(self) -> tuple[FileOutcome, Told]:
        """The outcome, and its findings: code, item, cell."""
        self._path.write_bytes(saved(self.form.book))
        outcome = read_file(Workbook(file="80011.xlsx", path=self._path), settings())
        return outcome, {(f.code, f.item, f.place.cell) for f in outcome.findings}


@pytest.fixture
def form(tmp_path: Path) -> Form:
    return Form(tmp_path)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Values:
    """What is read where nothing stands where nothing is asked."""
    return values(Form(tmp_path_factory.mktemp("sound")).read()[0])


def values(outcome: FileOutcome) -> Values:
    assert outcome.submission is not None, outcome.findings
    return {answer.item: answer.value for answer in outcome.submission.answers}


@pytest.mark.parametrize("typed", [1.5, "12", "Có", "theo báo cáo"])
def test_what_is_typed_where_a_figure_is_worked_out(typed: object, form: Form, sound: Values) -> None:
    row = form.row(IT_STAFF_PER_BED)
    form.page.cell(row, 3).value = typed  # type: ignore[assignment] # whatever is typed
    outcome, told = form.read()
    assert told == {("ANSWER_NOT_ASKED", IT_STAFF_PER_BED, f"C{row}")}
    assert values(outcome) == sound
    (finding,) = outcome.findings
    assert (finding.severity, finding.expected) == ("warning", "F12, F10")
    assert all("F12, F10" in sentence(finding, language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("heading", "typed"),
    [("C2 –", 3), ("Trả lời ở", "x"), ("C2.1 –", 3), ("C2.2 –", "xong"), ("C2.4 –", 12), ("C2.4 –", "Có")],
)
def test_what_is_typed_beside_a_heading(heading: str, typed: object, form: Form, sound: Values) -> None:
    cell = form.page.cell(form.row(heading), 3)
    cell.value = typed  # type: ignore[assignment] # whatever is typed
    outcome, told = form.read()
    assert told == {("MARK_UNREAD", None, cell.coordinate)}
    assert values(outcome) == sound


def test_a_heading_on_the_cover_sheet(form: Form) -> None:
    form.form.book["Thông tin chung"]["C4"] = 3
    assert form.read()[1] == {("MARK_UNREAD", None, "C4")}


def test_marks_beside_several_headings_of_a_sheet_are_one_finding(form: Form) -> None:
    rows = sorted(form.row(heading) for heading in ("C2.1 –", "C2.4 –"))
    for row in rows:
        form.page.cell(row, 5).value = "xem công văn"
    form.page.cell(rows[1], 3).value = 3
    assert form.read()[1] == {("MARK_UNREAD", None, f"E{rows[0]}"), ("MARK_UNREAD", None, f"C{rows[1]}")}


def test_remarks_beside_headings_near_each_other_cost_nothing(form: Form, sound: Values) -> None:
    rows = [form.row(begins) for begins in ("C2.1 –", "C2.2 –", IT_STAFF_PER_BED)]
    for row in rows:
        form.page.cell(row, 3).value = "hỏi phòng KHTH"
    outcome, told = form.read()
    assert {code for code, *_ in told} == {"MARK_UNREAD", "ANSWER_NOT_ASKED"}
    assert values(outcome) == sound


def test_what_may_be_the_answer_of_a_blank_row_beside_it_is_asked_about(form: Form) -> None:
    row = form.row(IT_STAFF_PER_BED)
    beside = str(form.page.cell(row + 1, 1).value)
    form.page.cell(row, 3).value, form.page.cell(row + 1, 3).value = form.page.cell(row + 1, 3).value, None
    outcome, told = form.read()
    assert {("ANSWER_NOT_ASKED", IT_STAFF_PER_BED, f"C{row}"), ("ANSWER_ELSEWHERE", beside, f"C{row}")} < told
    assert values(outcome)[beside] is None
