"""Acts of law: from when until when, whom they bind, by when, and what follows them.

`data/law.csv` has a row for each act, or for each part of one that has a deadline of its own. Law changes and
code should not: whoever keeps the file needs no programmer. All days are ISO dates, which compare as text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from typing import Literal

from dxassess.files.resources import resource_folder
from dxassess.frozen import Frozen
from dxassess.law.columns import text_in
from dxassess.questionnaire.kinds import Text

ActKind = Literal["duty", "frame", "target"]
ActStanding = Literal["coming", "in_force", "over"]


class Act(Frozen):
    """An act or a part of one. `kind`: a "duty" binds, a "frame" orders without asking for a result, a
    "target" is aimed at and has no sanction. It is in force from `since` to `until` (None: no end known),
    both included; `replaced_by` is the id of what follows. `binds` are facility types or "department", `only`
    narrows them in words ("insurance contract"). `deadline` is the last day to comply, if there is one.
    `confidence` says how well the dates are known."""

    id: str
    kind: ActKind
    title: Text
    issuer: str
    since: str
    until: str | None
    replaced_by: str | None
    binds: tuple[str, ...]
    only: str
    deadline: str | None
    what: Text
    source: str
    confidence: Literal["high", "medium", "low"]

    def standing(self, day: str) -> ActStanding:
        """Whether it is to come, in force or over on a day."""
        if day < self.since:
            return "coming"
        return "over" if self.until is not None and day > self.until else "in_force"

    def binds_on(self, day: str, kind: str) -> bool:
        """Whether it is a duty of a facility type (or of a "department") on a day."""
        return self.kind == "duty" and kind in self.binds and self.standing(day) == "in_force"


@cache
def acts() -> dict[str, Act]:
    """All acts by id, in the order of the file."""
    with (resource_folder("data") / "law.csv").open(encoding="utf-8", newline="") as stream:
        return {row["id"]: _act(row) for row in csv.DictReader(stream)}


def duties(ids: Iterable[str], *, kind: str, day: str) -> tuple[Act, ...]:
    """Of the acts `ids` those that bind a facility type (or a "department") on `day`, in the order of their
    deadlines, those without one last. An id that the file does not have binds nobody."""
    binding = (act_ for code in ids if (act_ := acts().get(code)) is not None and act_.binds_on(day, kind))
    return tuple(sorted(binding, key=lambda act: (act.deadline is None, act.deadline or "", act.id)))


def _act(row: dict[str, str]) -> Act:
    return Act.model_validate(
        {
            "id": row["id"],
            "kind": row["kind"],
            "title": text_in(row, "title", file="law.csv"),
            "issuer": row["issuer"],
            "since": row["in_force_from"],
            "until": row["in_force_until"] or None,
            "replaced_by": row["replaced_by"] or None,
            "binds": tuple(row["binds"].split()),
            "only": row["only"],
            "deadline": row["deadline"] or None,
            "what": text_in(row, "what", file="law.csv"),
            "source": row["source"],
            "confidence": row["confidence"],
        }
    )
