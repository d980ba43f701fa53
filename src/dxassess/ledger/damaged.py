"""A damaged ledger: known, set aside, and read as far as it can be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from dxassess.ledger.event import Event, in_order, stored_event

JOURNAL = "-journal"
"""What SQLite lays beside a file, after its name, until a change of it is whole."""
_MISSING_TABLE = "no such "
_WHOLE_ROWS = "SELECT id, moment, kind, whose, facts FROM event ORDER BY n"


def is_damage(problem: Exception) -> bool:
    """Whether a failure says that the file holds something other than a ledger; not that it cannot be
    opened, written, or is in use."""
    if not isinstance(problem, sqlite3.Error):
        return True
    code = getattr(problem, "sqlite_errorcode", None)
    if code is None:
        return True
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or str(problem).startswith(
        _MISSING_TABLE
    )


def set_aside(path: Path) -> Path:
    """Rename a damaged ledger, with its journal, to a name with the day of its last change; the new path."""
    day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    aside = next(free for free in _names(path, day) if not free.exists())
    path.rename(aside)
    journal = path.with_name(path.name + JOURNAL)
    if journal.exists():
        journal.rename(aside.with_name(aside.name + JOURNAL))
    return aside


def events_left(path: Path) -> tuple[Event, ...]:
    """The events that a damaged ledger still has, whole: read from its beginning, and from its end back to
    where the damage is."""
    events: dict[str, Event] = {}
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as connection:
        for order in ("", " DESC"):
            events |= {event.id: event for event in _whole_events(connection, _WHOLE_ROWS + order)}
    return tuple(sorted(events.values(), key=in_order))


def _whole_events(connection: sqlite3.Connection, query: str) -> Iterator[Event]:
    with suppress(sqlite3.Error):
        for id_, *fields in connection.execute(query):
            with suppress(ValueError, TypeError):
                event = stored_event(*fields)
                if event.id == id_:
                    yield event


def _names(path: Path, day: str) -> Iterator[Path]:
    yield path.with_name(f"{path.stem}.damaged-{day}{path.suffix}")
    number = 2
    while True:
        yield path.with_name(f"{path.stem}.damaged-{day}-{number}{path.suffix}")
        number += 1
