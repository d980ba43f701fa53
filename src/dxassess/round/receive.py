"""From the home of a round to what was received in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from dxassess.errors import DxassessError
from dxassess.files.names import as_spelled
from dxassess.findings.catalogue import FindingCode
from dxassess.frozen import Frozen
from dxassess.intake.intake import OnFile, take_in
from dxassess.intake.memory import Memory, NoMemory
from dxassess.intake.workbook.opening import sha256
from dxassess.ledger.readings import Readings
from dxassess.ledger.shelf import Shelf, digest_of, key_of, recalled
from dxassess.places.register import Register
from dxassess.questionnaire.model import Questionnaire
from dxassess.round.home import Home
from dxassess.round.identify import identify_respondents, life_of
from dxassess.round.nested import refuse_nested
from dxassess.round.received import Received, receive, senders_of
from dxassess.round.remembered import NOTHING, Remembered
from dxassess.round.rulings import apply_rulings
from dxassess.round.settings import SETTINGS_FILE, Settings, find_register, read_settings
from dxassess.round.verdicts import VERDICTS_FILE, read_verdicts
from dxassess.round.visits import select_with_visits


def receive_home(
    home: Home,
    *,
    questionnaires: Path,
    shelf: Shelf,
    memory: Remembered = NOTHING,
    on_file: OnFile | None = None,
    today: date | None = None,
) -> Received:
    """What was received at `home`: every workbook read, or recalled from the shelf, identified, and one
    submission chosen for each respondent, as was decided where `memory` has a decision. `today` keeps forms
    that say they were answered later from dating the round."""
    refuse_nested(home.inbox)
    settings, loaded = read_settings(home.root), _questionnaires(questionnaires, shelf)
    facility, rulings = _facility(loaded, questionnaires), memory.rulings
    register_path = find_register(home.root, settings)
    register = _register(register_path, settings, loaded, shelf) if register_path else None
    outcomes = take_in(
        home.inbox,
        questionnaires=loaded,
        known_files=_known_files(home, register_path),
        vintage=settings.vintage,
        on_file=on_file,
        memory=_readings(shelf, settings, loaded),
    )
    life = life_of(settings, today)
    outcomes = identify_respondents(outcomes, register=register, facility=facility, life=life)
    senders = senders_of(outcomes, register)
    outcomes = apply_rulings(outcomes, rulings)
    outcomes, visits = select_with_visits(outcomes, loaded, scored=settings.scored, rulings=rulings)
    return receive(
        outcomes,
        questionnaires=loaded,
        settings=settings,
        register=_asked(register, loaded),
        verdicts=read_verdicts(home.root),
        visits=visits,
    ).model_copy(update={"memory": memory, "senders": senders})


def _asked(register: Register | None, questionnaires: tuple[Questionnaire, ...]) -> Register | None:
    """The register without those who were not asked, where there is a framework for some facilities alone,
    such as hospitals."""
    facility = next(q for q in questionnaires if q.respondent == "facility")
    if any(q.respondent != "facility" for q in questionnaires):
        return register
    from dxassess.round.carry import concerned

    return concerned(register, facility)


def _readings(shelf: Shelf, settings: Settings, questionnaires: Iterable[Questionnaire]) -> Memory:
    """What is remembered of files, as far as they would be read today as they were then."""
    if not shelf.keeps:
        return NoMemory()
    return Readings(shelf, told_apart=(settings.vintage, *(q.model_dump_json() for q in questionnaires)))


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


def _questionnaires(folder: Path, shelf: Shelf) -> tuple[Questionnaire, ...]:
    """The questionnaires in a folder, kept as they were understood: YAML takes ten times as long."""

    def load() -> QuestionnaireSet:
        from dxassess.questionnaire.load import load_questionnaires

        return QuestionnaireSet(all=load_questionnaires(folder))

    mark = _mark(sorted(folder.glob("*.yaml"))) if shelf.keeps else None
    return (load() if mark is None else recalled(shelf, key_of("asked", mark), QuestionnaireSet, load)).all


def _register(
    path: Path, settings: Settings, questionnaires: tuple[Questionnaire, ...], shelf: Shelf
) -> Register:
    """The register in a file, kept as it was understood: it is read in a process of its own."""

    def load() -> Register:
        from dxassess.round.register_file import read_register

        return read_register(path, vintage=settings.vintage, questionnaires=questionnaires)

    mark = _mark([path]) if shelf.keeps else None
    if mark is None:
        return load()
    key = key_of("register", mark, settings.vintage, *(q.model_dump_json() for q in questionnaires))
    return recalled(shelf, key, Register, load)


def _mark(paths: Iterable[Path]) -> str | None:
    """A hash of the names and contents of files; None where one cannot be read, which its reader tells."""
    try:
        return digest_of(*(f"{path.name} {sha256(path.read_bytes())}" for path in paths))
    except OSError:
        return None


def _facility(questionnaires: tuple[Questionnaire, ...], folder: Path) -> Questionnaire:
    facility = next((q for q in questionnaires if q.respondent == "facility"), None)
    if facility is None:
        raise DxassessError("questionnaire.no_facility", path=str(folder))
    return facility
