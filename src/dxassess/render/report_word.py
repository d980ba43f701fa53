"""A report as a Word document that an official edits and signs: headings, tables, pictures of the charts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from math import fsum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from dxassess.render.document import (
    Document,
    PrintedBlock,
    PrintedBullet,
    PrintedCell,
    PrintedColumn,
    PrintedFigure,
    PrintedParagraph,
    PrintedPoint,
    PrintedTable,
)
from dxassess.render.palette import LIGHT
from dxassess.render.pictures import pictures
from dxassess.render.word import same_bytes, template_at_fault

if TYPE_CHECKING:
    from docx.document import Document as Page

_PIECE = "word/report.docx"
_TEXT_WIDTH = 170  # millimetres between the margins of the template
_SMALL_TABLE = 8  # columns; wider ones are set smaller
_SIZE, _SMALL_SIZE = 9, 8  # points of tables
_ASKED_WIDTHS = (30, 28, 112)  # millimetres: question or number, mark, sentence
_BRIEF, _BRIEF_WIDTH = 0.86, 140  # a brief is one page: its styles are so much smaller, its picture so wide
_SHRUNK = ("Normal", "Title", "Subtitle", "Heading 2", "Caption")
_GAP = 6  # points below a table
_BRIEF_MARGIN = 12  # millimetres above and below
_MM_PER_POINT = 0.3528
_NOTHING: Mapping[tuple[int, int], str] = MappingProxyType({})
_CELL_PADDING = 1.2  # sizes of the text


def render_word(document: Document, *, template_folder: Path) -> bytes:
    """The report in the styles of word/report.docx: the same document gives the same bytes. DxassessError
    where the template is no Word document or lacks a style."""
    import docx

    figures = tuple(_figures(document))
    images_drawn = pictures([figure.print for figure in figures], template_folder=template_folder)
    images = dict(zip((figure.id for figure in figures), images_drawn, strict=True))
    package = io.BytesIO()
    with template_at_fault(template_folder, _PIECE) as template:
        page = docx.Document(io.BytesIO(template.read_bytes()))
        _write(page, document, images)
        page.save(package)
    return same_bytes(package)


def _figures(document: Document) -> Iterator[PrintedFigure]:
    if document.position is not None:
        yield document.position
    for section in document.sections:
        yield from (block for block in section.blocks if isinstance(block, PrintedFigure))


def _write(page: Page, document: Document, images: dict[str, bytes]) -> None:
    _properties(page, document)
    if document.kind == "brief":
        _shrink(page)
    labels = document.labels
    mark = f"{labels.simulated} · " if document.simulated else ""
    leaf = page.sections[0]
    for footer in (leaf.footer, leaf.first_page_footer):  # the first page is the one that is copied
        footer.paragraphs[0].text = f"{mark}{document.subject} · {document.readers}"
    subtitle = f"{mark}{document.title} · {document.round} · {document.date} · {document.readers}"
    page.add_paragraph(subtitle, style="Subtitle")
    _first_page(page, document, images)
    for number, section in enumerate(document.sections, start=1):
        page.add_heading(f"{number}. {section.title}", level=1)
        if section.intro:
            page.add_paragraph(section.intro).paragraph_format.keep_with_next = True
        for block in section.blocks:
            _block(page, block, images)
    page.add_paragraph(f"{labels.reproduce}. {document.reproduce}", style="Caption")


def _first_page(page: Page, document: Document, images: dict[str, bytes]) -> None:
    """The headline, what a reader asks, the numbers, what to know and to do first, and what to quote."""
    labels = document.labels
    page.add_paragraph(document.headline, style="Title")
    for text in document.lead:
        page.add_paragraph(text)
    if document.questions:
        page.add_heading(labels.questions, level=2)
        rows = [(each.title, each.mark, each.text) for each in document.questions]
        _grid(page, rows, strong=1, widths=_ASKED_WIDTHS)
    stats = [(stat.label, stat.value, stat.note) for stat in document.stats]
    _grid(page, stats, strong=1, widths=_ASKED_WIDTHS)
    if document.position is not None:
        width = _BRIEF_WIDTH if document.kind == "brief" else _TEXT_WIDTH
        _figure(page, document.position, images[document.position.id], width=width)
    for title, points in (
        (document.points_title, document.points),
        (document.actions_title, document.actions),
    ):
        if title and points:
            page.add_heading(title, level=2)
            _points(page, points)
    for label, words in ((labels.deadline, document.deadline), (labels.quote, document.quote)):
        if words:
            page.add_paragraph().add_run(f"{label}. {words}")


def _shrink(page: Page) -> None:
    """Make the styles of the template smaller, by one factor for all."""
    from docx.shared import Length, Mm

    for name in _SHRUNK:
        font = page.styles[name].font
        if font.size is not None:
            font.size = Length(round(font.size * _BRIEF))
    page.sections[0].top_margin = page.sections[0].bottom_margin = Mm(_BRIEF_MARGIN)


def _properties(page: Page, document: Document) -> None:
    properties = page.core_properties
    properties.title, properties.author = f"{document.title} – {document.subject}", document.subject
    properties.language = document.language
    day = datetime.fromisoformat(document.iso_date or "1970-01-01").replace(tzinfo=UTC)
    properties.created = properties.modified = day


def _points(page: Page, points: tuple[PrintedPoint, ...]) -> None:
    for number, point in enumerate(points, start=1):
        paragraph = page.add_paragraph()
        paragraph.add_run(f"{number}. {point.title}").bold = True
        paragraph.add_run(f" {point.text}")


def _block(page: Page, block: PrintedBlock, images: dict[str, bytes]) -> None:
    match block:
        case PrintedFigure():
            _figure(page, block, images[block.id])
        case PrintedTable():
            _table(page, block)
        case PrintedParagraph():
            page.add_paragraph(block.text, style="Caption" if block.role == "note" else None)
        case PrintedBullet():
            for item in block.items:
                page.add_paragraph(item, style="List Bullet")


def _figure(page: Page, figure: PrintedFigure, image: bytes, *, width: int = _TEXT_WIDTH) -> None:
    from docx.shared import Mm

    page.add_heading(figure.title, level=2)
    page.add_paragraph(figure.sub, style="Caption").paragraph_format.keep_with_next = True
    picture = page.add_paragraph().add_run().add_picture(io.BytesIO(image), width=Mm(width))
    picture._inline.docPr.set("descr", figure.alt)  # noqa: SLF001 - the one way to a text alternative
    if figure.note:
        page.add_paragraph(figure.note, style="Caption")
    if figure.tabulated and figure.table is not None:
        _table(page, figure.table)


def _table(page: Page, table: PrintedTable) -> None:
    if table.title:
        page.add_heading(table.title, level=2)
    rows = [tuple(column.head for column in table.columns), *(tuple(map(_said, row)) for row in table.rows)]
    fills = {
        (r, c): LIGHT[cell.shade]
        for r, row in enumerate(table.rows, start=1)
        for c, cell in enumerate(row)
        if cell.role == "heat" and cell.shade
    }
    _grid(page, rows, columns=table.columns, head=True, fills=fills)
    if table.note:
        page.add_paragraph(table.note, style="Caption")


def _said(cell: PrintedCell) -> str:
    return f"{cell.text} {cell.mark}" if cell.mark else cell.text


def _grid(
    page: Page,
    rows: Sequence[tuple[str, ...]],
    *,
    columns: tuple[PrintedColumn, ...] = (),
    head: bool = False,
    strong: int | None = None,
    widths: Sequence[float] = (),
    fills: Mapping[tuple[int, int], str] = _NOTHING,
) -> None:
    """A table; a `head` is repeated on every page, no row is split, column `strong` is bold, `fills` colour
    cells by row and column. `widths` are those of the columns in millimetres, where `columns` do not say."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    if not rows or not rows[0]:
        return
    grid = page.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    points = _SMALL_SIZE if len(rows[0]) > _SMALL_TABLE else _SIZE
    small, widths = Pt(points), widths or _widths(columns, points * _MM_PER_POINT)
    grid.autofit = not widths
    for column, width in zip(grid.columns, widths, strict=bool(widths)):
        column.width = Mm(width)
    ends = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}
    for number, (line, row) in enumerate(zip(rows, grid.rows, strict=True)):
        _keep(row, head=head and number == 0)
        for place, (text, cell) in enumerate(zip(line, row.cells, strict=True)):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(text)
            run.font.size, run.bold = small, (head and number == 0) or place == strong
            paragraph.paragraph_format.space_after = Pt(0)
            if columns:
                paragraph.alignment = ends.get(columns[place].align)
            if widths:
                cell.width = Mm(widths[place])
            if (number, place) in fills:
                _colour(cell, fills[number, place])
    gap = page.add_paragraph().paragraph_format
    gap.space_after, gap.line_spacing = Pt(0), Pt(_GAP)


def _widths(columns: tuple[PrintedColumn, ...], size: float) -> list[float]:
    """Millimetres for each column at a font size: figures what they need, texts the rest by their weight."""
    fixed = [(column.width + _CELL_PADDING) * size if column.width else 0.0 for column in columns]
    weights = [0.0 if column.width else column.weight for column in columns]
    room_left = max(_TEXT_WIDTH - fsum(fixed), _TEXT_WIDTH * 0.3)
    shares = [room_left * weight / (fsum(weights) or 1.0) for weight in weights]
    total = fsum(fixed) + fsum(shares)
    return [
        (fixed_width + share) * _TEXT_WIDTH / total for fixed_width, share in zip(fixed, shares, strict=True)
    ]


def _colour(cell: object, colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour.lstrip("#"))):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # type: ignore[attr-defined] # noqa: SLF001 - Word's own settings


def _keep(row: object, *, head: bool) -> None:
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined] # noqa: SLF001 - Word's own settings
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
