"""Where everybody stands who was asked: one state for each line of the register."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from dxassess.frozen import Frozen
from dxassess.intake.submission import FileOutcome
from dxassess.ledger.event import Event
from dxassess.places.register import DEPARTMENT, Entry
from dxassess.round.received import Received
from dxassess.round.states import SubmissionState, state_of

RespondentState = Literal[SubmissionState, "silent"]
"""The state of what counts of a respondent, corrected if it stands in the place of one that was given back;
where nothing counts, that of its other files, as far on the way
to counting as any of them is; silent without any file."""

RESPONDENT_STATES: tuple[RespondentState, ...] = (*get_args(SubmissionState), "silent")
_ON_THE_WAY: tuple[SubmissionState, ...] = ("returned", "doubtful", "received", "left_out")


class Whereabouts(Frozen):
    """A line of the register, its state, whether a form was issued to it as far as the ledger knows, and
    whether it `sent` anything: who is left out by a decision may not have."""

    entry: Entry
    state: RespondentState
    issued: bool = False
    sent: bool = False


class ProvinceCounts(Frozen):
    """How many of a province (None: of all) are registered, got a form, sent something, and are in each
    state, in the order of RESPONDENT_STATES."""

    province: str | None
    registered: int
    issued: int
    received: int
    states: tuple[int, ...]

    def in_state(self, state: RespondentState) -> int:
        """How many are in this state."""
        return self.states[RESPONDENT_STATES.index(state)]


def whereabouts(received: Received, events: Iterable[Event] = ()) -> tuple[Whereabouts, ...]:
    """Everybody in the register, by province, then code; nobody without a register. Parts of a facility that
    it answered for are not asked any more."""
    issued_codes = {bare_code(event.whose) for event in events if event.kind == "issued"}
    outcomes: defaultdict[str, list[FileOutcome]] = defaultdict(list)
    for outcome in received.outcomes:
        code = received.sender_by_file.get(outcome.file)
        if code is not None:
            outcomes[code].append(outcome)
    entries = received.register_.entries if received.register_ else ()
    return tuple(
        Whereabouts(
            entry=entry,
            state=_state(entry.code, outcomes[entry.code], received),
            issued=entry.code in issued_codes,
            sent=bool(outcomes[entry.code]),
        )
        for entry in sorted(entries, key=lambda entry: (entry.province, entry.code))
    )


def strays(received: Received) -> tuple[str, ...]:
    """The files that may be submissions and are of nobody in the register, but for those about which it was
    decided that they are left out."""
    registered = received.register_.entry_by_code if received.register_ else {}
    return tuple(
        outcome.file
        for outcome in received.outcomes
        if state_of(outcome) not in (None, "left_out")
        and received.sender_by_file.get(outcome.file) not in registered
    )


def count_by_province(everybody: Iterable[Whereabouts]) -> tuple[ProvinceCounts, ...]:
    """The counts of every province by its key, then those of all."""
    by_province: defaultdict[str, list[Whereabouts]] = defaultdict(list)
    for one in everybody:
        by_province[one.entry.province].append(one)
    all_of_them = [one for ones in by_province.values() for one in ones]
    return (*(_count(key, ones) for key, ones in sorted(by_province.items())), _count(None, all_of_them))


def bare_code(whose: str) -> str:
    """The code of a respondent as an event names it."""
    return whose.removeprefix(f"{DEPARTMENT}:")


def _count(province: str | None, ones: list[Whereabouts]) -> ProvinceCounts:
    counts = Counter(one.state for one in ones)
    return ProvinceCounts(
        province=province,
        registered=len(ones),
        issued=sum(one.issued for one in ones),
        received=sum(one.sent for one in ones),
        states=tuple(counts[state] for state in RESPONDENT_STATES),
    )


def _state(code: str, files: Sequence[FileOutcome], received: Received) -> RespondentState:
    hashes = received.memory.returned_hashes
    states = {state_of(outcome, hashes) for outcome in files}
    counting = next((state_of(outcome, hashes) for outcome in files if outcome.submission is not None), None)
    if counting is not None:
        return "corrected" if counting == "accepted" and "corrected" in states else counting
    if received.memory.rulings.left_out(code):
        return "left_out"
    return next((state for state in _ON_THE_WAY if state in states), "silent")
