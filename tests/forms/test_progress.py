"""What the formulas of a form say in LibreOffice is what scoring says of the same workbook: which questions
fall away, and how many are left. Saved by LibreOffice, as XLSX and ODS, it reads as before."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from tests.forms.sample import both, every_type, rows_of

from dxassess.forms.arrange import form_for
from dxassess.forms.form import Form
from dxassess.forms.layout import COVER_LEFT_CELL, FIRST_ROW, LEFT_CELL, STATE, TOTAL_CELL
from dxassess.forms.progress import ANSWERED, LEFT, SKIPPED, left_on
from dxassess.forms.template import write_form
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.matching.identify import prepare_instruments
from dxassess.intake.read_file import ReaderSettings, read_file
from dxassess.intake.submission import FileOutcome
from dxassess.questionnaire.model import Questionnaire
from dxassess.scoring.score_submission import score_submission

PREFILL = {"facility_code": "00080", "name": "A & <B> \"C\" 'D' _x0041_", "type": "hospital", "staff": "40"}
FILLED = 14
BEFORE = {"type": "number", "target": 10, "allow_na": True}
OPTIONS = [
    {"code": c, "score": n / 3, "text": both(f"State {n}" + ", long" * 60)} for n, c in enumerate("xyzw")
]
LETTERS = [{"code": c, "weight": n, "text": both(f"Part {c}")} for n, c in enumerate("abc", start=1)]
EARLIER: Mapping[str, Mapping[str, object]] = {
    "choice": {"type": "choice", "options": OPTIONS, "allow_na": True},
    "yes": {"type": "yes_no", "allow_na": True},
    "no": {"type": "yes_no", "good": "no"},
    "multi": {"type": "multi", "options": LETTERS, "allow_na": True},
    "percent": {"type": "percent", "points": [[10, 0], [30, 1], [50, 1], [90, 0]]},
    "count": {"type": "count", "target": 7, "unit": both("meetings")},
    "ratio": {"type": "ratio", "numerator": {"text": both("A")}, "denominator": {"text": both("B")}},
    "of_fact": {"type": "ratio", "numerator": {"text": both("A")}, "denominator": {"fact": "staff"}},
    "of_facts": {"type": "ratio", "numerator": {"fact": "it_staff"}, "denominator": {"fact": "staff"}},
    "station": {"type": "yes_no", "applies": "S"},
}


def _questionnaire() -> Questionnaire:
    """Each kind of item decides on one after it, which decides on one more."""
    items: list[dict[str, object]] = []
    for n, (name, keys) in enumerate(EARLIER.items(), start=1):
        goalposts = {"target": 1, "allow_na": True} if keys["type"] == "ratio" else {}
        items += [
            {"code": f"X1.{n}.1", "text": both(name), **keys, **goalposts},
            {"code": f"X1.{n}.2", "text": both("next"), **BEFORE, "asked_if": _after(f"X1.{n}.1", 0.5)},
            {
                "code": f"X1.{n}.3",
                "text": both("last"),
                "type": "multi",
                "options": LETTERS,
                "asked_if": _after(f"X1.{n}.2", 1),
            },
        ]
    data = every_type().model_dump()
    indicators = [{"code": "X1.1", "name": both("Indicator"), "items": items}]
    condition = {
        "code": "X1",
        "name": both("It's"),
        "short": both("It's"),
        "weight": 1,
        "indicators": indicators,
    }
    fact = {"code": "F12", "key": "it_staff", "type": "count", "text": both("IT staff")}
    facts = [*data["facts"], fact]
    return Questionnaire.model_validate({**data, "facts": facts, "conditions": [condition]})


def _after(code: str, at_least: float) -> dict[str, object]:
    return {"item": code, "at_least": at_least}


def _fill_in(form: Form, path: Path, random: Random | None) -> None:
    """Type something valid, nothing or "not applicable" into every cell."""
    stream = io.BytesIO()
    write_form(form, stream)
    book = load_workbook(stream)
    questionnaire = _questionnaire()
    rows = rows_of(book, questionnaire)
    for item in questionnaire.items if random is not None else ():
        assert random is not None
        state = random.choice(("blank", "typed", "typed", "na" if item.allow_na else "typed"))
        for code, _ in item.parts:
            if code in rows and state != "blank":
                row = rows[code]
                cell = book[row.sheet][row.open_cells[0]]
                choices = row.choices[:-1] if item.allow_na else row.choices
                typed = random.choice(choices) if choices else random.choice((2, 7, 20, 40, 70))
                cell.value = typed if state == "typed" else (row.choices[-1] if choices else "KAD")
    book[rows["F12"].sheet][rows["F12"].open_cells[0]].value = (
        random.choice((None, 3, 30)) if random else None
    )
    book.save(path)


@pytest.fixture(scope="module")
def saved(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with forms as openpyxl left them, which computes nothing, and as LibreOffice saved them."""
    folder = tmp_path_factory.mktemp("forms")
    form = form_for(_questionnaire(), "vi", PREFILL)
    _fill_in(form, folder / "blank.xlsx", None)
    for number in range(FILLED):
        _fill_in(form, folder / f"{number}.xlsx", Random(number))  # noqa: S311 - a draw
    given = sorted(map(str, folder.glob("*.xlsx")))
    for kind in ("xlsx", "ods"):
        home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
        command = [soffice, home, "--headless", "--convert-to", kind, "--outdir", str(folder / kind), *given]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder


def _read(path: Path) -> FileOutcome:
    told = ReaderSettings(instruments=prepare_instruments([_questionnaire()]), vintage=None)
    return read_file(Workbook(file=path.name, path=path), told)


def _states(path: Path, form: Form) -> dict[str, object]:
    sheet = form.sheets[1]
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    lines = enumerate(sheet.lines, start=FIRST_ROW)
    return {line.code: rows[row][STATE] for row, line in lines if line.progress is not None}


def _counted(path: Path, form: Form) -> tuple[object, ...]:
    book = CalamineWorkbook.from_path(path)
    cover, asked = (book.get_sheet_by_name(s.name).to_python(skip_empty_area=False) for s in form.sheets)
    places = ((cover, TOTAL_CELL), (cover, COVER_LEFT_CELL), (asked, LEFT_CELL))
    return tuple(rows[row][column] for rows, (row, column) in places)


def _expected(outcome: FileOutcome) -> dict[str, int | None]:
    """By item, from scoring; None where the respondent says that it does not apply, and so does a skip."""
    assert outcome.submission is not None
    score = score_submission(outcome.submission, _questionnaire())
    found: dict[str, int | None] = {}
    for node in score.overall.walk():
        if node.kind == "item" and node.reason != "not_for_this_type":
            left = LEFT if node.state == "missing" else ANSWERED
            said = node.reason == "respondent_says_not_applicable"
            found[node.code] = SKIPPED if node.reason == "skipped" else None if said else left
    return found


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_formulas_agree_with_scoring(saved: Path, kind: str) -> None:
    form = form_for(_questionnaire(), "vi", PREFILL)
    seen: set[object] = set()
    for number in range(FILLED):
        states = _states(saved / kind / f"{number}.{kind}", form)
        expected = _expected(_read(saved / f"{number}.xlsx"))
        told = {code: state for code, state in expected.items() if state is not None}
        without_cells = [i.code for i in _questionnaire().items if not i.parts]
        differing = {
            code: (states[code], state)
            for code, state in told.items()
            if states[code] != state and code not in without_cells
        }
        assert differing == {}, number
        seen |= set(told.items())
    every = {item.code for item in _questionnaire().items if item.asked_if is not None}
    assert {(code, SKIPPED) for code in every} <= seen


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_saved_by_libreoffice_a_form_reads_as_before(saved: Path, kind: str) -> None:
    for number in range(FILLED):
        before, after = _read(saved / f"{number}.xlsx"), _read(saved / kind / f"{number}.{kind}")
        assert before.submission is not None
        assert after.submission is not None
        values = [
            [(a.item, a.state, a.value) for a in o.submission.answers]
            for o in (before, after)
            if o.submission
        ]
        assert values[0] == values[1]
        assert after.submission.facts == before.submission.facts
        assert [f.code for f in after.findings] == [f.code for f in before.findings]


def test_values_stored_in_a_form_are_those_that_libreoffice_computes(saved: Path, tmp_path: Path) -> None:
    form = form_for(_questionnaire(), "vi", PREFILL)
    write_form(form, tmp_path / "issued.xlsx")
    issued, computed = tmp_path / "issued.xlsx", saved / "xlsx" / "blank.xlsx"
    assert _states(issued, form) == _states(computed, form)
    assert _counted(issued, form) == _counted(computed, form)
    assert _counted(issued, form)[2] == left_on(form.sheets[1]) > 0
    assert SKIPPED in _states(issued, form).values()
