"""The ledger of a round on disk: one SQLite file, one program at a time.

With a rollback journal, full synchronisation and no shared memory, a program that is killed, a full disk or
a network share leave what stood there before or what stands there after, never something between."""

from __future__ import annotations

import os
import shutil
import sqlite3
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from dxassess.errors import BusyError, DxassessError, Notice, OutputError
from dxassess.files.dry import DRY
from dxassess.ledger.damaged import JOURNAL, events_left, is_damage, set_aside
from dxassess.ledger.event import Event, in_order, stored_event

SCHEMA = 1
"""`PRAGMA user_version` of the ledgers that this program writes. A kind of event that earlier programs do not
know needs the next number: they would take it for damage."""
PATIENCE = 10.0
"""Seconds for which a program waits for its turn. Nobody holds a ledger while it reads workbooks."""

_TABLES = (
    """CREATE TABLE event (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, moment TEXT NOT NULL,
    kind TEXT NOT NULL, whose TEXT NOT NULL, facts TEXT NOT NULL)""",
    "CREATE TABLE reading (key TEXT PRIMARY KEY, content BLOB NOT NULL)",
)
_NOTE = "INSERT INTO event (id, moment, kind, whose, facts) VALUES (?, ?, ?, ?, ?)"
_AT_ONCE = 500
_LOCK = ".lock"

Done = TypeVar("Done")


@contextmanager
def open_ledger(path: Path, *, patience: float = PATIENCE) -> Iterator[Ledger]:
    """The ledger in the file `path`, made where it is missing, for this program alone until the context
    ends: open it shortly, and not within itself. Only its owner may read it.

    A damaged one is set aside under a dated name, with a Notice that says what could be kept, and begun
    anew. BusyError where another program holds it for more than `patience` seconds, OutputError where the
    disk does not let us, DxassessError where a newer program made it. Under `DRY` it is a copy that goes when
    the context ends.
    """
    with _copied(path, patience) if DRY.get() else _turn(path, patience) as file:
        ledger = Ledger(file)
        try:
            yield ledger
        finally:
            ledger.close()


class Ledger:
    """The events and readings in an open file; nothing is half written, whenever the program ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._do(lambda _: None)

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def append(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """Note these events, all or none; those of them that were not noted before."""
        new_events = {event.id: event for event in events}

        def note(connection: sqlite3.Connection) -> tuple[Event, ...]:
            known_ids = {row[0] for row in connection.execute("SELECT id FROM event")}
            added = tuple(event for id_, event in new_events.items() if id_ not in known_ids)
            with _transaction(connection):
                connection.executemany(_NOTE, map(_row, added))
            return added

        return self._do(note)

    def events(self) -> tuple[Event, ...]:
        """All events, the earliest first, and in the same order in every ledger that has them."""

        def read(connection: sqlite3.Connection) -> tuple[Event, ...]:
            rows = connection.execute("SELECT moment, kind, whose, facts FROM event").fetchall()
            return tuple(sorted((stored_event(*row) for row in rows), key=in_order))

        return self._do(read)

    def erase(self, event_ids: Iterable[str]) -> None:
        """Take these events out for good: what somebody has a right to have forgotten."""
        self._delete("DELETE FROM event WHERE id = ?", event_ids)

    def readings(self, keys: Iterable[str]) -> dict[str, bytes]:
        """What was kept under these keys; nothing for a key under which nothing was."""
        asked_keys = list(keys)

        def read(connection: sqlite3.Connection) -> dict[str, bytes]:
            contents: dict[str, bytes] = {}
            for start in range(0, len(asked_keys), _AT_ONCE):
                some = asked_keys[start : start + _AT_ONCE]
                places = ",".join("?" * len(some))
                query = f"SELECT key, content FROM reading WHERE key IN ({places})"  # noqa: S608 - ? alone
                contents |= connection.execute(query, some)
            return contents

        return self._do(read)

    def reading_keys(self) -> frozenset[str]:
        """The keys under which something is kept."""
        return self._do(lambda c: frozenset(row[0] for row in c.execute("SELECT key FROM reading")))

    def keep_readings(self, readings: Mapping[str, bytes]) -> None:
        """Keep these contents, each under its key, all or none, in place of what was there."""

        def write(connection: sqlite3.Connection) -> None:
            with _transaction(connection):
                connection.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?)", readings.items())

        self._do(write)

    def drop_readings(self, keys: Iterable[str]) -> None:
        """Keep nothing under these keys any more."""
        self._delete("DELETE FROM reading WHERE key = ?", keys)

    def _delete(self, statement: str, keys: Iterable[str]) -> None:
        doomed = [(key,) for key in keys]

        def delete(connection: sqlite3.Connection) -> None:
            with _transaction(connection):
                connection.executemany(statement, doomed)

        if doomed:
            self._do(delete)

    def _do(self, action: Callable[[sqlite3.Connection], Done]) -> Done:
        """What an action on the file says; where the file is damaged, that of the same on a new one."""
        try:
            try:
                return action(self._open())
            except (sqlite3.DatabaseError, ValueError, TypeError) as problem:
                if not is_damage(problem):
                    raise
                self._begin_anew()
                return action(self._open())
        except (sqlite3.Error, OSError) as problem:
            raise cannot_keep(self._path, problem) from problem

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            private_file(self._path)
            connection = sqlite3.connect(self._path, isolation_level=None)
            try:
                _prepare(connection, self._path)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _begin_anew(self) -> None:
        self.close()
        aside = set_aside(self._path)
        events = events_left(aside)
        if not DRY.get():
            warnings.warn(
                Notice("ledger.damaged", path=str(self._path), aside=aside.name, n=len(events)), stacklevel=2
            )
        self._open()
        self.append(events)


def cannot_keep(path: Path, problem: sqlite3.Error | OSError) -> OutputError:
    """The error that says why a ledger cannot be read or written."""
    reason = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
    return OutputError("output.cannot_write", path=str(path), reason=reason)


def private_file(path: Path) -> None:
    """An empty file at `path` that only its owner may read, unless one is there; its folder likewise."""
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True)
        path.parent.chmod(0o700)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    """The tables, where the file is new. DxassessError for a file of a newer program."""
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA:
        raise DxassessError("ledger.newer", path=str(path))
    if version == SCHEMA:
        connection.execute("SELECT count(*) FROM event").fetchone()
        return
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
        raise sqlite3.DatabaseError("not a ledger")
    with _transaction(connection):
        for statement in _TABLES:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {SCHEMA}")


@contextmanager
def _copied(path: Path, patience: float) -> Iterator[Path]:
    """Where a copy of a ledger stands, with what a program that was killed left to be undone; nothing stands
    there if there is none."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / path.name
        if path.is_file():
            with _turn(path, patience):
                for file in (path, path.with_name(path.name + JOURNAL)):
                    if file.is_file():
                        shutil.copyfile(file, copy.with_name(file.name))
        yield copy


@contextmanager
def _turn(path: Path, patience: float) -> Iterator[Path]:
    from filelock import FileLock, Timeout

    try:
        private_file(path)
        lock = FileLock(path.with_name(path.name + _LOCK), timeout=patience, mode=0o600)
        lock.acquire()
    except Timeout as problem:
        raise BusyError("ledger.busy", path=str(path)) from problem
    except OSError as problem:
        raise cannot_keep(path, problem) from problem
    try:
        yield path
    finally:
        lock.release()


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.rollback()
        raise
    connection.commit()


def _row(event: Event) -> tuple[str, str, str, str, str]:
    return event.id, event.when, event.kind, event.whose, event.facts_text
