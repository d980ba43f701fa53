"""Who sent this? The cover sheet held against the register."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from dxassess.findings.finding import Finding, Place, finding
from dxassess.intake.submission import Facts, FileOutcome, Submission
from dxassess.places.register import DEPARTMENT, Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.naming import plain_name
from dxassess.round.recognise import Recognised, code_words, recognise
from dxassess.round.settings import Settings

_ISSUED = re.compile("[0-9]{5}")
_YEAR, _DAY = timedelta(days=366), timedelta(days=1)
_COMPARED: dict[str, Callable[[str], str]] = {"type": str, "province": str, "name": plain_name}


class Life(NamedTuple):
    """The id of a round ("" for none), and the days, as ISO dates, between which it can have been answered;
    None where that is not known."""

    round_id: str = ""
    first: str | None = None
    last: str | None = None


_ALWAYS = Life()


def life_of(settings: Settings, today: date | None) -> Life:
    """The life of a round: from a year before it was opened to tomorrow, seen from its own day if that is
    later than `today`."""
    opened = date.fromisoformat(settings.opened) if settings.opened else None
    round_day = date.fromisoformat(settings.date) if settings.date else None
    last = max((day for day in (today, round_day) if day), default=None)
    return Life(
        settings.id,
        (opened - _YEAR).isoformat() if opened else None,
        (last + _DAY).isoformat() if last else None,
    )


def identify_respondents(
    outcomes: Iterable[FileOutcome],
    *,
    register: Register | None,
    facility: Questionnaire,
    life: Life = _ALWAYS,
) -> tuple[FileOutcome, ...]:
    """The outcomes with the code of their line of the register, and with type, province and beds filled in
    from it where the cover sheet is silent; every difference between the two is named. For type and province
    the register then counts (`placed`), for the rest the cover sheet.

    Rejected are forms of another round, facilities that filled in the form of a Department or the reverse,
    forms whose name is that of another line than their code, and facilities whose type or province nobody
    states. A day outside the life of the round is no day of answering.
    """
    types = {facility_type.code for facility_type in facility.types}
    return tuple(
        outcome
        if outcome.submission is None
        else _identify(outcome, _in_time(outcome.submission, life), register, types, life)
        for outcome in outcomes
    )


def placed(submission: Submission, register: Register | None) -> Submission:
    """The submission in the province and, of a facility, with the type of its line in the register."""
    facts = submission.facts
    entry = register.entry_by_code.get(facts.facility_code or "") if register else None
    if entry is None or (entry.type == DEPARTMENT) != (submission.respondent == "department"):
        return submission
    vintage, _, province = entry.province.partition(":")
    registered: dict[str, object] = {"province": province, "vintage": vintage}
    if submission.respondent == "facility":
        registered["type"] = entry.type
    if all(getattr(facts, name) == value for name, value in registered.items()):
        return submission
    return submission.model_copy(update={"facts": facts.model_copy(update=registered)})


def _in_time(submission: Submission, life: Life) -> Submission:
    """The submission without a day on which the round cannot have been answered."""
    day = submission.facts.answered_on
    if day is None or (life.first or day) <= day <= (life.last or day):
        return submission
    return submission.model_copy(update={"facts": submission.facts.model_copy(update={"answered_on": None})})


def _identify(
    outcome: FileOutcome, submission: Submission, register: Register | None, types: set[str], life: Life
) -> FileOutcome:
    place = Place(file=outcome.file)
    refusal = _of_other_round(submission, life, place)
    known = recognise(submission, register) if register else Recognised(None)
    refusal = refusal or known.refusal or _unknown(submission, known, place)
    findings = [*_untimely(outcome, submission, place), *known.findings]
    if refusal is not None:
        return outcome.set_aside(*findings, refusal)
    facts = submission.facts
    if known.entry is None and register is not None and submission.respondent == "facility":
        findings.append(finding("NOT_IN_REGISTER", place, found=facts.facility_code))
    if known.entry is not None:
        facts = facts.model_copy(update={"facility_code": known.entry.code})
    findings += _pointing_elsewhere(outcome.file, submission, facts.facility_code, register)
    if known.entry is not None:
        facts, more = _complete(facts, known.entry, place, department=submission.respondent == "department")
        findings += more
    if submission.respondent == "facility" and (facts.type not in types or facts.province is None):
        return outcome.set_aside(*findings, finding("TYPE_OR_PROVINCE_UNKNOWN", place, found=facts.type))
    identified = submission.model_copy(update={"facts": facts})
    if submission.respondent == "department":
        identified = placed(identified, register)
    return outcome.model_copy(
        update={
            "status": "accepted_with_warnings" if findings else outcome.status,
            "findings": (*outcome.findings, *findings),
            "submission": placed(identified, register)
            if submission.respondent == "department"
            else identified,
        }
    )


def _unknown(submission: Submission, known: Recognised, place: Place) -> Finding | None:
    """A form that says nothing of whose it is, of which the register does not know it by its stamp either."""
    facts = submission.facts
    nameless = submission.respondent == "facility" and facts.facility_code is None and facts.name is None
    return finding("NO_IDENTITY", place) if nameless and known.entry is None else None


def _of_other_round(submission: Submission, life: Life, place: Place) -> Finding | None:
    stamp = submission.stamp
    if stamp is None or not stamp.round or not life.round_id or stamp.round == life.round_id:
        return None
    return finding("OTHER_ROUND", place, found=stamp.round, expected=life.round_id)


def _untimely(outcome: FileOutcome, submission: Submission, place: Place) -> Iterator[Finding]:
    stated = outcome.submission.facts.answered_on if outcome.submission else None
    if stated is not None and submission.facts.answered_on is None:
        yield finding("DATE_DOUBTFUL", place, found=stated)


def _pointing_elsewhere(
    file: str, submission: Submission, code: str | None, register: Register | None
) -> Iterator[Finding]:
    """What names another respondent than the form's own code: the name of the file, the stamp."""
    place, stamp = Place(file=file), submission.stamp
    other = _code_in_name(file, code, register)
    if other is not None:
        yield finding("OTHER_FACILITY_IN_NAME", place, found=other, expected=code)
    if stamp is not None and stamp.code and code is not None and stamp.code != code:
        yield finding("STAMP_DIFFERS", place, found=stamp.code, expected=code)


def _complete(facts: Facts, entry: Entry, place: Place, *, department: bool) -> tuple[Facts, list[Finding]]:
    vintage, _, province = entry.province.partition(":")
    registered: dict[str, object] = {"province": province, "vintage": vintage}
    if not department:
        registered |= {"type": entry.type, "name": entry.name}
        if facts.beds is None and entry.beds is not None:
            registered["beds_actual"] = entry.beds
    filled: dict[str, object] = {}
    findings: list[Finding] = []
    for name, value in registered.items():
        stated = getattr(facts, name)
        if stated is None:
            filled[name] = value
            if name != "vintage":
                findings.append(finding("FILLED_FROM_REGISTER", place, expected=f"{name}: {value}"))
        elif name in _COMPARED and _COMPARED[name](stated) != _COMPARED[name](str(value)):
            stated_text, expected = f"{name}: {stated}", f"{name}: {value}"
            findings.append(finding("DIFFERS_FROM_REGISTER", place, found=stated_text, expected=expected))
    return facts.model_copy(update=filled), findings


def _code_in_name(file: str, stated: str | None, register: Register | None) -> str | None:
    """The code of another respondent that the name of a file bears, as issued: in front. A name that also
    bears the stated code says nothing against it, nor does one of a workbook or archive of several."""
    if stated is None or "#" in file:
        return None
    words = code_words(file)
    registered_codes = register.entry_by_code if register else {}
    if not words or stated in words:
        return None
    issued = [word for word in words if word in registered_codes]
    issued += [] if register else [word for word in words[:1] if _ISSUED.fullmatch(word)]
    return next(iter(issued), None)
