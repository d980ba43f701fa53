"""The built manual as it lies in a folder: strict to build, whole without a network, opened by a command."""

from __future__ import annotations

import re
import webbrowser
from pathlib import Path

import pytest
from playwright.sync_api import Request, sync_playwright
from pypdfium2 import PdfDocument
from tests.cli.program import dxassess

from dxassess.files import resources
from dxassess.wording.wording import LANGUAGES

ROOT = Path(__file__).parents[2]
_LOADED = re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*?(?:src|href)=\"([^\"]*)\"")
WORDS = {"vi": "phiếu trắng", "en": "blank form"}
"""They stand on the page of returns."""


def test_no_page_or_style_loads_from_outside(manual_site: Path) -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in manual_site.rglob("*.html")}
    assert {path.name for path in pages} >= {"first-round.html", "dxassess-check.html", "findings.html"}
    loaded = {url for text in pages.values() for url in _LOADED.findall(text)}
    assert {url for url in loaded if "//" in url} == set()
    styles = "".join(path.read_text(encoding="utf-8") for path in manual_site.rglob("*.css"))
    assert re.findall(r"(?:url\(['\"]?|@import ['\"])(?:https?:)?//[^)]*", styles) == []


def test_it_is_small(manual_site: Path) -> None:
    assert sum(path.stat().st_size for path in manual_site.rglob("*") if path.is_file()) < 5_000_000


def test_a_reader_searches_without_a_network_and_changes_the_language(
    manual_site: Path, chromium: str
) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    with sync_playwright() as player:
        # Tests may run as root in a container, where the sandbox cannot.
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_context(offline=True).new_page()
        page.on("request", note)
        for language in LANGUAGES:
            page.goto(f"{(manual_site / language / 'search.html').as_uri()}?q={WORDS[language]}")
            page.locator("ul.search a[href*='steps/returns.html']").first.wait_for(timeout=20_000)
        page.goto((manual_site / "vi" / "steps" / "check.html").as_uri())
        page.get_by_role("link", name="English").first.click()
        assert page.url == (manual_site / "en" / "steps" / "check.html").as_uri()
        for language in LANGUAGES:
            page.goto((manual_site / language / "respondents.html").as_uri())
            assert len(PdfDocument(page.pdf(format="A4"))) == 2, "it is attached to a form"
        browser.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_opens_it(language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "build" / "manual" / language / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("")
    opened: list[str] = []

    def open_page(url: str) -> bool:
        opened.append(url)
        return language == "vi"

    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "src" / "dxassess")
    monkeypatch.setattr(webbrowser, "open", open_page)
    done = dxassess("docs", "--lang", language)
    assert (done.returncode, opened) == (0, [page.as_uri()])
    assert str(page) in done.stdout
    assert ("No browser" in done.stdout) == (language == "en")


def test_where_it_is_not_built_a_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "src" / "dxassess")
    done = dxassess("docs", language="en")
    assert done.returncode == 2
    assert "make docs" in done.stderr
    assert str(tmp_path / "build" / "manual" / "en") in done.stderr
