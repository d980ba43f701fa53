"""Registers that would stop a reader or be misread: told with the cell, never guessed, never the end."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from tests.cli.program import dxassess

from dxassess.errors import DxassessError
from dxassess.round.register_file import read_register

HEAD = ("code", "name", "type", "province", "beds_actual")
LINE = ("80001", "Bệnh viện A", "general_hospital", "Long An", 300)


def book(changes: dict[str, object], *, struck: str = "") -> bytes:
    """A register of one line with these cells changed."""
    made = Workbook()
    page = made.worksheets[0]
    page.title = "register"
    page.append(HEAD)
    page.append(LINE)
    for cell, value in changes.items():
        page[cell].value = value
    if struck:
        page[struck].font = Font(strike=True)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"XFD1048576": 1}, "register!XFD1048576: a cell far away"),
        ({"A1048576": 1}, "register!A1048576: a cell far away"),
        ({"B2": "#REF!"}, "register!B2: the cell shows an error"),
        ({"E2": "=100+200"}, "register!E2: a formula without a result"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_cell_that_holds_no_value_is_named(changes: dict[str, object], told: str, tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(book(changes))
    done = dxassess("forms", path, "-o", tmp_path / "out", "--vintage", "gso2004")
    assert done.returncode == 2
    assert done.stderr.startswith("register.xlsx cannot be used: ")
    assert told in done.stderr


def test_a_struck_out_line_is_no_silent_entry(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(book({}, struck="A2"))
    with pytest.raises(DxassessError) as caught:
        read_register(path, vintage="gso2004")
    reasons = caught.value.facts["reasons"]
    assert isinstance(reasons, tuple)
    assert [reason.facts["place"] for reason in reasons] == ["register!A2"]


def test_what_stands_in_a_column_that_is_not_read_is_no_matter(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(book({"F1": "kiểm tra", "F2": "=1/0"}))
    (entry,) = read_register(path, vintage="gso2004").entries
    assert (entry.code, entry.name, entry.beds, entry.facts) == (
        "80001", "Bệnh viện A", 300.0, (("beds_actual", "300"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a workbook",
        b"PK\3\4" + b"\0" * 40,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000,
        b"a,b\n" * 9,
    ],
    ids=["empty", "text", "zip", "ole", "csv of something else"],
)
def test_what_is_no_register_ends_with_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "register.xlsx").write_bytes(content)
    done = dxassess("check", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "register.xlsx" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_registers_in_csv_are_read_as_excel_saves_them(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("\n".join(";".join(map(str, row)) for row in (HEAD, LINE)) + "\n", encoding=encoding)
    (entry,) = read_register(path, vintage="gso2004").entries
    assert (entry.code, entry.name, entry.beds) == ("80001", "Bệnh viện A", 300.0)
