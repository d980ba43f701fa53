"""A corrected copy in the place of the workbook that it corrects, whatever day either of them bears."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dxassess.findings.finding import Place, finding
from dxassess.forms.stamp import parent_of
from dxassess.intake.submission import FileOutcome, Submission


def replace_parents(outcomes: Iterable[FileOutcome]) -> tuple[FileOutcome, ...]:
    """The outcomes in the same order, those set aside of whose workbook a corrected copy was accepted. The
    copy was made of that very file and has all its answers, so nothing of the older one is taken over: what
    was blanked in it is blank. A copy sent with nothing changed replaces its parent too.

    The parent is known by its hash, so that a copy whose parent is gone, or was saved anew, stands beside
    the others of its sender (`merge.Version.is_later`). A copy under another code replaces nothing: a station
    that fills in its neighbour's copy must not wipe out the neighbour. Unless it is the code of the stamp:
    then the wrong code is what was corrected.
    """
    files = tuple(outcomes)
    copies = _copies(files)
    return tuple(_settled(outcome, copies) for outcome in files)


def _copies(files: Iterable[FileOutcome]) -> dict[str, FileOutcome]:
    """The accepted copies by the name of their parent; of several the one with the plainest name."""
    copies: dict[str, FileOutcome] = {}
    for outcome in sorted(files, key=lambda o: (len(o.file), o.file), reverse=True):
        if outcome.submission is not None and (parent := parent_named(outcome.submission)):
            copies[parent] = outcome
    return copies


def parent_named(submission: Submission) -> str:
    """How a submission names the workbook that it corrects; "" where it corrects none."""
    return submission.stamp.parent if submission.stamp else ""


def _settled(outcome: FileOutcome, copies: Mapping[str, FileOutcome]) -> FileOutcome:
    copy = copies.get(parent_of(outcome.sha256)) if outcome.sha256 else None
    if copy is None or copy.file == outcome.file or outcome.status == "ignored":
        return outcome
    if outcome.submission is not None and not _corrects(copy.submission, outcome.submission):
        return outcome
    # What was wrong with it is settled by the copy, and asks nobody for anything any more.
    replaced = finding("CORRECTED", Place(file=outcome.file), found=copy.file)
    return outcome.model_copy(update={"findings": (), "status": "accepted"}).set_aside(replaced)


def _corrects(copy: Submission | None, parent: Submission) -> bool:
    if copy is None or copy.stamp is None:
        return False
    return copy.sender in (parent.sender, (copy.stamp.respondent, copy.stamp.code))
