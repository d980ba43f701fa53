"""Which of several submissions of one respondent counts; the others stay in the count of files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dxassess.findings.catalogue import FindingCode
from dxassess.findings.finding import Place, finding
from dxassess.intake.submission import FileOutcome
from dxassess.round.identify import plain_name


def select_submissions(outcomes: Iterable[FileOutcome]) -> tuple[FileOutcome, ...]:
    """The outcomes with at most one accepted submission per respondent, in the same order.

    Of the same bytes the file with the shortest name counts. Of different submissions the newest by date
    of answering counts. Two that differ on the same (or no) date are a question for a person: neither
    counts. So are two facilities of different names with one code, whatever their dates.
    """
    selected = list(outcomes)
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, outcome in enumerate(selected):
        if outcome.submission is not None:
            groups[outcome.submission.sender].append(n)
    for members in groups.values():
        if len(members) > 1:
            for n, outcome in _judge([(n, selected[n]) for n in members]):
                selected[n] = outcome
    return tuple(selected)


def _judge(members: list[tuple[int, FileOutcome]]) -> list[tuple[int, FileOutcome]]:
    judged: list[tuple[int, FileOutcome]] = []
    distinct: dict[str, tuple[int, FileOutcome]] = {}
    # Of identical files the one with the plainest name counts: "a.xlsx" before "a (1).xlsx".
    for n, outcome in sorted(members, key=lambda member: (len(member[1].file), member[1].file)):
        first = distinct.setdefault(outcome.sha256 or outcome.file, (n, outcome))
        if first[0] != n:
            judged.append((n, _aside(outcome, "SAME_FILE_TWICE", first[1])))
    if _of_several_facilities([outcome for _, outcome in distinct.values()]):
        return judged + _set_all_aside(list(distinct.values()), "FACILITY_CODE_SHARED")
    dates = {n: o.submission.facts.answered_on or "" for n, o in distinct.values() if o.submission}
    newest = [(n, o) for n, o in distinct.values() if dates[n] == max(dates.values())]
    if len({o.submission.content for _, o in newest if o.submission}) == 1:
        for n, outcome in newest[1:]:
            judged.append((n, _aside(outcome, "SAME_ANSWERS_TWICE", newest[0][1])))
        newest = newest[:1]
    judged += _set_all_aside(newest, "CONFLICTING_SUBMISSIONS") if len(newest) > 1 else []
    for n, outcome in distinct.values():
        if dates[n] != max(dates.values()):
            judged.append((n, _aside(outcome, "OLDER_SUBMISSION", newest[0][1])))
    return judged


def _of_several_facilities(members: list[FileOutcome]) -> bool:
    """Whether names are stated that are not the same; a name may leave words out."""
    names = {
        frozenset(plain_name(o.submission.facts.name).split())
        for o in members
        if o.submission and o.submission.facts.name and o.submission.respondent == "facility"
    }
    return any(not (one <= other or other <= one) for one in names for other in names)


def _set_all_aside(
    members: list[tuple[int, FileOutcome]], code: FindingCode
) -> list[tuple[int, FileOutcome]]:
    """All of them set aside, each naming another one."""
    judged = []
    for n, outcome in members:
        other = next(o for m, o in members if m != n)
        judged.append((n, _aside(outcome, code, other)))
    return judged


def _aside(outcome: FileOutcome, code: FindingCode, other: FileOutcome) -> FileOutcome:
    return outcome.set_aside(finding(code, Place(file=outcome.file), found=other.file))
