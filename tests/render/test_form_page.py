"""The page that shows a form, in a browser: for everybody, on a telephone, in the dark, on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize
from pypdfium2 import PdfDocument
from tests.cli.program import dxassess
from tests.intake.workbooks import C1, book, cell_of, saved
from tests.render.test_browser import DESK, PHONE, broken_rules, browser, opened  # noqa: F401 - a fixture

WRONG = "hình như thế"


@pytest.fixture(scope="module")
def form_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a form with a wrong answer and marks beside it, by the command."""
    folder, out = tmp_path_factory.mktemp("round"), tmp_path_factory.mktemp("pages")
    made = book()
    cell_of(made, "C1.2.5").value = WRONG
    made[C1]["I9"].value = "xem lại"
    (folder / "80011.xlsx").write_bytes(saved(made))
    done = dxassess("check", folder, "--show", "80011.xlsx", "--pages", out)
    assert done.returncode in (0, 1), done.stderr
    return out / "80011.xlsx.html"


@pytest.mark.parametrize(("size", "dark"), [(DESK, False), (DESK, True), (PHONE, False), (PHONE, True)])
def test_no_rule_is_broken_and_nothing_is_wider_than_the_window(
    browser: Browser,  # noqa: F811 - the fixture
    form_page: Path,
    size: ViewportSize,
    *,
    dark: bool,
) -> None:
    page = opened(browser, form_page, size, dark=dark, bypass_csp=True)
    assert broken_rules(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_list_of_errors_leads_to_the_row(browser: Browser, form_page: Path) -> None:  # noqa: F811 - the fixture
    page = opened(browser, form_page)
    page.emulate_media(reduced_motion="reduce")
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.locator(".problems a", has_text="C1.2.5").focus()
    page.keyboard.press("Enter")
    target = page.locator("tr:target")
    assert "C1.2.5" in target.inner_text()
    assert WRONG in target.inner_text()
    assert target.bounding_box()["y"] < DESK["height"]  # type: ignore[index] # it is on the page
    assert told == []


def test_what_counts_and_what_does_not_is_told_by_more_than_colour(
    browser: Browser,  # noqa: F811 - the fixture
    form_page: Path,
) -> None:
    page = opened(browser, form_page, scripts=False)
    rows = page.locator(".laid tbody tr:not(.text)")
    labels = rows.locator(".state").all_inner_texts()
    assert len(labels) == rows.count() > 50
    assert all(label.strip() for label in labels)


def test_paper_holds_every_question_and_the_finding(
    browser: Browser,  # noqa: F811 - the fixture
    form_page: Path,
    tmp_path: Path,
) -> None:
    page = opened(browser, form_page)
    codes = page.locator(".laid th .code").all_inner_texts()
    page.pdf(path=tmp_path / "paper.pdf", prefer_css_page_size=True)
    with PdfDocument(tmp_path / "paper.pdf") as made:
        said = " ".join(" ".join(sheet.get_textpage().get_text_range().split()) for sheet in made)
    assert [code for code in codes if code not in said] == []
    assert f"“{WRONG}” không phải là Có hoặc Không" in said
