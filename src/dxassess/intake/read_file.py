"""One workbook to its outcome: guard, read, identify, match, understand. Runs in a worker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import NamedTuple

from dxassess.frozen import Frozen
from dxassess.intake.answers import Answers, read_answers
from dxassess.intake.catalogue import finding
from dxassess.intake.facts import read_facts
from dxassess.intake.files import Workbook
from dxassess.intake.guard import Guarded, examine
from dxassess.intake.identify import Identified, Instrument, identify
from dxassess.intake.opening import Refused, fingerprint, read_bytes, sha256
from dxassess.intake.reader import read_sheets
from dxassess.intake.submission import Facts, FileOutcome, Finding, Place, Status, Submission
from dxassess.questionnaire.model import Item

_SUFFIXES = {"xlsx": (".xlsx", ".xlsm"), "ods": (".ods",), "xls": (".xls",)}
_FEWEST_CONFLICTS = 5
_MOST_NAMED = 5


class Settings(Frozen):
    """What a worker needs to know for all files."""

    instruments: tuple[Instrument, ...]
    vintage: str | None = None


class _Read(NamedTuple):
    submission: Submission | None
    findings: tuple[Finding, ...]


def read_file(workbook: Workbook, settings: Settings) -> FileOutcome:
    """The outcome of a file. Every failure that a file can cause becomes a finding; nothing is raised."""
    try:
        content = read_bytes(workbook.path)
    except Refused as refusal:
        return rejection(workbook, refusal)
    digest = sha256(content)
    try:
        read = _read(content, digest, workbook.file, settings)
    except Refused as refusal:
        refused = _refusal(workbook.file, refusal)
        return FileOutcome(
            file=workbook.file, size=len(content), sha256=digest, status="rejected", findings=(refused,)
        )
    return FileOutcome(
        file=workbook.file,
        size=len(content),
        sha256=digest,
        status=_status(read),
        findings=read.findings,
        submission=read.submission,
    )


def _status(read: _Read) -> Status:
    if read.submission is None:
        return "rejected"
    doubtful = any(found.severity != "info" for found in read.findings)
    return "accepted_with_warnings" if doubtful else "accepted"


def rejection(workbook: Workbook, refusal: Refused) -> FileOutcome:
    """The outcome of a file that could not be read at all, with its fingerprint where it can be had."""
    size: int | None = None
    digest: str | None = None
    with suppress(Refused):
        size, digest = fingerprint(workbook.path)
    told = _refusal(workbook.file, refusal)
    return FileOutcome(file=workbook.file, size=size, sha256=digest, status="rejected", findings=(told,))


def _refusal(file: str, refusal: Refused) -> Finding:
    place = Place(file=file, sheet=refusal.sheet, cell=refusal.cell)
    return finding(refusal.code, place, found=refusal.found)


def _read(content: bytes, digest: str, file: str, settings: Settings) -> _Read:
    guarded = _examine(content)
    sheets = read_sheets(content, guarded)
    identified = identify(sheets, settings.instruments, file=file)
    questionnaire, slots = identified.questionnaire, identified.matched.slots
    cover = read_facts(
        questionnaire, slots, vintage=settings.vintage, file=file, epoch_1904=guarded.epoch_1904
    )
    counts = {key: value for key, value in cover.facts if isinstance(value, float)}

    def applies(item: Item) -> bool:
        return questionnaire.applies(item.applies, cover.facts.type, cover.facts.beds)

    read = read_answers(
        questionnaire,
        slots,
        facts=counts,
        applies=applies,
        file=file,
        epoch_1904=guarded.epoch_1904,
    )
    findings = (
        *_package_findings(guarded, file),
        *identified.findings,
        *identified.matched.findings,
        *cover.findings,
        *read.findings,
        *_not_found(filter(applies, questionnaire.items), slots, file),
    )
    verdict = _verdict(read, cover.facts, identified, file)
    if verdict is not None:
        return _Read(None, (verdict, *findings))
    submission = Submission(
        file=file,
        sha256=digest,
        respondent=questionnaire.respondent,
        questionnaire=questionnaire.id,
        version=identified.version,
        facts=cover.facts,
        answers=read.answers,
    )
    return _Read(submission, findings)


def _examine(content: bytes) -> Guarded:
    try:
        return examine(content)
    except (ValueError, KeyError, IndexError, OverflowError, RecursionError) as problem:
        # Nothing a stranger writes into a package may end the run; what the guard did not foresee is corrupt.
        raise Refused("CORRUPT", found=type(problem).__name__) from problem


def _package_findings(guarded: Guarded, file: str) -> list[Finding]:
    place = Place(file=file)
    found = [finding(code, place) for code in guarded.warnings]
    if not file.lower().endswith(_SUFFIXES[guarded.kind]):
        suffix = file.rpartition(".")[2]
        found.insert(0, finding("WRONG_EXTENSION", place, found=suffix, expected=guarded.kind))
    return found


def _not_found(asked: Iterable[Item], slots: Mapping[str, object], file: str) -> list[Finding]:
    """Codes of rows that were asked and are gone. A form without them looks as if nobody had answered."""
    gone = [code for item in asked for code, _ in item.parts if code not in slots]
    if not gone:
        return []
    named = ", ".join(gone[:_MOST_NAMED]) + (", …" if len(gone) > _MOST_NAMED else "")
    return [finding("ROWS_NOT_FOUND", Place(file=file), found=str(len(gone)), expected=named)]


def _verdict(read: Answers, facts: Facts, identified: Identified, file: str) -> Finding | None:
    """Why a readable form is nevertheless no submission, if it is none."""
    place = Place(file=file)
    answered = sum(answer.state != "missing" for answer in read.answers)
    conflicts = sum(found.code == "CONFLICTING_ANSWERS" for found in read.findings)
    if conflicts >= _FEWEST_CONFLICTS:
        return finding("TWO_TABLES", place, found=str(conflicts))
    if not answered:
        return finding("NO_ANSWERS", place)
    named = facts.name is not None or identified.questionnaire.respondent == "department"
    if facts.facility_code is None and not (named and facts.province is not None):
        return finding("NO_IDENTITY", place)
    return None
