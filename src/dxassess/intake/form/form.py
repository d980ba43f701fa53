"""One respondent's slots to a submission: facts, answers, what is missing, and whether it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from dxassess.findings.catalogue import FindingCode
from dxassess.findings.finding import Finding, Place, finding
from dxassess.forms.stamp import Stamp
from dxassess.intake.form.answers import Answers, read_answers
from dxassess.intake.form.consistency import Statements, find_behind_blanks, find_contradictions, stated
from dxassess.intake.form.dragged import find_dragged
from dxassess.intake.form.facts import CoverSheet, read_facts
from dxassess.intake.form.fold import fold
from dxassess.intake.form.shifted import find_shift
from dxassess.intake.matching.match import Slot
from dxassess.intake.overlay.overlay import Laid
from dxassess.intake.submission import Facts, FileOutcome, Status, Submission
from dxassess.questionnaire.items import Item
from dxassess.questionnaire.model import Questionnaire

_FEWEST_CONFLICTS = 5
_MOST_NAMED = 5
_NOTHING_LAID = Laid()


class FormSource(NamedTuple):
    """What all respondents of one file have in common."""

    file: str
    size: int
    sha256: str
    questionnaire: Questionnaire
    version: str
    vintage: str | None
    epoch_1904: bool = False
    stamp: Stamp | None = None


def read_form(
    source: FormSource,
    slots: Mapping[str, tuple[Slot, ...]],
    *,
    name: str,
    gone_code: FindingCode,
    earlier_findings: Iterable[Finding] = (),
    laid: Laid = _NOTHING_LAID,
) -> FileOutcome:
    """The outcome of one respondent, called `name`. `earlier_findings` come first, then those of the form as
    issued, `laid` over the sheets; `gone_code` is the finding that names codes which were asked and stand
    nowhere."""
    questionnaire, file, epoch = source.questionnaire, source.file, source.epoch_1904
    sure = {code: item_slots for code, item_slots in slots.items() if code not in laid.doubted}
    cover = read_facts(questionnaire, sure, vintage=source.vintage, file=file, epoch_1904=epoch)

    applies = _asked_of(questionnaire, cover.facts)
    read = read_answers(
        questionnaire,
        slots,
        facts=cover.counts,
        applies=applies,
        file=file,
        epoch_1904=epoch,
        doubted=laid.doubted,
    )
    missing = _not_found(questionnaire, applies, slots, gone_code, file)
    odd = _at_odds(questionnaire, cover, read, file)
    findings = fold((*earlier_findings, *laid.findings, *cover.findings, *read.findings, *odd, *missing))
    verdict = _why_rejected(source, slots, cover.facts, read)
    submission = _submission(source, name, cover.facts, read)
    return _outcome(source, submission, findings, verdict)


def _outcome(
    source: FormSource, submission: Submission, findings: tuple[Finding, ...], verdict: Finding | None
) -> FileOutcome:
    return FileOutcome.unchecked(
        {
            "file": submission.file,
            "size": source.size,
            "sha256": source.sha256,
            "status": "rejected" if verdict else _status(findings),
            "findings": (verdict, *findings) if verdict else findings,
            "submission": None if verdict else submission,
            "points_to": submission.points_to if verdict else (),
        }
    )


def _asked_of(questionnaire: Questionnaire, facts: Facts) -> Callable[[Item], bool]:
    """Which items are for a respondent; audiences are few."""

    @cache
    def is_for(audience: str) -> bool:
        return questionnaire.applies(audience, facts.type, facts.beds)

    return lambda item: is_for(item.applies)


def _why_rejected(
    source: FormSource, slots: Mapping[str, tuple[Slot, ...]], facts: Facts, read: Answers
) -> Finding | None:
    """What makes it no submission; None if it is one."""
    stamp = source.stamp
    stamped = stamp is not None and stamp.respondent == "facility" and bool(stamp.code)
    verdict = _verdict(read, facts, source.questionnaire, source.file, stamped=stamped)
    if verdict is None or verdict.code == "NO_ANSWERS":
        return _shift(source.questionnaire, slots, read, source.file) or verdict
    return verdict


def _at_odds(
    questionnaire: Questionnaire, cover: CoverSheet, read: Answers, file: str
) -> tuple[Finding, ...]:
    """What one answer says against another, answers behind a blank question, the same answer too often."""
    statements = Statements(
        {a.item: a for a in read.answers}, {**stated(cover.facts), **cover.counts}, cover.places
    )
    contradictions = find_contradictions(questionnaire, statements, file=file)
    dragged = find_dragged(questionnaire, read.answers, file=file)
    return (*contradictions, *find_behind_blanks(questionnaire, statements, file=file), *dragged)


def _submission(source: FormSource, name: str, facts: Facts, read: Answers) -> Submission:
    return Submission.unchecked(
        {
            "file": name,
            "sha256": source.sha256,
            "respondent": source.questionnaire.respondent,
            "questionnaire": source.questionnaire.id,
            "version": source.version,
            "facts": facts,
            "answers": read.answers,
            "stamp": source.stamp,
        }
    )


def _shift(
    questionnaire: Questionnaire, slots: Mapping[str, tuple[Slot, ...]], read: Answers, file: str
) -> Finding | None:
    """The finding of a column that slid: some answers fit the item they came to, and nothing tells which."""
    slid = find_shift(questionnaire, slots, read.findings)
    return None if slid is None else finding("ANSWERS_SHIFTED", slid.place(file), found=slid.cell)


def _status(findings: Iterable[Finding]) -> Status:
    doubtful = any(finding_.severity != "info" for finding_ in findings)
    return "accepted_with_warnings" if doubtful else "accepted"


def _not_found(
    questionnaire: Questionnaire,
    applies: Callable[[Item], bool],
    slots: Mapping[str, object],
    gone_code: FindingCode,
    file: str,
) -> tuple[Finding, ...]:
    """Codes that were asked and are gone. A form without them looks as if nobody had answered."""
    items = questionnaire.item_by_cell
    codes = [code for code in items if code not in slots and applies(items[code])]
    if not codes:
        return ()
    first_codes = ", ".join(codes[:_MOST_NAMED]) + (", …" if len(codes) > _MOST_NAMED else "")
    return (finding(gone_code, Place(file=file), found=str(len(codes)), expected=first_codes),)


def _verdict(
    read: Answers, facts: Facts, questionnaire: Questionnaire, file: str, *, stamped: bool
) -> Finding | None:
    """Why a readable form is nevertheless no submission, if it is none. Whose it is, the register may know by
    the code in the stamp of a facility's form."""
    place = Place(file=file)
    items = questionnaire.item_by_code
    # What is made of facts alone is ours as often as not: the cover sheet is prefilled.
    answered = any(answer.state != "missing" and items[answer.item].parts for answer in read.answers)
    conflicts = sum(finding_.code == "CONFLICTING_ANSWERS" for finding_ in read.findings)
    if conflicts >= _FEWEST_CONFLICTS:
        return finding("TWO_TABLES", place, found=str(conflicts))
    if not answered:
        return finding("NO_ANSWERS", place)
    has_name = facts.name is not None or questionnaire.respondent == "department"
    if facts.facility_code is None and not (has_name and facts.province is not None) and not stamped:
        return finding("NO_IDENTITY", place)
    return None
