"""What the ledger of a round knows that its files do not say: decisions, and what was given back."""

from __future__ import annotations

from collections.abc import Iterable

from dxassess.frozen import Frozen
from dxassess.ledger.event import Event
from dxassess.round.rulings import NO_RULINGS, Rulings, rulings_in


class Remembered(Frozen):
    """The decisions of a round, and the SHA-256 of the files of which marked copies or letters went back."""

    rulings: Rulings = NO_RULINGS
    returned_hashes: frozenset[str] = frozenset()


NOTHING = Remembered()
"""What is known of a bare folder."""


def remembered(events: Iterable[Event]) -> Remembered:
    """What `events` tell of a round."""
    in_order = tuple(events)
    hashes = (event.fact("sha256") for event in in_order if event.kind == "returned")
    return Remembered(
        rulings=rulings_in(in_order),
        returned_hashes=frozenset(sha256 for sha256 in hashes if isinstance(sha256, str)),
    )
