"""Every workbook that the program writes keeps texts as texts and says no time of its making."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from openpyxl import load_workbook

from dxassess.files.xlsx import FIXED_DAY, new_workbook, row_height


def _made(*cells: str) -> bytes:
    stream = io.BytesIO()
    with new_workbook(stream, title="T") as book:
        book.add_worksheet("A").write_row(0, 0, cells)
    return stream.getvalue()


def test_a_text_that_could_run_stays_a_text() -> None:
    cells = ("=1+1", "https://example.org", "007")
    sheet = load_workbook(io.BytesIO(_made(*cells))).worksheets[0]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in sheet[1]] == [
        (cell, "s", None) for cell in cells
    ]


def test_it_was_made_on_the_fixed_day_by_its_properties_and_its_package() -> None:
    content = _made("a")
    properties = load_workbook(io.BytesIO(content)).properties
    assert (properties.title, properties.created) == ("T", FIXED_DAY)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {datetime(*part.date_time).year for part in package.infolist()} == {1980}  # noqa: DTZ001


def test_what_one_workbook_looks_like_does_not_change_the_next() -> None:
    looks = {"font_name": "Arial", "font_size": 10}

    def made() -> bytes:
        stream = io.BytesIO()
        with new_workbook(stream, looks=looks) as book:
            book.add_worksheet("A").write_string(0, 0, "a")
        return stream.getvalue()

    assert made() == made()
    assert looks == {"font_name": "Arial", "font_size": 10}


def test_a_row_is_as_tall_as_the_longest_of_its_texts_needs() -> None:
    """Programs that do not look at texts would print lines over each other."""
    assert row_height(["short", 3, None], [30, 10, 10]) == 15
    assert row_height(["a" * 100, "b" * 30], [30, 30]) == 60
    assert row_height(["a" * 99_999], [10]) == 409
