"""Boxes to tick, buttons and lists over the cells: where they lie on an answer, it is asked about."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from tests.intake.controls import Control, with_controls
from tests.intake.corpus.formats import as_xls, record
from tests.intake.test_other_formats import cell, ods
from tests.intake.test_overlay import LEVEL, SHARE, YES, at, filled, put, read, value
from tests.intake.workbooks import C1, book, saved

from dxassess.intake.submission import FileOutcome
from dxassess.intake.workbook.guard import examine
from dxassess.intake.workbook.reader import read_sheets
from dxassess.intake.workbook.sheet import SheetControl

C1_SHEET, C2_SHEET = 3, 4
OF_CONTROLS = {"TICKED_UNREAD", "CONTROL_UNREAD", "CONTROL_NUMBER", "CONTROLS_UNREAD"}
BLANK = "C1.1.2"


def told(outcome: FileOutcome) -> list[tuple[str, str | None, str | None]]:
    return [(f.code, f.item, f.place.cell) for f in outcome.findings if f.code in OF_CONTROLS]


def row_of(code: str) -> int:
    return at(book(), code)[1]


def test_a_ticked_box_over_a_blank_answer_is_asked_about_and_named(tmp_path: Path) -> None:
    row = row_of(BLANK)
    outcome = read(with_controls(saved(filled()), C1_SHEET, [Control(row, ticked=True)]), tmp_path)
    assert told(outcome) == [("TICKED_UNREAD", BLANK, f"C{row}"), ("CONTROLS_UNREAD", None, f"C{row}")]
    assert value(outcome, BLANK) is None


def test_a_box_that_nobody_ticked_is_listed_alone(tmp_path: Path) -> None:
    row = row_of(BLANK)
    outcome = read(with_controls(saved(filled()), C1_SHEET, [Control(row)]), tmp_path)
    assert told(outcome) == [("CONTROLS_UNREAD", None, f"C{row}")]


def test_a_box_whose_cell_is_the_answer_is_that_answer(tmp_path: Path) -> None:
    row = row_of(YES)
    made = filled(put(YES, 3, True))
    outcome = read(
        with_controls(saved(made), C2_SHEET, [Control(row, ticked=True, link=f"$C${row}")]), tmp_path
    )
    assert (value(outcome, YES), told(outcome)) == (True, [])


@pytest.mark.parametrize("kind", ["Radio", "Drop"])
def test_the_number_of_a_button_is_no_option(kind: str, tmp_path: Path) -> None:
    row = row_of(LEVEL)
    control = Control(row, kind=kind, ticked=True, link=f"'{C1}'!$C${row}", caption="Chưa có")
    outcome = read(with_controls(saved(filled()), C1_SHEET, [control]), tmp_path)
    assert told(outcome) == [("CONTROL_NUMBER", LEVEL, f"C{row}")]
    assert value(outcome, LEVEL) is None


def test_a_spinner_may_write_a_number(tmp_path: Path) -> None:
    row = row_of(SHARE)
    control = Control(row, kind="Spin", link=f"$C${row}")
    outcome = read(with_controls(saved(filled()), C1_SHEET, [control]), tmp_path)
    assert (value(outcome, SHARE), told(outcome)) == (57.0, [])


def test_a_ticked_box_that_says_otherwise_than_the_cell_is_asked_about(tmp_path: Path) -> None:
    row = row_of(YES)
    boxes = [Control(row, ticked=True, caption="Không"), Control(row, caption="Có")]
    outcome = read(with_controls(saved(filled()), C2_SHEET, boxes), tmp_path)
    assert told(outcome)[0] == ("TICKED_UNREAD", YES, f"C{row}")
    assert value(outcome, YES) is None
    same = [Control(row, ticked=True, caption="Có"), Control(row, caption="Không")]
    outcome = read(with_controls(saved(filled()), C2_SHEET, same), tmp_path)
    assert (value(outcome, YES), [code for code, _, _ in told(outcome)]) == (True, ["CONTROLS_UNREAD"])


def test_a_control_of_unknown_state_over_a_blank_answer_is_asked_about(tmp_path: Path) -> None:
    row = row_of(BLANK)
    outcome = read(with_controls(saved(filled()), C1_SHEET, [Control(row, kind="Pict")]), tmp_path)
    assert told(outcome)[0] == ("CONTROL_UNREAD", BLANK, f"C{row}")


def test_controls_that_are_drawn_nowhere_are_counted(tmp_path: Path) -> None:
    boxes = [Control(1, ticked=True), Control(1)]
    outcome = read(with_controls(saved(filled()), C1_SHEET, boxes, drawn=False), tmp_path)
    found = next(f for f in outcome.findings if f.code == "CONTROLS_UNREAD")
    assert (found.found, found.place.sheet, found.place.cell) == ("2", C1, None)


def test_a_box_over_two_rows_lies_on_both_answers(tmp_path: Path) -> None:
    row = row_of("C1.1.2")
    outcome = read(with_controls(saved(filled()), C1_SHEET, [Control(row, ticked=True, rows=2)]), tmp_path)
    assert {item for code, item, _ in told(outcome) if code == "TICKED_UNREAD"} == {"C1.1.2", "C1.1.4"}


def test_boxes_within_cells_are_cells(tmp_path: Path) -> None:
    outcome = read(filled(put(YES, 3, False)), tmp_path)
    assert (value(outcome, YES), told(outcome)) == (False, [])


def test_controls_of_an_ods_are_read_with_their_places() -> None:
    forms = (
        '<office:forms><form:form><form:checkbox xml:id="a" form:current-state="checked" form:label="Có"'
        ' form:linked-cell="\'C1 A\'.F2"/><form:radio form:id="b"/><form:button xml:id="c"/>'
        "</form:form></office:forms>"
    )
    over = '<draw:control draw:control="a" table:end-cell-address="\'C1 A\'.A3"/>'
    sheet = ods(cell("<text:p>x</text:p>") + cell(over, about=""), columns=forms)
    assert sheet.over.controls == (
        SheetControl("tick", (0, 1), 2, ticked=True, linked=("C1 A", (1, 5)), caption="Có"),
        SheetControl("choice", ticked=False),
    )


def test_what_xls_records_say_of_formulas_and_controls_is_read() -> None:
    content = as_xls(
        _formula(0, 7, bytes((3, 0, 0, 0, 0, 0, 255, 255)))
        + _formula(1, 7, struct.pack("<d", 5))
        + _object(0x0B, state=1, row=4)
        + _object(0x14, flags=0x0100)
        + _object(0x08)
    )
    sheet = read_sheets(content, examine(content))[0]
    assert (sheet.marks.uncalculated, sheet.marks.formulas) == (frozenset({(0, 7)}), frozenset({(1, 7)}))
    assert sheet.over.controls == (SheetControl("tick", (4, 2), 4, ticked=True, linked=("", (4, 5))),)
    assert sheet.over.objects == 1


def _formula(row: int, column: int, result: bytes) -> bytes:
    return record(0x06, struct.pack("<3H", row, column, 0) + result + struct.pack("<HIH", 0, 0, 0))


def _object(kind: int, *, state: int = 0, row: int = 0, flags: int = 0) -> bytes:
    """A drawing with its anchor, and the object that it is of."""
    anchor = struct.pack("<2HI9H", 0, 0xF010, 18, 3, 2, 0, row, 10, 3, 0, row, 200)
    common = struct.pack("<5H3I", 0x15, 18, kind, 1, flags, 0, 0, 0)
    link = struct.pack("<3HIB2HB", 0x14, 12, 5, 0, 0x24, row, 5, 0)
    ticked = struct.pack("<2H6H", 0x0A, 12, state, 0, 0, 0, 0, 0)
    return record(0xEC, anchor) + record(0x5D, common + ticked + link)
