"""Cells: shades by distance, links that stay in the folder, columns that fit the paper."""

from __future__ import annotations

import pytest
from tests.render.phrases import Phrases
from tests.render.sample import message

from dxassess.render.columns import lay_columns
from dxassess.render.document import Document, PrintedCell, PrintedTable
from dxassess.render.tables import compose_table, laid_alike, safe_href, shade_of
from dxassess.render.voice import Voice
from dxassess.report.value import model, words
from dxassess.wording.wording import wording


@pytest.mark.parametrize(
    ("value", "shade"),
    [
        (0.3, "h0"),
        (0.3999, "h0"),
        (0.4, "h1"),
        (0.49, "h1"),
        (0.5, "h2"),
        (0.6, "h2"),
        (0.61, "h3"),
        (0.71, "h4"),
    ],
)
def test_shades_by_distance_from_the_middle(value: float, shade: str) -> None:
    assert shade_of(value, 0.55) == shade


@pytest.mark.parametrize(
    ("href", "link"),
    [
        (None, None),
        ("#conditions", "#conditions"),
        ("83-ben-tre", "83-ben-tre"),
        ("vi/83-ben-tre", "vi/83-ben-tre"),
        ("index.html", "index.html"),
        ("javascript:alert(1)", None),
        ("https://example.org/a.html", None),
        ("//example.org", None),
        ("/etc/passwd", None),
        ("../../a", None),
        ('a" onclick="x', None),
    ],
)
def test_links_stay_among_the_reports(href: str | None, link: str | None) -> None:
    assert safe_href(href) == link


def _compose(*cells: model.Cell) -> PrintedTable:
    voice = Voice(Phrases("vi"), wording("render", "vi"), subject="Bến Tre")
    heads = (message("facility"),) * len(cells)
    return compose_table(model.Table(id="t", head=heads, rows=(cells,)), voice)


def test_numbers_are_written_by_their_style_and_missing_ones_as_a_dash() -> None:
    styles: tuple[words.Style, ...] = ("score", "signed_score", "percent", "count", "decimal", "level")
    values = (0.6145, 0.0123, 0.61, 1234, 2.25, 3)
    cells = [
        model.Cell(content=words.Number(value=value, style=style), role="number")
        for value, style in zip(values, styles, strict=True)
    ]
    assert [cell.text for cell in _compose(*cells).rows[0]] == ["61,5", "+1,2", "61%", "1.234", "2,3", "3"]
    missing = [model.Cell(content=words.Number(value=None, style=style), role="number") for style in styles]
    assert [cell.text for cell in _compose(*missing).rows[0]] == ["–"] * 6
    assert _compose(model.Cell(content=None, role="heat", middle=0.5)).rows[0][0].shade == ""


def test_heat_is_told_without_colour_too() -> None:
    """Against 50: 30 and 70 are over 15 away, 40 and 60 over 5, 52 is not."""
    cells = [
        model.Cell(content=words.Number(value=value, style="score"), role="heat", middle=0.5)
        for value in (0.3, 0.4, 0.52, 0.6, 0.7)
    ]
    assert [cell.mark for cell in _compose(*cells).rows[0]] == ["▼", "▽", "", "△", "▲"]


def test_columns_of_figures_keep_to_the_right_even_where_some_are_missing() -> None:
    table = _compose(model.Cell(content="a"), model.Cell(content=words.Number(value=None), role="strong"))
    assert [column.align for column in table.columns] == ["left", "right"]


def test_columns_fit_the_paper(document: Document) -> None:
    blocks = [block for section in document.sections for block in section.blocks]
    tables = [block for block in blocks if isinstance(block, PrintedTable)]
    assert tables
    for table in tables:
        assert sum(column.width or 0 for column in table.columns) < 58


def test_tables_under_the_same_heads_have_the_same_columns() -> None:
    """As parts of one table; what has heads of its own keeps its columns."""
    voice = Voice(Phrases("en"), wording("render", "en"), subject="")

    def table(name: str, head: str, text: str) -> PrintedTable:
        cells = (model.Cell(content=text), model.Cell(content="Short"))
        heads = (message(head), message("points"))
        return compose_table(model.Table(id=name, head=heads, rows=(cells,)), voice)

    short = table("a", "stat.score", "A few words that do not fit")
    long = table("b", "stat.score", "A great many words that take far more room " * 3)
    other = table("c", "stat.rank", "A few words that do not fit")
    assert short.columns != long.columns
    first, second, third = laid_alike((short, long, other))
    assert isinstance(first, PrintedTable)
    assert isinstance(second, PrintedTable)
    assert first.columns == second.columns
    assert first.rows == short.rows
    assert third == other


def test_a_column_of_short_texts_has_room_for_its_longest_word() -> None:
    """The number of an act among long recommendations; hyphens are no place to break it."""
    long_text, act = "một khuyến cáo rất dài " * 4, "Thông tư 27/2021/TT-BYT"
    heads = ("Mã", "Khuyến cáo", "Bước đầu tiên", "Hạn", "Mức độ khó", "Tăng điểm", "Căn cứ")
    texts = ("C3.7.7", long_text, long_text, "31/12/2024", "2", "+0,7", act)
    row = [PrintedCell(text=text, role="text") for text in texts]
    columns = lay_columns(heads, [row], ["left"] * len(heads))
    *_, last = columns
    fixed = sum(column.width + 0.6 for column in columns if column.width)
    share = last.weight / sum(column.weight for column in columns if column.width is None)
    assert (58 - fixed) * share >= last.least * 0.99
