"""The main job: a folder of workbooks in, a round of scores, reports out. Start reading here.

round_ = read(folder, questionnaires=...)       forms to submissions to scores, in `round/receive.py`
analysis = analyse(round_, previous)            what the scores say, in `insight/analysis.py`
publish(analysis, edition)                      the reports built, written and logged
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.errors import DxassessError
from dxassess.intake.intake import OnFile
from dxassess.ledger.shelf import open_shelf
from dxassess.round.home import home_of
from dxassess.round.receive import Arrival, receive_arrived
from dxassess.round.received import Received
from dxassess.round.remembered import Remembered, recollect
from dxassess.round.standing import RoundStanding, keep_standing, recall_standing, standing_of

if TYPE_CHECKING:
    from dxassess.files.journal import Written
    from dxassess.insight.analysis import Analysis
    from dxassess.intake.batch import ReadBatches
    from dxassess.render.document import Document
    from dxassess.render.edition import Edition
    from dxassess.render.publish import OnReport
    from dxassess.report.data.excerpt import Excerpt
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
    spread: ReadBatches | None = None,
) -> Round:
    """Read, identify and score every workbook of the round in `folder`. A bad workbook costs itself alone,
    and one that the ledger of the round remembers is not read again. `today` keeps forms that say they were
    answered later from dating the round. `memory` has what was decided about files and respondents, if not
    the ledger is to say it. `spread` reads workbooks on other machines; the round is the same."""
    home = home_of(folder)
    known = memory or recollect(home)
    with open_shelf(home.ledger) as shelf:
        arrival = Arrival(home, questionnaires=questionnaires, shelf=shelf, memory=known, today=today)
        received = receive_arrived(arrival, on_file, spread)
    return _scored(received, known)


def look(
    folder: Path,
    *,
    questionnaires: Path,
    on_file: OnFile | None = None,
    today: date | None = None,
    answers: bool = True,
    spread: ReadBatches | None = None,
) -> RoundStanding:
    """How the round in `folder` stands: all that `read` does but the scores, and beside it what reports will
    say is odd about submissions, as long as somebody can be asked. Without `answers` the submissions have
    none, and a round in which nothing changed is recalled as a whole. `spread` as for `read`."""
    home = home_of(folder)
    known = recollect(home)
    with open_shelf(home.ledger) as shelf:
        arrival = Arrival(home, questionnaires=questionnaires, shelf=shelf, memory=known, today=today)
        recalled = None if answers else recall_standing(arrival, shelf)
        if recalled is not None:
            return recalled
        from dxassess.statistics.doubts import with_doubts

        received = receive_arrived(arrival, on_file, spread)
        if received.settings.exclude:
            from dxassess.statistics.exclusion import exclude_before_scoring

            vouched = known.rulings.vouched(received.outcomes)
            received = exclude_before_scoring(received, vouched=vouched)
        standing = standing_of(with_doubts(received, shelf), shelf)
        keep_standing(arrival, standing, shelf)
        return standing


def _scored(received: Received, memory: Remembered) -> Round:
    from dxassess.round.round import score_received
    from dxassess.statistics.exclusion import exclude_flagged

    return exclude_flagged(score_received(received), vouched=memory.rulings.vouched(received.outcomes))


def publish(
    analysis: Analysis, edition: Edition, *, results: Sequence[str] = (), on_report: OnReport | None = None
) -> Written:
    """Build the reports of every province and of the region, without what the edition's readers may not see,
    and write them, the indexes that link them, and `report.json` to make them again from; beside them the
    `results` under the names asked for, which are for the department alone, and `run.json`.

    All this is one publication: nobody else writes to the folder meanwhile, and it appears together or not at
    all. What was made before from the same is not made again; what people edited is left as it is. BusyError
    where somebody else writes; DxassessError where the folder holds reports for other readers.
    """
    from dxassess.files.outputs import RUN_LOG, SAVED_FILE
    from dxassess.files.staging import staged
    from dxassess.render.edition import refuse_other_readers
    from dxassess.render.publish import stage_reports
    from dxassess.report.data.results import run_log
    from dxassess.report.data.saved import last_saved
    from dxassess.report.page.build import build_reports
    from dxassess.report.page.news import with_news

    language = edition.languages[0]
    with staged(edition.out, force=edition.force) as stage:
        refuse_other_readers(edition)
        last_reports = last_saved(edition.out / SAVED_FILE, edition.readers)
        reports = with_news(build_reports(analysis, edition.readers), last_reports)
        stage_reports(stage, edition, reports, on_report)
        for result in results:
            for name, content in score_files(result, analysis, language=language).items():
                stage.add(name, content)
        names = sorted(stage.names)
        stage.add(RUN_LOG, run_log(analysis.round, language=language, readers=edition.readers, written=names))
    return stage.written


def publish_some(
    analysis: Analysis, edition: Edition, keys: Collection[str], *, on_report: OnReport | None = None
) -> Written:
    """The reports of the provinces with these keys alone, as `publish` writes them among all: without the
    region's, an index and what they could be made again from. DxassessError where the folder holds the
    reports of a whole round, whose index would tell what these no longer do, or reports for other readers."""
    from dxassess.files.outputs import RUN_LOG, SAVED_FILE
    from dxassess.files.staging import staged
    from dxassess.places.provinces import place_of
    from dxassess.render.edition import refuse_other_readers
    from dxassess.render.publish import stage_pages
    from dxassess.report.data.results import part_log
    from dxassess.report.page.build import build_reports

    stems = {place_of(key).stem for key in keys}
    with staged(edition.out, force=edition.force) as stage:
        refuse_other_readers(edition)
        if (edition.out / SAVED_FILE).is_file():
            raise DxassessError("report.whole", path=str(edition.out))
        reports = build_reports(analysis, edition.readers)
        some = [report for report in reports if report.kind == "province" and report.stem in stems]
        if not some:
            raise DxassessError("report.nothing")
        stage_pages(stage, edition, some, on_report)
        stage.add(RUN_LOG, part_log(readers=edition.readers, written=sorted(stage.names)))
    return stage.written


def publish_again(
    source: Path, saved: SavedReports, edition: Edition, *, on_report: OnReport | None = None
) -> Written:
    """Write the documents of the reports that were `saved` in `source`, as `publish` did when it saved them.
    DxassessError where they were saved for other readers than the edition's, or with texts that this version
    does not have."""
    from dxassess.files.outputs import RUN_LOG
    from dxassess.files.staging import staged
    from dxassess.render.edition import refuse_other_readers
    from dxassess.render.publish import stage_reports
    from dxassess.render.speakable import unspeakable
    from dxassess.report.data.results import reprint_log

    if saved.readers != edition.readers:
        raise DxassessError("saved.other_readers", path=str(source), readers=saved.readers)
    lacking = unspeakable(saved.reports, edition.languages)
    if lacking is not None:
        raise DxassessError("saved.other_words", path=str(source), program=saved.program, text=lacking)
    with staged(edition.out, force=edition.force) as stage:
        refuse_other_readers(edition)
        stage_reports(stage, edition, saved.reports, on_report)
        stage.add(
            RUN_LOG,
            reprint_log(
                readers=saved.readers, source=source.name, sha256=saved.sha256, written=sorted(stage.names)
            ),
        )
    return stage.written


def score_files(
    name: str,
    analysis: Analysis,
    *,
    language: str,
    carried: Carriage | None = None,
    excerpt: Excerpt | None = None,
) -> dict[str, str | bytes]:
    """The scores in the format of `name` as files, by their names; the words in tables are in `language`. An
    `excerpt` has no page for people, which would tell of everybody."""
    from dxassess.render import results_file as made
    from dxassess.report.data.dataset import dataset
    from dxassess.report.data.excerpt import rows_of, tables_of
    from dxassess.report.data.partitions import round_key
    from dxassess.report.data.results import results
    from dxassess.report.data.scores import score_rows

    path = Path(name)
    if made.wants_tables(path):
        front = _front(analysis, language) if made.wants_front(path) and excerpt is None else None
        tables, key = tables_of(excerpt, dataset(analysis, language)), round_key(analysis.round)
        return dict(made.table_files(name, tables, round_key=key, front=front))
    if made.wants_rows(path):
        return {name: made.rows_file(rows_of(excerpt, score_rows(analysis)))}
    return {name: made.results_file(results(analysis, carried=carried, excerpt=excerpt))}


def _front(analysis: Analysis, language: str) -> Document:
    from dxassess.render.compose import compose
    from dxassess.report.page.build import overview_report
    from dxassess.wording.wording import wording

    return compose(overview_report(analysis), wording("report", language), wording("render", language))
