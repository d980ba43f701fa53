"""From the home of a round to what was received in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.errors import DxassessError
from dxassess.files.marks import digest_of
from dxassess.files.names import as_spelled
from dxassess.findings.catalogue import FindingCode
from dxassess.frozen import Frozen
from dxassess.intake.intake import OnFile, gather, read_gathered
from dxassess.intake.memory import NoMemory
from dxassess.intake.workbook.opening import sha256
from dxassess.ledger.readings import Readings
from dxassess.ledger.shelf import Shelf, key_of, recalled
from dxassess.places.register import Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.home import Home
from dxassess.round.identify import identify_respondents, life_of
from dxassess.round.nested import refuse_nested
from dxassess.round.received import Received, receive, senders_of
from dxassess.round.remembered import NOTHING, Remembered
from dxassess.round.rulings import apply_rulings
from dxassess.round.settings import SETTINGS_FILE, find_register, read_settings
from dxassess.round.verdicts import VERDICTS_FILE, read_verdicts
from dxassess.round.visits import select_with_visits

if TYPE_CHECKING:
    from dxassess.intake.batch import ReadBatches


class Arrival:
    """All that a round is made of, before a workbook is read: settings read, files found, the rest loaded
    when it is asked for. `mark` stands for all of it where the ledger keeps something: of the same mark and
    program the same is received; None where that is not known. `today` keeps forms that say they were
    answered later from dating the round."""

    def __init__(
        self,
        home: Home,
        *,
        questionnaires: Path,
        shelf: Shelf,
        memory: Remembered = NOTHING,
        today: date | None = None,
    ) -> None:
        refuse_nested(home.inbox)
        self.home = home
        self.memory = memory
        self.settings = read_settings(home.root)
        self.life = life_of(self.settings, today)
        self._folder, self._shelf = questionnaires, shelf
        self._questions_mark = _mark(sorted(questionnaires.glob("*.yaml")), shelf)
        self._register_path = find_register(home.root, self.settings)
        known_files = _known_files(home, self._register_path)
        self.gathered = gather(home.inbox, codes=self._condition_codes(), known_files=known_files)
        marks = (self.settings.vintage, self._questions_mark)
        self.readings = Readings(shelf, told_apart=filter(None, marks)) if self._questions_mark else None
        self.mark = self._all_of_it()

    @cached_property
    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """The questionnaires, kept as they were understood: YAML takes ten times as long. DxassessError where
        there is none for facilities."""

        def load() -> QuestionnaireSet:
            from dxassess.questionnaire.load import load_questionnaires

            return QuestionnaireSet(all=load_questionnaires(self._folder))

        mark = self._questions_mark
        key = None if mark is None else key_of("asked", mark)
        loaded = load() if key is None else recalled(self._shelf, key, QuestionnaireSet, load)
        if all(q.respondent != "facility" for q in loaded.all):
            raise DxassessError("questionnaire.no_facility", path=str(self._folder))
        return loaded.all

    @property
    def facility(self) -> Questionnaire:
        """The questionnaire of the facilities."""
        return next(q for q in self.questionnaires if q.respondent == "facility")

    @cached_property
    def register_(self) -> Register | None:
        """The register, kept as it was understood: it is read in a process of its own. None without one."""
        path = self._register_path
        if path is None:
            return None

        def load() -> Register:
            from dxassess.round.register_file import read_register

            return read_register(path, vintage=self.settings.vintage, questionnaires=self.questionnaires)

        marks = (self._questions_mark, _mark([path], self._shelf))
        known = [mark for mark in marks if mark is not None]
        if len(known) < len(marks):
            return load()
        return recalled(self._shelf, key_of("register", *known, self.settings.vintage), Register, load)

    @property
    def asked(self) -> Register | None:
        """The register without those who were not asked, where there is a framework for some facilities
        alone, such as hospitals."""
        if any(q.respondent != "facility" for q in self.questionnaires):
            return self.register_
        from dxassess.round.carry import concerned

        return concerned(self.register_, self.facility)

    def _condition_codes(self) -> tuple[str, ...]:
        def load() -> ConditionCodes:
            codes = {condition.code for q in self.questionnaires for condition in q.conditions}
            return ConditionCodes(all=tuple(sorted(codes)))

        mark = self._questions_mark
        key = None if mark is None else key_of("conditions", mark)
        return (load() if key is None else recalled(self._shelf, key, ConditionCodes, load)).all

    def _all_of_it(self) -> str | None:
        if self.readings is None:
            return None
        verdicts = self.home.root / VERDICTS_FILE
        own_files = [path for path in (self._register_path, verdicts) if path is not None and path.is_file()]
        marks = (
            self._questions_mark,
            _mark(own_files, self._shelf),
            self.readings.mark(self.gathered.workbooks),
        )
        known = [mark for mark in marks if mark is not None]
        texts = (self.settings.model_dump_json(), repr(self.life), self.memory.rulings.mark)
        others = (outcome.model_dump_json() for outcome in self.gathered.outcomes)
        return digest_of(*known, *texts, *others) if len(known) == len(marks) else None


def receive_arrived(
    arrival: Arrival, on_file: OnFile | None = None, spread: ReadBatches | None = None
) -> Received:
    """What was received: every workbook read, or recalled, identified, and one submission chosen for each
    respondent, as was decided where there is a decision. `spread` reads workbooks elsewhere."""
    settings, loaded, rulings = arrival.settings, arrival.questionnaires, arrival.memory.rulings
    register = arrival.register_
    outcomes = read_gathered(
        arrival.gathered,
        questionnaires=loaded,
        vintage=settings.vintage,
        on_file=on_file,
        memory=arrival.readings or NoMemory(),
        spread=spread,
    )
    outcomes = identify_respondents(outcomes, register=register, facility=arrival.facility, life=arrival.life)
    senders = senders_of(outcomes, register)
    outcomes = apply_rulings(outcomes, rulings)
    outcomes, visits = select_with_visits(outcomes, loaded, scored=settings.scored, rulings=rulings)
    return receive(
        outcomes,
        questionnaires=loaded,
        settings=settings,
        register=arrival.asked,
        verdicts=read_verdicts(arrival.home.root),
        visits=visits,
    ).model_copy(update={"memory": arrival.memory, "senders": senders})


def _known_files(home: Home, register_path: Path | None) -> dict[str, FindingCode]:
    """The round's own files among those that are read, where it has no folder of its own for them."""
    files: dict[str, FindingCode] = {}
    if home.root == home.inbox:
        spelled_files = (as_spelled(home.root, name) for name in (SETTINGS_FILE, VERDICTS_FILE))
        files = {path.name: "ROUND_FILE" for path in spelled_files if path is not None}
    if register_path is not None and register_path.is_relative_to(home.inbox):
        files[register_path.relative_to(home.inbox).as_posix()] = "REGISTER_FILE"
    return files


class QuestionnaireSet(Frozen):
    """The questionnaires of a folder."""

    all: tuple[Questionnaire, ...]


class ConditionCodes(Frozen):
    """The codes of all conditions of a folder's questionnaires."""

    all: tuple[str, ...]


def _mark(paths: Iterable[Path], shelf: Shelf) -> str | None:
    """A hash of the names and contents of files; None where nothing is kept, or one cannot be read, which its
    reader tells."""
    if not shelf.keeps:
        return None
    try:
        return digest_of(*(f"{path.name} {sha256(path.read_bytes())}" for path in paths))
    except OSError:
        return None
