"""Publishing reports, sheets and letters, with a progress bar."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dxassess.cli.naming import place_keys, why_no_score
from dxassess.cli.options import Lang, chosen_languages
from dxassess.cli.terminal import progress, sum_up, terminal_language, texts
from dxassess.cli.writing import tell_written
from dxassess.errors import DxassessError
from dxassess.files.templates import template_folder

if TYPE_CHECKING:
    from dxassess.files.journal import Written
    from dxassess.insight.analysis import Analysis
    from dxassess.render.edition import Edition
    from dxassess.render.publish import OnReport
    from dxassess.report.people.reminder import Reminder
    from dxassess.report.value.model import Readers


def edition_of(
    out: Path,
    *,
    languages: Sequence[Lang] | None,
    templates: Path | None,
    readers: Readers = "department",
    word: bool = False,
    force: bool = False,
) -> Edition:
    """The edition that the options of a command ask for. DxassessError for templates that cannot be used."""
    from dxassess.render.edition import Edition

    return Edition(
        out=out,
        languages=chosen_languages(list(languages) if languages else None),
        templates=template_folder(templates),
        formats=("HTML", "PDF", "DOCX") if word else ("HTML", "PDF"),
        readers=readers,
        force=force,
    )


def drawn_on(cluster: str | None, edition: Edition) -> Edition:
    """The edition as the machines of the `cluster` at an address draw it, or as this machine does."""
    if cluster is None:
        return edition
    from dxassess.cluster.drawing import drawing_on

    return edition.model_copy(update={"drawing": partial(drawing_on, cluster)})


def publish_round(
    analysis: Analysis,
    edition: Edition,
    folder: Path,
    *,
    provinces: Sequence[str] = (),
    results: Sequence[str] = (),
) -> None:
    """Write the reports of the round in `folder` (of the `provinces` typed alone, if any) and the `results`
    beside them, tell where they are and what became of files, and note it in the ledger. Reports of some
    provinces are no publication of the round: nothing is noted, and there are no results beside them."""
    from dxassess.cli.remembering import note_published
    from dxassess.cli.tables.outcomes import summary

    round_ = analysis.round
    if round_.facility.gates_alone and edition.readers != "department":
        title = round_.facility.title[terminal_language()]
        raise DxassessError("report.levels_department", title=title)
    if not round_.facilities and not round_.departments:
        raise DxassessError("report.nothing")
    keys = place_keys(provinces, round_.settings.vintage)
    written = _write_some(analysis, edition, keys) if keys else _write_all(analysis, edition, results)
    sum_up(summary(round_.outcomes, round_.memory.returned_hashes))
    tell_written(written, edition.out)
    if not keys:
        note_published(folder, edition.out, edition.readers)


def _write_all(analysis: Analysis, edition: Edition, results: Sequence[str]) -> Written:
    from dxassess.assess import publish

    with progress("progress.writing") as advance:
        written = publish(analysis, edition, results=results, on_report=advance)
    _say_where(edition)
    return written


def _write_some(analysis: Analysis, edition: Edition, keys: Collection[str]) -> Written:
    from dxassess.assess import publish_some

    with progress("progress.writing") as advance:
        written = publish_some(analysis, edition, keys, on_report=advance)
    sum_up(texts().text("report.some_written", n=len(keys), path=str(edition.out)))
    return written


def publish_saved(source: Path, edition: Edition, *, as_saved: bool) -> None:
    """Write the reports that a publication saved in `source`, and say where they are: `as_saved` for whom
    they were made, else for the edition's readers, who must be the same."""
    from dxassess.assess import publish_again
    from dxassess.report.data.saved import load_reports

    saved = load_reports(_content(source), path=str(source))
    if as_saved:
        edition = edition.model_copy(update={"readers": saved.readers})
    with progress("progress.writing") as advance:
        written = publish_again(source, saved, edition, on_report=advance)
    _say_where(edition)
    tell_written(written, edition.out)


def publish_sheets(analysis: Analysis, edition: Edition, codes: Sequence[str]) -> None:
    """Write the sheets of the facilities with these codes, or of all, a batch at a time. DxassessError if a
    code is unknown."""
    from dxassess.files.batches import batches
    from dxassess.files.journal import Written
    from dxassess.files.staging import staged
    from dxassess.render.publish import drawing_for, stage_drawn
    from dxassess.report.people.facility_sheet import facility_sheet

    facilities = analysis.round.facilities
    _check_known(analysis, codes)
    if not facilities:
        raise DxassessError("report.nothing")
    wanted_facilities = [score for score in facilities if not codes or score.code in codes]
    written, languages = Written(), len(edition.languages)
    with progress("progress.writing") as advance, drawing_for(edition) as drawers:
        for before, some in batches(wanted_facilities):
            counted = _counted(advance, before * languages, len(wanted_facilities) * languages)
            with staged(edition.out, force=edition.force) as stage:
                sheets = [facility_sheet(analysis, score) for score in some]
                stage_drawn(stage, edition, sheets, drawers, counted)
            written = written.joined(stage.written)
    sum_up(texts().text("sheets.written", n=len(wanted_facilities), path=str(edition.out)))
    tell_written(written, edition.out)


def publish_letters(
    analysis: Analysis, edition: Edition, codes: Sequence[str], provinces: Collection[str] = ()
) -> None:
    """Write the letters to the facilities with these codes and what goes to all of these provinces, or to all
    of everybody, a batch at a time. DxassessError if a code is unknown."""
    from dxassess.files.batches import batches
    from dxassess.files.journal import Written
    from dxassess.files.staging import staged
    from dxassess.render.publish import stage_letters
    from dxassess.report.people.letters import letters

    _check_known(analysis, codes)
    wanted_letters = letters(analysis, codes, provinces)
    if not wanted_letters:
        raise DxassessError("report.nothing")
    written, languages = Written(), len(edition.languages)
    with progress("progress.writing") as advance:
        for before, some in batches(wanted_letters):
            counted = _counted(advance, before * languages, len(wanted_letters) * languages)
            with staged(edition.out, force=edition.force) as stage:
                stage_letters(stage, edition, some, counted)
            written = written.joined(stage.written)
    sum_up(texts().text("letters.written", n=len(wanted_letters) * languages, path=str(edition.out)))
    tell_written(written, edition.out)


def _counted(advance: OnReport, before: int, total: int) -> OnReport:
    """What hears of the outputs of a batch, and tells them with those `before` it, of the `total`."""
    return lambda done, _: advance(before + done, total)


def publish_reminders(reminders: Sequence[Reminder], edition: Edition) -> None:
    """Write the letters to the facilities among `reminders`, and tell where they lie; a department writes
    none to itself."""
    from dxassess.files.staging import staged
    from dxassess.render.publish import stage_reminders

    letters = [reminder for reminder in reminders if not reminder.to_department]
    if not letters:
        return
    with staged(edition.out, force=edition.force) as stage, progress("progress.writing") as advance:
        stage_reminders(stage, edition, letters, advance)
    sum_up(texts().text("letters.written", n=len(stage.names), path=str(edition.out)))
    tell_written(stage.written, edition.out)


def _content(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise DxassessError("saved.unreadable", path=str(source), reason=reason) from problem


def _say_where(edition: Edition) -> None:
    sum_up(texts().text("report.written", path=str(edition.out / "index.html")))


def _check_known(analysis: Analysis, codes: Sequence[str]) -> None:
    known_codes = {score.code for score in analysis.round.facilities}
    strange = [code for code in codes if code not in known_codes]
    if strange:
        raise why_no_score(analysis.round, strange[0])
