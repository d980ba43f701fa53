"""Several forms of one respondent into one, answer by answer: a conflict costs the answers that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dxassess.findings.finding import Finding, Place, finding
from dxassess.frozen import Frozen
from dxassess.intake.submission import Answer, Facts, FileOutcome, Submission


class Version(Frozen):
    """One of the forms with what it says."""

    outcome: FileOutcome
    submission: Submission

    @property
    def rank(self) -> tuple[int, int, str]:
        """The fullest first, then the plainest name; nothing else tells forms of uncertain order apart."""
        answered = sum(answer.state != "missing" for answer in self.submission.answers)
        return -answered, len(self.outcome.file), self.outcome.file

    def is_later(self, other: Version) -> bool:
        """Whether it was certainly filled in after the other: a later copy of the same form, else answered
        on a later day. False where that is not known. Of two copies made of other workbooks than the other
        one the number says as much as the day, so that the day counts where both have one."""
        mine, its = self.submission.stamp, other.submission.stamp
        day, before = self.submission.facts.answered_on, other.submission.facts.answered_on
        of_one_form = mine and its and (mine.round, mine.code) == (its.round, its.code)
        if mine and its and of_one_form and mine.copy_number != its.copy_number:
            if (mine.parent or its.parent) and day and before and day != before:
                return day > before
            return mine.copy_number > its.copy_number
        return day is not None and before is not None and day > before

    def refused(self, item: str) -> bool:
        """Whether something stands at the item that could not be read."""
        return any(
            finding_.concerns(item) and finding_.severity == "error" for finding_ in self.outcome.findings
        )


class _Said(NamedTuple):
    """What a version says to an item; `what` is None where it could not be read."""

    version: Version
    what: object


def merge_versions(versions: Sequence[Version]) -> FileOutcome:
    """The outcome of the latest version (of uncertain order: the fullest) with the answers of all. An answer
    that was given later counts and a blank never erases. Where the order is uncertain, and the later one
    could not be read, only that answer is asked about. Every difference is a finding."""
    ordered = sorted(versions, key=lambda version: version.rank)
    base = next((v for v in ordered if not any(other.is_later(v) for other in ordered)), ordered[0])
    others = [version for version in ordered if version is not base]
    findings: list[Finding] = []
    answers = tuple(_answer(item, [base, *others], findings) for item in _items([base, *others]))
    facts = _facts([base, *others], findings)
    merged = base.submission.model_copy(update={"answers": answers, "facts": facts})
    doubtful = any(finding_.severity == "error" for finding_ in findings)
    return base.outcome.model_copy(
        update={
            "submission": merged,
            "findings": (*base.outcome.findings, *findings),
            "status": "accepted_with_warnings" if doubtful else base.outcome.status,
        }
    )


def _items(versions: Sequence[Version]) -> Iterator[str]:
    return iter(dict.fromkeys(answer.item for v in versions for answer in v.submission.answers))


def _answer(item: str, versions: Sequence[Version], findings: list[Finding]) -> Answer:
    """The answer of the version that is later than all that say otherwise, missing where there is none."""
    statements = [_Said(v, _what(v, item)) for v in versions if _what(v, item) is not None or v.refused(item)]
    first = versions[0].submission.answer_by_item.get(item)
    blank = first or next(a for v in versions if (a := v.submission.answer_by_item.get(item)))
    counts = next((one for one in statements if _is_last(one, statements)), None)
    if counts is None:
        if len({repr(one.what) for one in statements}) > 1:
            findings.append(_differ(item, statements))
        return blank.model_copy(update={"state": "missing", "value": None})
    for one in statements:
        if one.what is not None and one.what != counts.what:
            place = Place(file=one.version.outcome.file)
            findings.append(finding("ANSWER_UPDATED", place, item=item, found=counts.version.outcome.file))
    return counts.version.submission.answer_by_item.get(item, blank)


def _is_last(one: _Said, statements: Sequence[_Said]) -> bool:
    return one.what is not None and all(
        other.what == one.what or one.version.is_later(other.version) for other in statements
    )


def _what(version: Version, item: str) -> object:
    answer = version.submission.answer_by_item.get(item)
    return None if answer is None or answer.state == "missing" else (answer.state, answer.value)


def _differ(item: str, statements: Sequence[_Said]) -> Finding:
    files = " / ".join(dict.fromkeys(one.version.outcome.file for one in statements))
    answer = next(
        (a for one in statements if (a := one.version.submission.answer_by_item.get(item)) and a.places), None
    )
    place = answer.places[0] if answer else Place(file=statements[0].version.outcome.file)
    return finding("VERSIONS_DIFFER", place, item=item, found=files)


def _facts(versions: Sequence[Version], findings: list[Finding]) -> Facts:
    """The facts of the first version, completed; numbers that differ in uncertain order are not known."""
    merged: dict[str, object] = {}
    for key in Facts.model_fields:
        stated = [(v, value) for v in versions if (value := getattr(v.submission.facts, key)) is not None]
        values = {value for _, value in stated}
        last = [v for v, x in stated if all(x == y or v.is_later(other) for other, y in stated)]
        if len(values) <= 1 or not isinstance(stated[0][1], float):
            merged[key] = stated[0][1] if stated else None
        elif last:
            merged[key] = getattr(last[0].submission.facts, key)
        else:
            merged[key] = None
            files = " / ".join(v.outcome.file for v, _ in stated)
            place = Place(file=versions[0].outcome.file)
            findings.append(finding("VERSIONS_DIFFER", place, item=None, found=files, expected=key))
    days = [v.submission.facts.answered_on for v in versions if v.submission.facts.answered_on]
    return versions[0].submission.facts.model_copy(update={**merged, "answered_on": max(days, default=None)})
