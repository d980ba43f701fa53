"""One cause is one finding: it lists the cells and names the items, which are asked about as before."""

from __future__ import annotations

from pathlib import Path

from tests.intake.workbooks import C1, book, cell_of, read

from dxassess.returning.cells import cells_of

FOUR = ("C1.1.1", "C1.1.2", "C1.1.4", "C1.2.2")


def test_a_column_of_errors_is_one_finding_that_lists_its_cells(tmp_path: Path) -> None:
    made = book()
    for code in FOUR:
        cell_of(made, code).value = "#REF!"
    outcome = read(made, tmp_path)
    (folded,) = [f for f in outcome.findings if f.code.startswith("ERROR_CELL")]
    cells = tuple(cell_of(made, code).coordinate for code in FOUR)
    assert (folded.code, folded.found, folded.item, folded.items) == ("ERROR_CELLS", "4", None, FOUR)
    assert (folded.place.sheet, folded.place.cell, folded.expected) == (C1, cells[0], "C5–C7, C10")
    assert cells_of(folded) == cells
    assert all(folded.concerns(code) for code in FOUR)
    assert not folded.concerns("C1.2.5")


def test_few_errors_or_errors_of_two_kinds_are_told_one_by_one(tmp_path: Path) -> None:
    made = book()
    for code in FOUR[:3]:
        cell_of(made, code).value = "#REF!"
    cell_of(made, FOUR[3]).value = "=1/0"
    outcome = read(made, tmp_path)
    asked = [f.item for f in outcome.findings if f.code in ("ERROR_CELL", "FORMULA_NO_VALUE")]
    assert sorted(filter(None, asked)) == sorted(FOUR)


def test_two_unknown_codes_are_another_form_and_one_finding(tmp_path: Path) -> None:
    made = book()
    for n, code in enumerate(FOUR[:2]):
        cell_of(made, code).offset(0, -2).value = f"C1.9.{n + 1}"
    found = [f for f in read(made, tmp_path).findings if f.code.startswith("CODE")]
    assert [(f.code, f.found, f.expected) for f in found] == [("CODES_UNKNOWN", "2", "A5–A6")]
