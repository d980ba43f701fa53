"""The booklet: structure that a screen reader needs, fonts inside, text as it was typed. Typst's own
PDF/UA-1 checks ran when it was made; this is no certificate."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from tests.render.sample import HOSTILE

from dxassess.errors import DxassessError
from dxassess.render.document import Document
from dxassess.render.pdf import render_pdf

PROVINCES = 13
_LEAST_SIZE, _BEGINNING = 0.845, 400
_HEADLINE = 18.5 / 16.5
"""The headline of a province in sizes of a heading, as report.typ has them."""


@pytest.fixture(scope="module")
def file(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        yield opened


def _text(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    said = " ".join(page.get_textpage().get_text_range() for page in pages)
    return "".join(unicodedata.normalize("NFC", said).split())


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _elements(node.K)


def _roles(file: pikepdf.Pdf) -> list[tuple[str, pikepdf.Object]]:
    root = file.Root.StructTreeRoot
    names = {str(key): str(value) for key, value in (root.get("/RoleMap") or {}).items()}
    return [(names.get(str(node.S), str(node.S)), node) for node in _elements(root.K)]


def test_says_what_it_is(file: pikepdf.Pdf, document: Document) -> None:
    root = file.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == document.language
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with file.open_metadata() as metadata:
        assert str(metadata["pdfuaid:part"]) == "1"
        assert document.subject in str(metadata["dc:title"])


def test_has_bookmarks_and_no_active_content(file: pikepdf.Pdf, document: Document) -> None:
    with file.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
    assert all(any(section.title in title for title in titles) for section in document.sections)
    assert "/AcroForm" not in file.Root
    assert "/OpenAction" not in file.Root
    actions = [note.A for page in file.pages for note in page.get("/Annots") or [] if "/A" in note]
    assert not [action for action in actions if "/URI" in action]


def test_figures_have_alternatives_and_tables_heads(file: pikepdf.Pdf) -> None:
    roles = _roles(file)
    figures = [node for role, node in roles if role == "/Figure"]
    assert len(figures) == 12
    assert all(str(node.get("/Alt") or "").strip() for node in figures)
    tables = [node for role, node in roles if role == "/Table"]
    assert tables
    assert all(any(str(child.S) == "/TH" for child in _elements(table.K)) for table in tables)


def test_headings_go_down_one_level_at_a_time(file: pikepdf.Pdf) -> None:
    levels = [int(role[2:]) for role, _ in _roles(file) if role[:2] == "/H" and role[2:].isdigit()]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_pages_are_a4_with_fonts_inside(file: pikepdf.Pdf) -> None:
    for page in file.pages:
        assert [round(float(edge)) for edge in page.MediaBox] == [0, 0, 595, 842]
        for font in (page.Resources.get("/Font") or {}).values():
            assert "/ToUnicode" in font
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "Inter" in str(descriptor.FontName)
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(name: str, pdf: bytes) -> None:
    assert "".join(name.split()) in _text(pdf)


def test_says_the_same_as_the_page(pdf: bytes, document: Document) -> None:
    said = _text(pdf)
    texts = [document.headline, *document.lead, document.reproduce]
    texts += [stat.value for stat in document.stats] + [point.title for point in document.points]
    texts += [section.title for section in document.sections]
    assert [
        text
        for text in texts
        if "".join(text.replace("\u2060", "").split()) not in said.replace("\u2060", "")
    ] == []
    assert "\ufffd" not in said


def test_every_page_says_that_data_are_simulated(pdf: bytes, document: Document) -> None:
    for page in pypdfium2.PdfDocument(pdf):
        assert document.labels.simulated in page.get_textpage().get_text_range()


def test_a_report_with_nothing_in_it_is_still_a_file(document: Document, templates: Path) -> None:
    bare = document.model_copy(update={"sections": (), "points": (), "stats": (), "lead": ()})
    assert render_pdf(bare, template_folder=templates).startswith(b"%PDF")


def test_a_fault_in_the_template_is_said_and_not_thrown(document: Document, tmp_path: Path) -> None:
    (tmp_path / "report.typ").write_text('= A\n\n#read("/etc/passwd")')
    with pytest.raises(DxassessError) as caught:
        render_pdf(document, template_folder=tmp_path)
    assert (caught.value.key, caught.value.facts["line"]) == ("template.faulty", 3)
    assert caught.value.facts["file"] == str(tmp_path / "report.typ")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_of_the_example_is_set_much_smaller(language: str, example_reports: Path) -> None:
    """A page that would run over is set smaller, to 85 % at the least. Those of the region behind the first
    never are: all headings are measured beside its headings, and so are headlines, which are larger."""
    heading = max(_largest(example_reports / f"region.{language}.pdf")[1:])
    least = {
        path.name: min(
            size / (heading if n else _HEADLINE * heading) for n, size in enumerate(_largest(path))
        )
        for path in sorted(example_reports.glob(f"[0-9]*.{language}.pdf"))
    }
    assert len(least) == 2 * PROVINCES
    assert {name: round(size, 3) for name, size in least.items() if size < _LEAST_SIZE} == {}


def _largest(path: Path) -> list[float]:
    """How high the boxes of the largest letters are that each page begins with, in points."""
    with pypdfium2.PdfDocument(path) as pages:
        texts = [page.get_textpage() for page in pages]
        boxes = [
            [text.get_charbox(n, loose=True) for n in range(min(text.count_chars(), _BEGINNING))]
            for text in texts
        ]
    return [max(top - bottom for _, bottom, _, top in page) for page in boxes]
