"""Which line of the register sent a form: by the code on it, else by what points to one line and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from dxassess.findings.finding import Finding, Place, finding
from dxassess.intake.submission import Submission
from dxassess.places.provinces import province_of
from dxassess.places.register import DEPARTMENT, Entry, Register
from dxassess.round.naming import alike, plain_name

_WORD = re.compile("[0-9A-Z]+")
_MISREAD = str.maketrans("OQIL", "0011")


class Recognised(NamedTuple):
    """The line of the register, None where there is none, what a person should know about it, and why the
    form cannot be of that line, if it cannot."""

    entry: Entry | None
    findings: tuple[Finding, ...] = ()
    refusal: Finding | None = None


def recognise(submission: Submission, register: Register) -> Recognised:
    """The line whose code the form states. Where it states none, or one that the register does not have: the
    line to which stamp, file name, or name and province point, if all that point anywhere point to that one
    and its name can be the name on the form."""
    code, place = submission.facts.facility_code, Place(file=submission.file)
    stated = register.entry_by_code.get(code or "")
    entry = stated or _meant(submission, register)
    if entry is None:
        return Recognised(None)
    if _is_department(entry) != (submission.respondent == "department"):
        return Recognised(entry, (), finding("WRONG_RESPONDENT", place, found=code, expected=entry.name))
    other = _other_of_that_name(submission, entry, register)
    if other is not None:
        finding_ = finding(
            "NAME_OF_ANOTHER",
            place,
            found=f"{entry.code} {entry.name}",
            expected=f"{other.code} {other.name}",
        )
        return Recognised(entry, (), finding_)
    if stated is None:
        finding_ = finding("RECOGNISED", place, found=code or None, expected=f"{entry.code} {entry.name}")
        return Recognised(entry, (finding_,))
    return Recognised(entry)


def code_words(file: str) -> list[str]:
    """What of the name of a file may be a code."""
    return _WORD.findall(PurePosixPath(file).stem.upper())


def _meant(submission: Submission, register: Register) -> Entry | None:
    department = submission.respondent == "department"
    codes = set(_pointing(submission, register))
    entries = [entry for code in codes if _is_department(entry := register.entry_by_code[code]) == department]
    if len(entries) != 1 or len(codes) != 1:
        return None
    return entries[0] if _may_be(submission, entries[0]) else None


def _pointing(submission: Submission, register: Register) -> Iterator[str]:
    """The codes to which the form points beside the code that it states."""
    registered = register.entry_by_code
    stamp = submission.stamp
    if stamp is not None and stamp.code in registered:
        yield stamp.code
    repaired = (submission.facts.facility_code or "").translate(_MISREAD)
    if repaired in registered:
        yield repaired
    if "#" not in submission.file:
        yield from (word for word in code_words(submission.file) if word in registered)
    named = [entry.code for entry in register.entries if _is_named(submission, entry)]
    if len(named) == 1:
        yield named[0]


def _is_named(submission: Submission, entry: Entry) -> bool:
    """Whether the form states the name and the province of a line."""
    facts = submission.facts
    if facts.name is None or f"{facts.vintage}:{facts.province}" != entry.province:
        return False
    return plain_name(facts.name) == plain_name(entry.name) and alike(facts.name, entry.name)


def _may_be(submission: Submission, entry: Entry) -> bool:
    name = submission.facts.name
    return name is None or alike(name, entry.name, province=_province_name(entry))


def _other_of_that_name(submission: Submission, entry: Entry, register: Register) -> Entry | None:
    """The one other line of the same kind that bears the name on the form, which the line's own name cannot
    be: codes were exchanged, or a form was passed on."""
    if submission.facts.name is None or _may_be(submission, entry):
        return None
    others = [e for e in register.entries if e.code != entry.code and _is_named(submission, e)]
    return others[0] if len(others) == 1 and _is_department(others[0]) == _is_department(entry) else None


def _province_name(entry: Entry) -> str:
    province = province_of(entry.province)
    return province.name if province else ""


def _is_department(entry: Entry) -> bool:
    return entry.type == DEPARTMENT
