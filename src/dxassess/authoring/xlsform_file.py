"""The rows of an XLSForm as its workbook."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.authoring.xlsform import FormLine, to_xlsform, tongues
from dxassess.files.journal import Written
from dxassess.files.staging import write_output
from dxassess.files.xlsx import new_workbook
from dxassess.questionnaire.model import Questionnaire

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_WORDED = ("label", "hint", "constraint_message")
_SURVEY = ("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message")
_CHOICES = ("list_name", "name", "label")
_SETTINGS = ("form_title", "form_id", "version", "default_language", "style")


def export_xlsform(questionnaire: Questionnaire, path: Path, *, force: bool = False) -> Written:
    """Write the XLSForm, by the rule for what people edited. Raises OutputError if it cannot be written."""
    return write_output(path, xlsform_bytes(questionnaire), force=force)


def xlsform_bytes(questionnaire: Questionnaire) -> bytes:
    """The workbook, the same for the same questionnaire."""
    form = to_xlsform(questionnaire)
    stream = io.BytesIO()
    with new_workbook(stream) as book:
        _sheet(book, "survey", _heads(_SURVEY), form.survey)
        _sheet(book, "choices", _heads(_CHOICES), form.choices)
        _sheet(book, "settings", list(_SETTINGS), form.settings)
    return stream.getvalue()


def _heads(columns: Sequence[str]) -> list[str]:
    return [
        head
        for column in columns
        for head in (
            [f"{column}::{tongue}" for tongue in tongues().values()] if column in _WORDED else [column]
        )
    ]


def _sheet(book: Workbook, name: str, heads: Sequence[str], lines: Sequence[FormLine]) -> None:
    page = book.add_worksheet(name)
    page.freeze_panes(1, 0)
    page.write_row(0, 0, heads, book.add_format({"bold": True}))
    for row, line in enumerate(lines, start=1):
        for column, head in enumerate(heads):
            if head in line:
                page.write_string(row, column, line[head])
    page.set_column(0, len(heads) - 1, 24)
