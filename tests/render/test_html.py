"""The page: whole without network or script, closed to what comes from workbooks, the same every time."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.render.phrases import Phrases
from tests.render.sample import HOSTILE, message, sample

from dxassess.render.compose import compose
from dxassess.render.document import Document
from dxassess.render.html import render_html
from dxassess.report.value.model import Cell, Report, Table
from dxassess.wording.wording import wording

VOID = {"meta", "link", "input", "img", "br"}


class Tree(HTMLParser):
    """The elements of a page with their attributes' names, the ids and targets, and all text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, ...]] = []
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))
        said = dict(attrs)
        self.ids += [said["id"] or ""] if "id" in said else []
        self.links += [said["href"] or ""] if tag == "a" else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _page(report: Report, templates: Path) -> str:
    document = compose(report, Phrases("vi"), wording("render", "vi"))
    return render_html(document, template_folder=templates)


def _with_name(name: str) -> Report:
    report = sample()
    last = report.sections[-1]
    table = Table(
        id="named", head=(message("facility"),), rows=((Cell(content=name),),), sortable=True, group=0
    )
    section = last.model_copy(update={"blocks": (table,)})
    return report.model_copy(update={"sections": (section,), "subject": name})


def test_elements_close_in_order_and_ids_are_unique(html: str) -> None:
    tree = Tree(html)
    assert tree.open == []
    assert len(tree.ids) == len(set(tree.ids))


def test_every_link_leads_to_an_anchor_of_the_page_or_a_report_beside_it(
    html: str, document: Document
) -> None:
    tree = Tree(html)
    anchors = {link[1:] for link in tree.links if link.startswith("#")}
    assert anchors <= set(tree.ids)
    beside = [link for link in tree.links if not link.startswith("#")]
    assert beside
    assert all(re.fullmatch(rf"[0-9]{{2}}-tinh\.{document.language}\.html", link) for link in beside)


def test_nothing_is_loaded_from_elsewhere(html: str) -> None:
    without_fonts = re.sub(r"url\(data:font/woff2;base64,[A-Za-z0-9+/=]+\)", "", html)
    assert "url(" not in without_fonts
    assert re.findall(r"(?:src|action|srcset|poster)=", without_fonts.replace("img src=x onerror=", "")) == []
    assert set(re.findall(r"https?://[^\"' ]+", without_fonts)) == {"http://www.w3.org/2000/svg"}
    assert "style=" not in without_fonts
    assert " on" not in {name[:3] for element in Tree(html).elements for name in element[1:]}


def test_policy_names_the_style_and_the_script_by_hash(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none';")
    for tag in ("style", "script"):
        content = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)[0 if tag == "style" else -1]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(name: str, templates: Path) -> None:
    hostile, harmless = (Tree(_page(_with_name(said), templates)) for said in (name, "Trạm y tế"))
    assert hostile.elements == harmless.elements
    assert name in hostile.text


@pytest.mark.parametrize("name", ["a\x00b", "a\x1bb", "a\ud800b", "a\ufffeb"])
def test_what_a_file_cannot_hold_is_replaced(name: str, templates: Path) -> None:
    page = _page(_with_name(name), templates)
    assert "a\ufffdb" in page
    assert page.encode("utf-8")


def test_marks_that_turn_the_writing_around_are_dropped(templates: Path) -> None:
    assert "TYT xslx.exe" in _page(_with_name("TYT \u202exslx.exe"), templates)


def test_simulated_data_are_said_to_be_simulated(html: str, document: Document, templates: Path) -> None:
    assert f'<aside class="fake">{document.labels.simulated}</aside>' in html
    real = document.model_copy(update={"simulated": False})
    assert document.labels.simulated not in render_html(real, template_folder=templates)


def test_missing_is_a_dash_and_never_zero(html: str) -> None:
    cells = re.findall(r"<td class=\"heat center[^\"]*\"( data-v=\"[^\"]+\")?[^>]*>([^<]+)</td>", html)
    assert {said for value, said in cells if not value} == {"–"}
    assert all(said != "–" for value, said in cells if value)


def test_wide_tables_can_be_sorted_searched_and_filtered(html: str) -> None:
    assert "<table data-sortable" in html
    assert '<input type="search"' in html
    assert html.count("<option value=") == 5
    assert html.count('data-g="') == 40


def test_the_page_speaks_its_language(html: str, document: Document) -> None:
    assert f'<html lang="{document.language}">' in html
    assert ("53,4" if document.language == "vi" else "53.4") in document.headline
    assert html.rstrip().endswith("</html>")
