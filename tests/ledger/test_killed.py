"""Programs that are killed, and two at once: nothing that was noted is lost, nothing is half there.

`python -m tests.ledger.programs` does the same to whole commands."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from dxassess.ledger.event import Event, event
from dxassess.ledger.store import open_ledger

START = datetime(2026, 3, 2, tzinfo=UTC)
KILLS, PAIRS, EACH = 12, 20, 6

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")


def note(desk: int, n: int) -> Event:
    return event("received", when=START + timedelta(minutes=n), whose=f"{desk:05}", facts={"n": n})


def note_until_killed(path: Path, desk: int, pipe: Connection) -> None:
    """Notes one event after the other, each with a large reading, and tells of every one that is noted."""
    n = 0
    while True:
        with open_ledger(path, patience=600) as ledger:  # however busy the machine is
            ledger.append([note(desk, n)])
            pipe.send(n)
            ledger.keep_readings({f"{desk} {n % 7}": bytes([n % 251]) * 60_000})
        n += 1


def note_some(path: Path, desk: int) -> None:
    for n in range(EACH):
        with open_ledger(path, patience=600) as ledger:  # however busy the machine is
            ledger.append([note(desk, n)])


def forked(target: object, *arguments: object) -> multiprocessing.process.BaseProcess:
    process = multiprocessing.get_context("fork").Process(target=target, args=arguments, daemon=True)  # type: ignore[arg-type]
    process.start()
    return process


def is_whole(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_what_was_noted_before_a_program_was_killed_is_there(tmp_path: Path) -> None:
    path = tmp_path / "round.sqlite"
    known: set[str] = set()
    for desk in range(KILLS):
        near, far = multiprocessing.Pipe()
        writer = forked(note_until_killed, path, desk, far)
        assert near.poll(30)
        time.sleep(0.05 * desk / KILLS)
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
        while near.poll():
            known.add(note(desk, near.recv()).id)
        with open_ledger(path) as ledger:
            events = ledger.events()
            assert known <= {one.id for one in events}
            contents = ledger.readings(f"{desk} {n}" for n in range(7))
        assert all(len(content) == 60_000 and len(set(content)) == 1 for content in contents.values())
        assert is_whole(path)


def test_two_programs_take_turns(tmp_path: Path) -> None:
    for pair in range(PAIRS):
        path = tmp_path / f"{pair}" / "round.sqlite"
        writers = [forked(note_some, path, desk) for desk in (0, 1)]
        for writer in writers:
            writer.join(900)
        assert [writer.exitcode for writer in writers] == [0, 0]
        with open_ledger(path) as ledger:
            assert set(ledger.events()) == {note(desk, n) for desk in (0, 1) for n in range(EACH)}
