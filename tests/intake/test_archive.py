"""Archives: every member is its own file, and nothing in one can hurt or vanish."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

from tests.files.noting import note_written
from tests.intake.book import excel_form, form, pack, questionnaire
from tests.intake.test_text_files import table

from dxassess.files.outputs import NOTE
from dxassess.intake.intake import take_in
from dxassess.intake.submission import FileOutcome


def taken(content: bytes, folder: Path, name: str = "gửi.zip") -> dict[str, FileOutcome]:
    (folder / name).write_bytes(content)
    outcomes = take_in(folder, questionnaires=(questionnaire(),), vintage="gso2004")
    assert len({outcome.file for outcome in outcomes}) == len(outcomes)
    return {outcome.file: outcome for outcome in outcomes}


def said(outcomes: dict[str, FileOutcome]) -> dict[str, str]:
    return {
        name: outcome.findings[0].code if outcome.submission is None else "read"
        for name, outcome in outcomes.items()
    }


def test_every_member_is_a_file(tmp_path: Path) -> None:
    inner = pack({"c.xlsx": excel_form(), "quá sâu.zip": pack({"d.xlsx": form()})})
    content = pack(
        {
            "Xã/a.xlsx": form(),
            "Xã/b.csv": table(";").encode(),
            "../../thoát.xlsx": form(),
            "thoát.xlsx": form(),
            "trong.zip": inner,
            "__MACOSX/Xã/._a.xlsx": b"x",
            "Thumbs.db": b"x",
            "~$a.xlsx": b"x",
            "ảnh.jpg": b"x",
            "ghi chú.txt": b"x",
            "b.xlsx (1)": form(),
            "hỏng.xlsx": form()[:3000],
            "rỗng.xlsx": b"",
        }
    )
    outcomes = taken(content, tmp_path)
    assert said(outcomes) == {
        "gửi.zip": "ARCHIVE_OPENED",
        "gửi.zip/Xã/a.xlsx": "read",
        "gửi.zip/Xã/b.csv": "read",
        "gửi.zip/thoát.xlsx": "read",
        "gửi.zip/thoát (2).xlsx": "read",
        "gửi.zip/trong.zip": "ARCHIVE_OPENED",
        "gửi.zip/trong.zip/c.xlsx": "read",
        "gửi.zip/trong.zip/quá sâu.zip": "ZIP_OF_WORKBOOKS",
        "gửi.zip/__MACOSX/Xã/._a.xlsx": "SYSTEM_FILE",
        "gửi.zip/Thumbs.db": "SYSTEM_FILE",
        "gửi.zip/~$a.xlsx": "LOCK_FILE",
        "gửi.zip/ảnh.jpg": "NOT_A_SUBMISSION",
        "gửi.zip/ghi chú.txt": "NOT_A_SUBMISSION",
        "gửi.zip/b.xlsx (1)": "read",
        "gửi.zip/hỏng.xlsx": "TRUNCATED",
        "gửi.zip/rỗng.xlsx": "EMPTY_FILE",
    }
    assert outcomes["gửi.zip"].findings[0].found == "15"
    read = outcomes["gửi.zip/Xã/a.xlsx"].submission
    assert read is not None
    assert read.file == read.answers[0].places[0].file == "gửi.zip/Xã/a.xlsx"
    assert read.sha256 == outcomes["gửi.zip/Xã/a.xlsx"].sha256 != outcomes["gửi.zip"].sha256


def test_outputs_of_a_run_are_known_in_an_archive(tmp_path: Path) -> None:
    """A folder of reports sent as it is: what the run wrote is no submission, what was put beside it is."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for name, content in (("results.xlsx", b"ours"), ("80001.vi.docx", b"ours"), ("form.xlsx", b"ours")):
        (reports / name).write_bytes(content)
    note_written(reports, list(reports.iterdir()))
    note = (reports / NOTE).read_bytes()
    content = pack(
        {
            "r/results.xlsx": b"ours",
            "r/80001.vi.docx": b"a remark in it",
            "r/form.xlsx": form(),  # has taken the name of an output
            f"r/{NOTE}": note,
            "results.xlsx": form(),  # of no folder with a note
        }
    )
    inside = tmp_path / "in"
    inside.mkdir()
    assert said(taken(content, inside)) == {
        "gửi.zip": "ARCHIVE_OPENED",
        "gửi.zip/r/results.xlsx": "OUTPUT_FILE",
        "gửi.zip/r/80001.vi.docx": "OUTPUT_FILE",
        "gửi.zip/r/form.xlsx": "read",
        f"gửi.zip/r/{NOTE}": "SYSTEM_FILE",
        "gửi.zip/results.xlsx": "read",
    }


def test_a_damaged_note_in_an_archive_says_nothing(tmp_path: Path) -> None:
    assert said(taken(pack({NOTE: b"{", "a.xlsx": form()}), tmp_path))["gửi.zip/a.xlsx"] == "read"


def test_name_in_the_code_page_of_dos(tmp_path: Path) -> None:
    content = pack({"xXx.xlsx": form()}).replace(b"xXx.xlsx", "é é.xlsx".encode("cp437"))
    assert "gửi.zip/é é.xlsx" in taken(content, tmp_path)


def test_encrypted_archive(tmp_path: Path) -> None:
    content = bytearray(pack({"a.xlsx": form()}))
    at = content.index(b"PK\1\2")
    struct.pack_into("<H", content, at + 8, 1)
    assert said(taken(bytes(content), tmp_path)) == {"gửi.zip": "PASSWORD"}


def test_bombs_are_refused(tmp_path: Path) -> None:
    zeros = pack({"a.csv": bytes(5_000_000), "b.xlsx": bytes((20 << 20) + 1), "c.xlsx": form()})
    assert said(taken(zeros, tmp_path)) == {
        "gửi.zip": "ARCHIVE_OPENED",
        "gửi.zip/a.csv": "TOO_BIG_INFLATED",
        "gửi.zip/b.xlsx": "TOO_BIG",
        "gửi.zip/c.xlsx": "read",
    }


def test_bombs_within_archives_are_counted_together(tmp_path: Path) -> None:
    inner = pack({f"{n}.txt": b"" for n in range(1000)})
    content = pack({f"{n}.zip": inner for n in range(3)})
    assert said(taken(content, tmp_path)) == {"gửi.zip": "TOO_MANY_ENTRIES"}


def test_archive_without_forms_and_form_named_as_archive(tmp_path: Path) -> None:
    outcomes = taken(pack({"word/document.xml": b"<a/>"}), tmp_path)
    assert said(outcomes) == {"gửi.zip": "ARCHIVE_OPENED", "gửi.zip/word/document.xml": "NOT_A_SUBMISSION"}
    (outcome,) = taken(form(), tmp_path).values()
    assert [finding.code for finding in outcome.findings] == ["WRONG_EXTENSION"]
    assert outcome.submission is not None
    assert said(taken(pack({}), tmp_path)) == {"gửi.zip": "NOT_A_WORKBOOK"}


def test_archive_named_as_workbook_is_opened(tmp_path: Path) -> None:
    outcomes = taken(pack({"b.xlsx": form()}), tmp_path, "a.xlsx")
    assert said(outcomes) == {"a.xlsx": "ARCHIVE_OPENED", "a.xlsx/b.xlsx": "read"}


def test_macros_are_not_run_but_named(tmp_path: Path) -> None:
    stream = io.BytesIO(excel_form())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open")
    outcomes = taken(stream.getvalue(), tmp_path, "a.xlsm")
    assert [f.code for f in outcomes["a.xlsm"].findings] == ["MACROS"]
    assert outcomes["a.xlsm"].submission is not None


def test_members_without_a_name_of_their_own_have_one_outcome_each(tmp_path: Path) -> None:
    outcomes = taken(pack({".": form(), " ": b"", "a/..": form(), "b.xlsx": form()}), tmp_path)
    assert outcomes["gửi.zip"].findings[0].code == "ARCHIVE_OPENED"
    assert outcomes["gửi.zip/b.xlsx"].submission is not None
    assert len(outcomes) == 5
    assert all(name == "gửi.zip" or name.startswith("gửi.zip/") for name in outcomes)
