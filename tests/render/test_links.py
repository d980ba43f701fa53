"""Links lead to the reports in the reader's own language and format."""

from __future__ import annotations

import pytest
from tests.render.phrases import Phrases
from tests.render.sample import sample

from dxassess.render.compose import compose
from dxassess.render.document import Document, PrintedCell, PrintedTable
from dxassess.render.links import linked
from dxassess.wording.wording import wording


def linked_cells(document: Document) -> list[PrintedCell]:
    tables = [b for s in document.sections for b in s.blocks if isinstance(b, PrintedTable)]
    tables += [b.table for s in document.sections for b in s.blocks if b.block == "figure" and b.table]
    return [cell for table in tables for row in table.rows for cell in row if cell.href]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("format_", ["html", "pdf"])
def test_a_stem_becomes_a_file_name(language: str, format_: str) -> None:
    document = compose(sample(), Phrases(language), wording("render", language))
    before, after = linked_cells(document), linked_cells(linked(document, format_))
    assert before
    assert [cell.href for cell in after] == [f"{cell.href}.{language}.{format_}" for cell in before]
    assert [cell.text for cell in after] == [cell.text for cell in before]


@pytest.mark.parametrize("href", ["#conditions", "index.html", "a.vi.pdf"])
def test_anchors_and_files_stay(href: str) -> None:
    document = compose(sample(), Phrases("vi"), wording("render", "vi"))
    section = next(s for s in document.sections if any(isinstance(b, PrintedTable) for b in s.blocks))
    table = next(b for b in section.blocks if isinstance(b, PrintedTable))
    rows = tuple(tuple(cell.model_copy(update={"href": href}) for cell in row) for row in table.rows)
    changed = section.model_copy(update={"blocks": (table.model_copy(update={"rows": rows}),)})
    cells = linked_cells(linked(document.model_copy(update={"sections": (changed,)}), "pdf"))
    assert {cell.href for cell in cells} == {href}
