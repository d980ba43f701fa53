"""The sample, composed and rendered once for all tests of this room."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.render.phrases import Phrases
from tests.render.sample import sample

from dxassess.files.resources import resource_folder
from dxassess.render.compose import compose
from dxassess.render.document import Document
from dxassess.render.html import render_html
from dxassess.render.pdf import render_pdf
from dxassess.wording.wording import wording

TEMPLATES = resource_folder("report_templates")


@pytest.fixture(scope="session")
def templates() -> Path:
    return TEMPLATES


@pytest.fixture(scope="session", params=["vi", "en"])
def document(request: pytest.FixtureRequest) -> Document:
    language: str = request.param
    return compose(sample(), Phrases(language), wording("render", language))


@pytest.fixture(scope="session")
def html(document: Document) -> str:
    return render_html(document, template_folder=TEMPLATES)


@pytest.fixture(scope="session")
def pdf(document: Document) -> bytes:
    return render_pdf(document, template_folder=TEMPLATES)
