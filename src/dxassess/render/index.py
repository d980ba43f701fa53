"""The page that links all reports of a round."""

from __future__ import annotations

from pathlib import Path

from dxassess.frozen import Frozen
from dxassess.questionnaire.model import Text
from dxassess.render.html import render_page
from dxassess.render.printable import printable
from dxassess.render.rounding import as_printed, band_ends, band_words
from dxassess.render.tables import safe_href
from dxassess.report.value.model import Readers, Summary
from dxassess.wording.wording import Wording


class IndexLink(Frozen):
    """`href` is relative to the index; `language` and `format` ("HTML", "PDF") say what is behind it."""

    language: str
    format: str
    href: str


class IndexRow(Frozen):
    """A province; what is not known is printed "–"."""

    name: str
    summary: Summary
    links: tuple[IndexLink, ...]


class IndexPage(Frozen):
    """`region` links the report of the whole region, `printed` this index as PDF. `date` is ISO."""

    title: Text
    round: Text
    date: str
    simulated: bool
    readers: Readers
    region: tuple[IndexLink, ...]
    printed: tuple[IndexLink, ...]
    rows: tuple[IndexRow, ...]
    program: str


class _Line(Frozen):
    """A row as it is printed."""

    name: str
    score: str
    band: str
    level: str
    shade: str
    answered: str
    links: tuple[IndexLink, ...]
    score_sort: float | None
    low_sort: float | None
    level_sort: int | None
    answered_sort: int


def render_index(page: IndexPage, ui: Wording, *, template_folder: Path) -> str:
    """The index in the language of `ui`, the catalogue "render"."""
    texts = {
        name: ui.text(f"index.{name}")
        for name in (
            "provinces",
            "region",
            "printed",
            "name",
            "score",
            "band",
            "level",
            "answered",
            "reports",
        )
    }
    texts |= {name: ui.text(f"page.{name}") for name in ("skip", "theme", "print", "simulated")}
    return render_page(
        "index.html.j2",
        template_folder=template_folder,
        language=ui.language,
        title=page.title[ui.language],
        round=page.round[ui.language],
        date=ui.date(page.date),
        simulated=page.simulated,
        readers=ui.text(f"readers.{page.readers}"),
        program=page.program,
        region=_safe(page.region),
        printed=_safe(page.printed),
        lines=[_line(row, ui) for row in page.rows],
        t=texts,
    )


def _embedded(score: float | None) -> float | None:
    """What a column is sorted by: the printed figure."""
    return None if score is None else float(as_printed(score, "score"))


def _line(row: IndexRow, ui: Wording) -> _Line:
    summary = row.summary
    low, high = (summary.low, summary.high) if summary.ends == "band" else (None, None)
    level = ui.number(summary.level)
    return _Line(
        name=printable(row.name),
        score=ui.score(summary.score),
        band=band_words(low, high, ui),
        level=ui.text("level.least", level=level) if summary.level_is_least else level,
        shade="" if summary.level is None else f"m{summary.level}",
        answered=f"{ui.number(summary.answered)}/{ui.number(summary.registered)}",
        links=_safe(row.links),
        score_sort=_embedded(summary.score),
        low_sort=None if low is None or high is None else float(band_ends(low, high)[0]),
        level_sort=summary.level,
        answered_sort=summary.answered,
    )


def _safe(links: tuple[IndexLink, ...]) -> tuple[IndexLink, ...]:
    return tuple(link for link in links if safe_href(link.href) is not None)
