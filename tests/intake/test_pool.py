"""Workers that hang or die cost their file alone. Imported by the workers too, so kept light."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from dxassess.intake.gathering.files import Workbook
from dxassess.intake.pool import read_all
from dxassess.intake.read_file import Taken
from dxassess.intake.submission import FileOutcome

HANG = 90


def hang_or_die(workbook: Workbook) -> Taken:
    """A reader that sleeps over one file, works for ever on another and dies on a third; runs in a worker."""
    if workbook.file == "hang.xlsx":
        time.sleep(HANG)
    if workbook.file == "slow.xlsx":
        time.sleep(2)
    while workbook.file == "spin.xlsx":
        pass
    if workbook.file == "die.xlsx":
        os._exit(9)
    own = FileOutcome(file=workbook.file, size=0, sha256=None, status="accepted")
    inside = ("hang.xlsx", "i.xlsx") if workbook.file == "c.xlsx" else ()
    more = tuple(Workbook(file=name, path=workbook.path, inside=(name,)) for name in inside)
    return Taken(outcomes=(own,), more=more)


def die_in_archives(workbook: Workbook) -> Taken:
    """A reader that dies over every member of an archive; runs in a worker."""
    return hang_or_die(workbook.model_copy(update={"file": "die.xlsx"}) if workbook.inside else workbook)


def _read(folder: Path, names: Sequence[str], *, patience: float) -> tuple[FileOutcome, ...]:
    workbooks = [Workbook(file=name, path=folder / name) for name in names]
    return read_all(workbooks, hang_or_die, workers=2, deadline=1.0, patience=patience)


def test_hanging_and_dying_readers_cost_their_file_alone(tmp_path: Path) -> None:
    names = ("a.xlsx", "hang.xlsx", "b.xlsx", "die.xlsx", "c.xlsx")
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    outcomes = _read(tmp_path, names, patience=10.0)
    assert [(o.file, o.status, [f.code for f in o.findings]) for o in outcomes] == [
        ("a.xlsx", "accepted", []),
        ("hang.xlsx", "rejected", ["TIMEOUT"]),
        ("b.xlsx", "accepted", []),
        ("die.xlsx", "rejected", ["READER_CRASH"]),
        ("c.xlsx", "accepted", []),
        ("hang.xlsx", "rejected", ["TIMEOUT"]),
        ("i.xlsx", "accepted", []),
    ]


def test_a_file_that_waits_for_the_machine_is_no_file_that_hangs(tmp_path: Path) -> None:
    (tmp_path / "slow.xlsx").write_bytes(b"x")
    (outcome,) = _read(tmp_path, ["slow.xlsx"], patience=HANG)
    assert outcome.status == "accepted"


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of work there, patience alone")
def test_a_file_that_takes_too_much_work_ends_long_before_patience_does(tmp_path: Path) -> None:
    for name in ("spin.xlsx", "a.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    spun, other = _read(tmp_path, ["spin.xlsx", "a.xlsx"], patience=3600.0)
    assert ([f.code for f in spun.findings], other.status) == (["TIMEOUT"], "accepted")


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of work there, patience alone")
def test_an_archive_of_which_three_members_stop_their_readers_is_read_no_further(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"x")
    members = [Workbook(file=f"a.zip/{n}", path=path, inside=(n,)) for n in "abcdef"]
    (tmp_path / "b.xlsx").write_bytes(b"x")
    other = Workbook(file="b.xlsx", path=tmp_path / "b.xlsx")
    outcomes = read_all([*members, other], die_in_archives, workers=1, patience=60.0)
    codes = [[finding.code for finding in outcome.findings] for outcome in outcomes]
    assert codes == [["READER_CRASH"]] * 3 + [["TIMEOUT"]] * 3 + [[]]
