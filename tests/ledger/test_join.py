"""Ledgers of several officers become one, whoever joins whom."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from dxassess.errors import DxassessError
from dxassess.ledger.event import Event, event
from dxassess.ledger.join import Joined, forgetting, join_events, read_ledger
from dxassess.ledger.store import SCHEMA, open_ledger

START = datetime(2026, 3, 2, tzinfo=UTC)


def events_of_desk(desk: int) -> tuple[Event, ...]:
    """What a desk noted: five events of its own, and three that all desks have."""
    shared = [event("issued", when=START, whose=f"{n:05}") for n in range(3)]
    own = [
        event("decided", when=START + timedelta(hours=desk, minutes=n), whose=f"{n:05}", facts={"desk": desk})
        for n in range(5)
    ]
    return (*shared, *own)


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Path, ...]:
    paths = tuple(tmp_path / f"{desk}" / "round.sqlite" for desk in range(3))
    for desk, path in enumerate(paths):
        with open_ledger(path) as ledger:
            ledger.append(events_of_desk(desk))
    return paths


def test_the_union_is_the_same_in_every_order_and_however_often(
    desks: tuple[Path, ...], tmp_path: Path
) -> None:
    unions = []
    for number, order in enumerate(permutations(desks)):
        path = tmp_path / f"union {number}" / "round.sqlite"
        with open_ledger(path) as ledger:
            added = [join_events(ledger, read_ledger(other)).added for other in (*order, *order)]
            unions.append(ledger.events())
        assert added == [8, 5, 5, 0, 0, 0]
    assert len(set(unions)) == 1
    assert set(unions[0]) == {one for desk in range(3) for one in events_of_desk(desk)}


def test_what_one_has_forgotten_does_not_come_back_from_another(desks: tuple[Path, ...]) -> None:
    first, second, _ = desks
    about = [one for one in events_of_desk(0) if one.whose == "00001"]
    with open_ledger(first) as ledger:
        ledger.append([event("forgotten", when=START + timedelta(days=1), facts=forgetting(about))])
        ledger.erase(one.id for one in about)
    with open_ledger(second) as ledger:
        join_events(ledger, read_ledger(first))
        in_second = ledger.events()
    with open_ledger(first) as ledger:
        join_events(ledger, read_ledger(second))
        assert ledger.events() == in_second
    assert not set(about) & set(in_second)
    assert [one.fact("desk") for one in in_second if one.whose == "00001"] == [1]


def test_a_ledger_of_somebody_else_is_not_changed_by_reading(desks: tuple[Path, ...]) -> None:
    before = desks[0].read_bytes()
    assert set(read_ledger(desks[0]).events) == set(events_of_desk(0))
    assert desks[0].read_bytes() == before


def test_rows_that_are_no_events_are_counted_and_left(desks: tuple[Path, ...], tmp_path: Path) -> None:
    with closing(sqlite3.connect(desks[0])) as connection:
        connection.execute("UPDATE event SET whose = 'x' WHERE n = 1")
        connection.execute("UPDATE event SET kind = 'eaten' WHERE n = 2")
        connection.execute("UPDATE event SET facts = zeroblob(9) WHERE n = 3")
        connection.commit()
    with open_ledger(tmp_path / "round.sqlite") as ledger:
        assert join_events(ledger, read_ledger(desks[0])) == Joined(added=5, broken=3)


@pytest.mark.parametrize("kind", ["text", "other", "view", "newer"])
def test_a_file_that_is_no_ledger_is_refused(kind: str, desks: tuple[Path, ...], tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    if kind == "text":
        path.write_text("no ledger")
    elif kind == "newer":
        shutil.copy(desks[0], path)
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    else:
        with closing(sqlite3.connect(path)) as connection:
            table = "VIEW event AS SELECT 1 AS id, 2 AS moment" if kind == "view" else "TABLE other (a)"
            connection.execute(f"CREATE {table}")
            connection.commit()
    with pytest.raises(DxassessError) as caught:
        read_ledger(path)
    assert caught.value.key == ("ledger.newer" if kind == "newer" else "ledger.none")
