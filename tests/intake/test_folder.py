"""Every path of a folder has exactly one outcome; nothing is followed, blocked on or left out."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from tests.files.noting import note_written
from tests.intake.book import form, questionnaire

from dxassess.files.outputs import NOTE
from dxassess.intake.gathering.files import Workbook, find_files
from dxassess.intake.intake import take_in
from dxassess.intake.submission import FileOutcome

KINDS = {
    "~$a.xlsx": "LOCK_FILE",
    ".~lock.a.xlsx#": "LOCK_FILE",
    "a.xlsx.crdownload": "LOCK_FILE",
    "Thumbs.db": "SYSTEM_FILE",
    "desktop.ini": "SYSTEM_FILE",
    ".DS_Store": "SYSTEM_FILE",
    "._a.xlsx": "SYSTEM_FILE",
    "notes.txt": "NOT_A_SUBMISSION",
    "no suffix": "NOT_A_SUBMISSION",
    "a.xlsx.exe": "NOT_A_SUBMISSION",
    "scan.pdf": "NOT_A_SUBMISSION",
    "photo.JPG": "NOT_A_SUBMISSION",
    "all.rar": "ARCHIVE_NOT_OPENED",
    "all.7z": "ARCHIVE_NOT_OPENED",
    "a.xlsb": "XLSB_NOT_READ",
}
READ = (
    "a.xlsx",
    "b.XLSX",
    "c.xlsm",
    "d.xls",
    "e.ods",
    "f.xltx",
    "g.xlsx.",
    "h.xlsx ",
    "i (1).xlsx",
    "--help.xlsx",
    "j.csv",
    "k.TSV",
    "l.zip",
)


@pytest.mark.parametrize("name", KINDS)
def test_file_that_is_no_workbook_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    (found,) = find_files(tmp_path, known_files={})
    assert isinstance(found, FileOutcome)
    assert [finding.code for finding in found.findings] == [KINDS[name]]
    assert (found.file, found.size) == (name, 1)
    assert found.sha256 is not None


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be stored there")
@pytest.mark.parametrize("name", READ)
def test_workbook_is_found_by_its_suffix(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    (found,) = find_files(tmp_path, known_files={})
    assert isinstance(found, Workbook)


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be stored there")
def test_name_that_is_no_text_is_written_out(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"a\xff.xlsx")).write_bytes(form())
    (outcome,) = take_in(tmp_path, questionnaires=(questionnaire(),), vintage="gso2004")
    assert (outcome.file, outcome.status) == (r"a\xff.xlsx", "accepted")


def test_files_of_the_round_and_of_earlier_runs_are_known(tmp_path: Path) -> None:
    kinds = {
        "register.xlsx": "REGISTER_FILE",
        "reports/.dxassess.json": "SYSTEM_FILE",
        "reports/80-long-an/80001.vi.docx": "OUTPUT_FILE",
        "reports/80-long-an/80002.xlsx": "read",
        "reports/another.pdf": "NOT_A_SUBMISSION",
        "reports/edited.vi.docx": "OUTPUT_FILE",
        "reports/region.vi.pdf": "OUTPUT_FILE",
        "reports/results.xlsx": "OUTPUT_FILE",
        "reports/run.json": "OUTPUT_FILE",
        "results.xlsx": "read",
    }
    for name in kinds:
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_bytes(b"" if name.endswith(NOTE) else b"x")
    outputs = [tmp_path / name for name, kind in kinds.items() if kind == "OUTPUT_FILE"]
    note_written(tmp_path / "reports", outputs[:1])
    note_written(tmp_path / "reports", outputs[1:])
    (tmp_path / "reports/edited.vi.docx").write_bytes(b"a remark")
    assert _kinds(tmp_path) == kinds


def _kinds(folder: Path) -> dict[str, str]:
    found = find_files(folder, known_files={"register.xlsx": "REGISTER_FILE"})
    return {o.file: o.findings[0].code if isinstance(o, FileOutcome) else "read" for o in found}


def test_a_form_in_the_place_of_an_output_is_read(tmp_path: Path) -> None:
    (tmp_path / "results.xlsx").write_bytes(b"ours")
    note_written(tmp_path, [tmp_path / "results.xlsx"])
    assert _kinds(tmp_path)["results.xlsx"] == "OUTPUT_FILE"
    (tmp_path / "results.xlsx").write_bytes(form())
    assert _kinds(tmp_path)["results.xlsx"] == "read"


@pytest.mark.parametrize(
    "note",
    [b"", b"{", b"[]", b'{"written": []}', b'{"written": {"a.xlsx": 1}}', b"[" * 100_000],
    ids=["empty", "half", "list", "no names", "no hash", "deep"],
)
def test_a_note_that_is_none_hides_nothing(tmp_path: Path, note: bytes) -> None:
    (tmp_path / NOTE).write_bytes(note)
    (tmp_path / "a.xlsx").write_bytes(b"x")
    assert _kinds(tmp_path) == {NOTE: "SYSTEM_FILE", "a.xlsx": "read"}


@pytest.mark.skipif(sys.platform == "win32", reason="made with the means of other systems")
def test_a_note_that_is_a_pipe_or_a_link_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"x")
    os.mkfifo(tmp_path / NOTE)
    assert _kinds(tmp_path)["a.xlsx"] == "read"


@pytest.mark.skipif(sys.platform == "win32", reason="made with the means of other systems")
def test_traps_of_the_file_system(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    links = {"loop": ".", "self.xlsx": "self.xlsx", "zero.xlsx": "/dev/zero", "gone.xlsx": "no"}
    for name, target in links.items():
        (tmp_path / name).symlink_to(target)
    deep = tmp_path.joinpath(*["d"] * 40)
    deep.mkdir(parents=True)
    (deep / "a.xlsx").write_bytes(form())
    outcomes = take_in(tmp_path, questionnaires=(questionnaire(),), vintage="gso2004")
    assert {o.file: o.findings[0].code if o.findings else o.status for o in outcomes} == {
        "pipe.xlsx": "NOT_A_FILE",
        **dict.fromkeys(links, "LINK"),
        "d/" * 40 + "a.xlsx": "accepted",
    }


def test_hears_of_every_outcome_once_and_in_any_order_gives_the_same(tmp_path: Path) -> None:
    names = ["b.xlsx", "a/c.xlsx", "notes.txt", "broken.xlsx"]
    (tmp_path / "a").mkdir()
    for name in names:
        (tmp_path / name).write_bytes(form() if name[-6:] in ("b.xlsx", "c.xlsx") else b"")
    heard: list[FileOutcome] = []
    outcomes = take_in(tmp_path, questionnaires=(questionnaire(),), vintage="gso2004", on_file=heard.append)
    assert [outcome.file for outcome in outcomes] == sorted(names)
    assert sorted(heard, key=lambda outcome: outcome.file) == list(outcomes)
    assert outcomes == take_in(tmp_path, questionnaires=(questionnaire(),), vintage="gso2004")


def test_inputs_are_left_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(form())
    path.chmod(0o444)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    take_in(tmp_path, questionnaires=(questionnaire(),))
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(tmp_path.iterdir()) == [path]
