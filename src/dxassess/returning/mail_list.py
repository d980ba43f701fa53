"""The reminders as a list for mail merge, and as data for other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from dxassess.files.table_file import ListColumn, ListFile
from dxassess.places.register import Register
from dxassess.report.people.reminder import Lacking, Reminder
from dxassess.wording.wording import Wording, wording

_WIDTHS = {
    "code": 10, "name": 40, "contact": 24, "email": 30, "phone": 16, "province": 18, "due": 12,
    "lacking": 30, "errors": 8, "number": 8, "attached": 44,
}  # fmt: skip


def mail_list(reminders: Sequence[Reminder], register: Register | None, *, language: str) -> ListFile:
    """A row for each of `reminders`. How a facility is reached comes from the register and stands here
    alone."""
    say = wording("returning", language)
    return ListFile(
        title=say.text("mail.title"),
        columns=tuple(
            ListColumn(head=say.text(f"mail.{key}"), width=width) for key, width in _WIDTHS.items()
        ),
        rows=tuple(_row(reminder, register, say) for reminder in reminders),
    )


def _row(reminder: Reminder, register: Register | None, say: Wording) -> tuple[str | None, ...]:
    entry = register.entry_by_code.get(reminder.code) if register else None
    reached = (entry.contact, entry.email, entry.phone) if entry else (None, None, None)
    return (
        reminder.code,
        reminder.name,
        *reached,
        reminder.province,
        say.short_date(reminder.due) if reminder.due else None,
        say.text(f"lacking.{reminder.lacking}"),
        say.number(reminder.errors) if reminder.errors else None,
        say.number(reminder.number),
        reminder.attached,
    )


def mail_data(reminders: Sequence[Reminder]) -> dict[str, object]:
    """The same as data, without how a facility is reached: such data end in logs."""
    counts = Counter(reminder.lacking for reminder in reminders)
    return {
        "counts": {lacking: counts[lacking] for lacking in get_args(Lacking)},
        "reminders": [
            {
                "code": reminder.code,
                "name": reminder.name,
                "province": reminder.province,
                "due": reminder.due,
                "overdue": reminder.overdue,
                "lacking": reminder.lacking,
                "errors": reminder.errors,
                "number": reminder.number,
                "attached": reminder.attached,
            }
            for reminder in reminders
        ],
    }
