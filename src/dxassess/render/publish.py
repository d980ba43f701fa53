"""All reports of a round to files, in every language and format, and the index that links them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from dxassess.files.outputs import SAVED_FILE, Format, file_name, index_name, open_run
from dxassess.files.write import write_whole
from dxassess.questionnaire.kinds import catalogued
from dxassess.render.compose import compose
from dxassess.render.edition import Edition
from dxassess.render.html import render_html
from dxassess.render.index import IndexLink, IndexPage, IndexRow, render_index
from dxassess.render.letter_file import check_letter_templates, letter_file
from dxassess.render.pdf import render_pdf
from dxassess.render.reminder_file import check_reminder_templates, reminder_file
from dxassess.render.report_word import render_word
from dxassess.report.data.results import opening_log
from dxassess.report.data.saved import save_reports
from dxassess.report.page.round_index import INDEX_STEM, index_report
from dxassess.report.people.letters import Letter
from dxassess.report.people.reminder import Reminder
from dxassess.report.value.model import Report
from dxassess.wording.wording import wording

OnReport = Callable[[int, int], None]
Written = TypeVar("Written", Letter, Reminder)

# Typst compiles outside the interpreter lock; two threads measured 1.6 times as fast as one.
_THREADS = 2
_MADE_BY: Mapping[Format, Callable[..., str | bytes]] = MappingProxyType(
    {"HTML": render_html, "PDF": render_pdf, "DOCX": render_word}
)


def publish_reports(
    edition: Edition, reports: Sequence[Report], on_report: OnReport | None = None
) -> list[Path]:
    """Write `report.json`, every report in every language, then the indexes. `on_report(done, total)` after
    each.

    The indexes are made first and written last: a broken template ends the run before a report is there.
    """
    page = _index(reports, edition)
    indexes = {
        edition.out / index_name(language, edition.languages): render_index(
            page, wording("render", language), template_folder=edition.templates
        )
        for language in edition.languages
    }
    open_run(edition.out, opening_log(readers=edition.readers))
    saved = edition.out / SAVED_FILE
    write_whole(saved, save_reports(reports, edition.readers))
    written = [saved, *publish_pages(edition, reports, on_report)]
    printed = edition.model_copy(update={"formats": ("PDF",)})
    for language in edition.languages:
        written += _publish(printed, index_report(reports), language)
    for path, text in indexes.items():
        write_whole(path, text)
    return [*written, *indexes]


def publish_pages(
    edition: Edition, reports: Sequence[Report], on_report: OnReport | None = None
) -> list[Path]:
    """Write every report in every language without an index. The first is made before the others begin, so
    that a broken template is met once and not by every thread."""
    jobs = [(report, language) for report in reports for language in edition.languages]
    written: list[Path] = []
    for finished, files in enumerate(_all(edition, jobs), start=1):
        written += files
        if on_report is not None:
            on_report(finished, len(jobs))
    return written


def publish_letters(
    edition: Edition, letters: Sequence[Letter], on_report: OnReport | None = None
) -> list[Path]:
    """Write every letter in every language as Word. DxassessError, before the first, for a language that has
    no template."""
    check_letter_templates(edition.templates, edition.languages)
    return _write_each(edition, letters, letter_file, on_report)


def publish_reminders(
    edition: Edition, reminders: Sequence[Reminder], on_report: OnReport | None = None
) -> list[Path]:
    """Write every reminder in every language as Word; DxassessError as for letters."""
    check_reminder_templates(edition.templates, edition.languages)
    return _write_each(edition, reminders, reminder_file, on_report)


def _write_each(
    edition: Edition,
    letters: Sequence[Written],
    make: Callable[..., bytes],
    on_report: OnReport | None,
) -> list[Path]:
    jobs = [(letter, language) for language in edition.languages for letter in letters]
    written: list[Path] = []
    for letter, language in jobs:
        content = make(letter, language=language, template_folder=edition.templates)
        written.append(edition.path(letter.stem, language, "DOCX"))
        write_whole(written[-1], content)
        if on_report is not None:
            on_report(len(written), len(jobs))
    return written


def _all(edition: Edition, jobs: Sequence[tuple[Report, str]]) -> Iterator[list[Path]]:
    if jobs:
        yield _publish(edition, *jobs[0])
    with ThreadPoolExecutor(_THREADS) as pool:
        futures = [pool.submit(_publish, edition, report, language) for report, language in jobs[1:]]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _publish(edition: Edition, report: Report, language: str) -> list[Path]:
    """The files of a report, composed once and written only when all are made."""
    document = compose(report, wording("report", language), wording("render", language))
    contents = {
        edition.path(report.stem, language, format_): _MADE_BY[format_](
            document, template_folder=edition.templates
        )
        for format_ in edition.formats
    }
    for path, content in contents.items():
        write_whole(path, content)
    return list(contents)


def _links(stem: str, edition: Edition, formats: Sequence[Format]) -> tuple[IndexLink, ...]:
    return tuple(
        IndexLink(language=language, format=format_, href=file_name(stem, language, format_))
        for language in edition.languages
        for format_ in formats
    )


def _index(reports: Sequence[Report], edition: Edition) -> IndexPage:
    region = next(report for report in reports if report.kind == "region")
    rows = tuple(
        IndexRow(
            name=str(report.subject),
            summary=report.summary,
            links=_links(report.stem, edition, edition.formats),
        )
        for report in reports
        if report.kind == "province"
    )
    return IndexPage(
        title=catalogued("report", "title.region"),
        round=region.round,
        date=region.date,
        simulated=region.simulated,
        readers=region.readers,
        region=_links(region.stem, edition, edition.formats),
        printed=_links(INDEX_STEM, edition, ("PDF",)),
        rows=rows,
        program=region.program,
    )
