"""The targets that were set for systems: which are met and how far the others are, in a sentence for page
one too."""

from __future__ import annotations

from dxassess.insight.systems import SystemRow
from dxassess.questionnaire.tolerance import reaches
from dxassess.report.value.say import count, listed, percent, say
from dxassess.report.value.tally import tally
from dxassess.report.value.words import Message
from dxassess.report.view import View


def by_distance(view: View, rows: list[SystemRow]) -> list[SystemRow]:
    """The rows farthest below their target first, those that are not known or not shown last."""

    def distance(row: SystemRow) -> tuple[bool, float]:
        is_unknown = row.value is None or row.target is None or is_small(view, row)
        return is_unknown, 0.0 if is_unknown else (row.value or 0.0) - (row.target or 0.0)

    return sorted(rows, key=distance)


def is_reached(view: View, row: SystemRow) -> bool | None:
    """Whether a target is met; None: not known, or not for these readers."""
    if row.target is None or row.value is None or is_small(view, row):
        return None
    return reaches(row.value, row.target)


def is_small(view: View, row: SystemRow) -> bool:
    """Whether a measure is about too few facilities for these readers; the department speaks for itself."""
    return row.measure.kind != "department" and 0 < row.n < view.least


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
