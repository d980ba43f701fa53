"""What to do next in a round, from where everybody stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from dxassess.round.received import Received
from dxassess.round.whereabouts import Whereabouts

NextStep = Literal["register", "forms", "return", "remind", "report"]
"""Name the register; issue forms; give back what has to be corrected; remind who has not answered; make the
reports."""


def next_step(received: Received, everybody: Sequence[Whereabouts], *, today: date) -> NextStep:
    """The first of these that is not done. Who was reminded today is not reminded again."""
    if received.register_ is None:
        return "register"
    states = {one.state for one in everybody}
    if states <= {"silent", "left_out"} and not any(one.issued for one in everybody):
        return "forms"
    if "doubtful" in states:
        return "return"
    reminded_codes = {code for code, day in received.memory.reminded if day >= today.isoformat()}
    owing = [one.entry.code for one in everybody if one.state in ("silent", "returned")]
    return "report" if set(owing) <= reminded_codes else "remind"
