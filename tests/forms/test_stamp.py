"""The stamp of a form: on every sheet, held by a checksum, there after what offices do to files."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import openpyxl
import pytest
from tests.forms.sample import HOSPITAL, every_type

from dxassess.forms.issue import Press
from dxassess.forms.stamp import Stamp, looks_stamped, parent_of, read_stamp
from dxassess.intake.matching.stamps import find_stamp, stamps_by_sheet
from dxassess.intake.workbook.guard import examine
from dxassess.intake.workbook.opening import sha256
from dxassess.intake.workbook.reader import read_sheets
from dxassess.intake.workbook.sheet import Sheet
from dxassess.returning.restamp import count_copy


def issued() -> bytes:
    return Press("vi", round_id="2026a").print(every_type(), HOSPITAL)


def sheets(content: bytes) -> tuple[Sheet, ...]:
    return tuple(read_sheets(content, examine(content)))


def expected(copy_number: int = 1) -> Stamp:
    asked = every_type()
    return Stamp(
        round="2026a",
        code=HOSPITAL["facility_code"],
        respondent="facility",
        questionnaire=asked.id,
        version=asked.version,
        language="vi",
        copy_number=copy_number,
    )


def stamped(content: bytes) -> set[Stamp | None]:
    """The stamps of each sheet alone."""
    return {find_stamp(stamps_by_sheet([sheet]).values(), file="a")[0] for sheet in sheets(content)}


def test_every_sheet_bears_it() -> None:
    assert stamped(issued()) == {expected()}


@pytest.mark.parametrize("told", ["2026a", "Đợt 1/2026, tỉnh =1", "", "%20"])
def test_it_is_read_as_it_was_written(told: str) -> None:
    stamp = expected().model_copy(update={"round": told, "code": told})
    assert read_stamp(stamp.text) == stamp
    assert read_stamp(f" {stamp.text}\n") == stamp
    corrected = stamp.model_copy(update={"copy_number": 3, "parent": "0123456789abcdef"})
    assert read_stamp(corrected.text) == corrected


@pytest.mark.parametrize(("old", "new"), [("2026a", "2025a"), ("n=1", "n=2"), ("dx1", "dx2"), ("c=", "d=")])
def test_what_was_changed_by_hand_is_none(old: str, new: str) -> None:
    assert read_stamp(expected().text.replace(old, new)) is None
    assert looks_stamped(expected().text)
    assert read_stamp("") is read_stamp("x" * 10_000) is None


def test_it_survives_openpyxl_and_rows_put_in_above() -> None:
    book = openpyxl.load_workbook(io.BytesIO(issued()))
    for sheet in book.worksheets:
        sheet.insert_rows(1, 3)
    stream = io.BytesIO()
    book.save(stream)
    assert stamped(stream.getvalue()) == {expected()}


def test_a_marked_copy_is_the_next_one() -> None:
    book, parent = openpyxl.load_workbook(io.BytesIO(issued())), parent_of(sha256(issued()))
    assert {sheet for sheet, _ in count_copy(book, parent)} == set(book.sheetnames)
    stream = io.BytesIO()
    book.save(stream)
    assert stamped(stream.getvalue()) == {expected(copy_number=2).model_copy(update={"parent": parent})}


def test_sheets_of_two_forms_are_told() -> None:
    other = Press("vi", round_id="2026a").print(every_type(), {**HOSPITAL, "facility_code": "99999"})
    stamp, (told,) = find_stamp(
        stamps_by_sheet([*sheets(issued()), sheets(other)[2]]).values(), file="a.xlsx"
    )
    assert stamp is None
    assert (told.code, "99999" in str(told.found)) == ("SHEETS_OF_SEVERAL_FORMS", True)


@pytest.mark.parametrize("ways", [("xlsx",), ("ods",), ("xls",), ("ods", "xlsx"), ("xls", "xlsx")])
def test_it_survives_libreoffice(ways: tuple[str, ...], soffice: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(issued())
    for n, kind in enumerate(ways):
        home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
        out = tmp_path / str(n)
        command = [soffice, home, "--headless", "--convert-to", kind, "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        path = out / f"a.{kind}"
    assert stamped(path.read_bytes()) == {expected()}
