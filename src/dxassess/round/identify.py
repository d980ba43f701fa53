"""Who sent this? The cover sheet held against the register."""

from __future__ import annotations

from collections.abc import Iterable

from dxassess.intake.submission import Facts, FileOutcome, Finding, Place, Severity, Submission
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire


def identify_respondents(
    outcomes: Iterable[FileOutcome], *, register: Register | None, facility: Questionnaire
) -> tuple[FileOutcome, ...]:
    """The outcomes with type, province and beds filled in from the register where the cover sheet is
    silent, and every difference between the two named. The cover sheet wins where both speak.

    A facility whose type or province nobody states cannot be scored and is rejected.
    """
    types = {facility_type.code for facility_type in facility.types}
    return tuple(
        outcome if outcome.submission is None else _identify(outcome, outcome.submission, register, types)
        for outcome in outcomes
    )


def _identify(
    outcome: FileOutcome, submission: Submission, register: Register | None, types: set[str]
) -> FileOutcome:
    facts = submission.facts
    entry = register.entry_by_code.get(facts.facility_code or "") if register else None
    notes: list[tuple[str, Severity, str | None, str | None]] = []
    if register is not None and entry is None and submission.respondent == "facility":
        notes.append(("NOT_IN_REGISTER", "warning", facts.facility_code, None))
    if entry is not None:
        facts, more = _complete(facts, entry, department=submission.respondent == "department")
        notes += more
    if submission.respondent == "facility" and (facts.type not in types or facts.province is None):
        notes.append(("TYPE_OR_PROVINCE_UNKNOWN", "error", facts.type, None))
    findings = [
        Finding(code=code, severity=severity, place=Place(file=outcome.file), found=found, expected=expected)
        for code, severity, found, expected in notes
    ]
    if any(finding.severity == "error" for finding in findings):
        update: dict[str, object] = {"status": "rejected", "submission": None}
    else:
        status = "accepted_with_warnings" if findings else outcome.status
        update = {"status": status, "submission": submission.model_copy(update={"facts": facts})}
    return outcome.model_copy(update={**update, "findings": (*outcome.findings, *findings)})


def _complete(
    facts: Facts, entry: Entry, *, department: bool
) -> tuple[Facts, list[tuple[str, Severity, str | None, str | None]]]:
    vintage, _, province = entry.province.partition(":")
    known: dict[str, object] = {"province": province, "vintage": vintage}
    if not department:
        known |= {"type": entry.type, "name": entry.name}
        if facts.beds is None and entry.beds is not None:
            known["beds_actual"] = entry.beds
    filled: dict[str, object] = {}
    notes: list[tuple[str, Severity, str | None, str | None]] = []
    for name, value in known.items():
        stated = getattr(facts, name)
        if stated is None:
            filled[name] = value
            if name != "vintage":
                notes.append(("FILLED_FROM_REGISTER", "warning", None, f"{name}: {value}"))
        elif name in ("type", "province") and stated != value:
            notes.append(("DIFFERS_FROM_REGISTER", "warning", f"{name}: {stated}", f"{name}: {value}"))
    return facts.model_copy(update=filled), notes
