"""Verified answers: what a visit recorded, beside what the respondent answered (method.md §11)."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from dxassess.findings.finding import Finding, Place, finding
from dxassess.frozen import Frozen
from dxassess.intake.submission import FileOutcome, Submission
from dxassess.intake.words.text import without_accents
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.rulings import NO_RULINGS, Rulings
from dxassess.round.select import select_submissions
from dxassess.round.settings import ScoredAnswers

VISIT_FOLDERS = frozenset({"verified", "da kiem tra", "kiem tra", "da xac minh", "xac minh"})
"""A form anywhere below a folder of this name, in any case and with or without Vietnamese marks, is a
visit's. A folder is all that it takes: the visit fills in the same form as the facility."""


class Visit(Frozen):
    """One respondent as it saw itself, and as a visit left it: `verified` holds the visit's answers, and the
    respondent's own where the visit recorded none. Both bear the name of the respondent's own file."""

    file: str
    visit_file: str
    own: Submission
    verified: Submission


def mean_difference(differences: Iterable[float | None]) -> float | None:
    """The mean over visits with both scores; None without any."""
    known_differences = [difference for difference in differences if difference is not None]
    return fsum(known_differences) / len(known_differences) if known_differences else None


def is_visit(file: str) -> bool:
    """Whether a file of the round (relative, forward slashes) is the record of a visit."""
    return any(_plain(folder) in VISIT_FOLDERS for folder in file.split("/")[:-1])


def select_with_visits(
    outcomes: Iterable[FileOutcome],
    questionnaires: Iterable[Questionnaire] = (),
    *,
    scored: ScoredAnswers,
    rulings: Rulings = NO_RULINGS,
) -> tuple[tuple[FileOutcome, ...], tuple[Visit, ...]]:
    """At most one submission for each respondent (see `select`), and the visits, of which the newest counts.
    Whether a file is the record of a visit, its folder says, unless it was decided.

    The submission of a visited respondent is its own or, where the round scores "verified", the verified one.
    A visit's file is no submission; without a form of the respondent it counts for nothing, and says so.
    """
    files, asked_with = tuple(outcomes), tuple(questionnaires)
    own_forms = select_submissions((o for o in files if not _is_record(o, rulings)), asked_with)
    visit_forms = select_submissions((o for o in files if _is_record(o, rulings)), asked_with)
    forms = {o.submission.sender: o.submission for o in own_forms if o.submission is not None}
    visits, aside = [], []
    for outcome in visit_forms:
        form = forms.get(outcome.submission.sender) if outcome.submission else None
        if outcome.submission is not None and form is not None:
            visits.append(_visit(form, outcome.submission))
        aside.append(_aside(outcome, form))
    verified = {visit.file: visit.verified for visit in visits} if scored == "verified" else {}
    counting = [
        o.model_copy(update={"submission": verified[o.file]}) if o.file in verified else o for o in own_forms
    ]
    return tuple(sorted((*counting, *aside), key=lambda o: o.file)), tuple(visits)


def _is_record(outcome: FileOutcome, rulings: Rulings) -> bool:
    ruling = rulings.of(outcome)
    if ruling is not None and ruling.sha256 and ruling.kind != "leave-out":
        return ruling.kind == "visited"
    return is_visit(outcome.file)


def _plain(folder: str) -> str:
    return " ".join(without_accents(folder).casefold().replace("_", " ").split())


def _visit(form: Submission, record: Submission) -> Visit:
    answers = {answer.item: answer for answer in form.answers}
    answers |= {answer.item: answer for answer in record.answers if answer.state != "missing"}
    return Visit(
        file=form.file,
        visit_file=record.file,
        own=form,
        verified=form.model_copy(update={"answers": tuple(answers.values())}),
    )


def _aside(outcome: FileOutcome, form: Submission | None) -> FileOutcome:
    if outcome.submission is None:
        return outcome
    return outcome.set_aside(_told(outcome.submission, form, Place(file=outcome.file)))


def _told(record: Submission, form: Submission | None, place: Place) -> Finding:
    if form is None:
        return finding("VISIT_WITHOUT_FORM", place, found=record.facts.facility_code)
    return finding("VISIT_RECORDED", place, found=form.file)
