"""What is typed into a form is what the program reads, whatever is answered."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import openpyxl
import pytest

from dxassess.demo.sheets import Row, find_rows
from dxassess.forms.arrange import form_for
from dxassess.forms.write import write_form
from dxassess.intake.intake import take_in
from dxassess.intake.submission import Value
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Item, Questionnaire
from dxassess.resources import resource_folder

QUESTIONNAIRES = load_questionnaires(resource_folder("questionnaires") / "five-conditions")
COVER = {
    "facility": {"facility_code": "80001", "name": "Mẫu", "type": "health_centre", "province": "Long An"},
    "department": {"facility_code": "SYT80", "name": "Sở Y tế Mẫu", "province": "Long An"},
}


def invented(item: Item, random: Random) -> Value:
    if item.type == "choice":
        return random.choice(item.options).code
    if item.type == "multi":
        return tuple(o.code for o in item.options if not o.exclusive and random.random() < 0.5)
    if item.type == "yes_no":
        return random.random() < 0.5
    if item.type == "percent":
        return float(random.randint(2, 100))
    if item.type in ("count", "number"):
        return float(random.randint(0, 2000))
    return "Một dòng chữ; có dấu “…” & <ký hiệu>"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("questionnaire", QUESTIONNAIRES, ids=lambda q: q.respondent)
def test_answers_come_back_as_given(questionnaire: Questionnaire, language: str, tmp_path: Path) -> None:
    random = Random(f"{questionnaire.respondent} {language}")  # noqa: S311 - answers, not secrets
    stream = io.BytesIO()
    write_form(form_for(questionnaire, language, COVER[questionnaire.respondent]), stream)
    book = openpyxl.load_workbook(stream)
    rows = find_rows(book, {code for item in questionnaire.items for code, _ in item.parts} | {"F16"})

    def put(row: Row, value: object) -> None:
        book[row.sheet][row.open_cells[0]].value = value

    put(rows["F16"], "15/10/2023")
    given: dict[str, Value] = {}
    for item in questionnaire.items:
        if item.type == "ratio" or item.parts[0][0] not in rows:
            continue
        value = given[item.code] = invented(item, random)
        for code, _ in item.parts:
            row = rows[code]
            if item.type == "multi":
                put(row, row.choices[0 if code.removeprefix(item.code) in value else 1])  # type: ignore[operator]
            elif item.type == "yes_no":
                put(row, row.choices[0 if value else 1])
            elif item.type == "choice":
                put(row, next(c for c in row.choices if c.startswith(f"{value}. ")))
            else:
                put(row, value)
    book.save(tmp_path / "back.xlsx")
    (outcome,) = take_in(tmp_path, questionnaires=QUESTIONNAIRES, vintage="gso2004")
    assert outcome.submission is not None, outcome.findings
    read = {a.item: a.value for a in outcome.submission.answers if a.item in given}
    assert read == given
    assert [f.code for f in outcome.findings if f.severity != "info"] == ["PART_MISSING"] * (
        questionnaire.respondent == "facility"
    )
