"""Any questionnaire that lint has nothing against is issued, filled in and read back with exactly the answers
given: issued as a workbook, filled in by openpyxl as a person fills it in, read by the real intake."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.forms.sample import rows_of
from tests.forms.valid import Said, counts_of, said_of
from tests.questionnaire.strategies import plain_words, questionnaires

from dxassess.authoring.lint import lint
from dxassess.demo.sheets import FormRow
from dxassess.forms.issue import Press
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.matching.identify import prepare_instruments
from dxassess.intake.read_file import ReaderSettings, read_file
from dxassess.intake.submission import FileOutcome
from dxassess.questionnaire.items import Choice, Item, Note, Quantity
from dxassess.questionnaire.model import Questionnaire

HARMLESS = {
    "NUMBER_AS_TEXT",
    "PART_MISSING",
    "FACT_MISSING",
    "INCONSISTENT",
    "FOLLOWS_BLANK",
    "SAME_PERCENTAGES",
}


@settings(
    max_examples=30,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
@given(
    questionnaire=questionnaires(words=plain_words()), data=st.data(), language=st.sampled_from(["vi", "en"])
)
def test_any_answers_to_any_sound_questionnaire_come_back(
    questionnaire: Questionnaire, data: st.DataObject, language: str
) -> None:
    assume(all(remark.severity != "error" for remark in lint(questionnaire)))
    assume(_is_identified(questionnaire))
    kind = data.draw(st.sampled_from(questionnaire.types)).code if questionnaire.types else None
    counts = data.draw(counts_of(questionnaire))
    asked = [item for item in questionnaire.items if questionnaire.applies(item.applies, kind, None)]
    said = {item.code: data.draw(said_of(item, counts), label=item.code) for item in asked}
    # What follows from the cover sheet alone is nobody's answer.
    assume(any(answer.state != "missing" and answer.cells for answer in said.values()))
    prefill = {"facility_code": "00080", **({"type": kind} if kind else {})}
    outcome = _send(questionnaire, language, prefill, counts, said)
    assert {found.code for found in outcome.findings} <= HARMLESS, outcome.findings
    assert outcome.submission is not None
    read = {a.item: (a.state, a.value) for a in outcome.submission.answers}
    assert read == {code: (answer.state, answer.value) for code, answer in said.items()}


def _is_identified(questionnaire: Questionnaire) -> bool:
    """Whether the form asks who fills it in; without that nothing could be taken in."""
    fact = questionnaire.fact_by_key["facility_code"]
    return questionnaire.respondent in fact.respondents and not fact.personal


def _send(
    questionnaire: Questionnaire,
    language: str,
    prefill: Mapping[str, str],
    counts: Mapping[str, float],
    said: Mapping[str, Said],
) -> FileOutcome:
    book = load_workbook(io.BytesIO(Press(language).print(questionnaire, prefill)))
    rows = rows_of(book, questionnaire)
    for key, count in counts.items():
        _type(book[(row := rows[questionnaire.fact_by_key[key].code]).sheet], row, count)
    for code, answer in said.items():
        for cell, content in answer.cells.items():
            row = rows[cell]
            _type(book[row.sheet], row, _typed(questionnaire.item_by_code[code], content, row, language))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        book.save(path)
        told = ReaderSettings(instruments=prepare_instruments([questionnaire]), vintage=None)
        return read_file(Workbook(file="form.xlsx", path=path), told)


def _type(sheet: Worksheet, row: FormRow, content: str | float | datetime) -> None:
    cell = sheet[row.open_cells[0]]
    cell.value = content
    if isinstance(content, str):
        cell.data_type = "s"


def _typed(
    item: Item,
    content: str | float | bool | None,
    row: FormRow,
    language: str,
) -> str | float | datetime:
    """What a person types or chooses to say `content`."""
    if content is None:
        return row.choices[-1] if row.choices else {"vi": "KAD", "en": "N/A"}[language]
    if isinstance(content, bool):
        return row.choices[0 if content else 1]
    if isinstance(item, Choice):
        return row.choices[[option.code for option in item.options].index(str(content))]
    if isinstance(item, Note) and item.dated:
        return datetime.fromisoformat(str(content))
    if isinstance(item, Quantity) and item.percent and 0 < float(content) <= 1:
        return f"{content} " + {"vi": "phần trăm", "en": "percent"}[language]
    return content
