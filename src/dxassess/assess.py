"""The main job: a folder of workbooks in, a round of scores, reports out. Start reading here.

round_ = read(folder, questionnaires=...)       forms to submissions to scores
analysis = analyse(round_, previous)            what the scores say, in `insight/analysis.py`
publish(analysis, edition)                      the reports built, written and logged
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.errors import DxassessError
from dxassess.findings.catalogue import FindingCode
from dxassess.insight.analysis import Analysis
from dxassess.intake.intake import take_in
from dxassess.intake.submission import FileOutcome
from dxassess.places.register import Register
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Questionnaire
from dxassess.report.data.saved import SavedReports
from dxassess.round.carry import concerned
from dxassess.round.coverage import Carriage
from dxassess.round.identify import identify_respondents, life_of
from dxassess.round.register_file import read_register
from dxassess.round.remembered import NOTHING, Remembered
from dxassess.round.round import Round, build_round
from dxassess.round.rulings import apply_rulings
from dxassess.round.settings import SETTINGS_FILE, Settings, find_register, read_settings
from dxassess.round.verdicts import VERDICTS_FILE, read_verdicts
from dxassess.round.visits import select_with_visits
from dxassess.statistics.exclusion import exclude_flagged

if TYPE_CHECKING:
    from dxassess.render.edition import Edition
    from dxassess.render.publish import OnReport

OnFile = Callable[[FileOutcome], None]


def read(
    folder: Path,
    *,
    questionnaires: Path,
    on_file: OnFile | None = None,
    today: date | None = None,
    memory: Remembered = NOTHING,
) -> Round:
    """Read, identify and score every workbook of `folder`. A bad workbook costs itself alone. `today` keeps
    forms that say they were answered later from dating the round. `memory` has what was decided about files
    and respondents."""
    settings = read_settings(folder)
    loaded = load_questionnaires(questionnaires)
    register_path = find_register(folder, settings)
    register = _register(register_path, settings, loaded)
    outcomes = take_in(
        folder,
        questionnaires=loaded,
        known_files=_round_files(folder, register_path),
        vintage=settings.vintage,
        on_file=on_file,
    )
    facility, rulings = _facility(loaded, questionnaires), memory.rulings
    outcomes = identify_respondents(
        outcomes, register=register, facility=facility, life=life_of(settings, today)
    )
    outcomes = apply_rulings(outcomes, rulings)
    outcomes, visits = select_with_visits(outcomes, scored=settings.scored, rulings=rulings)
    if all(q.respondent == "facility" for q in loaded):
        # A framework for some facilities alone, such as hospitals: the others were not asked.
        register = concerned(register, facility)
    round_ = build_round(
        outcomes,
        questionnaires=loaded,
        settings=settings,
        register=register,
        verdicts=read_verdicts(folder),
        visits=visits,
    ).model_copy(update={"memory": memory})
    return exclude_flagged(round_, vouched=rulings.vouched(round_.outcomes))


def _round_files(folder: Path, register_path: Path | None) -> dict[str, FindingCode]:
    """What is known to be no form, by its name within the folder."""
    codes: dict[str, FindingCode] = {SETTINGS_FILE: "ROUND_FILE", VERDICTS_FILE: "ROUND_FILE"}
    if register_path is not None and register_path.is_relative_to(folder):
        codes[register_path.relative_to(folder).as_posix()] = "REGISTER_FILE"
    return codes


def publish(
    analysis: Analysis, edition: Edition, *, results: Sequence[str] = (), on_report: OnReport | None = None
) -> None:
    """Build the reports of every province and of the region, without what the edition's readers may not see,
    and write them, the indexes that link them, and `report.json` to make them again from; beside them the
    `results` under the names asked for, which are for the department alone, and `run.json`.

    All this is one publication: nobody else writes to the folder meanwhile, and each file comes out whole or
    not at all. BusyError where somebody does; DxassessError where the folder holds reports for other readers.
    """
    from dxassess.files.outputs import close_run
    from dxassess.files.write import alone_in
    from dxassess.render.edition import refuse_other_readers
    from dxassess.render.publish import publish_reports
    from dxassess.report.data.results import run_log
    from dxassess.report.page.build import build_reports

    with alone_in(edition.out):
        refuse_other_readers(edition)
        reports = build_reports(analysis, edition.readers)
        written = publish_reports(edition, reports, on_report)
        for name in results:
            written.append(edition.out / name)
            write_scores(written[-1], analysis, language=edition.languages[0])
        close_run(
            edition.out,
            written,
            lambda names: run_log(
                analysis.round, language=edition.languages[0], readers=edition.readers, written=names
            ),
        )


def publish_again(
    source: Path, saved: SavedReports, edition: Edition, *, on_report: OnReport | None = None
) -> None:
    """Write the documents of the reports that were `saved` in `source`, as `publish` did when it saved them.
    DxassessError where they were saved for other readers than the edition's, or with texts that this version
    does not have."""
    from dxassess.files.outputs import close_run
    from dxassess.files.write import alone_in
    from dxassess.render.edition import refuse_other_readers
    from dxassess.render.publish import publish_reports
    from dxassess.render.speakable import unspeakable
    from dxassess.report.data.results import reprint_log

    if saved.readers != edition.readers:
        raise DxassessError("saved.other_readers", path=str(source), readers=saved.readers)
    lacking = unspeakable(saved.reports, edition.languages)
    if lacking is not None:
        raise DxassessError("saved.other_words", path=str(source), program=saved.program, text=lacking)
    with alone_in(edition.out):
        refuse_other_readers(edition)
        written = publish_reports(edition, saved.reports, on_report)
        close_run(
            edition.out,
            written,
            lambda names: reprint_log(
                readers=saved.readers, source=source.name, sha256=saved.sha256, written=names
            ),
        )


def write_scores(path: Path, analysis: Analysis, *, language: str, carried: Carriage | None = None) -> None:
    """Write the scores in the format of `path`; the words in the tables are in `language`."""
    from dxassess.render.results_file import wants_rows, wants_tables, write_results, write_rows, write_tables
    from dxassess.report.data.dataset import dataset
    from dxassess.report.data.results import results
    from dxassess.report.data.scores import score_rows

    if wants_tables(path):
        write_tables(path, dataset(analysis, language))
    elif wants_rows(path):
        write_rows(path, score_rows(analysis))
    else:
        write_results(path, results(analysis, carried=carried))


def _register(
    path: Path | None, settings: Settings, questionnaires: tuple[Questionnaire, ...]
) -> Register | None:
    if path is None:
        return None
    return read_register(path, vintage=settings.vintage, questionnaires=questionnaires)


def _facility(questionnaires: tuple[Questionnaire, ...], folder: Path) -> Questionnaire:
    facility = next((q for q in questionnaires if q.respondent == "facility"), None)
    if facility is None:
        raise DxassessError("questionnaire.no_facility", path=str(folder))
    return facility
