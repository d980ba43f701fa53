"""A kind of damage: what is done, and the worst that may come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from tests.intake.damage.answering import Luck, Typed
from tests.intake.damage.filled import Filled, Spot, put

Verdict = Literal["exact", "with a finding", "asked", "refused", "guessed", "stale", "lost", "WRONG"]
VERDICTS: tuple[Verdict, ...] = (
    "exact", "with a finding", "asked", "refused", "guessed", "stale", "lost", "WRONG",
)  # fmt: skip
"""From good to bad. `guessed` is a wrong value with a finding on it; the last three have none."""
SILENT: frozenset[Verdict] = frozenset(("stale", "lost", "WRONG"))
Do = Callable[[Filled, Luck], None]
Files = Mapping[str, bytes]


def as_it_is(form: Filled, _luck: Luck) -> Files:
    """The form alone, under its own name."""
    return {"a.xlsx": form.save()}


class Kind(NamedTuple):
    """A kind of damage. It changes the form and says what a careful human then reads; `worst` is the worst
    verdict on an answer that such a human would put up with. `send` makes the files that come back: the form
    alone, unless it says otherwise. `known` says why the program must fall short of it. `ratios` of what only
    hospitals are asked. `newer`: it comes back in a round that asks the newer version."""

    name: str
    do: Do
    worst: Verdict = "with a finding"
    send: Callable[[Filled, Luck], Files] = as_it_is
    known: str = ""
    ratios: bool = False
    newer: bool = False


def nothing(_form: Filled, _luck: Luck) -> None:
    """Sent back as it was filled in."""


def each(*types: str, typed: Callable[[Spot], Typed | None]) -> Do:
    """All answers of these types typed otherwise; None leaves one as it is."""

    def do(form: Filled, _luck: Luck) -> None:
        for spot in form.of(*types):
            value = typed(spot)
            if value is not None:
                put(spot.cell, value)

    return do


def doubtful(*types: str, typed: Callable[[Spot], Typed], count: int = 2, options: int = 0) -> Do:
    """A few answers of these types typed so that nobody can tell what is meant."""

    def do(form: Filled, luck: Luck) -> None:
        for spot in few(form, luck, *types, count=count, options=options):
            put(spot.cell, typed(spot))
            form.ask(spot)

    return do


def few(form: Filled, luck: Luck, *types: str, count: int = 2, options: int = 0) -> list[Spot]:
    """Some answers of these types, of different sheets where there are as many."""
    spots = form.of(*types, options=options)
    luck.shuffle(spots)
    by_sheet = {spot.sheet.title: spot for spot in spots}
    chosen = list(by_sheet.values())[:count]
    return chosen + [spot for spot in spots if spot not in chosen][: count - len(chosen)]


def number(spot: Spot) -> float:
    """The number that was typed."""
    value = spot.cell.value
    assert isinstance(value, int | float)
    return float(value)


def words(spot: Spot) -> str:
    """The text that was typed."""
    assert isinstance(spot.cell.value, str)
    return spot.cell.value
