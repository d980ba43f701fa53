"""The ledger on disk: what was noted is there, whatever happens to programs, disks and files."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dxassess.errors import BusyError, DxassessError, Notice, OutputError
from dxassess.ledger.event import Event, event
from dxassess.ledger.store import SCHEMA, open_ledger

START = datetime(2026, 3, 2, tzinfo=UTC)


def some_events(count: int, *, first: int = 0) -> tuple[Event, ...]:
    return tuple(
        event("received", when=START + timedelta(hours=n), whose=f"{n:05}", facts={"file": f"{n}.xlsx"})
        for n in range(first, first + count)
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".dxassess" / "round.sqlite"


def events_in(path: Path) -> tuple[Event, ...]:
    with open_ledger(path) as ledger:
        return ledger.events()


def test_events_are_kept_once_and_told_in_their_order(path: Path) -> None:
    events = some_events(4)
    with open_ledger(path) as ledger:
        assert ledger.append((events[2], events[0], events[2])) == (events[2], events[0])
        assert ledger.append(events) == (events[1], events[3])
    assert events_in(path) == events


def test_readings_are_kept_under_their_keys(path: Path) -> None:
    many = {f"key {n}": bytes([n % 251]) * n for n in range(1201)}
    with open_ledger(path) as ledger:
        ledger.keep_readings(many)
        ledger.keep_readings({"key 7": b"other"})
        ledger.drop_readings(["key 8", "never"])
    with open_ledger(path) as ledger:
        left = {**many, "key 7": b"other"}
        del left["key 8"]
        assert ledger.readings([*many, "never"]) == left
        assert ledger.reading_keys() == left.keys()


@pytest.mark.skipif(os.name == "nt", reason="no such modes there")
def test_only_the_owner_may_read(path: Path) -> None:
    before = os.umask(0o022)
    try:
        with open_ledger(path) as ledger:
            ledger.append(some_events(1))
    finally:
        os.umask(before)
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in (path.parent, *path.parent.iterdir())}
    assert modes.pop(".dxassess") == 0o700
    assert set(modes.values()) == {0o600}


def test_who_finds_it_in_use_waits_and_then_says_so(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.append(some_events(1))
        with pytest.raises(BusyError) as caught, open_ledger(path, patience=0.1):
            pass
        assert caught.value.facts == {"path": str(path)}
    assert events_in(path) == some_events(1)


def test_a_file_that_is_no_database_is_set_aside(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database at all " * 500)
    os.utime(path, (START.timestamp(), START.timestamp()))
    with pytest.warns(Notice) as caught, open_ledger(path) as ledger:
        assert ledger.append(some_events(2)) == some_events(2)
    notice = caught[0].message
    assert isinstance(notice, Notice)
    assert notice.facts == {"path": str(path), "aside": "round.damaged-2026-03-02.sqlite", "n": 0}
    assert path.with_name("round.damaged-2026-03-02.sqlite").read_bytes().startswith(b"no database")
    assert events_in(path) == some_events(2)


def test_another_database_is_set_aside_and_a_second_one_too(path: Path) -> None:
    names = []
    for _ in range(2):
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE t (a)")
            connection.commit()
        os.utime(path, (START.timestamp(), START.timestamp()))
        with pytest.warns(Notice) as caught:
            assert events_in(path) == ()
        message = caught[0].message
        assert isinstance(message, Notice)
        names.append(message.facts["aside"])
    assert names == ["round.damaged-2026-03-02.sqlite", "round.damaged-2026-03-02-2.sqlite"]


def test_what_a_damaged_ledger_still_has_goes_into_the_new_one(path: Path) -> None:
    """A page in the middle is overwritten: events before and behind it are still there, and true."""
    events = some_events(400)
    with open_ledger(path) as ledger:
        ledger.append(events)
    content = bytearray(path.read_bytes())
    pages = len(content) // 4096
    content[4096 * (pages // 2) : 4096 * (pages // 2 + 1)] = b"\xa5" * 4096
    path.write_bytes(content)
    with pytest.warns(Notice):
        left = events_in(path)
    assert set(left) < set(events)
    assert len(left) > 300
    with open_ledger(path) as ledger:
        assert ledger.append(events) == tuple(one for one in events if one not in left)


def test_an_event_that_somebody_changed_is_not_taken_over(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.append(some_events(3))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE event SET whose = '99999' WHERE whose = '00001'")
        connection.execute("UPDATE event SET facts = '{' WHERE whose = '00002'")
        connection.commit()
    with pytest.warns(Notice):
        assert events_in(path) == some_events(1)


def test_a_ledger_of_a_newer_program_is_left_alone(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.append(some_events(1))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    before = path.read_bytes()
    with pytest.raises(DxassessError) as caught, open_ledger(path):
        pass
    assert caught.value.key == "ledger.newer"
    assert path.read_bytes() == before


def test_a_full_disk_leaves_what_was_there(path: Path) -> None:
    """The limit of pages is what SQLite knows of a disk."""
    with open_ledger(path) as ledger:
        ledger.append(some_events(3))
        ledger._open().execute("PRAGMA max_page_count = 12")
        with pytest.raises(OutputError) as caught:
            ledger.keep_readings({"a": b"small", "b": os.urandom(100_000)})
        assert caught.value.facts == {"path": str(path), "reason": "database or disk is full"}
        assert (ledger.events(), ledger.reading_keys()) == (some_events(3), frozenset())
    with open_ledger(path) as ledger:
        ledger.keep_readings({"b": bytes(100_000)})
        assert ledger.events() == some_events(3)


def test_where_no_ledger_can_be_written_it_is_said(tmp_path: Path) -> None:
    (tmp_path / ".dxassess").write_text("a file")
    with pytest.raises(OutputError), open_ledger(tmp_path / ".dxassess" / "round.sqlite"):
        pass


def test_what_is_forgotten_is_gone_from_the_file(path: Path) -> None:
    events = some_events(3)
    with open_ledger(path) as ledger:
        ledger.append(events)
        ledger.erase([events[1].id, "never"])
        assert ledger.events() == (events[0], events[2])
    assert b"00001" not in path.read_bytes()
