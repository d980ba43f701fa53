"""Workbooks for tests of intake: the commune station's form, filled in, then damaged."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook as Book

from dxassess.files.resources import resource_folder
from dxassess.forms.arrange import form_for
from dxassess.forms.template import write_form
from dxassess.intake.intake import take_in
from dxassess.intake.submission import FileOutcome, Value
from dxassess.questionnaire.load import load_questionnaires

# Reading is tested on a version that no longer changes.
QUESTIONNAIRES = load_questionnaires(resource_folder("questionnaires") / "five-conditions-2026.1")
FACILITY = next(q for q in QUESTIONNAIRES if q.respondent == "facility")
COVER = {"facility_code": "80011", "name": "Trạm Y tế Mẫu", "type": "commune_station", "province": "Long An"}
C1 = "C1 Cam kết"


@cache
def issued() -> bytes:
    """The station's form as it is sent out."""
    stream = io.BytesIO()
    write_form(form_for(FACILITY, "vi", COVER), stream)
    return stream.getvalue()


def book() -> Book:
    """The station's form with a date and two answers: C1.2.5 and C2.4.1 yes."""
    made = openpyxl.load_workbook(io.BytesIO(issued()))
    cell_of(made, "F16").value = "15/10/2023"
    cell_of(made, "C1.2.5").value = "Có"
    cell_of(made, "C2.4.1").value = "Có"
    return made


def cell_of(made: Book, code: str) -> Cell:
    """The answer cell of a code."""
    for sheet in made.worksheets:
        for row in range(1, sheet.max_row + 1):
            if sheet.cell(row, 1).value == code:
                return sheet.cell(row, 3)  # type: ignore[return-value] # no merged cells here
    raise KeyError(code)


def saved(made: Book) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def read(content: bytes | Book, folder: Path, name: str = "a.xlsx") -> FileOutcome:
    """The outcome of one file."""
    (folder / name).write_bytes(content if isinstance(content, bytes) else saved(content))
    (outcome,) = take_in(folder, questionnaires=QUESTIONNAIRES, vintage="gso2004")
    return outcome


def answered(
    code: str, typed: object, folder: Path, number_format: str | None = None
) -> tuple[Value | None, list[str]]:
    """What an answer typed into the form is read as, with the codes of the findings on that item."""
    made = book()
    cell = cell_of(made, code)
    cell.value = typed  # type: ignore[assignment] # whatever is typed
    if number_format:
        cell.number_format = number_format
    outcome = read(made, folder)
    assert outcome.submission is not None, outcome.findings
    findings = [str(f.code) for f in outcome.findings if f.item == code]
    return outcome.submission.answer_by_item[code].value, findings


def repacked(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The archive with every part changed; None leaves it out."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = change(name, source.read(name))
            if part is not None:
                target.writestr(name, part)
    return stream.getvalue()


def codes(outcome: FileOutcome) -> list[str]:
    return [finding.code for finding in outcome.findings]
