"""Which of several submissions of one respondent counts; the others stay in the count of files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dxassess.findings.finding import Finding, Place, Severity
from dxassess.intake.submission import FileOutcome, Status, Submission
from dxassess.round.identify import plain_name

Who = tuple[str, str]


def select_submissions(outcomes: Iterable[FileOutcome]) -> tuple[FileOutcome, ...]:
    """The outcomes with at most one accepted submission per respondent, in the same order.

    Of the same bytes the file with the shortest name counts. Of different submissions the newest by date
    of answering counts. Two that differ on the same (or no) date are a question for a person: neither
    counts. So are two facilities of different names with one code, whatever their dates.
    """
    kept = list(outcomes)
    groups: dict[Who, list[int]] = defaultdict(list)
    for n, outcome in enumerate(kept):
        if outcome.submission is not None:
            groups[who_sent(outcome.submission)].append(n)
    for members in groups.values():
        if len(members) > 1:
            for n, outcome in _judge([(n, kept[n]) for n in members]):
                kept[n] = outcome
    return tuple(kept)


def who_sent(submission: Submission) -> Who:
    """What tells respondents apart."""
    facts = submission.facts
    if submission.respondent == "department":
        return "department", f"{facts.vintage}:{facts.province}"
    return "facility", facts.facility_code or submission.file


def _judge(members: list[tuple[int, FileOutcome]]) -> list[tuple[int, FileOutcome]]:
    judged: list[tuple[int, FileOutcome]] = []
    distinct: dict[str, tuple[int, FileOutcome]] = {}
    # Of identical files the one with the plainest name counts: "a.xlsx" before "a (1).xlsx".
    for n, outcome in sorted(members, key=lambda member: (len(member[1].file), member[1].file)):
        first = distinct.setdefault(outcome.sha256 or outcome.file, (n, outcome))
        if first[0] != n:
            judged.append((n, set_aside(outcome, "ignored", "SAME_FILE_TWICE", "info", first[1].file)))
    if _of_several_facilities([outcome for _, outcome in distinct.values()]):
        return judged + _set_all_aside(list(distinct.values()), "FACILITY_CODE_SHARED", "error")
    dates = {n: o.submission.facts.answered_on or "" for n, o in distinct.values() if o.submission}
    newest = [(n, o) for n, o in distinct.values() if dates[n] == max(dates.values())]
    if len({_said(outcome) for _, outcome in newest}) == 1:
        for n, outcome in newest[1:]:
            judged.append((n, set_aside(outcome, "ignored", "SAME_ANSWERS_TWICE", "info", newest[0][1].file)))
        newest = newest[:1]
    judged += _set_all_aside(newest, "CONFLICTING_SUBMISSIONS", "error") if len(newest) > 1 else []
    for n, outcome in distinct.values():
        if dates[n] != max(dates.values()):
            judged.append((n, set_aside(outcome, "ignored", "OLDER_SUBMISSION", "info", newest[0][1].file)))
    return judged


def _of_several_facilities(members: list[FileOutcome]) -> bool:
    """Whether names are stated that are not the same; a name may leave words out."""
    names = {
        frozenset(plain_name(o.submission.facts.name).split())
        for o in members
        if o.submission and o.submission.facts.name and o.submission.respondent == "facility"
    }
    return any(not (one <= other or other <= one) for one in names for other in names)


def _said(outcome: FileOutcome) -> object:
    assert outcome.submission is not None
    answers = ((a.item, a.state, a.value) for a in outcome.submission.answers)
    return outcome.submission.facts, tuple(answers)


def _set_all_aside(
    members: list[tuple[int, FileOutcome]], code: str, severity: Severity
) -> list[tuple[int, FileOutcome]]:
    """All of them rejected, each naming another one."""
    judged = []
    for n, outcome in members:
        other = next(o.file for m, o in members if m != n)
        judged.append((n, set_aside(outcome, "rejected", code, severity, other)))
    return judged


def set_aside(outcome: FileOutcome, status: Status, code: str, severity: Severity, found: str) -> FileOutcome:
    """The outcome without its submission, with the finding that says why."""
    finding = Finding(code=code, severity=severity, place=Place(file=outcome.file), found=found)
    return outcome.model_copy(
        update={"status": status, "submission": None, "findings": (*outcome.findings, finding)}
    )
