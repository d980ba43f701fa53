"""Whom to remind, and of what: those of whom nothing came, and those whose form cannot be used as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath

from dxassess.files.names import safe_name
from dxassess.findings.finding import Finding
from dxassess.forms.issue import form_name
from dxassess.intake.submission import FileOutcome
from dxassess.places.provinces import place_of
from dxassess.places.register import DEPARTMENT, Entry
from dxassess.report.people.reminder import Lacking, Reminder
from dxassess.returning.fresh import is_no_form
from dxassess.returning.whose import Whose
from dxassess.round.received import Received
from dxassess.round.rulings import whose_entry
from dxassess.round.states import has_errors, state_of

_COPIED = (".xlsx", ".xlsm")


def reminders(
    round_: Received, whose: Mapping[str, Whose], *, as_of: date, province: str | None = None
) -> tuple[Reminder, ...]:
    """A reminder to everyone in the register who owes something, by province, then code; `province` is the
    key of the only one to look at. Who was left out by a decision owes nothing."""
    files: defaultdict[str, list[FileOutcome]] = defaultdict(list)
    for outcome in round_.outcomes:
        files[whose[outcome.file].code or ""].append(outcome)
    entries = round_.register_.entries if round_.register_ else ()
    silent_codes = {entry.code for entry in round_.silent}
    letters = (
        _reminder(round_, entry, files[entry.code], as_of=as_of, counts=entry.code not in silent_codes)
        for entry in sorted(entries, key=lambda entry: (entry.province, entry.code))
        if province in (None, entry.province) and not round_.memory.rulings.left_out(entry.code)
    )
    return tuple(letter for letter in letters if letter is not None)


def _reminder(
    round_: Received, entry: Entry, files: Sequence[FileOutcome], *, as_of: date, counts: bool
) -> Reminder | None:
    lacking, open_files = _lacking(files, counts=counts)
    if lacking is None:
        return None
    copied = next((name for o in open_files if (name := _copy_name(o)) is not None), None)
    place, settings, day = place_of(entry.province), round_.settings, as_of.isoformat()
    number = round_.memory.reminders_before(whose_entry(entry), day) + 1
    again = f"-{number}" if number > 1 else ""
    return Reminder(
        stem=f"{place.stem}/{safe_name(entry.code, instead='-')}-reminder{again}",
        province=place.name,
        city=place.is_city_on(day),
        round=settings.name,
        simulated=settings.simulated,
        whose=whose_entry(entry),
        code=entry.code,
        name=entry.name,
        lacking=lacking,
        issued=round_.memory.was_issued(whose_entry(entry)),
        errors=len(_errors(open_files)),
        attached=copied if lacking == "errors" or copied else form_name(entry),
        new_form=lacking != "errors" and copied is None,
        due=settings.due,
        overdue=settings.due is not None and settings.due < day,
        as_of=day,
        number=number,
        to_department=entry.type == DEPARTMENT,
        contact=settings.contact,
    )


def _lacking(files: Sequence[FileOutcome], *, counts: bool) -> tuple[Lacking | None, tuple[FileOutcome, ...]]:
    """What is lacking, and the files on which it hangs."""
    submissions = [outcome for outcome in files if state_of(outcome) is not None]
    if counts:
        doubtful = tuple(o for o in submissions if o.submission is not None and has_errors(o))
        return ("errors", doubtful) if doubtful else (None, ())
    if any(finding.code == "LEFT_OUT" for outcome in submissions for finding in outcome.findings):
        return None, ()
    return ("unusable", tuple(submissions)) if submissions else ("silent", ())


def _errors(files: Sequence[FileOutcome]) -> list[Finding]:
    return [finding for outcome in files for finding in outcome.findings if finding.severity == "error"]


def _copy_name(outcome: FileOutcome) -> str | None:
    """The name of its marked copy; None where there is none, as of what could not be opened."""
    path = PurePosixPath(outcome.file)
    opened = outcome.submission is not None or any(finding.place.sheet for finding in outcome.findings)
    copied = opened and path.suffix.lower() in _COPIED and not is_no_form(outcome)
    return path.stem + ".xlsx" if copied else None
