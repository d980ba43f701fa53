"""What commands take from the ledger of a round and note in it; a bare folder has none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dxassess.errors import DxassessError, OutputError
from dxassess.files.dry import DRY

if TYPE_CHECKING:
    from dxassess.ledger.event import Event, EventFact, EventKind
    from dxassess.places.register import Register
    from dxassess.round.home import Home
    from dxassess.round.received import Received


class Happening(NamedTuple):
    """Something that a command did, before it is an event of a moment; `whose` and `facts` as there."""

    kind: EventKind
    whose: str
    facts: Mapping[str, EventFact]


def now() -> datetime:
    """The moment at which a command does something, fine enough that of two decisions the later one holds."""
    return datetime.now(UTC)


def ledger_of(home: Home) -> Path:
    """The ledger of a round. DxassessError for a bare folder, which has none."""
    if home.ledger is None:
        raise DxassessError("ledger.no_home", path=str(home.root))
    return home.ledger


def note(home: Home, happenings: Iterable[Happening], *, when: datetime) -> None:
    """Note what happened at a moment, where the round has a ledger."""
    from dxassess.ledger.event import event
    from dxassess.ledger.store import open_ledger

    events = [event(one.kind, when=when, whose=one.whose, facts=one.facts) for one in happenings]
    if home.ledger is not None and events and not DRY.get():
        with open_ledger(home.ledger) as ledger:
            ledger.append(events)


def note_receipts(home: Home, received: Received, *, when: datetime) -> None:
    """Note the files that came since this was last noted, where the round has a ledger that can be written.
    Who may only read it may look at a round, and reading said already that nothing is kept."""
    from dxassess.ledger.store import open_ledger
    from dxassess.round.receipts import new_receipts

    if home.ledger is not None and not DRY.get():
        with suppress(OutputError), open_ledger(home.ledger) as ledger:
            ledger.append(new_receipts(received, ledger.events(), when=when))


def note_issued(home: Home, forms: Iterable[Path], register: Register, *, when: datetime) -> None:
    """Note the forms that were issued since this was last noted, where the round has a ledger."""
    from dxassess.ledger.store import open_ledger
    from dxassess.round.receipts import new_issues

    if home.ledger is not None and not DRY.get():
        with open_ledger(home.ledger) as ledger:
            ledger.append(new_issues(forms, register, ledger.events(), when=when))


def note_published(folder: Path, out: Path, readers: str) -> None:
    """Note that reports of the round in `folder` were made into `out`, where it has a ledger."""
    from dxassess.round.home import home_of

    note(home_of(folder), [Happening("published", "", {"out": out.name, "readers": readers})], when=now())


def events_of(home: Home) -> tuple[Event, ...]:
    """All that happened in a round, also where its ledger may only be read; nothing where it has none."""
    from dxassess.ledger.damaged import events_left
    from dxassess.ledger.store import open_ledger

    if home.ledger is None:
        return ()
    try:
        with open_ledger(home.ledger) as ledger:
            return ledger.events()
    except OutputError:
        return events_left(home.ledger) if home.ledger.is_file() else ()
