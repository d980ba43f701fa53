"""What would count if the round were scored now, and who has not answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from dxassess.cli.terminal import console, texts
from dxassess.places.provinces import province_of
from dxassess.places.register import DEPARTMENT
from dxassess.wording.wording import MISSING

if TYPE_CHECKING:
    from dxassess.intake.submission import Submission
    from dxassess.places.register import Entry
    from dxassess.round.received import Received
    from dxassess.round.standing import RoundStanding

_NAMED = 4


def print_standing(standing: RoundStanding, *, every: bool) -> None:
    """A row for every province: facilities that count of those registered, those without a score as they
    answered too little, whether the department counts, and who is silent: a few codes, or `every` one with
    its name."""
    round_ = standing.received
    if not round_.provinces:
        return
    say = texts()
    table = Table(box=SIMPLE_HEAD, title=say.text("standing.title"), title_justify="left", pad_edge=False)
    table.add_column(say.text("standing.province"))
    for head in ("counted", "unscored"):
        table.add_column(say.text(f"standing.{head}"), justify="right")
    table.add_column(say.text("standing.department"), justify="center")
    table.add_column(say.text("standing.silent"), overflow="fold")
    for key in round_.provinces:
        table.add_row(*_row(standing, key, every=every))
    if not every:
        table.caption, table.caption_justify = say.text("standing.names"), "left"
    console().print(table)


def _row(standing: RoundStanding, key: str, *, every: bool) -> tuple[str, ...]:
    say, place, round_ = texts(), province_of(key), standing.received
    submissions = [s for s in round_.counting if s.facts.province_key == key]
    facility_files = [s.file for s in submissions if s.respondent == "facility"]
    silent = [e for e in round_.silent if e.province == key and e.type != DEPARTMENT]
    sizes = round_.register_.sizes(key) if round_.register_ else None
    answered = len(facility_files) < len(submissions)
    strangers = sum(s.respondent == "facility" and _is_stranger(s, round_) for s in submissions)
    further = " " + say.text("standing.strangers", n=strangers) if strangers else ""
    registered = say.number(sum(sizes.values()) if sizes else None)
    return (
        escape(place.name if place else key),
        f"{len(facility_files) - strangers}/{registered}{further}",
        str(sum(file in standing.unscored for file in facility_files) or ""),
        say.text("standing.yes") if answered else MISSING,
        escape(_names(silent, every=every)),
    )


def _is_stranger(submission: Submission, round_: Received) -> bool:
    """Whether a facility counts that is not in the register: it is none of those that were to answer."""
    register = round_.register_
    return register is not None and submission.facts.facility_code not in register.entry_by_code


def _names(silent: Sequence[Entry], *, every: bool) -> str:
    """Every code and name, or a few codes: on a narrow terminal names would push the table off the screen."""
    if every:
        return "; ".join(f"{entry.code} {entry.name}" for entry in silent)
    further = len(silent) - _NAMED
    first_codes = ", ".join(entry.code for entry in silent[:_NAMED])
    return first_codes + (texts().text("standing.more", n=further) if further > 0 else "")
