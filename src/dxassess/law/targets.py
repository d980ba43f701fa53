"""Targets that were set for a year, as a series: a round is held against the target of its own day."""

from __future__ import annotations

import csv
from functools import cache

from dxassess.files.resources import resource_folder
from dxassess.frozen import Frozen
from dxassess.law.acts import acts
from dxassess.law.columns import text_in
from dxassess.questionnaire.kinds import Text


class Target(Frozen):
    """`share` in [0, 1] of what `name` says, to be reached by the end of `year`; `law` is the act that set it
    ("" where that act is not among the acts)."""

    measure: str
    year: int
    share: float
    law: str
    name: Text
    source: str
    confidence: str


@cache
def targets(measure: str) -> tuple[Target, ...]:
    """The targets of a measure, earliest first; none for a measure that has none."""
    with (resource_folder("data") / "targets.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["measure"] == measure]
    all_targets = (
        Target(
            measure=row["measure"],
            year=int(row["year"]),
            share=float(row["percent"]) / 100,
            law=row["law"],
            name=text_in(row, "name", file="targets.csv"),
            source=row["source"],
            confidence=row["confidence"],
        )
        for row in rows
    )
    return tuple(sorted(all_targets, key=lambda target: target.year))


def target_for(measure: str, day: str) -> Target | None:
    """The target that a round of `day` works towards: that of its own year or the next one set by then; after
    the last, the last, which has then passed. None where there is none."""
    series = [target for target in targets(measure) if _is_set(target, day)]
    coming = [target for target in series if target.year >= int(day[:4])]
    return coming[0] if coming else series[-1] if series else None


def _is_set(target: Target, day: str) -> bool:
    """Whether the act behind it had been issued; a target without one is taken as old."""
    act = acts().get(target.law)
    return act is None or act.standing(day) != "unissued"
