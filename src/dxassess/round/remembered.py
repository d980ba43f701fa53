"""What the ledger of a round knows that its files do not say: decisions, returns, reminders."""

from __future__ import annotations

import os
from collections.abc import Iterable

from dxassess.errors import OutputError
from dxassess.frozen import Frozen
from dxassess.ledger.damaged import events_left
from dxassess.ledger.event import Event
from dxassess.ledger.store import open_ledger
from dxassess.round.home import Home
from dxassess.round.rulings import NO_RULINGS, Rulings, rulings_in


class Remembered(Frozen):
    """The decisions of a round, the SHA-256 of the files of which marked copies or letters went back, the
    ISO days on which each respondent was reminded, and to whom forms were issued (None: nobody knows)."""

    rulings: Rulings = NO_RULINGS
    returned_hashes: frozenset[str] = frozenset()
    reminded: tuple[tuple[str, str], ...] = ()
    issued: frozenset[str] | None = None

    def was_issued(self, whose: str) -> bool:
        """Whether a respondent got a form, as far as is known."""
        return self.issued is None or whose in self.issued

    def reminders_before(self, code: str, day: str) -> int:
        """On how many days before `day` a respondent was reminded: what is done twice on one day is done
        again, because something in it was wrong."""
        return len({when for whose, when in self.reminded if whose == code and when < day})


NOTHING = Remembered()
"""What is known of a bare folder."""


def recollect(home: Home) -> Remembered:
    """What is remembered at `home`, also where its ledger may be read but not written; of a ledger that is
    still to be begun, what an empty one tells. BusyError where another program holds it, OutputError where
    it cannot be read."""
    if home.ledger is None:
        return NOTHING
    if not home.ledger.is_file():
        return remembered(())
    try:
        with open_ledger(home.ledger) as ledger:
            return remembered(ledger.events())
    except OutputError:
        if not os.access(home.ledger, os.R_OK):
            raise
        return remembered(events_left(home.ledger))


def remembered(events: Iterable[Event]) -> Remembered:
    """What `events` tell of a round."""
    in_order = tuple(events)
    hashes = (event.fact("sha256") for event in in_order if event.kind == "returned")
    return Remembered(
        rulings=rulings_in(in_order),
        returned_hashes=frozenset(sha256 for sha256 in hashes if isinstance(sha256, str)),
        reminded=tuple(
            (event.whose, str(event.fact("day") or event.when[:10]))
            for event in in_order
            if event.kind == "reminded"
        ),
        issued=frozenset(event.whose for event in in_order if event.kind == "issued"),
    )
