"""Whole commands on one round, killed or two at once: `python -m tests.ledger.programs [50]`.

The round is three forms of the example. A command that was killed must leave a ledger that is
whole and knows every decision; one beside another ends well, or says that it has to wait (exit code 4). The
next check must say what a check without a ledger says."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dxassess.demo.make import make_demo
from dxassess.ledger.event import event
from dxassess.ledger.store import open_ledger

PAIRS = 20
PROGRAM = (sys.executable, "-m", "dxassess")
WELL, BUSY = (0, 1), 4


def a_home(folder: Path) -> Path:
    """A home whose ledger knows forty decisions."""
    make_demo(folder / "demo")
    root = folder / "home"
    (root / "inbox").mkdir(parents=True)
    for name in ("register.xlsx", "round.yaml"):
        shutil.copy(folder / "demo" / name, root)
    for form in sorted((folder / "demo" / "82 Tiền Giang").glob("8200*.xlsx"))[:3]:
        shutil.copy(form, root / "inbox")
    with open_ledger(root / ".dxassess" / "round.sqlite") as ledger:
        start = datetime(2026, 3, 2, tzinfo=UTC)
        ledger.append(
            event("decided", when=start + timedelta(hours=n), whose=f"9{n:04}", facts={"decision": "this"})
            for n in range(40)
        )
    return root


def checked(folder: Path) -> str:
    return subprocess.run([*PROGRAM, "check", folder], capture_output=True, text=True, check=False).stdout


def is_whole(root: Path) -> bool:
    path = root / ".dxassess" / "round.sqlite"
    with open_ledger(path) as ledger:  # as the next command does: what was begun is taken back
        decisions = sum(one.kind == "decided" for one in ledger.events())
    with closing(sqlite3.connect(path)) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return sound and decisions == 40


def killed(root: Path, expected: str, moment: float) -> bool:
    """Whether a check that is killed after so many seconds costs nothing but its own work."""
    fresh = Path(shutil.copytree(root, root.with_name("killed"), dirs_exist_ok=False))
    try:
        program = subprocess.Popen([*PROGRAM, "check", fresh], stdout=subprocess.DEVNULL)
        time.sleep(moment)
        program.send_signal(signal.SIGKILL)
        program.wait()
        return is_whole(fresh) and checked(fresh) == expected
    finally:
        shutil.rmtree(fresh)


def paired(root: Path, expected: str) -> bool:
    """Whether a check and a status at the same time both end well."""
    fresh = Path(shutil.copytree(root, root.with_name("paired"), dirs_exist_ok=False))
    try:
        check, status = (
            subprocess.Popen([*PROGRAM, name, fresh], stdout=subprocess.DEVNULL)
            for name in ("check", "status")
        )
        codes = [program.wait() for program in (check, status)]
        return all(code in (*WELL, BUSY) for code in codes) and is_whole(fresh) and checked(fresh) == expected
    finally:
        shutil.rmtree(fresh)


def main(kills: int) -> int:
    """Print how many of all went well; the number of those that did not."""
    with tempfile.TemporaryDirectory() as folder:
        root = a_home(Path(folder))
        fresh = Path(shutil.copytree(root, root.with_name("whole")))
        begin = time.monotonic()
        expected = checked(fresh)
        longest = time.monotonic() - begin
        survived = sum(killed(root, expected, longest * n / kills) for n in range(kills))
        sys.stdout.write(f"killed: {survived} of {kills} without loss, at moments up to {longest:.1f} s\n")
        together = sum(paired(root, expected) for _ in range(PAIRS))
        sys.stdout.write(f"pairs: {together} of {PAIRS} without loss\n")
    return kills - survived + PAIRS - together


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
