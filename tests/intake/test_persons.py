"""Whoever can be reached goes no further than the form: what is read of it names nobody."""

from __future__ import annotations

from pathlib import Path

from tests.intake.workbooks import FACILITY, book, cell_of, read

from dxassess.findings.persons import WITHHELD
from dxassess.questionnaire.items import Note

SECRETS = ("0912", "gmail", "Hương", "mai")


def test_a_submission_names_nobody_who_can_be_reached(tmp_path: Path) -> None:
    note = next(item.code for item in FACILITY.items if isinstance(item, Note) and not item.dated)
    made = book()
    cell_of(made, note).value = "Mô hình hỗ trợ người cao tuổi; hỏi bà mai, 0912 345 678"
    cell_of(made, "C2.4.1").offset(0, 2).value = "Công văn 12/SYT, ĐD.Hương, huong@gmail.com"
    name = next(fact.code for fact in FACILITY.facts if fact.key == "name")
    cell_of(made, name).value = "Trạm Y tế Mẫu, ĐT 0912 345 678"
    outcome = read(made, tmp_path)
    assert outcome.submission is not None
    answers = outcome.submission.answer_by_item
    assert str(answers[note].value).startswith("Mô hình hỗ trợ người cao tuổi")
    assert str(answers["C2.4.1"].evidence).startswith("Công văn 12/SYT")
    assert outcome.submission.facts.name == f"Trạm Y tế Mẫu, ĐT {WITHHELD}"
    written = outcome.model_dump_json()
    assert [secret for secret in SECRETS if secret in written] == []
