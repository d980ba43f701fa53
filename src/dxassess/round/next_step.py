"""What to do next in a round, from where everybody stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from dxassess.round.received import Received
from dxassess.round.rulings import whose_entry
from dxassess.round.whereabouts import Whereabouts

NextStep = Literal["register", "forms", "return", "remind", "wait", "report"]
"""Name the register; issue forms; give back what has to be corrected; remind who has not answered; wait for
what they send; make the reports."""


def next_step(received: Received, everybody: Sequence[Whereabouts], *, today: date) -> NextStep:
    """The first of these that is not done. Who was reminded is not reminded again before the due date is over
    and once after it, without a due date not on the same day; a report is due when that is over and something
    counts."""
    if received.register_ is None:
        return "register"
    states = {one.state for one in everybody}
    if states <= {"silent", "left_out"} and not any(one.issued for one in everybody):
        return "forms"
    if "doubtful" in states:
        return "return"
    owing = {whose_entry(one.entry) for one in everybody if one.state in ("silent", "returned")}
    if not owing <= _reminded(received, today=today):
        return "remind"
    return "wait" if owing and (not received.counting or _is_open(received, today=today)) else "report"


def _reminded(received: Received, *, today: date) -> frozenset[str]:
    """Who was reminded lately enough."""
    due, day = received.settings.due, today.isoformat()
    if _is_open(received, today=today):
        return frozenset(whose for whose, _ in received.memory.reminded)
    if due is not None:
        return frozenset(whose for whose, when in received.memory.reminded if when > due)
    return frozenset(whose for whose, when in received.memory.reminded if when >= day)


def _is_open(received: Received, *, today: date) -> bool:
    """Whether there is a due date that is not over."""
    due = received.settings.due
    return due is not None and today.isoformat() <= due
