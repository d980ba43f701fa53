"""Acts of law: from when until when, whom they bind, by when, and what follows them.

`data/law.csv` has a row for each act, or for each part of one that has a deadline of its own, and says what
it asks as it was issued; `data/law_changes.csv` says it anew from a later day on, so that nobody is told what
came after. Law changes and code should not: whoever keeps the files needs no programmer. All days are ISO
dates, which compare as text.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Literal

from dxassess.files.resources import resource_folder
from dxassess.frozen import Frozen
from dxassess.law.columns import text_in
from dxassess.questionnaire.kinds import Text
from dxassess.wording.languages import LANGUAGES

ActKind = Literal["duty", "frame", "target"]
ActStanding = Literal["unissued", "coming", "in_force", "over"]
DeadlineState = Literal["none", "ahead", "passed"]
_KINDS: tuple[ActKind, ...] = ("duty", "target", "frame")
_ACTS, _CHANGES = "law.csv", "law_changes.csv"


class LaterWording(Frozen):
    """From the day `since` on, `what` is said of an act instead of what was said before."""

    since: str
    what: Text


class Act(Frozen):
    """An act or a part of one. `kind`: a "duty" binds, a "frame" orders without asking for a result, a
    "target" is aimed at and has no sanction. It existed on the day `issued` at the latest (a number bears the
    year) and is in force from `since` to `until` (None: no end known), both included; `replaced_by` is the id
    of what follows. `binds` are facility types or "department", `only` narrows them in words (None: all of
    them). `deadline` is the last day to comply, if there is one. `what` it asks is worded as on the day when
    it was issued; `later` says it anew, in the order of their days (see `what_on`).
    `confidence` says how well the dates are known."""

    id: str
    kind: ActKind
    title: Text
    issuer: str
    issued: str
    since: str
    until: str | None
    replaced_by: str | None
    binds: tuple[str, ...]
    only: Text | None
    deadline: str | None
    what: Text
    later: tuple[LaterWording, ...]
    source: str
    confidence: Literal["high", "medium", "low"]

    def standing(self, day: str) -> ActStanding:
        """Whether it is to come, in force or over on a day; "unissued" while nobody could know of it."""
        if day < self.since:
            return "coming" if day >= self.issued else "unissued"
        return "over" if self.until is not None and day > self.until else "in_force"

    def what_on(self, day: str) -> Text:
        """What it asks, as it could be told on a day; with what came later only from its day on."""
        known = [wording.what for wording in self.later if wording.since <= day]
        return known[-1] if known else self.what

    def deadline_on(self, day: str) -> DeadlineState:
        """Whether its deadline lies ahead of a day, that day included, or has passed; none where it had to be
        met from the first day on."""
        if self.deadline is None or self.deadline <= self.since:
            return "none"
        return "ahead" if day <= self.deadline else "passed"

    def binds_on(self, day: str, kind: str) -> bool:
        """Whether it is a duty of a facility type (or of a "department") on a day."""
        return self.kind == "duty" and kind in self.binds and self.standing(day) == "in_force"


@cache
def acts() -> dict[str, Act]:
    """All acts by id, in the order of the file."""
    changes = sorted(_rows(_CHANGES), key=lambda row: row["from"])
    return {
        row["id"]: _act(row, [change for change in changes if change["id"] == row["id"]])
        for row in _rows(_ACTS)
    }


def duties(ids: Iterable[str], *, kind: str, day: str) -> tuple[Act, ...]:
    """Those of the acts `ids` that bind a facility type (or a "department") on `day`, in the order of their
    deadlines, those without one last. An id that the file does not have binds nobody."""
    binding = (act_ for code in ids if (act_ := acts().get(code)) is not None and act_.binds_on(day, kind))
    return tuple(sorted(binding, key=lambda act: (act.deadline is None, act.deadline or "", act.id)))


def told(ids: Iterable[str], *, kind: str | None, day: str, most: int = 2) -> tuple[Act, ...]:
    """Of the acts `ids` those that a reader of `day` is told of: `most` of the weightiest kind in force,
    duties before targets before frames; where none is in force, those to come. Deadlines ahead stand first,
    then passed ones. Only what concerns a facility type (or a "department") where `kind` names one. On a day
    that is not known ("") nothing."""
    known = [acts()[code] for code in ids if code in acts() and day]
    mine = [act for act in known if kind is None or kind in act.binds]
    for standing in ("in_force", "coming"):
        for weight in _KINDS:
            weightiest = [act for act in mine if act.kind == weight and act.standing(day) == standing]
            if weightiest:
                return tuple(sorted(weightiest, key=lambda act: _urgency(act, day))[:most])
    return ()


def turning_days(ids: Iterable[str]) -> tuple[str, ...]:
    """The days from which on something else may be told of these acts, in order."""
    days: set[str] = set()
    for act in (acts()[code] for code in ids if code in acts()):
        ends = [end for end in (act.until, act.deadline) if end is not None]
        days |= {act.issued, act.since, *(_day_after(end) for end in ends)}
    return tuple(sorted(days))


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _urgency(act: Act, day: str) -> tuple[int, str, str]:
    return ("ahead", "passed", "none").index(act.deadline_on(day)), act.deadline or "", act.id


def _rows(file: str) -> list[dict[str, str]]:
    with (resource_folder("data") / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _act(row: dict[str, str], changes: Sequence[dict[str, str]]) -> Act:
    return Act.model_validate(
        {
            "id": row["id"],
            "kind": row["kind"],
            "title": text_in(row, "title", file=_ACTS),
            "issuer": row["issuer"],
            "issued": row["issued"] or row["in_force_from"],
            "since": row["in_force_from"],
            "until": row["in_force_until"] or None,
            "replaced_by": row["replaced_by"] or None,
            "binds": tuple(row["binds"].split()),
            "only": _only(row),
            "deadline": row["deadline"] or None,
            "what": text_in(row, "what", file=_ACTS),
            "later": tuple(
                LaterWording(since=change["from"], what=text_in(change, "what", file=_CHANGES))
                for change in changes
            ),
            "source": row["source"],
            "confidence": row["confidence"],
        }
    )


def _only(row: dict[str, str]) -> Text | None:
    """What narrows whom an act binds, where something does."""
    if not row[f"only_{LANGUAGES[0]}"]:
        return None
    return text_in(row, "only", file=_ACTS)
