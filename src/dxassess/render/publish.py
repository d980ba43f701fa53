"""All reports of a round to files, in every language and format, and the index that links them."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import NamedTuple

from dxassess.files.outputs import SAVED_FILE, FileFormat, file_name, index_name
from dxassess.files.staging import Stage
from dxassess.render.annex_xlsx import render_annex
from dxassess.render.beside import formats_of, with_files
from dxassess.render.compose import compose
from dxassess.render.edition import Edition
from dxassess.render.html import render_html
from dxassess.render.index import IndexLink, IndexPage, IndexRow, render_index
from dxassess.render.letter_file import check_letter_templates, letter_file
from dxassess.render.reminder_file import check_reminder_templates, reminder_file
from dxassess.render.renderers import Drawing, Renderers
from dxassess.report.data.saved import save_reports
from dxassess.report.page.behind import annex_report, brief_report
from dxassess.report.page.round_index import INDEX_STEM, index_report
from dxassess.report.people.letters import Letter
from dxassess.report.people.reminder import Reminder
from dxassess.report.value.model import Report
from dxassess.wording.wording import wording

OnReport = Callable[[int, int], None]

# Each thread has a process that draws for it and composes meanwhile for the other.
_THREADS = 2
_AT_HOME: Mapping[FileFormat, Callable[..., str | bytes]] = MappingProxyType(
    {"HTML": render_html, "XLSX": render_annex}
)


def stage_reports(
    stage: Stage, edition: Edition, reports: Sequence[Report], on_report: OnReport | None = None
) -> None:
    """Stage `report.json`, every report in every language, then the indexes. `on_report(done, total)` after
    each.

    The indexes are made first and put in place last: a broken template ends the run before a report is there.
    """
    indexes = _indexes(reports, edition)
    stage.add(SAVED_FILE, save_reports(reports, edition.readers))
    with drawing_for(edition) as drawers:
        stage_drawn(stage, edition, reports, drawers, on_report)
        printed = edition.model_copy(update={"formats": ("PDF",)})
        stage_drawn(stage, printed, [index_report(reports)], drawers)
    for name, text in indexes.items():
        stage.add(name, text)


def _indexes(reports: Sequence[Report], edition: Edition) -> dict[str, str]:
    """The index in every language, by its file name."""
    page, report = index_page(reports, edition), index_report(reports)
    return {
        index_name(language, edition.languages): render_index(
            page, report, language=language, template_folder=edition.templates
        )
        for language in edition.languages
    }


def stage_pages(
    stage: Stage, edition: Edition, reports: Sequence[Report], on_report: OnReport | None = None
) -> None:
    """Stage every report with its brief and its annex in every language, without an index. Those that were
    made before from the same are not made again. The first is made before the others begin, so that a broken
    template is met once and not by every thread."""
    with drawing_for(edition) as drawers:
        stage_drawn(stage, edition, reports, drawers, on_report)


def drawing_for(edition: Edition) -> AbstractContextManager[Drawing]:
    """The processes that draw for an edition, for as many batches as there are."""
    return Renderers(_THREADS) if edition.drawing is None else edition.drawing()


def stage_drawn(
    stage: Stage,
    edition: Edition,
    reports: Sequence[Report],
    drawers: Drawing,
    on_report: OnReport | None = None,
) -> None:
    """`stage_pages` by `drawers` that are there already."""
    jobs = [job for report in reports for job in _jobs(stage, edition, report)]
    for finished, (job, contents) in enumerate(_all(edition, jobs, drawers), start=1):
        for output in job.outputs:
            if output.format in contents:
                stage.add(output.name, contents[output.format], key=output.key)
            else:
                stage.add_standing(output.name, output.key)
        if on_report is not None:
            on_report(finished, len(jobs))


def stage_letters(
    stage: Stage, edition: Edition, letters: Sequence[Letter], on_report: OnReport | None = None
) -> None:
    """Stage every letter in every language as Word; those that were made before from the same are not made
    again. DxassessError, before the first, for a language that has no template."""
    check_letter_templates(edition.templates, edition.languages)
    _stage_each(stage, edition, letters, letter_file, on_report)


def stage_reminders(
    stage: Stage, edition: Edition, reminders: Sequence[Reminder], on_report: OnReport | None = None
) -> None:
    """Stage every reminder in every language as Word; DxassessError as for letters."""
    check_reminder_templates(edition.templates, edition.languages)
    _stage_each(stage, edition, reminders, reminder_file, on_report)


def _stage_each(
    stage: Stage,
    edition: Edition,
    letters: Sequence[Letter] | Sequence[Reminder],
    make: Callable[..., bytes],
    on_report: OnReport | None,
) -> None:
    jobs = [(letter, language) for language in edition.languages for letter in letters]
    for finished, (letter, language) in enumerate(jobs, start=1):
        name = file_name(letter.stem, language, "DOCX")
        key = _key(edition, _digest(letter), language, "DOCX")
        if stage.standing(name, key):
            stage.add_standing(name, key)
        else:
            stage.add(name, make(letter, language=language, template_folder=edition.templates), key=key)
        if on_report is not None:
            on_report(finished, len(jobs))


class _Output(NamedTuple):
    """A file of a report: its format, its name, the key of what it is made from, whether it stands."""

    format: FileFormat
    name: str
    key: str
    stands: bool


class _Job(NamedTuple):
    """A part of a report in a language, its files, and all `parts`, to which it leads."""

    report: Report
    language: str
    outputs: tuple[_Output, ...]
    parts: tuple[Report, ...]


def _jobs(stage: Stage, edition: Edition, report: Report) -> Iterator[_Job]:
    parts = _parts(report)
    for part in parts:
        # The files that a part leads to are told on it, so they count to what it is made from.
        digest = f"{_digest(part)} {len(parts)} {edition.formats}"
        for language in edition.languages:
            outputs = []
            for format_ in formats_of(part, edition.formats):
                name = file_name(part.stem, language, format_)
                key = _key(edition, digest, language, format_)
                outputs.append(_Output(format_, name, key, stage.standing(name, key)))
            yield _Job(part, language, tuple(outputs), parts)


def _parts(report: Report) -> tuple[Report, ...]:
    """A report with what is made of it."""
    parts = (report, brief_report(report), annex_report(report))
    return tuple(part for part in parts if part is not None)


def _digest(content: Report | Letter | Reminder) -> str:
    return hashlib.sha256(content.model_dump_json().encode()).hexdigest()


def _key(edition: Edition, digest: str, language: str, format_: FileFormat) -> str:
    """What stands for all that a file is made from: its content, language, format, templates and program."""
    return hashlib.sha256(f"{edition.fingerprint} {digest} {language} {format_}".encode()).hexdigest()


def _all(
    edition: Edition, jobs: Sequence[_Job], drawers: Drawing
) -> Iterator[tuple[_Job, Mapping[FileFormat, str | bytes]]]:
    """Each job with the contents that do not stand already, the first before all others."""
    with ThreadPoolExecutor(drawers.threads) as pool:
        if jobs:
            yield jobs[0], _render(edition, jobs[0], drawers)
        futures = deque((job, pool.submit(_render, edition, job, drawers)) for job in jobs[1:])
        try:
            while futures:  # what is written is let go of
                job, future = futures.popleft()
                yield job, future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _render(edition: Edition, job: _Job, drawers: Drawing) -> dict[FileFormat, str | bytes]:
    """The contents of a report's files that do not stand already, composed once."""
    formats = [output.format for output in job.outputs if not output.stands]
    if not formats:
        return {}
    document = compose(job.report, wording("report", job.language), wording("render", job.language))
    document = with_files(document, job.parts, edition.formats)
    contents: dict[FileFormat, str | bytes] = {}
    for format_ in formats:
        match format_:
            case "PDF" | "DOCX":
                contents[format_] = drawers.draw(format_, document, template_folder=edition.templates)
            case "HTML" | "XLSX":
                contents[format_] = _AT_HOME[format_](document, template_folder=edition.templates)
    return contents


def index_page(reports: Sequence[Report], edition: Edition) -> IndexPage:
    """What the index leads to: of each report the format that was asked for first, and behind it the rest."""
    region = next(report for report in reports if report.kind == "region")
    printed = tuple(
        IndexLink(language=language, format="PDF", href=file_name(INDEX_STEM, language, "PDF"))
        for language in edition.languages
    )
    return IndexPage(
        languages=edition.languages,
        region=_index_row(region, edition),
        rows=tuple(_index_row(report, edition) for report in reports if report.kind == "province"),
        printed=printed,
    )


def _index_row(report: Report, edition: Edition) -> IndexRow:
    links = tuple(_index_links(report, edition))
    pages = tuple(link for link in links if link.part == "report" and link.format == edition.formats[0])
    return IndexRow(
        name=str(report.subject),
        summary=report.summary,
        pages=pages,
        files=tuple(link for link in links if link not in pages),
    )


def _index_links(report: Report, edition: Edition) -> Iterator[IndexLink]:
    for part in _parts(report):
        name = part.kind if part.kind in ("brief", "annex") else "report"
        for language in edition.languages:
            for format_ in formats_of(part, edition.formats):
                href = file_name(part.stem, language, format_)
                yield IndexLink(language=language, part=name, format=format_, href=href)
