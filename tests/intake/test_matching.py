"""Answers found wherever their codes went; nothing guessed in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.intake.workbooks import C1, QUESTIONNAIRES, book, cell_of, codes, read, saved

from dxassess.forms.stamp import looks_stamped
from dxassess.intake.intake import take_in
from dxassess.intake.submission import FileOutcome


def yes(outcome: FileOutcome) -> object:
    assert outcome.submission is not None, outcome.findings
    return outcome.submission.answer_by_item["C1.2.5"].value


def test_clean_form(tmp_path: Path) -> None:
    outcome = read(book(), tmp_path)
    assert (outcome.status, codes(outcome), yes(outcome)) == ("accepted", [], True)
    assert outcome.submission is not None
    (place,) = outcome.submission.answer_by_item["C1.2.5"].places
    assert (place.file, place.sheet, place.cell) == ("a.xlsx", C1, cell_of(book(), "C1.2.5").coordinate)


def test_rows_and_columns_inserted(tmp_path: Path) -> None:
    made = book()
    made[C1].insert_rows(5, amount=3)
    made[C1].insert_cols(2)
    assert yes(read(made, tmp_path)) is True


def test_sheets_renamed_and_reordered(tmp_path: Path) -> None:
    made = book()
    made[C1].title = "Sheet1 (2)"
    made.move_sheet("Sheet1 (2)", offset=-3)
    assert yes(read(made, tmp_path)) is True


@pytest.mark.parametrize("code", ["C1 2 5", "C1.2.5.", "c1,2,5", "С1.2.5", "Ｃ１.2.5"])
def test_damaged_code_is_read_and_reported(code: str, tmp_path: Path) -> None:
    made = book()
    answer = cell_of(made, "C1.2.5")
    made[C1].cell(answer.row, 1).value = code
    outcome = read(made, tmp_path)
    assert yes(outcome) is True
    assert "CODE_REPAIRED" in codes(outcome)


def test_unknown_code_is_reported_and_not_read(tmp_path: Path) -> None:
    made = book()
    made[C1].cell(cell_of(made, "C1.1.2").row, 1).value = "C1.1.22"
    assert "CODE_UNKNOWN" in codes(read(made, tmp_path))


def test_two_different_answers_are_no_answer(tmp_path: Path) -> None:
    made = book()
    last = made[C1].max_row + 2
    made[C1].cell(last, 1).value = "C1.2.5"
    made[C1].cell(last, 3).value = "Không"
    outcome = read(made, tmp_path)
    assert yes(outcome) is None
    assert "CONFLICTING_ANSWERS" in codes(outcome)


def test_the_same_answer_twice_does_no_harm(tmp_path: Path) -> None:
    made = book()
    last = made[C1].max_row + 2
    made[C1].cell(last, 1).value = "C1.2.5"
    made[C1].cell(last, 3).value = "co"
    assert yes(read(made, tmp_path)) is True


def test_lost_zeros_of_the_facility_code(tmp_path: Path) -> None:
    made = book()
    cell_of(made, "F01").value = 123
    outcome = read(made, tmp_path)
    assert outcome.submission is not None
    assert outcome.submission.facts.facility_code == "00123"
    assert "FACILITY_CODE_PADDED" in codes(outcome)


def test_lost_metadata_sheet_is_survived_and_reported(tmp_path: Path) -> None:
    made = book()
    del made["_dxassess"]
    stamped = read(made, tmp_path)
    assert (yes(stamped), codes(stamped)) == (True, [])  # the stamp of each sheet still names it
    for sheet in made.worksheets:
        sheet["G1"].value = None
    outcome = read(made, tmp_path)
    assert yes(outcome) is True
    assert "INSTRUMENT_UNNAMED" in codes(outcome)


def test_other_version_says_so(tmp_path: Path) -> None:
    made = book()
    made["_dxassess"]["B2"] = "2019.1"
    outcome = read(made, tmp_path)
    assert yes(outcome) is True
    assert "VERSION_DIFFERS" in codes(outcome)


@pytest.mark.parametrize(
    ("emptied", "code"), [(("C1.2.5", "C2.4.1"), "NO_ANSWERS"), (("F01", "F02"), "NO_IDENTITY")]
)
def test_empty_or_nameless_form_is_rejected(emptied: tuple[str, ...], code: str, tmp_path: Path) -> None:
    made = book()
    for each in emptied:
        cell_of(made, each).value = None
    for cell in [cell for sheet in made.worksheets for row in sheet.iter_rows() for cell in row]:
        if isinstance(cell.value, str) and looks_stamped(cell.value):
            cell.value = None  # by its stamp the register may know whose form it is
    outcome = read(made, tmp_path)
    assert outcome.status == "rejected"
    assert code in codes(outcome)


def test_every_path_has_one_outcome(tmp_path: Path) -> None:
    (tmp_path / "sâu" / "hơn").mkdir(parents=True)
    for name in ("a.xlsx", "sâu/hơn/b.xlsx"):
        (tmp_path / name).write_bytes(saved(book()))
    for name in ("~$a.xlsx", "Thumbs.db", "ghi chú.txt", "scan.pdf", "gói.zip", "sâu/.hidden"):
        (tmp_path / name).write_bytes(b"x")
    outcomes = take_in(
        tmp_path, questionnaires=QUESTIONNAIRES, vintage="gso2004", known_files={"ghi chú.txt": "ROUND_FILE"}
    )
    files = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())
    assert sorted(outcome.file for outcome in outcomes) == files
    by_file = {outcome.file: outcome.status for outcome in outcomes}
    assert by_file["a.xlsx"] == by_file["sâu/hơn/b.xlsx"] == "accepted"
    assert by_file["gói.zip"] == "rejected"
    aside = ("~$a.xlsx", "Thumbs.db", "ghi chú.txt", "scan.pdf")
    assert {by_file[name] for name in aside} == {"ignored"}


def test_a_province_of_the_other_map_names_the_setting(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(saved(book()))
    (outcome,) = take_in(tmp_path, questionnaires=QUESTIONNAIRES, vintage="gso2025")
    told = [f for f in outcome.findings if f.item == "F07"]
    assert [(f.code, f.found, f.expected) for f in told] == [
        ("PROVINCE_OF_OTHER_MAP", "Long An", "vintage: gso2004")
    ]
