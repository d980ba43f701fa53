"""The same percentage over and over in a column is shown to be confirmed; whatever is usual is not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.intake.recall import settings
from tests.intake.workbooks import book, cell_of, saved

from dxassess.findings.finding import Finding
from dxassess.intake.gathering.files import Workbook
from dxassess.intake.read_file import read_file

# Percentages one below the other; what is asked between them is none.
COLUMN = ("C3.1.2", "C3.1.5", "C3.5.1", "C3.5.2")


def told(typed: Sequence[object], folder: Path) -> list[Finding]:
    made = book()
    for code, value in zip(COLUMN, typed, strict=False):
        cell_of(made, code).value = value  # type: ignore[assignment] # whatever is typed
    (folder / "a.xlsx").write_bytes(saved(made))
    outcome = read_file(Workbook(file="a.xlsx", path=folder / "a.xlsx"), settings())
    assert outcome.submission is not None
    answers = outcome.submission.answer_by_item
    assert [answers[code].value for code in COLUMN[: len(typed)]] == list(typed), "they count all the same"
    return [f for f in outcome.findings if f.code == "SAME_PERCENTAGES"]


@pytest.mark.parametrize("typed", [(37.0, 37.0, 37.0), (80.0,) * 4, (10.0, 62.5, 62.5, 62.5)])
def test_a_run_is_told_with_its_cells_and_items(typed: Sequence[float], tmp_path: Path) -> None:
    (run,) = told(typed, tmp_path)
    same = [code for code, value in zip(COLUMN, typed, strict=False) if value == typed[-1]]
    assert run.items == tuple(same)
    cells = [cell_of(book(), code).coordinate for code in same]
    assert run.place.cell == cells[0]
    assert all(cell in str(run.expected) for cell in (cells[0], cells[-1]))


@pytest.mark.parametrize("typed", [(80.0,) * 3, (100.0,) * 4, (0.0,) * 4, (37.0, 37.0, 38.0, 37.0)])
def test_what_is_usual_is_not_told(typed: Sequence[float], tmp_path: Path) -> None:
    assert told(typed, tmp_path) == []
