"""Processes that draw: the same bytes as at home, renewed, and what fails there is told here."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from tests.statistics.test_score_provinces import FACILITIES, register, small_round

from dxassess.errors import DxassessError, OutputError
from dxassess.files.templates import shipped_templates
from dxassess.insight.analysis import analyse
from dxassess.render import renderers as renderers_
from dxassess.render.compose import compose
from dxassess.render.document import Document
from dxassess.render.pdf import render_pdf
from dxassess.render.renderers import Renderers, _Renderer
from dxassess.report.page.behind import brief_report
from dxassess.report.page.build import build_reports
from dxassess.wording.wording import wording


@pytest.fixture(scope="module")
def brief() -> Document:
    """A short document."""
    reports = build_reports(analyse(small_round(*FACILITIES, register=register(a=5, b=2))))
    part = next(part for report in reports if (part := brief_report(report)) is not None)
    return compose(part, wording("report", "vi"), wording("render", "vi"))


def test_the_same_bytes_from_renewed_processes_and_from_one_that_died(
    brief: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renderers_, "_LONG", (brief.kind,))
    monkeypatch.setattr(renderers_, "MOST_LONG", 2)
    folder = shipped_templates()
    at_home = render_pdf(brief, template_folder=folder)
    with Renderers(1) as renderers:
        (renderer,) = renderers._all
        assert renderers.draw("PDF", brief, template_folder=folder) == at_home
        first = renderer._process
        assert first is not None
        first.kill()
        first.join()
        assert renderers.draw("PDF", brief, template_folder=folder) == at_home
        assert renderers.draw("PDF", brief, template_folder=folder) == at_home
        assert renderer._process is None, "it has drawn two, and is gone"


def test_a_process_that_dies_twice_is_told_by_what_it_should_draw(
    brief: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = _Renderer._started

    def dying(self: _Renderer) -> Connection:
        pipe = started(self)
        assert self._process is not None
        self._process.kill()
        self._process.join()
        return pipe

    monkeypatch.setattr(_Renderer, "_started", dying)
    with Renderers(1) as renderers, pytest.raises(OutputError) as caught:
        renderers.draw("DOCX", brief, template_folder=shipped_templates())
    assert caught.value.key == "output.renderer_lost"
    assert caught.value.facts == {"subject": brief.subject, "format": "DOCX"}


def test_a_broken_template_is_told_with_its_line(brief: Document, tmp_path: Path) -> None:
    (tmp_path / "report.typ").write_text("#set page(\n", encoding="utf-8")
    with Renderers(1) as renderers, pytest.raises(DxassessError) as caught:
        renderers.draw("PDF", brief, template_folder=tmp_path)
    assert caught.value.facts
