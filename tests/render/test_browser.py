"""The pages as readers meet them: in a browser, on a telephone, in the dark, by keyboard, without scripts,
on paper; WCAG 2.2 AA by axe-core."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from pypdfium2 import PdfDocument
from tests.statistics.invent import invent

from dxassess.files.staging import staged
from dxassess.insight.analysis import analyse
from dxassess.render.edition import Edition
from dxassess.render.publish import stage_pages
from dxassess.report.people.facility_sheet import facility_sheet

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
OPEN_ALL = "document.querySelectorAll('details').forEach(each => each.open = true)"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PROVINCE = "80-long-an.vi.html"
ANNEX = "80-long-an-annex.vi.html"
PAGES = ("region.vi.html", PROVINCE, ANNEX, "80-long-an-brief.vi.html", "index.html", "sheet")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as player:
        # Tests may run as root in a container, where the sandbox cannot.
        started = player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def pages(
    example_reports: Path, tmp_path_factory: pytest.TempPathFactory, templates: Path
) -> dict[str, Path]:
    """Where each page is; the sheet is of an invented facility."""
    round_ = invent(0)
    out = tmp_path_factory.mktemp("sheets")
    sheet = facility_sheet(analyse(round_), round_.facilities[0])
    edition = Edition(out=out, languages=("vi",), templates=templates, formats=("HTML",))
    with staged(out) as stage:
        stage_pages(stage, edition, [sheet])
    (made,) = out.glob("*.html")
    return {name: example_reports / name for name in PAGES[:-1]} | {PAGES[-1]: made}


def opened(
    browser: Browser,
    path: Path,
    size: ViewportSize = DESK,
    *,
    dark: bool = False,
    bypass_csp: bool = False,
    scripts: bool = True,
) -> Page:
    scheme: Literal["dark", "light"] = "dark" if dark else "light"
    context = browser.new_context(
        viewport=size, color_scheme=scheme, bypass_csp=bypass_csp, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto(path.as_uri())
    return page


def broken_rules(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found.response["violations"]]


@pytest.mark.parametrize(
    ("name", "size", "dark"),
    [
        ("region.vi.html", DESK, False),
        (PROVINCE, PHONE, True),
        (PROVINCE, DESK, False),
        (ANNEX, PHONE, True),
        ("80-long-an-brief.vi.html", DESK, False),
        ("index.html", PHONE, False),
        ("index.html", DESK, True),
        ("sheet", PHONE, True),
        ("sheet", DESK, False),
    ],
)
def test_no_rule_of_accessibility_is_broken(
    browser: Browser, pages: dict[str, Path], name: str, size: ViewportSize, *, dark: bool
) -> None:
    page = opened(browser, pages[name], size, dark=dark, bypass_csp=True)
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is dark
    if name == "index.html":
        page.evaluate(OPEN_ALL)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert broken_rules(page) == []


def test_a_broken_rule_is_found(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text('<html lang="vi"><title>x</title><main><h1>x</h1><img src="data:,"></main>')
    assert [rule.split(":")[0] for rule in broken_rules(opened(browser, path))] == ["image-alt"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_is_fetched_complained_of_or_wider_than_the_window(
    browser: Browser, pages: dict[str, Path], name: str, size: ViewportSize
) -> None:
    page = browser.new_context(viewport=size).new_page()
    fetched, told = [], []
    page.on("request", lambda request: fetched.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(pages[name].as_uri())
    assert [url for url in fetched if not url.startswith(("file:", "data:"))] == []
    assert told == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_script_that_is_not_the_pages_own_does_not_run(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    text = pages["index.html"].read_text(encoding="utf-8")
    path.write_text(text.replace("</main>", "<script>document.title='ran'</script></main>"), encoding="utf-8")
    assert opened(browser, path).title() != "ran"
    assert opened(browser, path, bypass_csp=True).title() == "ran"


def test_the_table_of_facilities_is_sorted_and_searched_by_keyboard(
    browser: Browser, pages: dict[str, Path]
) -> None:
    page = opened(browser, pages[ANNEX])
    table = page.locator("#facility-table table")
    head = table.locator("thead th", has_text="Điểm").first
    rows = table.locator("tbody tr:visible")
    column = head.evaluate("cell => cell.cellIndex")

    def scores() -> list[float]:
        cells = [rows.nth(n).locator("> *").nth(column) for n in range(rows.count())]
        found = [cell.get_attribute("data-v") for cell in cells]
        return [float(value) for value in found if value is not None]

    head.locator("button").focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert scores() == sorted(scores(), reverse=True)
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "ascending"
    assert scores() == sorted(scores())
    everything = rows.count()
    page.locator("#facility-table input").focus()
    page.keyboard.type("tram y te")
    assert 0 < rows.count() < everything
    assert all("trạm y tế" in text.lower() for text in rows.all_inner_texts())  # and their points
    assert str(rows.count()) in page.locator("#facility-table output").inner_text()


def test_without_scripts_everything_is_there(browser: Browser, pages: dict[str, Path]) -> None:
    with_scripts, without = (opened(browser, pages[ANNEX], scripts=scripts) for scripts in (True, False))
    assert without.locator("tbody tr").count() == with_scripts.locator("tbody tr").count()
    assert not without.locator("#facility-table .controls").is_visible()
    assert with_scripts.locator("#facility-table .controls").is_visible()


def test_the_first_key_leads_past_the_head(browser: Browser, pages: dict[str, Path]) -> None:
    page = opened(browser, pages[PROVINCE])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_on_paper_every_facility_is_there_and_no_column_is_cut(
    browser: Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    page = opened(browser, pages[ANNEX])
    names = page.locator("#facility-table tbody tr > :first-child").all_inner_texts()
    paper = tmp_path / "paper.pdf"
    page.pdf(path=paper, format="A4", prefer_css_page_size=True)
    with PdfDocument(paper) as made:
        said = " ".join(" ".join(sheet.get_textpage().get_text_range().split()) for sheet in made)
        width, height = made[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    assert len(names) > 10
    assert [name for name in names if " ".join(name.split()) not in said] == []
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 665, "height": 1000})  # A4 less its margins, in CSS pixels
    wide = "[...document.querySelectorAll('table')].filter(t => t.getBoundingClientRect().right > innerWidth)"
    assert page.evaluate(f"{wide}.map(t => t.closest('[id]').id)") == []


def test_printed_a_page_is_no_longer_than_the_pdf_and_two_pages(
    browser: Browser, pages: dict[str, Path], example_reports: Path, tmp_path: Path
) -> None:
    for name in (PROVINCE, "80-long-an-brief.vi.html", "region.vi.html"):
        paper = tmp_path / f"{name}.pdf"
        opened(browser, pages[name]).pdf(path=paper, format="A4", prefer_css_page_size=True)
        with PdfDocument(paper) as made, PdfDocument(example_reports / name.replace("html", "pdf")) as pdf:
            assert len(made) <= len(pdf) + 2, name


def test_on_a_phone_a_wide_table_says_that_it_scrolls(browser: Browser, pages: dict[str, Path]) -> None:
    hint = ".drag"
    assert opened(browser, pages[PROVINCE], PHONE).locator(hint).first.is_visible()
    assert not opened(browser, pages[PROVINCE], DESK).locator(hint).first.is_visible()
