"""Where a submission stands between its sender and the office: one word for it everywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Literal, get_args

from dxassess.findings.catalogue import FindingCode
from dxassess.intake.submission import FileOutcome

SubmissionState = Literal["accepted", "doubtful", "returned", "corrected", "received", "left_out"]
"""It counts; something in it must be corrected, or it cannot be used at all; it was given back for that; its
correction has come in its place; it was received, and what it says counts by another file (sent twice,
merged, a visit's record); it was decided, or set in `round.yaml`, that it does not count.

The words are `cli:state.STATE` in the catalogues, `cli:state.none` for what is no submission."""

STATES: tuple[SubmissionState, ...] = get_args(SubmissionState)

_CORRECTED: frozenset[FindingCode] = frozenset(("CORRECTED",))
_LEFT_OUT: frozenset[FindingCode] = frozenset(("LEFT_OUT", "EXCLUDED_BY_ROUND"))
_ELSEWHERE: frozenset[FindingCode] = frozenset(
    (
        "ANOTHER_CHOSEN",
        "MERGED",
        "PAGE_OF_FORM",
        "SEVERAL_RESPONDENTS",
        "SAME_ANSWERS_TWICE",
        "SAME_FILE_TWICE",
        "VISIT_RECORDED",
        "VISIT_WITHOUT_FORM",
    )
)


def state_of(outcome: FileOutcome, returned_hashes: Collection[str] = ()) -> SubmissionState | None:
    """The state of a file; None for what is no submission. `returned_hashes` are the SHA-256 of the files
    that were given back. Warnings alone leave it accepted: they ask to look again and take nothing away."""
    codes = {finding.code for finding in outcome.findings}
    if codes & _CORRECTED:
        return "corrected"
    if codes & _LEFT_OUT:
        return "left_out"
    if codes & _ELSEWHERE and outcome.submission is None:
        return "received"
    if outcome.status == "rejected" or (outcome.submission is not None and has_errors(outcome)):
        return "returned" if outcome.sha256 in returned_hashes else "doubtful"
    return None if outcome.submission is None else "accepted"


def has_errors(outcome: FileOutcome) -> bool:
    """Whether something in it must be corrected."""
    return any(finding.severity == "error" for finding in outcome.findings)


def state_counts(
    outcomes: Iterable[FileOutcome], returned_hashes: Collection[str] = ()
) -> dict[SubmissionState, int]:
    """How many submissions are in each state, every state named; what is no submission is not counted."""
    counts = Counter(state_of(outcome, returned_hashes) for outcome in outcomes)
    return {state: counts[state] for state in STATES}
