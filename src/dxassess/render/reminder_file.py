"""A reminder in the language of its template."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dxassess.errors import DxassessError
from dxassess.files.templates import find_piece
from dxassess.render.letter_file import above_words
from dxassess.render.printable import printable
from dxassess.render.word import fill_word
from dxassess.report.people.reminder import Reminder
from dxassess.wording.wording import Wording, wording


def reminder_file(reminder: Reminder, *, language: str, template_folder: Path) -> bytes:
    """The .docx of `reminder`, by word/reminder.<language>.docx."""
    return fill_word(template_folder, _template(language), _values(reminder, wording("cli", language)))


def check_reminder_templates(folder: Path, languages: Sequence[str]) -> None:
    """Raise DxassessError for a language that has no template, before any letter is written."""
    for language in languages:
        if not find_piece(folder, _template(language)).is_file():
            raise DxassessError("language.no_template", language=language, file=_template(language))


def _template(language: str) -> str:
    return f"word/reminder.{language}.docx"


def _values(reminder: Reminder, say: Wording) -> dict[str, Any]:
    """What a template may use; report_templates/README.md lists it."""
    contact = reminder.contact
    return {
        "above": above_words(reminder.province, say, city=reminder.city),
        "province": printable(reminder.province),
        "round": printable(reminder.round[say.language]),
        "simulated": reminder.simulated,
        "code": printable(reminder.code),
        "name": printable(reminder.name),
        "silent": reminder.lacking == "silent",
        "issued": reminder.issued,
        "unusable": reminder.lacking == "unusable",
        "errors": say.number(reminder.errors),
        "attached": printable(reminder.attached or ""),
        "new_form": reminder.new_form,
        "due": say.date(reminder.due) if reminder.due else "",
        "overdue": reminder.overdue,
        "as_of": say.date(reminder.as_of),
        "nth": say.number(reminder.number) if reminder.number > 1 else "",
        "contact": printable(contact.words(wording("forms", say.language))) if contact else "",
        "email": printable(contact.email or "") if contact else "",
    }
