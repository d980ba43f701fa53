"""What a desk decided about files and respondents, and why: it counts, it is left out, it is a visit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

from dxassess.findings.finding import Place, finding
from dxassess.forms.stamp import parent_of
from dxassess.frozen import Frozen
from dxassess.intake.submission import FileOutcome, Submission
from dxassess.ledger.event import Event
from dxassess.places.register import DEPARTMENT, Entry
from dxassess.round.corrected import parent_named

RulingKind = Literal["this", "leave-out", "visited"]
"""This file, or this respondent, counts; it does not count; the file is the record of a visit."""


class Ruling(Frozen):
    """A decision about a file, known by its SHA-256 so that its name may change, or where `sha256` is "",
    about all that a respondent sent; `file` is what it was called then. `whose` and `when` are as in an
    Event."""

    kind: RulingKind
    when: str = ""
    whose: str
    file: str = ""
    sha256: str = ""
    because: str
    by: str


class Rulings(Frozen):
    """All decisions of a round, the earliest first: of two about the same thing the later one holds.
    `receipts` are the moments at which files were first seen, by SHA-256."""

    all: tuple[Ruling, ...] = ()
    receipts: tuple[tuple[str, str], ...] = ()

    @property
    def mark(self) -> str:
        """What stands for them and for all that they say of files. Of the moments those count that came
        before the last decision: whatever comes later came later than all of them."""
        last = max((ruling.when for ruling in self.all), default="")
        before = sorted(receipt for receipt in self.receipts if receipt[1] <= last)
        return repr((*(ruling.model_dump_json() for ruling in self.all), *before))

    def came_later(self, sha256: str | None, ruling: Ruling) -> bool:
        """Whether a file came after a decision; so did one that the ledger does not know yet."""
        moments = [when for received, when in self.receipts if received == sha256]
        return all(when > ruling.when for when in moments)

    def of(self, outcome: FileOutcome) -> Ruling | None:
        """What holds for a file: what was decided last about it or about its respondent; None where nothing
        was."""
        whose = whose_of(outcome.submission) if outcome.submission else None
        about = (
            ruling
            for ruling in reversed(self.all)
            if (ruling.sha256 == outcome.sha256 if ruling.sha256 else ruling.whose == whose)
        )
        return next(about, None)

    @property
    def in_force(self) -> tuple[Ruling, ...]:
        """What holds: the last decision about each file and each respondent, but none about a file from
        before one about all that its respondent sent."""
        holding: dict[tuple[str, str], Ruling] = {}
        for ruling in self.all:
            if not ruling.sha256:
                holding = {about: one for about, one in holding.items() if one.whose != ruling.whose}
            holding[ruling.sha256, ruling.whose if not ruling.sha256 else ""] = ruling
        return tuple(holding.values())

    def left_out(self, whose: str) -> bool:
        """Whether it was decided that a respondent does not count, whatever it sends."""
        return any(one.kind == "leave-out" and not one.sha256 and one.whose == whose for one in self.in_force)

    def visits(self, outcomes: Iterable[FileOutcome]) -> frozenset[str]:
        """The files among `outcomes` that were decided to be records of visits."""
        return frozenset(o.file for o in outcomes if (ruling := self.of(o)) and ruling.kind == "visited")

    def vouched(self, outcomes: Iterable[FileOutcome]) -> frozenset[str]:
        """The files among `outcomes` that were decided to count, whatever is odd about them."""
        return frozenset(o.file for o in outcomes if (ruling := self.of(o)) and ruling.kind == "this")


NO_RULINGS = Rulings()


def rulings_in(events: Iterable[Event]) -> Rulings:
    """The decisions among `events`, in their order, with what they tell of receipts."""
    in_order = tuple(events)
    rulings = (_ruling(event) for event in in_order if event.kind == "decided")
    return Rulings(
        all=tuple(ruling for ruling in rulings if ruling is not None),
        receipts=tuple(
            (str(event.fact("sha256")), event.when) for event in in_order if event.kind == "received"
        ),
    )


def _ruling(event: Event) -> Ruling | None:
    kind = next((kind for kind in get_args(RulingKind) if kind == event.fact("decision")), None)
    if kind is None:
        return None
    texts = {name: str(event.fact(name) or "") for name in ("file", "sha256", "because", "by")}
    return Ruling(kind=kind, when=event.when, whose=event.whose, **texts)


def whose_of(submission: Submission) -> str:
    """Whose a submission is, as events say it: a department without a code by its province."""
    respondent, sender = submission.sender
    if respondent == "department":
        return f"{DEPARTMENT}:{submission.facts.facility_code or sender}"
    return sender


def whose_entry(entry: Entry) -> str:
    """Whose the submission of a line of the register is, as events say it."""
    return f"{DEPARTMENT}:{entry.code}" if entry.type == DEPARTMENT else entry.code


def apply_rulings(outcomes: Iterable[FileOutcome], rulings: Rulings) -> tuple[FileOutcome, ...]:
    """The outcomes in the same order, without the submissions that were decided to be left out, and without
    those beside which another file of their respondent was decided to count; what was corrected of that one
    later comes in its place. A file that could not be used and was left out is settled: it asks nobody for
    anything any more."""
    if not rulings.all:
        return tuple(outcomes)
    left = tuple(_left_out(outcome, rulings.of(outcome)) for outcome in outcomes)
    chosen = {
        whose_of(outcome.submission): (outcome, ruling)
        for ruling in rulings.all
        for outcome in left
        if outcome.submission is not None
        and ruling.kind == "this"
        and ruling.sha256 == outcome.sha256
        and rulings.of(outcome) == ruling
    }
    apart = rulings.visits(left)
    for counts, ruling in chosen.values():
        apart |= _corrections(counts, [o for o in left if rulings.came_later(o.sha256, ruling)])
    return tuple(o if o.file in apart else _beside(o, chosen) for o in left)


def _corrections(of: FileOutcome, later_files: Sequence[FileOutcome]) -> frozenset[str]:
    """The files that were made of one and of its corrections."""
    names, files = {parent_of(of.sha256)}, set[str]()
    for _ in later_files:  # a chain is no longer than the number of files
        for outcome in later_files:
            if outcome.submission is not None and parent_named(outcome.submission) in names:
                names.add(parent_of(outcome.sha256))
                files.add(outcome.file)
    return frozenset(files)


def _left_out(outcome: FileOutcome, ruling: Ruling | None) -> FileOutcome:
    if ruling is None or ruling.kind != "leave-out":
        return outcome
    place = Place(file=outcome.file)
    settled = outcome.model_copy(update={"status": "accepted", "findings": ()})
    return settled.set_aside(finding("LEFT_OUT", place, found=ruling.because, expected=ruling.by))


def _beside(outcome: FileOutcome, chosen: Mapping[str, tuple[FileOutcome, Ruling]]) -> FileOutcome:
    choice = chosen.get(whose_of(outcome.submission)) if outcome.submission else None
    if choice is None or choice[0].file == outcome.file:
        return outcome
    return outcome.set_aside(finding("ANOTHER_CHOSEN", Place(file=outcome.file), found=choice[0].file))
