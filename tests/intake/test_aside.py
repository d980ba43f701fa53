"""What people send along with their forms: set aside without a word of blame, and pages read as one form."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from tests.intake.workbooks import QUESTIONNAIRES, book, read

from dxassess.cli.reading import exit_code
from dxassess.intake.intake import take_in
from dxassess.intake.submission import FileOutcome

ALONG = (
    "Công văn.docx", "Công văn.PDF", "thư.txt", "ảnh.jpg", "IMG_1.HEIC", "scan.tiff", "mail.msg",
    "ghi âm.m4a", "a.rar", "b.7z",
)  # fmt: skip


def taken(folder: Path) -> dict[str, FileOutcome]:
    outcomes = take_in(folder, questionnaires=QUESTIONNAIRES, vintage="gso2004")
    assert len({outcome.file for outcome in outcomes}) == len(outcomes)
    return {outcome.file: outcome for outcome in outcomes}


def pages(folder: Path, pattern: str = "80011 phiếu-{}.csv") -> None:
    """The form of the commune station, saved as one text file a sheet; its own formulas count to 0 or 1."""
    for sheet in book().worksheets:
        with (folder / pattern.format(sheet.title)).open("w", encoding="utf-8-sig", newline="") as file:
            rows = sheet.iter_rows(values_only=True)
            csv.writer(file).writerows([[_saved(cell) for cell in row] for row in rows])


def _saved(cell: object) -> object:
    return "" if cell is None else 1 if str(cell).startswith("=") else cell


def test_what_is_sent_along_is_set_aside_and_costs_nothing(tmp_path: Path) -> None:
    for name in ALONG:
        (tmp_path / name).write_bytes(b"x")
    outcomes = [*taken(tmp_path).values()]
    assert {outcome.status for outcome in outcomes} == {"ignored"}
    assert {finding.severity for outcome in outcomes for finding in outcome.findings} == {"info"}
    assert exit_code(outcomes, strict=True) == 0


def test_pages_of_a_form_are_read_as_the_form(tmp_path: Path) -> None:
    whole = read(book(), tmp_path).submission
    (tmp_path / "a.xlsx").unlink()
    for pattern in ("80011 phiếu-{}.csv", "80011_{}.csv", "phiếu - {}.csv"):
        pages(tmp_path, pattern)
        outcomes = taken(tmp_path)
        (form,) = (outcome for outcome in outcomes.values() if outcome.status != "ignored")
        assert whole is not None
        assert form.submission is not None
        assert form.findings == ()
        assert (form.submission.facts, form.submission.version) == (whole.facts, whole.version)
        assert [(a.item, a.state, a.value) for a in form.submission.answers if a.state == "answered"] == [
            (a.item, a.state, a.value) for a in whole.answers if a.state == "answered"
        ]
        assert {f.code for o in outcomes.values() if o is not form for f in o.findings} == {"PAGE_OF_FORM"}
        for path in tmp_path.iterdir():
            path.unlink()


def test_pages_in_an_archive_are_read_as_the_form(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    pages(source)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for path in source.iterdir():
            archive.write(path, f"Xã A/{path.name}")
            path.unlink()
    source.rmdir()
    (tmp_path / "gửi.zip").write_bytes(stream.getvalue())
    read_ = [outcome for outcome in taken(tmp_path).values() if outcome.submission is not None]
    assert [outcome.file for outcome in read_] == ["gửi.zip/Xã A/80011 phiếu-C1 Cam kết.csv"]


def test_files_that_only_look_like_pages_are_not_joined(tmp_path: Path) -> None:
    """Two of one condition are two senders; one alone is a file of its own."""
    for names in (("a-C1.csv", "a - C1.csv", "a-C2.csv"), ("80011-C1.csv", "80012-C2.csv")):
        for name in names:
            (tmp_path / name).write_text("Mã,Câu hỏi\nx,y\n", encoding="utf-8")
        told = [finding.code for outcome in taken(tmp_path).values() for finding in outcome.findings]
        assert "PAGE_OF_FORM" not in told
        for path in tmp_path.iterdir():
            path.unlink()
