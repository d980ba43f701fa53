"""The first round of the manual is what a reader meets who types it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from tests.manual.console import Shown, run_page

from dxassess.wording.wording import LANGUAGES

MANUAL = Path(__file__).parents[2] / "docs" / "manual"
WRONG, RIGHT = {"vi": "khá nhiều", "en": "quite a lot"}, 60


def answers(book_path: Path, target: Path, odd: str) -> None:
    """A person answers every question of a station's form, C3.5.1 in a way of its own, and saves it."""
    book = load_workbook(book_path)
    options = cycle((2, 1, 1, 2, 1))
    for sheet in book.worksheets:
        for code, question, answer, beside, *_ in sheet.iter_rows(max_col=4):
            if code.value == "F16":
                answer.value = date(2026, 11, 20)
            elif re.fullmatch(r"C\d(\.\d+)+", str(code.value)):
                typed: int | str = (
                    next(options) if "\n0." in str(question.value) else 40 if beside.value else "1"
                )
                answer.value = odd if code.value == "C3.5.1" else typed
    book.save(target)


def saves(rows: list[str], target: Path) -> None:
    """A person copies the table of the page into a spreadsheet, where a code of digits becomes a number."""
    book = Workbook()
    for row, line in enumerate(rows, start=1):
        for column, typed in enumerate(line.split(" | "), start=1):
            book.worksheets[0].cell(row, column, int(typed) if typed.isdigit() else typed)
    book.save(target)


def corrects(book_path: Path, target: Path) -> None:
    """A person types a number into the cell that was marked."""
    book = load_workbook(book_path)
    (cell,) = (row[2] for sheet in book for row in sheet.iter_rows(max_col=3) if row[0].value == "C3.5.1")
    cell.value = RIGHT
    book.save(target)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_shows_what_the_page_says(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (MANUAL / language / "first-round.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("dxassess.intake.pool.os.cpu_count", lambda: 1)  # one reader starts faster than two
    saves(re.findall(r"^\| (.*) \|$", page, re.MULTILINE), Path(re.findall(r"`(\S+\.xlsx)`", page)[0]))

    def form(folder: str) -> Path:
        (path,) = Path(folder).rglob("79203*.xlsx")
        return path

    deeds: dict[str, Callable[[], None]] = {
        "sends 79203": lambda: answers(form("forms"), Path("inbox", "79203.xlsx"), WRONG[language]),
        "corrects 79203": lambda: corrects(form("returned"), Path("inbox", "79203 (2).xlsx")),
    }
    shown = list(run_page(page, language=language, person=lambda deed: deeds[deed]()))
    assert [one for one in shown if not one.is_so] == []
    assert len(shown) == 6


def test_a_promise_that_is_not_kept_is_seen() -> None:
    assert Shown("x", "1 file\n…\nend\n", "1 file  \n\nmore\nend\n").is_so
    assert not Shown("x", "1 file\nend\n", "1 file\nmore\nend\n").is_so
    assert not Shown("x", "2 files\n…\n", "1 file\nmore\n").is_so
