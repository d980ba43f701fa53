"""Workers that hang or die cost their file alone. Imported by the workers too, so kept light."""

from __future__ import annotations

import os
import time
from pathlib import Path

from dxassess.intake.gathering.files import Workbook
from dxassess.intake.pool import read_all
from dxassess.intake.read_file import Taken
from dxassess.intake.submission import FileOutcome

HANG = 90


def hang_or_die(workbook: Workbook) -> Taken:
    """A reader that hangs on one file and dies on another; runs in a worker."""
    if workbook.file == "hang.xlsx":
        time.sleep(HANG)
    if workbook.file == "die.xlsx":
        os._exit(9)
    own = FileOutcome(file=workbook.file, size=0, sha256=None, status="accepted")
    inside = ("hang.xlsx", "i.xlsx") if workbook.file == "c.xlsx" else ()
    more = tuple(Workbook(file=name, path=workbook.path, inside=(name,)) for name in inside)
    return Taken(outcomes=(own,), more=more)


def test_hanging_and_dying_readers_cost_their_file_alone(tmp_path: Path) -> None:
    names = ("a.xlsx", "hang.xlsx", "b.xlsx", "die.xlsx", "c.xlsx")
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    started = time.monotonic()
    outcomes = read_all(
        [Workbook(file=name, path=tmp_path / name) for name in names], hang_or_die, workers=2, deadline=1.0
    )
    assert time.monotonic() - started < HANG
    assert [(o.file, o.status, [f.code for f in o.findings]) for o in outcomes] == [
        ("a.xlsx", "accepted", []),
        ("hang.xlsx", "rejected", ["TIMEOUT"]),
        ("b.xlsx", "accepted", []),
        ("die.xlsx", "rejected", ["READER_CRASH"]),
        ("c.xlsx", "accepted", []),
        ("hang.xlsx", "rejected", ["TIMEOUT"]),
        ("i.xlsx", "accepted", []),
    ]
