"""What a run wrote is no form wherever it went: also alone, without the note of the folder it came from."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from tests.intake.book import form, questionnaire

from dxassess.files.outputs import NOTE
from dxassess.files.staging import write_outputs
from dxassess.intake.intake import take_in
from dxassess.render.results_file import table_files
from dxassess.render.worklist_file import write_worklist
from dxassess.report.data.table import DataTable, columns
from dxassess.report.people.worklist import WorkList
from dxassess.returning.worklist_file import write_tasks

TABLE = DataTable(name="items", columns=columns("item:code answer:text"), rows=(("C1.1.1", "1"),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_outputs(tmp_path, table_files("results.xlsx", (TABLE,), round_key="r"))
    write_outputs(tmp_path, table_files("tables.zip", (TABLE,), round_key="r"))
    write_worklist(tmp_path / "advice.xlsx", WorkList(tasks=(), plans=()), language="vi")
    write_tasks(tmp_path / "work.xlsx", (), language="vi")
    (tmp_path / NOTE).unlink()
    return tmp_path


def outcomes(folder: Path) -> dict[str, tuple[str, ...]]:
    taken = take_in(folder, questionnaires=(questionnaire(),))
    return {outcome.file: (outcome.status, *(one.code for one in outcome.findings)) for outcome in taken}


def test_outputs_alone_are_set_aside(folder: Path) -> None:
    output = ("ignored", "OUTPUT_FILE")
    assert outcomes(folder) == {
        "advice.xlsx": output,
        "results.xlsx": output,
        "tables.zip": ("ignored", "ARCHIVE_OPENED"),
        "tables.zip/.dxassess.json": ("ignored", "SYSTEM_FILE"),
        "tables.zip/items.csv": output,
        "work.xlsx": output,
    }


def test_a_workbook_saved_again_still_says_so_and_a_form_does_not(folder: Path) -> None:
    saved_again = io.BytesIO()
    openpyxl.load_workbook(folder / "work.xlsx").save(saved_again)
    (folder / "work.xlsx").write_bytes(saved_again.getvalue())
    (folder / "results.xlsx").write_bytes(form())
    by_name = outcomes(folder)
    assert by_name["work.xlsx"] == ("ignored", "OUTPUT_FILE")
    assert by_name["results.xlsx"] == ("accepted",)
