"""The main job: a folder of workbooks in, a round of scores, reports out. Start reading here.

round_ = read(folder, questionnaires=...)       forms to submissions to scores, in `round/receive.py`
analysis = analyse(round_, previous)            what the scores say, in `insight/analysis.py`
publish(analysis, edition)                      the reports built, written and logged
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.errors import DxassessError
from dxassess.intake.intake import OnFile
from dxassess.ledger.shelf import open_shelf
from dxassess.round.home import home_of
from dxassess.round.receive import receive_home
from dxassess.round.received import Received
from dxassess.round.remembered import Remembered, recollect
from dxassess.round.standing import RoundStanding, standing_of
from dxassess.statistics.doubts import with_doubts

if TYPE_CHECKING:
    from dxassess.insight.analysis import Analysis
    from dxassess.render.edition import Edition
    from dxassess.render.publish import OnReport
    from dxassess.report.data.saved import SavedReports
    from dxassess.round.coverage import Carriage
    from dxassess.round.round import Round


def read(
    folder: Path,
    *,
    questionnaires: Path,
    on_file: OnFile | None = None,
    today: date | None = None,
    memory: Remembered | None = None,
) -> Round:
    """Read, identify and score every workbook of the round in `folder`. A bad workbook costs itself alone,
    and one that the ledger of the round remembers is not read again. `today` keeps forms that say they were
    answered later from dating the round. `memory` has what was decided about files and respondents, if not
    the ledger is to say it."""
    home = home_of(folder)
    known = memory or recollect(home)
    with open_shelf(home.ledger) as shelf:
        received = receive_home(
            home, questionnaires=questionnaires, shelf=shelf, memory=known, on_file=on_file, today=today
        )
    return _scored(received, known)


def look(
    folder: Path, *, questionnaires: Path, on_file: OnFile | None = None, today: date | None = None
) -> RoundStanding:
    """How the round in `folder` stands: all that `read` does but the scores, and beside it what reports will
    say is odd about submissions, as long as somebody can be asked."""
    home = home_of(folder)
    known = recollect(home)
    with open_shelf(home.ledger) as shelf:
        received = receive_home(
            home, questionnaires=questionnaires, shelf=shelf, memory=known, on_file=on_file, today=today
        )
        # What keeps a submission from counting comes of its score.
        counted = _scored(received, known) if received.settings.exclude else received
        return standing_of(with_doubts(counted, shelf), shelf)


def _scored(received: Received, memory: Remembered) -> Round:
    from dxassess.round.round import score_received
    from dxassess.statistics.exclusion import exclude_flagged

    return exclude_flagged(score_received(received), vouched=memory.rulings.vouched(received.outcomes))


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
