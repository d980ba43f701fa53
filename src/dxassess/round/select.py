"""One submission for each respondent; the other files stay in the count of files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dxassess.findings.catalogue import FindingCode
from dxassess.findings.finding import Place, finding
from dxassess.intake.submission import Facts, FileOutcome, Submission
from dxassess.places.provinces import province_of
from dxassess.questionnaire.model import Questionnaire, Respondent
from dxassess.round.corrected import replace_parents
from dxassess.round.merge import Version, merge_versions
from dxassess.round.naming import alike
from dxassess.round.recheck import recheck


def select_submissions(
    outcomes: Iterable[FileOutcome], questionnaires: Iterable[Questionnaire] = ()
) -> tuple[FileOutcome, ...]:
    """The outcomes with at most one accepted submission per respondent, in the same order.

    A corrected copy replaces the workbook that it corrects (see `corrected`). Of the same bytes, and of the
    same answers saved anew, the file with the shortest name counts. Different submissions are merged answer
    by answer (see `merge`), and the others say into which file; the rules of the `questionnaires` then hold
    for the whole. Two facilities of different names with one code are a question for a person: neither
    counts.
    """
    by_respondent = {questionnaire.respondent: questionnaire for questionnaire in questionnaires}
    selected = list(replace_parents(outcomes))
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, outcome in enumerate(selected):
        if outcome.submission is not None:
            groups[outcome.submission.sender].append(n)
    for members in groups.values():
        if len(members) > 1:
            for n, outcome in _judge([(n, selected[n]) for n in members], by_respondent):
                selected[n] = outcome
    return tuple(selected)


def _judge(
    members: list[tuple[int, FileOutcome]], questionnaires: Mapping[Respondent, Questionnaire]
) -> list[tuple[int, FileOutcome]]:
    judged: list[tuple[int, FileOutcome]] = []
    distinct: dict[str, tuple[int, FileOutcome]] = {}
    # Of identical files the one with the plainest name counts: "a.xlsx" before "a (1).xlsx".
    for n, outcome in sorted(members, key=lambda member: (len(member[1].file), member[1].file)):
        first = distinct.setdefault(outcome.sha256 or outcome.file, (n, outcome))
        if first[0] != n:
            judged.append((n, _aside(outcome, "SAME_FILE_TWICE", first[1])))
    if _of_several_facilities([outcome for _, outcome in distinct.values()]):
        return judged + _set_all_aside(list(distinct.values()), "FACILITY_CODE_SHARED")
    different: list[tuple[int, FileOutcome, Submission]] = []
    for n, outcome in distinct.values():
        assert outcome.submission is not None
        submission = outcome.submission
        same = next((o for _, o, s in different if s.content == submission.content), None)
        if same is not None:
            judged.append((n, _aside(outcome, "SAME_ANSWERS_TWICE", same)))
        else:
            different.append((n, outcome, submission))
    if len(different) == 1:
        return judged
    merged = merge_versions([Version(outcome=o, submission=s) for _, o, s in different])
    asked_with = questionnaires.get(different[0][2].respondent)
    merged = merged if asked_with is None else recheck(merged, asked_with)
    for n, outcome, _ in different:
        judged.append((n, merged if outcome.file == merged.file else _aside(outcome, "MERGED", merged)))
    return judged


def _of_several_facilities(members: list[FileOutcome]) -> bool:
    """Whether names are stated that cannot be of one facility."""
    named = [
        (facts.name, _province(facts))
        for o in members
        if o.submission and (facts := o.submission.facts).name and o.submission.respondent == "facility"
    ]
    return any(not alike(str(one), str(other), province=where) for one, where in named for other, _ in named)


def _province(facts: Facts) -> str:
    province = province_of(f"{facts.vintage}:{facts.province}")
    return province.name if province else ""


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
