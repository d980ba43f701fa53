"""Whose file is this? What the form says; of a rejected one its code, its stamp, its name, its folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from dxassess.intake.submission import FileOutcome
from dxassess.places.provinces import match_province
from dxassess.places.register import Register
from dxassess.round.received import Received

_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{5}(?![0-9A-Z])")


class Whose(NamedTuple):
    """The respondent of a file as far as it is known. `province` is a province key."""

    province: str | None = None
    code: str | None = None
    name: str | None = None


def respondents(round_: Received) -> dict[str, Whose]:
    """The respondent of every file of the round, by file. For sorting and filtering only: scores never
    lean on the name of a file."""
    return {outcome.file: _whose(outcome, round_) for outcome in round_.outcomes}


def _whose(outcome: FileOutcome, round_: Received) -> Whose:
    if outcome.submission is None:
        register, sender = round_.register_, round_.sender_by_file.get(outcome.file, "")
        entry = register.entry_by_code.get(sender) if register else None
        if entry is not None:
            return Whose(entry.province, entry.code, entry.name)
        return _by_name(outcome.file, register, round_.settings.vintage)
    facts = outcome.submission.facts
    province = f"{facts.vintage}:{facts.province}" if facts.province else None
    return Whose(province, facts.facility_code, facts.name)


def _by_name(file: str, register: Register | None, vintage: str) -> Whose:
    for code in _CODE.findall(file.rpartition("/")[2].upper()):
        entry = register.entry_by_code.get(code) if register else None
        if entry is not None:
            return Whose(entry.province, entry.code, entry.name)
    return Whose(next(_provinces(file, vintage), None))


def _provinces(file: str, vintage: str) -> Iterator[str]:
    """The provinces that the folders of a file are called after, the nearest first."""
    for folder in reversed(file.split("/")[:-1]):
        province = match_province(unicodedata.normalize("NFC", folder), vintage)
        if province is not None:
            yield province.key
