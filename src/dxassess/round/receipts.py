"""What came in since the ledger was last told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from dxassess.findings.persons import without_persons
from dxassess.intake.submission import FileOutcome
from dxassess.ledger.event import Event, EventKind, event
from dxassess.places.register import DEPARTMENT
from dxassess.round.received import Received
from dxassess.round.states import state_of


def new_receipts(received: Received, events: Iterable[Event], *, when: datetime) -> tuple[Event, ...]:
    """An event for every file that may be a submission and whose bytes no event tells of yet: that it came,
    and where it stands in the place of one that was given back, that it was corrected."""
    known = {(event_.kind, event_.fact("sha256")) for event_ in events}
    new_events: list[Event] = []
    for outcome in received.outcomes:
        for kind in _kinds(outcome):
            if (kind, outcome.sha256) not in known:
                known.add((kind, outcome.sha256))
                facts = {"file": without_persons(outcome.file), "sha256": outcome.sha256}
                whose = whose_file(received, outcome.file)
                new_events.append(event(kind, when=when, whose=whose, facts=facts))
    return tuple(new_events)


def whose_file(received: Received, file: str) -> str:
    """Whose a file is, as events say it; "" where nobody knows."""
    code = received.sender_by_file.get(file, "")
    entry = received.register_.entry_by_code.get(code) if received.register_ else None
    return f"{DEPARTMENT}:{code}" if entry is not None and entry.type == DEPARTMENT else code


def _kinds(outcome: FileOutcome) -> Iterator[EventKind]:
    state = state_of(outcome)
    if state is None or outcome.sha256 is None:
        return
    yield "received"
    if state == "corrected":
        yield "corrected"
