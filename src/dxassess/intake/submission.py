"""The nouns of intake: answers, submissions, and the outcome of every file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Literal, get_args

from dxassess.findings.finding import Finding, Place
from dxassess.forms.stamp import Stamp
from dxassess.frozen import Frozen
from dxassess.questionnaire.credit import Value as Value  # noqa: PLC0414 - one of the nouns, known from here
from dxassess.questionnaire.model import Respondent

State = Literal["answered", "missing", "not_applicable"]
Status = Literal["accepted", "accepted_with_warnings", "rejected", "ignored"]


class Answer(Frozen):
    """What a respondent answered to an item.

    `value` is as `questionnaire.credit` says for the type of the item; None unless `state` is "answered".
    "not_applicable" here only where the respondent chose N/A and the
    item allows it; whether an item applies to the facility is decided in scoring. Texts and `evidence` name
    nobody who could be reached (see `without_persons`).
    """

    item: str
    state: State
    value: Value | None = None
    places: tuple[Place, ...] = ()
    evidence: str | None = None


class Facts(Frozen):
    """The cover sheet without personal data. A fact not given is None."""

    facility_code: str | None = None
    name: str | None = None
    type: str | None = None
    facility_class: str | None = None
    technical_level: str | None = None
    ownership: str | None = None
    managed_by: str | None = None
    province: str | None = None
    vintage: str | None = None
    commune: str | None = None
    beds_planned: float | None = None
    beds_actual: float | None = None
    staff: float | None = None
    it_staff: float | None = None
    outpatient_visits: float | None = None
    inpatients: float | None = None
    population: float | None = None
    answered_on: str | None = None

    @property
    def province_key(self) -> str | None:
        """The key of the province, None where it is not known."""
        return f"{self.vintage}:{self.province}" if self.province else None

    @property
    def beds(self) -> float | None:
        """Actual beds, else planned beds, else unknown."""
        return self.beds_actual if self.beds_actual is not None else self.beds_planned


class Submission(Frozen):
    """One respondent's answers, as read from one file. `answers` holds only items found in the file. `stamp`
    says to whom the form was issued; it counts for nothing against what the form says."""

    file: str
    sha256: str
    respondent: Respondent
    questionnaire: str
    version: str
    facts: Facts
    answers: tuple[Answer, ...]
    stamp: Stamp | None = None

    @cached_property
    def answer_by_item(self) -> dict[str, Answer]:
        return {answer.item: answer for answer in self.answers}

    @property
    def sender(self) -> tuple[Respondent, str]:
        """What tells respondents apart: a department by its province, a facility by its code or, without
        one, by its file."""
        facts = self.facts
        if self.respondent == "department":
            return "department", f"{facts.vintage}:{facts.province}"
        return "facility", facts.facility_code or self.file

    @property
    def points_to(self) -> tuple[str, ...]:
        """The codes of respondents that it bears: that on the form, then that of its stamp."""
        stamped = self.stamp.code if self.stamp else None
        return tuple(code for code in (self.facts.facility_code, stamped) if code)

    @property
    def content(self) -> object:
        """What it says, wherever it stands: two submissions that say the same have equal contents."""
        return self.facts, tuple((answer.item, answer.state, answer.value) for answer in self.answers)


class FileOutcome(Frozen):
    """How reading one file ended. `submission` is set only if the file was accepted; of a form that is none
    `points_to` are the codes of respondents that it bears, as in a submission."""

    file: str
    size: int | None
    sha256: str | None
    status: Status
    findings: tuple[Finding, ...] = ()
    submission: Submission | None = None
    points_to: tuple[str, ...] = ()

    def set_aside(self, *reasons: Finding) -> FileOutcome:
        """The outcome without its submission, with the findings that say why behind those it has: rejected
        if one of them is an error, else ignored."""
        status: Status = "rejected" if any(reason.severity == "error" for reason in reasons) else "ignored"
        points_to = self.submission.points_to if self.submission else self.points_to
        findings = (*self.findings, *reasons)
        return self.model_copy(
            update={"status": status, "submission": None, "findings": findings, "points_to": points_to}
        )


def status_counts(outcomes: Iterable[FileOutcome]) -> dict[str, int]:
    """How many files ended in each state, every state named."""
    counts = Counter(outcome.status for outcome in outcomes)
    return {status: counts[status] for status in get_args(Status)}
