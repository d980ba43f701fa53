"""All reports of a round to files: HTML and PDF in each language, and the index that links them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from dxassess.files.write import write_whole
from dxassess.questionnaire.model import Text
from dxassess.render.compose import compose
from dxassess.render.html import render_html
from dxassess.render.index import IndexLink, IndexPage, IndexRow, render_index
from dxassess.render.pdf import render_pdf
from dxassess.render.report_word import render_word
from dxassess.report.page.round_index import INDEX_STEM, index_report
from dxassess.report.value.model import Report
from dxassess.wording.wording import wording

# Typst compiles outside the interpreter lock; two threads measured 1.6 times as fast as one.
_THREADS = 2


def publish_reports(
    reports: Sequence[Report],
    out: Path,
    *,
    languages: Sequence[str],
    templates: Path,
    word: bool = False,
    on_report: Callable[[int, int], None] | None = None,
) -> tuple[Path, ...]:
    """Write every report in every language, also for `word` if wanted, then the indexes.
    `on_report(done, total)` after each.

    The indexes are made first and written last: a broken template ends the run before a file is there.
    """
    page = _index(reports, languages, formats(word=word))
    indexes = {
        out / ("index.html" if language == languages[0] else f"index.{language}.html"): render_index(
            page, wording("render", language), template_folder=templates
        )
        for language in languages
    }
    written = publish_pages(
        reports, out, languages=languages, templates=templates, word=word, on_report=on_report
    )
    printed = _Way(templates, ("PDF",))
    for language in languages:
        written += _publish(index_report(reports), language, out, printed)
    for path, text in indexes.items():
        write_whole(path, text)
    return tuple(sorted((*written, *indexes)))


def publish_pages(
    reports: Sequence[Report],
    out: Path,
    *,
    languages: Sequence[str],
    templates: Path,
    word: bool = False,
    on_report: Callable[[int, int], None] | None = None,
) -> list[Path]:
    """Write every report in every language without an index. The first is made before the others begin, so
    that a broken template is met once and not by every thread."""
    jobs = [(report, language) for report in reports for language in languages]
    written: list[Path] = []
    for done, files in enumerate(_all(jobs, out, _Way(templates, formats(word=word))), start=1):
        written += files
        if on_report is not None:
            on_report(done, len(jobs))
    return written


def formats(*, word: bool) -> tuple[str, ...]:
    """What reports are written as."""
    return ("HTML", "PDF", "DOCX") if word else ("HTML", "PDF")


class _Way(NamedTuple):
    """How reports are made: from which templates, as what."""

    templates: Path
    formats: tuple[str, ...]


def _all(jobs: Sequence[tuple[Report, str]], out: Path, way: _Way) -> Iterator[list[Path]]:
    if jobs:
        yield _publish(*jobs[0], out, way)
    with ThreadPoolExecutor(_THREADS) as pool:
        futures = [pool.submit(_publish, report, language, out, way) for report, language in jobs[1:]]
        try:
            for future in as_completed(futures):
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _publish(report: Report, language: str, out: Path, way: _Way) -> list[Path]:
    """The files of a report, written only when all are made."""
    said, ui = wording("report", language), wording("render", language)
    made = {
        out / _name(report.stem, language, format_): _MADE_BY[format_](
            compose(report, said, ui, suffix=f".{language}.{format_.lower()}"), template_folder=way.templates
        )
        for format_ in way.formats
    }
    for path, content in made.items():
        write_whole(path, content)
    return list(made)


_MADE_BY: Mapping[str, Callable[..., str | bytes]] = MappingProxyType(
    {"HTML": render_html, "PDF": render_pdf, "DOCX": render_word}
)


def _name(stem: str, language: str, format_: str) -> str:
    return f"{stem}.{language}.{format_.lower()}"


def _links(stem: str, languages: Sequence[str], made: Sequence[str]) -> tuple[IndexLink, ...]:
    return tuple(
        IndexLink(language=language, format=format_, href=_name(stem, language, format_))
        for language in languages
        for format_ in made
    )


def _index(reports: Sequence[Report], languages: Sequence[str], made: Sequence[str]) -> IndexPage:
    region = next(report for report in reports if report.kind == "region")
    said = {code: wording("report", code).text("title.region") for code in ("vi", "en")}
    rows = tuple(
        IndexRow(
            name=str(report.subject),
            summary=report.summary,
            links=_links(report.stem, languages, made),
        )
        for report in reports
        if report.kind == "province"
    )
    return IndexPage(
        title=Text(vi=said["vi"], en=said["en"]),
        round=region.round,
        date=region.date,
        simulated=region.simulated,
        readers=region.readers,
        region=_links(region.stem, languages, made),
        printed=_links(INDEX_STEM, languages, ("PDF",)),
        rows=rows,
        program=region.program,
    )
