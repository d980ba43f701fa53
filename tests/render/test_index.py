"""The front page of a round: every report and what is made of it is linked once, missing scores as dashes."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from pikepdf import Pdf
from tests.report.by_hand import view_by_hand

from dxassess.files.outputs import Format
from dxassess.render.compose import compose
from dxassess.render.edition import Edition
from dxassess.render.index import IndexLink, IndexPage, IndexRow, render_index
from dxassess.render.pdf import render_pdf
from dxassess.render.publish import index_page
from dxassess.report.page.build import build_reports
from dxassess.report.page.round_index import index_report
from dxassess.report.value.model import Report, Summary
from dxassess.report.value.say import say
from dxassess.wording.wording import wording

MANY = 34


def _page() -> IndexPage:
    def row(stem: str, name: str, summary: Summary) -> IndexRow:
        pages, files = (
            tuple(
                IndexLink(language=language, format=kind, href=f"{stem}.{language}.{kind.lower()}")
                for language in ("vi", "en")
            )
            for kind in (("HTML"), ("PDF"))
        )
        return IndexRow(name=name, summary=summary, pages=pages, files=files)

    known = Summary(score=0.534, low=0.49, high=0.578, ends="band", level=2, answered=64, registered=71)
    unknown = Summary(score=None, low=None, high=None, level=None, answered=0, registered=None)
    elsewhere = IndexLink(language="vi", format="HTML", href="https://example.org/")
    region = row("region", "", known)
    return IndexPage(
        languages=("vi", "en"),
        region=region.model_copy(update={"pages": (*region.pages, elsewhere)}),
        printed=(IndexLink(language="vi", format="PDF", href="index.vi.pdf"),),
        rows=(row("83", "Bến Tre", known), row("84", "<b>", unknown)),
    )


def _round(provinces: int) -> tuple[Report, ...]:
    region, one, *_ = build_reports(view_by_hand().analysis)
    region = region.model_copy(update={"news": (say("news.figures_stand"),)})
    rows = (one.model_copy(update={"stem": f"{n}-x", "subject": f"Tỉnh {n}"}) for n in range(provinces))
    return (region, *rows)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_index_links_every_report_once_and_nothing_else(language: str, templates: Path) -> None:
    page = render_index(_page(), index_report(_round(1)), language=language, template_folder=templates)
    files = Counter(re.findall(r'<a href="([^#"]+)"', page))
    kinds = ("vi.html", "vi.pdf", "en.html", "en.pdf")
    expected = {f"{stem}.{kind}" for stem in ("83", "84", "region") for kind in kinds} | {"index.vi.pdf"}
    assert files == dict.fromkeys(expected, 1)
    assert ("53,4" if language == "vi" else "53.4") in page
    assert "49\u2060–\u206058" in page
    assert "&lt;b&gt;" in page
    assert "0/–" in page
    assert wording("report", language).text("news.figures_stand") in page
    for name in ("Tiếng Việt", "English"):
        assert page.count(f">{name}<") >= len(_page().rows), "languages under their own names"


@pytest.mark.parametrize("formats", [("HTML", "PDF", "DOCX"), ("DOCX",)])
def test_a_report_is_one_link_a_language_and_all_else_stands_behind(
    formats: tuple[Format, ...], tmp_path: Path, templates: Path
) -> None:
    edition = Edition(out=tmp_path, languages=("vi", "en"), templates=templates, formats=formats)
    (row,) = index_page(_round(1), edition).rows
    first = formats[0].lower()
    assert [link.href for link in row.pages] == [f"0-x.vi.{first}", f"0-x.en.{first}"]
    rest = {link.href for link in row.files if link.part == "report"}
    assert rest == {f"0-x.{code}.{kind.lower()}" for code in ("vi", "en") for kind in formats[1:]}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_printed_index_is_one_page(language: str, templates: Path) -> None:
    """Also of all provinces of the country."""
    document = compose(index_report(_round(MANY)), wording("report", language), wording("render", language))
    with Pdf.open(io.BytesIO(render_pdf(document, template_folder=templates))) as pdf:
        assert len(pdf.pages) == 1
