"""The front page of a round: what it found, and one link for each report and language."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from markupsafe import Markup

from dxassess.files.outputs import FileFormat
from dxassess.frozen import Frozen
from dxassess.render.compose import compose
from dxassess.render.html import render_page
from dxassess.render.printable import printable
from dxassess.render.rounding import as_printed, band_ends, band_words
from dxassess.render.tables import safe_href
from dxassess.report.value.model import Report, Summary
from dxassess.wording.wording import Wording, wording


class IndexLink(Frozen):
    """`href` is relative to the index; `language`, `part` and `format` say what is behind it."""

    language: str
    part: Literal["report", "brief", "annex"] = "report"
    format: FileFormat
    href: str


class IndexRow(Frozen):
    """A report: `pages` are what its readers open first, one a language, `files` all else that is made of it.
    What is not known of it is printed "–"."""

    name: str
    summary: Summary
    pages: tuple[IndexLink, ...]
    files: tuple[IndexLink, ...]


class IndexPage(Frozen):
    """What the index leads to: the region's report, then the provinces'; `printed` is the index as PDF."""

    languages: tuple[str, ...]
    region: IndexRow
    rows: tuple[IndexRow, ...]
    printed: tuple[IndexLink, ...]


class _Link(Frozen):
    """A link as it is printed; `speaks` is the name that its language has for itself."""

    href: str
    language: str
    label: str
    speaks: str


class _Figure(Frozen):
    """A figure of a row as it is printed; `sort` is what its column is sorted by, `shade` that of a level."""

    text: str
    sort: float | None
    shade: str = ""


class _Line(Frozen):
    """A row as it is printed; `figures` are those of `_heads`."""

    name: str
    figures: tuple[_Figure, ...]
    answered: str
    pages: tuple[_Link, ...]
    files: tuple[_Link, ...]
    answered_sort: int


_WORDS = ("provinces", "region", "printed", "name", "answered", "reports", "files")


def render_index(page: IndexPage, index: Report, *, language: str, template_folder: Path) -> str:
    """The page in `language`. `index` is the same for print: what the page says besides the links."""
    ui = wording("render", language)
    document = compose(index, wording("report", language), ui)
    region = page.region.model_copy(update={"name": document.subject})
    return render_page(
        "index.html.j2",
        template_folder=template_folder,
        d=document,
        svg=Markup,
        languages=[
            (language, wording("render", language).text("index.language")) for language in page.languages
        ],
        region=_line(region, ui),
        heads=_heads(page.region.summary, ui),
        lines=[_line(row, ui) for row in page.rows],
        printed=_links(page.printed, ui),
        t={name: ui.text(f"index.{name}") for name in _WORDS},
    )


def _embedded(score: float | None) -> float | None:
    """What a column is sorted by: the printed figure."""
    return None if score is None else float(as_printed(score, "score"))


def _heads(summary: Summary, ui: Wording) -> tuple[str, ...]:
    """What stands over the figures of a round."""
    if summary.reached is None:
        return tuple(ui.text(f"index.{name}") for name in ("score", "band", "level"))
    level = ui.number(summary.reached.level)
    return (
        ui.text("index.reached", level=level),
        ui.text("index.below", level=level),
        ui.text("index.unknown"),
    )


def _figures(summary: Summary, ui: Wording) -> tuple[_Figure, ...]:
    if summary.reached is not None:
        part, known = summary.reached.part, summary.reached.known
        counts = (part, known - part, summary.reached.unknown)
        return tuple(_Figure(text=ui.number(n), sort=n) for n in counts)
    low, high = (summary.low, summary.high) if summary.ends == "band" else (None, None)
    known_level = None if summary.level_is_least and not summary.level else summary.level
    level = ui.number(known_level)
    return (
        _Figure(text=ui.score(summary.score), sort=_embedded(summary.score)),
        _Figure(
            text=band_words(low, high, ui),
            sort=None if low is None or high is None else float(band_ends(low, high)[0]),
        ),
        _Figure(
            text=ui.text("level.least", level=level) if known_level and summary.level_is_least else level,
            sort=known_level,
            shade="" if known_level is None else f"m{known_level}",
        ),
    )


def _line(row: IndexRow, ui: Wording) -> _Line:
    summary = row.summary
    return _Line(
        name=printable(row.name),
        figures=_figures(summary, ui),
        answered=f"{ui.number(summary.answered)}/{ui.number(summary.registered)}",
        pages=_links(row.pages, ui),
        files=_links(row.files, ui),
        answered_sort=summary.answered,
    )


def _links(links: tuple[IndexLink, ...], ui: Wording) -> tuple[_Link, ...]:
    return tuple(
        _Link(
            href=link.href,
            language=link.language,
            label=ui.text(f"file.{link.part}", format=ui.text(f"format.{link.format}")),
            speaks=wording("render", link.language).text("index.language"),
        )
        for link in links
        if safe_href(link.href) is not None
    )
