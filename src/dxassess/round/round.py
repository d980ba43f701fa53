"""Round: the noun that statistics and reports start from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from dxassess.findings.finding import Place, finding
from dxassess.frozen import Frozen
from dxassess.intake.submission import FileOutcome, Submission
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Condition, FacilityType, Questionnaire, Respondent, Text
from dxassess.round.identify import placed
from dxassess.round.points import answered_by_the_whole, without
from dxassess.round.remembered import NOTHING, Remembered
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


class Round(Frozen):
    """All that was received, and what it scores. `facilities` and `departments` hold one score per
    accepted submission, ordered by province, then code, so that the order of files never matters.
    `strangers` are facilities that are not in the register and, as the settings say, count in no province.
    `visited` holds both scores of every respondent that was visited; which of them is among `facilities` and
    `departments`, the settings say. `excluded` are no longer among either. `joined` are parts of a facility
    that sent no form of their own and count with it: they are not in `register_` any more. `memory` is
    what the ledger knows beside."""

    settings: Settings
    facility: Questionnaire
    department: Questionnaire | None
    register_: Register | None
    outcomes: tuple[FileOutcome, ...]
    facilities: tuple[Score, ...]
    departments: tuple[Score, ...]
    strangers: tuple[Score, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    visited: tuple[Visited, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    joined: tuple[Entry, ...] = ()
    memory: Remembered = NOTHING

    @cached_property
    def submission_by_file(self) -> dict[str, Submission]:
        return {o.file: o.submission for o in self.outcomes if o.submission is not None}

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """The keys of all provinces that answered or are registered."""
        registered = {entry.province for entry in self.register_.entries} if self.register_ else set()
        return tuple(
            sorted({s.province for s in (*self.facilities, *self.departments) if s.province} | registered)
        )

    @property
    def silent(self) -> tuple[Entry, ...]:
        """Those of the register without a submission that counts, by province, then code; nobody without a
        register."""
        answering = {score.code for score in (*self.facilities, *self.departments)}
        entries = self.register_.entries if self.register_ else ()
        return tuple(
            sorted(
                (entry for entry in entries if entry.code not in answering),
                key=lambda entry: (entry.province, entry.code),
            )
        )

    @property
    def day(self) -> str:
        """The day of the round: as set, else the newest date of answering, else unknown ("")."""
        dates = [s.facts.answered_on for s in self.submission_by_file.values() if s.facts.answered_on]
        return self.settings.date or max(dates, default="")

    @property
    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """The questionnaires that were sent out, that of the facilities first."""
        return tuple(one for one in (self.facility, self.department) if one is not None)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of the facilities' questionnaire, which are those of a province."""
        return self.facility.conditions

    @cached_property
    def types(self) -> dict[str, FacilityType]:
        """The types of facility by code."""
        return {type_.code: type_ for type_ in self.facility.types}

    @property
    def standard(self) -> float:
        """The score in [0, 1] at which the questionnaire's standard level begins."""
        return self.facility.levels[self.facility.standard_level].at_least

    def condition_name(self, code: str) -> Text:
        """The short name of a condition."""
        return next(condition.short for condition in self.conditions if condition.code == code)

    def indicator_name(self, code: str) -> Text:
        """The name of an indicator of the facilities' questionnaire."""
        return next(i.name for c in self.conditions for i in c.indicators if i.code == code)

    def item_text(self, code: str) -> Text:
        """The wording of an item of either questionnaire; KeyError for an item of neither."""
        for questionnaire in self.questionnaires:
            if code in questionnaire.item_by_code:
                return questionnaire.item_by_code[code].text
        raise KeyError(code)

    def submission_of(self, score: Score) -> Submission:
        """The submission that was scored."""
        return self.submission_by_file[score.file]

    def facilities_of(self, province: str) -> tuple[Score, ...]:
        """The facilities of a province, best first, those without a score behind one of 0."""
        members = [score for score in self.facilities if score.province == province]
        return tuple(sorted(members, key=lambda s: (*best_first(s.overall.score), s.code or "", s.file)))

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
    recorded. A form in which the respondent answered no item of its own is no submission (method.md §3)."""
    by_respondent = {q.respondent: q for q in questionnaires}
    files = tuple(_settled(outcome, by_respondent, register) for outcome in outcomes)
    scores = _scores(files, by_respondent)
    facilities = [score for score in scores if score.respondent == "facility"]
    joined: tuple[Entry, ...] = ()
    if register is not None:
        answered_codes = {score.code or "" for score in facilities}
        joined = answered_by_the_whole(register, by_respondent["facility"].types, answered_codes)
        register = without(register, joined)
    apart = settings.strangers == "apart"
    strangers = _strangers(facilities, register) if register is not None and apart else ()
    stranger_codes = {score.code for score in strangers}
    return Round(
        settings=settings,
        facility=by_respondent["facility"],
        department=by_respondent.get("department"),
        register_=register,
        joined=joined,
        outcomes=files,
        facilities=tuple(score for score in facilities if score.code not in stranger_codes),
        departments=tuple(score for score in scores if score.respondent == "department"),
        strangers=strangers,
        verdicts=verdicts,
        visited=tuple(
            _visited(visit, by_respondent[visit.own.respondent], register)
            for visit in sorted(visits, key=lambda visit: visit.file)
        ),
    )


def _strangers(facilities: Iterable[Score], register: Register) -> tuple[Score, ...]:
    listed_codes = {entry.code for entry in register.facilities}
    return tuple(score for score in facilities if score.code not in listed_codes)


def _scores(files: Iterable[FileOutcome], questionnaires: Mapping[Respondent, Questionnaire]) -> list[Score]:
    """The scores of all submissions, by province, code and file."""
    submissions = [outcome.submission for outcome in files if outcome.submission is not None]
    scores = [score_submission(s, questionnaires[s.respondent]) for s in submissions]
    return sorted(scores, key=lambda score: (score.province or "", score.code or "", score.file))


def _visited(visit: Visit, questionnaire: Questionnaire, register: Register | None) -> Visited:
    """A visit with both scores."""
    return Visited(
        visit_file=visit.visit_file,
        own=score_submission(placed(visit.own, register), questionnaire),
        verified=score_submission(placed(visit.verified, register), questionnaire),
    )


def _settled(
    outcome: FileOutcome, questionnaires: Mapping[Respondent, Questionnaire], register: Register | None
) -> FileOutcome:
    """The outcome with its submission where the register has its respondent, or set aside if that answered
    nothing itself."""
    if outcome.submission is None:
        return outcome
    if not answered_itself(outcome.submission, questionnaires[outcome.submission.respondent]):
        return outcome.set_aside(finding("NO_ANSWERS", Place(file=outcome.file)))
    return outcome.model_copy(update={"submission": placed(outcome.submission, register)})


def answered_itself(submission: Submission, questionnaire: Questionnaire) -> bool:
    """Whether the respondent answered a scored item that has a cell of its own: facts of the cover sheet, of
    which a ratio may be made, are ours as often as not."""
    items = questionnaire.item_by_code
    answered_items = (items.get(answer.item) for answer in submission.answers if answer.state == "answered")
    return any(item is not None and item.scored and bool(item.parts) for item in answered_items)
