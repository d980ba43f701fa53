"""What a department writes to a facility whose form has not come, or cannot be used as it is."""

from __future__ import annotations

from typing import Literal

from dxassess.forms.contact import Contact
from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Text

Lacking = Literal["silent", "unusable", "errors"]
"""Nothing was received; what was received does not count; it counts, without the answers that hold errors."""


class Reminder(Frozen):
    """A letter to one respondent; `issued` says whether a form went to it before. `attached` is the name of
    the workbook that goes with it: a form as issued, or (not `new_form`) the marked copy of what it sent;
    None where there is neither. `errors` are the points to correct. `due` is the ISO day until which forms
    were expected, `overdue` whether it has passed on `as_of`, the ISO day on which what was received was
    looked at. `number` counts the reminders to this respondent (`whose`, as in an Event) from 1. What is
    `to_department` stands on lists alone: the department writes the letters. Number, date and signature of
    the letter are for the department to add."""

    stem: str
    province: str
    city: bool
    round: Text
    simulated: bool
    whose: str
    code: str
    name: str
    lacking: Lacking
    issued: bool = True
    errors: int = 0
    attached: str | None = None
    new_form: bool = True
    due: str | None = None
    overdue: bool = False
    as_of: str
    number: int = 1
    to_department: bool = False
    contact: Contact | None = None
