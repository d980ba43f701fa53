"""Received: what came in, whose it is and what counts, before anything is scored."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import cached_property

from dxassess.findings.catalogue import FindingCode
from dxassess.findings.finding import Place, finding
from dxassess.frozen import Frozen
from dxassess.intake.submission import FileOutcome, Submission
from dxassess.places.register import Entry, Register
from dxassess.questionnaire.model import Condition, FacilityType, Questionnaire, Respondent, Text
from dxassess.round.identify import placed
from dxassess.round.points import answered_by_the_whole, without
from dxassess.round.recognise import code_words
from dxassess.round.remembered import NOTHING, Remembered
from dxassess.round.settings import Settings
from dxassess.round.verdicts import Verdict
from dxassess.round.visits import Visit

_DISPUTED: frozenset[FindingCode] = frozenset(("NAME_OF_ANOTHER", "WRONG_RESPONDENT"))


class Received(Frozen):
    """All that was received. `outcomes` hold at most one submission for each respondent. `joined` are parts
    of a facility that sent no form of their own and count with it: they are not in `register_` any more.
    `memory` is what the ledger knows beside; `senders` are the codes of all whose file told whose it is, by
    file, also where it does not count."""

    settings: Settings
    facility: Questionnaire
    department: Questionnaire | None
    register_: Register | None
    outcomes: tuple[FileOutcome, ...]
    verdicts: tuple[Verdict, ...] = ()
    visits: tuple[Visit, ...] = ()
    joined: tuple[Entry, ...] = ()
    memory: Remembered = NOTHING
    senders: tuple[tuple[str, str], ...] = ()

    @cached_property
    def submission_by_file(self) -> dict[str, Submission]:
        return {o.file: o.submission for o in self.outcomes if o.submission is not None}

    @cached_property
    def sender_by_file(self) -> dict[str, str]:
        return dict(self.senders)

    @cached_property
    def counting(self) -> tuple[Submission, ...]:
        """The submissions that count, by file: where the settings say so, not those of facilities that are
        not in the register."""
        submissions = self.submission_by_file.values()
        if self.register_ is None or self.settings.strangers == "count":
            return tuple(submissions)
        listed_codes = {entry.code for entry in self.register_.facilities}
        return tuple(
            s for s in submissions if s.respondent == "department" or s.facts.facility_code in listed_codes
        )

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """The keys of all provinces that answered or are registered."""
        registered = {entry.province for entry in self.register_.entries} if self.register_ else set()
        return tuple(sorted({key for s in self.counting if (key := s.facts.province_key)} | registered))

    @property
    def silent(self) -> tuple[Entry, ...]:
        """Those of the register without a submission that counts, by province, then code; nobody without a
        register."""
        return self.entries_without({submission.facts.facility_code for submission in self.counting})

    def entries_without(self, codes: Container[str | None]) -> tuple[Entry, ...]:
        """The lines of the register but for those of these codes, by province, then code."""
        entries = self.register_.entries if self.register_ else ()
        return tuple(
            sorted(
                (entry for entry in entries if entry.code not in codes),
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


def receive(
    outcomes: Iterable[FileOutcome],
    *,
    questionnaires: Iterable[Questionnaire],
    settings: Settings,
    register: Register | None,
    verdicts: tuple[Verdict, ...] = (),
    visits: tuple[Visit, ...] = (),
) -> Received:
    """What was received in `outcomes` (one submission per respondent, see `select`) and by visits. A form in
    which the respondent answered no item of its own is no submission (method.md §3)."""
    by_respondent = {q.respondent: q for q in questionnaires}
    files = tuple(_settled(outcome, by_respondent, register) for outcome in outcomes)
    joined: tuple[Entry, ...] = ()
    if register is not None:
        submissions = [outcome.submission for outcome in files if outcome.submission is not None]
        codes = {s.facts.facility_code or "" for s in submissions if s.respondent == "facility"}
        joined = answered_by_the_whole(register, by_respondent["facility"].types, codes)
        register = without(register, joined)
    return Received(
        settings=settings,
        facility=by_respondent["facility"],
        department=by_respondent.get("department"),
        register_=register,
        outcomes=files,
        verdicts=verdicts,
        visits=tuple(sorted(visits, key=lambda visit: visit.file)),
        joined=joined,
    )


def senders_of(outcomes: Iterable[FileOutcome], register: Register | None) -> tuple[tuple[str, str], ...]:
    """The code of the respondent of every file that says it. Of what is no submission, for telling and
    counting alone, the first in the register of those on the form, in its stamp and in the name of the file;
    where the form is refused because its code cannot be right, of the name. Scores never lean on it."""
    registered = register.entry_by_code if register else {}
    senders: list[tuple[str, str]] = []
    for outcome in outcomes:
        if outcome.submission is not None:
            code = outcome.submission.facts.facility_code
        else:
            disputed = any(finding_.code in _DISPUTED for finding_ in outcome.findings)
            words = (*(() if disputed else outcome.points_to), *code_words(outcome.file))
            code = next((word for word in words if word in registered), None)
        if code:
            senders.append((outcome.file, code))
    return tuple(senders)


def _settled(
    outcome: FileOutcome, questionnaires: Mapping[Respondent, Questionnaire], register: Register | None
) -> FileOutcome:
    """The outcome with its submission where the register has its respondent, or set aside if that answered
    nothing itself."""
    if outcome.submission is None:
        return outcome
    if not answered_itself(outcome.submission, questionnaires[outcome.submission.respondent]):
        return outcome.set_aside(finding("NO_ANSWERS", Place(file=outcome.file)))
    submission = placed(outcome.submission, register)
    return (
        outcome if submission is outcome.submission else outcome.model_copy(update={"submission": submission})
    )


def answered_itself(submission: Submission, questionnaire: Questionnaire) -> bool:
    """Whether the respondent answered a scored item that has a cell of its own: facts of the cover sheet, of
    which a ratio may be made, are ours as often as not."""
    items = questionnaire.item_by_code
    answered_items = (items.get(answer.item) for answer in submission.answers if answer.state == "answered")
    return any(item is not None and item.scored and bool(item.parts) for item in answered_items)
