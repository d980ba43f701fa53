"""Which of several submissions of one respondent counts; the others stay in the count of files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dxassess.intake.submission import FileOutcome, Finding, Place, Severity, Status, Submission

Who = tuple[str, str]


def select_submissions(outcomes: Iterable[FileOutcome]) -> tuple[FileOutcome, ...]:
    """The outcomes with at most one accepted submission per respondent, in the same order.

    Of the same bytes the file with the shortest name counts. Of different submissions the newest by date
    of answering counts. Two that differ on the same (or no) date are a question for a person: neither
    counts.
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
            judged.append((n, _set_aside(outcome, "ignored", "SAME_FILE_TWICE", "info", first[1].file)))
    dates = {n: o.submission.facts.answered_on or "" for n, o in distinct.values() if o.submission}
    newest = [(n, o) for n, o in distinct.values() if dates[n] == max(dates.values())]
    for n, outcome in distinct.values():
        if dates[n] != max(dates.values()):
            judged.append((n, _set_aside(outcome, "ignored", "OLDER_SUBMISSION", "info", newest[0][1].file)))
        elif len(newest) > 1:
            other = next(o.file for m, o in newest if m != n)
            judged.append((n, _set_aside(outcome, "rejected", "CONFLICTING_SUBMISSIONS", "error", other)))
    return judged


def _set_aside(
    outcome: FileOutcome, status: Status, code: str, severity: Severity, other: str
) -> FileOutcome:
    finding = Finding(code=code, severity=severity, place=Place(file=outcome.file), found=other)
    return outcome.model_copy(
        update={"status": status, "submission": None, "findings": (*outcome.findings, finding)}
    )
