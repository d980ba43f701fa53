"""The targets that were set for systems, for page one: which of them are missed."""

from __future__ import annotations

from dxassess.report.sections.systems import by_distance, is_reached
from dxassess.report.value.say import count, listed, percent, say
from dxassess.report.value.tally import tally
from dxassess.report.value.words import Message
from dxassess.report.view import View


def targets_sentence(view: View, key: str) -> tuple[Message, ...]:
    """How many of the targets of a province are missed, and each of them by name with what is reached, the
    farthest first; nothing where no target is known to be met or missed."""
    rows = [row for row in view.analysis.systems[key] if row.target is not None]
    known = tally(is_reached(view, row) for row in rows)
    missed = [row for row in by_distance(view, rows) if is_reached(view, row) is False]
    if not known.known:
        return ()
    if not missed:
        return (say("targets.met", n=count(known.known)),)
    names = [
        say(
            "targets.part",
            name=say(f"target.{row.measure.item}"),
            value=percent(row.value),
            target=percent(row.target),
        )
        for row in missed
    ]
    return (say("targets.missed", n=count(len(missed)), total=count(known.known), targets=listed(names)),)
