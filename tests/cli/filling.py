"""A form filled in as a person does, cell by cell."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook


def fill_in(form: Path, path: Path, answers: dict[str, str]) -> None:
    """Type answers into a copy of a form."""
    made = load_workbook(form)
    for row in (row for sheet in made.worksheets for row in sheet.iter_rows(max_col=3)):
        if row[0].value in answers:
            row[2].value = answers[str(row[0].value)]
    made.save(path)
