"""Who sent this? The cover sheet held against the register."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from dxassess.findings.finding import Finding, Place, finding
from dxassess.intake.submission import Facts, FileOutcome, Submission
from dxassess.intake.words.text import without_accents
from dxassess.places.register import DEPARTMENT, Entry, Register
from dxassess.questionnaire.model import Questionnaire

_WORD = re.compile("[0-9A-Z]+")
_ISSUED = re.compile("[0-9]{5}")
_SHORT_FORMS = {
    "bv": "benh vien",
    "bvdk": "benh vien da khoa",
    "dk": "da khoa",
    "kv": "khu vuc",
    "pk": "phong kham",
    "pkdk": "phong kham da khoa",
    "ttyt": "trung tam y te",
    "tt": "trung tam",
    "tyt": "tram y te",
    "yt": "y te",
}


def plain_name(name: str) -> str:
    """A facility's name to compare: without accents and punctuation, the usual short forms written out."""
    words = re.findall("[0-9a-z]+", without_accents(name))
    return " ".join(_SHORT_FORMS.get(word, word) for word in words)


_COMPARED: dict[str, Callable[[str], str]] = {"type": str, "province": str, "name": plain_name}


def identify_respondents(
    outcomes: Iterable[FileOutcome], *, register: Register | None, facility: Questionnaire
) -> tuple[FileOutcome, ...]:
    """The outcomes with type, province and beds filled in from the register where the cover sheet is
    silent, and every difference between the two named. For type and province the register then counts
    (`placed`), for the rest the cover sheet.

    A facility whose type or province nobody states cannot be scored and is rejected.
    """
    types = {facility_type.code for facility_type in facility.types}
    return tuple(
        outcome if outcome.submission is None else _identify(outcome, outcome.submission, register, types)
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
    return submission.model_copy(update={"facts": facts.model_copy(update=registered)})


def _identify(
    outcome: FileOutcome, submission: Submission, register: Register | None, types: set[str]
) -> FileOutcome:
    facts = submission.facts
    entry = register.entry_by_code.get(facts.facility_code or "") if register else None
    place = Place(file=outcome.file)
    findings: list[Finding] = []
    if register is not None and entry is None and submission.respondent == "facility":
        findings.append(finding("NOT_IN_REGISTER", place, found=facts.facility_code))
    other = _code_in_name(outcome.file, facts.facility_code, register)
    if other is not None:
        findings.append(finding("OTHER_FACILITY_IN_NAME", place, found=other, expected=facts.facility_code))
    if entry is not None:
        facts, more = _complete(facts, entry, place, department=submission.respondent == "department")
        findings += more
    if submission.respondent == "facility" and (facts.type not in types or facts.province is None):
        return outcome.set_aside(*findings, finding("TYPE_OR_PROVINCE_UNKNOWN", place, found=facts.type))
    return outcome.model_copy(
        update={
            "status": "accepted_with_warnings" if findings else outcome.status,
            "findings": (*outcome.findings, *findings),
            "submission": submission.model_copy(update={"facts": facts}),
        }
    )


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
    name = PurePosixPath(file).stem.upper()
    words = _WORD.findall(name)
    registered_codes = register.entry_by_code if register else {}
    if not words or stated in words:
        return None
    issued = [word for word in words if word in registered_codes]
    issued += [] if register else [word for word in words[:1] if _ISSUED.fullmatch(word)]
    return next(iter(issued), None)
