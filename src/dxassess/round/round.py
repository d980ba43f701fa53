"""Round: the noun that statistics and reports start from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from dxassess.frozen import Frozen
from dxassess.intake.submission import FileOutcome, Submission
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.identify import placed
from dxassess.round.received import Received, receive
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
        own_score, verified = self.own.overall.score, self.verified.overall.score
        return None if own_score is None or verified is None else own_score - verified


class Excluded(Frozen):
    """A facility's submission that the round leaves out for the flags it carries."""

    file: str
    province: str | None
    kinds: tuple[FlagKind, ...]


class Round(Received):
    """All that was received, and what it scores. `facilities` and `departments` hold one score per
    accepted submission, ordered by province, then code, so that the order of files never matters.
    `strangers` are facilities that are not in the register and, as the settings say, count in no province.
    `visited` holds both scores of every respondent that was visited; which of them is among `facilities` and
    `departments`, the settings say. `excluded` are no longer among either."""

    facilities: tuple[Score, ...]
    departments: tuple[Score, ...]
    strangers: tuple[Score, ...] = ()
    visited: tuple[Visited, ...] = ()
    excluded: tuple[Excluded, ...] = ()

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        registered = {entry.province for entry in self.register_.entries} if self.register_ else set()
        return tuple(
            sorted({s.province for s in (*self.facilities, *self.departments) if s.province} | registered)
        )

    @property
    def silent(self) -> tuple[Entry, ...]:
        answering = {score.code for score in (*self.facilities, *self.departments)}
        return self.entries_without(answering)

    def submission_of(self, score: Score) -> Submission:
        """The submission that was scored."""
        return self.submission_by_file[score.file]

    def facilities_of(self, province: str) -> tuple[Score, ...]:
        """The facilities of a province, best first, those without a score behind one of 0."""
        return self._facilities_by_province.get(province, ())

    @cached_property
    def _facilities_by_province(self) -> dict[str, tuple[Score, ...]]:
        members: defaultdict[str, list[Score]] = defaultdict(list)
        for score in self.facilities:
            if score.province is not None:
                members[score.province].append(score)
        return {
            province: tuple(sorted(some, key=lambda s: (*best_first(s.overall.score), s.code or "", s.file)))
            for province, some in members.items()
        }

    def department_of(self, province: str) -> Score | None:
        """The score of a province's department; None if it has not answered."""
        return next((score for score in self.departments if score.province == province), None)

    def outcomes_of(self, province: str) -> tuple[FileOutcome, ...]:
        """The files whose submission belongs to a province."""
        files = {s.file for s in (*self.facilities, *self.departments) if s.province == province}
        return tuple(outcome for outcome in self.outcomes if outcome.file in files)


def best_first(score: float | None) -> tuple[bool, float]:
    """What to sort scores by: the highest first, none behind one of 0."""
    return score is None, -(score or 0.0)


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
    return score_received(
        receive(
            outcomes,
            questionnaires=questionnaires,
            settings=settings,
            register=register,
            verdicts=verdicts,
            visits=visits,
        )
    )


def score_received(received: Received) -> Round:
    """The round of what was received: every submission scored, and what visits recorded."""
    by_respondent = {q.respondent: q for q in received.questionnaires}
    submissions = received.submission_by_file.values()
    scores = sorted(
        (score_submission(s, by_respondent[s.respondent]) for s in submissions),
        key=lambda score: (score.province or "", score.code or "", score.file),
    )
    counting_files = {submission.file for submission in received.counting}
    facilities = [score for score in scores if score.respondent == "facility"]
    fields = {name: getattr(received, name) for name in Received.model_fields}
    return Round(
        **fields,
        facilities=tuple(score for score in facilities if score.file in counting_files),
        departments=tuple(score for score in scores if score.respondent == "department"),
        strangers=tuple(score for score in facilities if score.file not in counting_files),
        visited=tuple(
            _visited(visit, by_respondent[visit.own.respondent], received.register_)
            for visit in received.visits
        ),
    )


def _visited(visit: Visit, questionnaire: Questionnaire, register: Register | None) -> Visited:
    """A visit with both scores."""
    return Visited(
        visit_file=visit.visit_file,
        own=score_submission(placed(visit.own, register), questionnaire),
        verified=score_submission(placed(visit.verified, register), questionnaire),
    )
