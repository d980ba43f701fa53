"""The main job: a folder of workbooks in, a round of scores, reports out. Start reading here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dxassess.errors import DxassessError
from dxassess.findings.catalogue import Code
from dxassess.insight.analysis import Analysis
from dxassess.intake.intake import take_in
from dxassess.intake.submission import FileOutcome
from dxassess.places.register import read_register
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Questionnaire
from dxassess.report.page.build import build_reports
from dxassess.report.value.model import Readers
from dxassess.round.carry import concerned
from dxassess.round.identify import identify_respondents
from dxassess.round.round import Round, build_round
from dxassess.round.settings import SETTINGS_FILE, find_register, read_settings
from dxassess.round.verdicts import VERDICTS_FILE, read_verdicts
from dxassess.round.visits import select_with_visits
from dxassess.statistics.exclusion import exclude_flagged

OnFile = Callable[[FileOutcome], None]
OnReport = Callable[[int, int], None]


def assess(folder: Path, *, questionnaires: Path, on_file: OnFile | None = None) -> Round:
    """Read, identify and score every workbook of `folder`. A bad workbook costs itself alone."""
    settings = read_settings(folder)
    asked = load_questionnaires(questionnaires)
    register_path = find_register(folder, settings)
    register = read_register(register_path, vintage=settings.vintage) if register_path else None

    known: dict[str, Code] = {SETTINGS_FILE: "ROUND_FILE", VERDICTS_FILE: "ROUND_FILE"}
    if register_path is not None and register_path.is_relative_to(folder):
        known[register_path.relative_to(folder).as_posix()] = "REGISTER_FILE"
    outcomes = take_in(folder, questionnaires=asked, known=known, vintage=settings.vintage, on_file=on_file)
    facility = _facility(asked, questionnaires)
    outcomes = identify_respondents(outcomes, register=register, facility=facility)
    outcomes, visits = select_with_visits(outcomes, scored=settings.scored)
    verdicts = read_verdicts(folder)
    if all(q.respondent == "facility" for q in asked):
        # A framework for some facilities alone, such as hospitals: the others were not asked.
        register = concerned(register, facility)
    return exclude_flagged(
        build_round(
            outcomes,
            questionnaires=asked,
            settings=settings,
            register=register,
            verdicts=verdicts,
            visits=visits,
        )
    )


def _facility(asked: tuple[Questionnaire, ...], folder: Path) -> Questionnaire:
    found = next((q for q in asked if q.respondent == "facility"), None)
    if found is None:
        raise DxassessError("questionnaire.no_facility", path=str(folder))
    return found


def publish(
    analysis: Analysis,
    out: Path,
    *,
    languages: tuple[str, ...],
    templates: Path,
    readers: Readers = "department",
    word: bool = False,
    on_report: OnReport | None = None,
) -> tuple[Path, ...]:
    """Write the reports of every province and of the region in every language, HTML and PDF, without what
    `readers` may not see, the index that links them, and `run.json`. Each file comes out whole or not at
    all. DxassessError where the folder holds reports for other readers: one of them would be taken for the
    other."""
    from dxassess.files.write import sweep, write_whole
    from dxassess.render.publish import publish_reports
    from dxassess.report.data.results import readers_of, run_log

    out.mkdir(parents=True, exist_ok=True)
    sweep(out)
    log = out / "run.json"
    if log.is_file() and readers_of(log.read_text(encoding="utf-8", errors="replace")) != readers:
        raise DxassessError("report.other_readers", path=str(out))
    reports = build_reports(analysis, readers)
    written = publish_reports(
        reports, out, languages=languages, templates=templates, word=word, on_report=on_report
    )
    write_whole(log, run_log(analysis.round, readers=readers))
    return written
