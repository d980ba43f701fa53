"""What went out and came in since the ledger was last told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from dxassess.files.write import cannot_write
from dxassess.findings.persons import without_persons
from dxassess.intake.submission import FileOutcome
from dxassess.intake.workbook.opening import sha256
from dxassess.ledger.event import Event, EventFact, EventKind, event
from dxassess.places.register import DEPARTMENT, Register
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


def new_issues(
    forms: Iterable[Path], register: Register, events: Iterable[Event], *, when: datetime
) -> tuple[Event, ...]:
    """An event for every form in these files that no event tells of yet. A form bears the code of its
    respondent in front of its name. OutputError for a file that cannot be read."""
    known = {event_.fact("sha256") for event_ in events if event_.kind == "issued"}
    new_events: list[Event] = []
    for path in forms:
        try:
            digest = sha256(path.read_bytes())
        except OSError as problem:
            raise cannot_write(path, problem) from problem
        if digest not in known:
            facts: dict[str, EventFact] = {"file": path.name, "sha256": digest}
            whose = whose_code(path.stem.partition(" ")[0], register)
            new_events.append(event("issued", when=when, whose=whose, facts=facts))
    return tuple(new_events)


def whose_file(received: Received, file: str) -> str:
    """Whose a file is, as events say it; "" where nobody knows."""
    return whose_code(received.sender_by_file.get(file, ""), received.register_)


def whose_code(code: str, register: Register | None) -> str:
    """The respondent of a code as events name it."""
    entry = register.entry_by_code.get(code) if register else None
    return f"{DEPARTMENT}:{code}" if entry is not None and entry.type == DEPARTMENT else code


def _kinds(outcome: FileOutcome) -> Iterator[EventKind]:
    state = state_of(outcome)
    if state is None or outcome.sha256 is None:
        return
    yield "received"
    if state == "corrected":
        yield "corrected"
