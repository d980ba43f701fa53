"""What a page embeds to sort by is the figure that is printed beside it, in every table of every page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.report.test_denominators import country

from dxassess.assess import publish
from dxassess.files.templates import shipped_templates
from dxassess.insight.analysis import analyse
from dxassess.render.edition import Edition
from dxassess.render.rounding import as_drawn, as_printed
from dxassess.report.value.model import Readers

CELL = re.compile(r'<t[dh][^>]* data-v="([^"]+)"[^>]*>(.*?)</t[dh]>', re.DOTALL)
FIGURE = re.compile("[+\u2212]?[0-9][0-9.,]*")
MARKS = {"vi": (".", ","), "en": (",", ".")}
"""Of thousands, of decimals."""


def first_figure(text: str, language: str) -> float:
    thousands, decimals = MARKS[language]
    found = FIGURE.search(re.sub("<[^>]+>", "", text))
    assert found, text
    plain = found[0].rstrip(".,").replace(thousands, "").replace(decimals, ".")
    return float(plain.replace("\u2212", "-"))


@pytest.mark.parametrize("readers", ["department", "public"])
def test_every_embedded_value_is_the_printed_figure(tmp_path: Path, readers: Readers) -> None:
    edition = Edition(out=tmp_path, languages=("vi", "en"), templates=shipped_templates(), readers=readers)
    publish(analyse(country()), edition)
    pages = list(tmp_path.rglob("*.html"))
    assert len(pages) > 20
    compared = 0
    for page in pages:
        language = page.name.split(".")[-2] if page.name.count(".") > 1 else "vi"
        for embedded, shown in CELL.findall(page.read_text(encoding="utf-8")):
            assert float(embedded) == first_figure(shown, language), (page.name, embedded, shown)
            compared += 1
    assert compared > (1000 if readers == "department" else 100)  # the public is shown few tables


@pytest.mark.parametrize(
    ("value", "style", "printed"),
    [(0.6145, "score", "61.5"), (0.61449999999999996, "score", "61.5"), (-0.0004, "signed_score", "0.0"),
     (0.005, "percent", "1"), (0.125, "ratio", "0.13"), (2.45, "decimal", "2.5"), (3.0, "count", "3")],
)  # fmt: skip
def test_one_way_to_round(value: float, style: str, printed: str) -> None:
    assert abs(float(as_printed(value, style))) == float(printed)  # type: ignore[arg-type] # a style


def test_a_drawing_knows_no_more_than_the_text() -> None:
    assert as_drawn(0.5541738820284179, "score") == pytest.approx(0.554, abs=1e-12)
