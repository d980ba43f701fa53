"""The index: every report linked, missing scores as dashes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dxassess.questionnaire.model import Text
from dxassess.render.index import IndexLink, IndexPage, IndexRow, render_index
from dxassess.report.value.model import Summary
from dxassess.wording.wording import wording


def _page() -> IndexPage:
    def links(stem: str) -> tuple[IndexLink, ...]:
        return tuple(
            IndexLink(language=language, format=kind, href=f"{stem}.{language}.{kind.lower()}")
            for language in ("vi", "en")
            for kind in ("HTML", "PDF")
        )

    known = IndexRow(
        name="Bến Tre",
        summary=Summary(score=0.534, low=0.49, high=0.578, level=2, answered=64, registered=71),
        links=links("83"),
    )
    unknown = IndexRow(
        name="<b>",
        summary=Summary(score=None, low=None, high=None, level=None, answered=0, registered=None),
        links=links("84"),
    )
    return IndexPage(
        title=Text(vi="Vùng", en="Region"),
        round=Text(vi="Vòng 1", en="Round 1"),
        date="2026-03-09",
        simulated=True,
        readers="department",
        region=(*links("mekong"), IndexLink(language="vi", format="HTML", href="https://example.org/")),
        printed=(IndexLink(language="vi", format="PDF", href="index.vi.pdf"),),
        rows=(known, unknown),
        program="dxassess 0.1.0",
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_index_links_every_report_and_nothing_else(language: str, templates: Path) -> None:
    page = render_index(_page(), wording("render", language), template_folder=templates)
    files = set(re.findall(r'<a href="([^#"]+)"', page))
    kinds = ("vi.html", "vi.pdf", "en.html", "en.pdf")
    assert files == {f"{stem}.{kind}" for stem in ("83", "84", "mekong") for kind in kinds} | {"index.vi.pdf"}
    assert ("53,4" if language == "vi" else "53.4") in page
    assert "&lt;b&gt;" in page
    assert "0/–" in page
    assert wording("render", language).text("page.simulated") in page
