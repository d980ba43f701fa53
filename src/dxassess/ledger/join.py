"""Two ledgers of one round become one, and what was forgotten stays forgotten."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from dxassess.errors import DxassessError
from dxassess.ledger.event import Event, stored_event
from dxassess.ledger.store import SCHEMA, Ledger

_MOST_EVENTS = 1_000_000
_FORGOTTEN = "events"
"""The fact of a `forgotten` event that names the ids of the events that are not to come back."""


class Joined(NamedTuple):
    """How many events another ledger added, and how many of its rows were no whole events."""

    added: int
    broken: int


class Others(NamedTuple):
    """The events of another ledger, and how many rows of it are none."""

    events: tuple[Event, ...]
    broken: int


def read_ledger(path: Path) -> Others:
    """The events in a ledger that somebody else kept: it is opened for reading alone, nothing of its schema
    is run, and an event counts if its id is that of its content. DxassessError for a file that is no ledger
    or one of a newer program."""
    try:
        location = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        with closing(sqlite3.connect(location, uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            kinds = connection.execute("SELECT type FROM sqlite_master WHERE name = 'event'").fetchall()
            if version > SCHEMA:
                raise DxassessError("ledger.newer", path=str(path))
            if kinds != [("table",)]:
                raise DxassessError("ledger.none", path=str(path))
            query = "SELECT id, moment, kind, whose, facts FROM event LIMIT ?"
            rows = connection.execute(query, (_MOST_EVENTS,)).fetchall()
    except sqlite3.Error as problem:
        raise DxassessError("ledger.none", path=str(path)) from problem
    events = [event for row in rows if (event := _whole(*row)) is not None]
    return Others(tuple(events), len(rows) - len(events))


def join_events(ledger: Ledger, others: Others) -> Joined:
    """Add the events of another ledger to this one. The union is the same whoever joins whom, in whatever
    order and how often; what either of them has forgotten is in it no more."""
    here = ledger.events()
    forgotten_ids = forgotten_in((*here, *others.events))
    added = ledger.append(event for event in others.events if event.id not in forgotten_ids)
    ledger.erase(event.id for event in here if event.id in forgotten_ids)
    return Joined(len(added), others.broken)


def forgotten_in(events: Iterable[Event]) -> frozenset[str]:
    """The ids of the events that are forgotten."""
    facts = (event.fact(_FORGOTTEN) for event in events if event.kind == "forgotten")
    return frozenset(id_ for ids in facts if isinstance(ids, tuple) for id_ in ids)


def forgetting(events: Collection[Event]) -> dict[str, tuple[str, ...]]:
    """The facts of the event that these `events` are forgotten."""
    return {_FORGOTTEN: tuple(sorted(event.id for event in events))}


def _whole(id_: object, *fields: object) -> Event | None:
    try:
        event = stored_event(*map(str, fields))
    except (ValueError, TypeError, RecursionError):
        return None
    return event if event.id == id_ else None
