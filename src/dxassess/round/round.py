"""Round: the noun that statistics and reports start from."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from dxassess.frozen import Frozen
from dxassess.intake.submission import FileOutcome, Submission
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.settings import FlagKind, Settings
from dxassess.round.verdicts import Verdict
from dxassess.round.visits import Visit
from dxassess.scoring.score import Score
from dxassess.scoring.score_submission import score_submission


class Visited(Frozen):
    """One respondent's scores by its own answers and by those of a visit (method.md §11)."""

    visit_file: str
    own: Score
    verified: Score

    @property
    def difference(self) -> float | None:
        """Overall, self minus verified; None where either has no score."""
        own, verified = self.own.overall.score, self.verified.overall.score
        return None if own is None or verified is None else own - verified


class Excluded(Frozen):
    """A facility's submission that the round leaves out for the flags it carries."""

    file: str
    province: str | None
    kinds: tuple[FlagKind, ...]


class Round(Frozen):
    """All that was received, and what it scores. `facilities` and `departments` hold one score per
    accepted submission, ordered by province, then code, so that the order of files never matters.
    `visited` holds both scores of every respondent that was visited; which of them is among `facilities` and
    `departments`, the settings say. `excluded` are no longer among either."""

    settings: Settings
    facility: Questionnaire
    department: Questionnaire | None
    register_: Register | None
    outcomes: tuple[FileOutcome, ...]
    facilities: tuple[Score, ...]
    departments: tuple[Score, ...]
    verdicts: tuple[Verdict, ...] = ()
    visited: tuple[Visited, ...] = ()
    excluded: tuple[Excluded, ...] = ()

    @cached_property
    def submission_by_file(self) -> dict[str, Submission]:
        return {o.file: o.submission for o in self.outcomes if o.submission is not None}

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """The keys of all provinces that answered or are registered."""
        asked = {entry.province for entry in self.register_.entries} if self.register_ else set()
        return tuple(
            sorted({s.province for s in (*self.facilities, *self.departments) if s.province} | asked)
        )

    @property
    def silent(self) -> tuple[Entry, ...]:
        """Those of the register without a submission that counts, by province, then code; nobody without a
        register."""
        heard = {score.code for score in (*self.facilities, *self.departments)}
        entries = self.register_.entries if self.register_ else ()
        return tuple(
            sorted(
                (entry for entry in entries if entry.code not in heard),
                key=lambda entry: (entry.province, entry.code),
            )
        )

    @property
    def day(self) -> str:
        """The day of the round: as set, else the newest date of answering, else unknown ("")."""
        dates = [s.facts.answered_on for s in self.submission_by_file.values() if s.facts.answered_on]
        return self.settings.date or max(dates, default="")


def build_round(
    outcomes: Iterable[FileOutcome],
    *,
    questionnaires: Iterable[Questionnaire],
    settings: Settings,
    register: Register | None,
    verdicts: tuple[Verdict, ...] = (),
    visits: tuple[Visit, ...] = (),
) -> Round:
    """Score every accepted submission of `outcomes` (one per respondent, see `select`), and what visits
    recorded."""
    files = tuple(outcomes)
    by_respondent = {q.respondent: q for q in questionnaires}
    scores = [
        score_submission(o.submission, by_respondent[o.submission.respondent])
        for o in files
        if o.submission is not None
    ]
    scores.sort(key=lambda score: (score.province or "", score.code or "", score.file))
    return Round(
        settings=settings,
        facility=by_respondent["facility"],
        department=by_respondent.get("department"),
        register_=register,
        outcomes=files,
        facilities=tuple(score for score in scores if score.respondent == "facility"),
        departments=tuple(score for score in scores if score.respondent == "department"),
        verdicts=verdicts,
        visited=tuple(
            Visited(
                visit_file=visit.visit_file,
                own=score_submission(visit.own, by_respondent[visit.own.respondent]),
                verified=score_submission(visit.verified, by_respondent[visit.own.respondent]),
            )
            for visit in sorted(visits, key=lambda visit: visit.file)
        ),
    )
