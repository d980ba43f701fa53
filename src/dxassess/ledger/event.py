"""What happened in a round: one thing, at a moment, never changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from dxassess.frozen import Frozen

EventKind = Literal[
    "issued",
    "received",
    "returned",
    "corrected",
    "decided",
    "reminded",
    "written",
    "published",
    "looked",
    "joined",
    "forgotten",
]
EventFact = str | bool | int | float | None | tuple[str, ...]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$")]
"""A second of UTC, "2026-11-27T13:30:05Z", with as many decimals as are known."""

_NO_FACTS: Mapping[str, EventFact] = MappingProxyType({})


class Event(Frozen):
    """`whose` is the code of a facility, `department:` with the province of one, or "" where it concerns the
    round. `facts` are by name in order, without what tells a person apart: no name, telephone or mail of
    anybody (a decision bears the name of a desk)."""

    when: Moment
    kind: EventKind
    whose: str = ""
    facts: tuple[tuple[str, EventFact], ...] = ()

    @cached_property
    def id(self) -> str:
        """The hash of the content: the same thing is the same event in every ledger that has it."""
        content = json.dumps([self.when, self.kind, self.whose, self.facts], ensure_ascii=False)
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def fact(self, name: str) -> EventFact:
        """The fact of this name, None where it was not noted."""
        return dict(self.facts).get(name)

    @property
    def facts_text(self) -> str:
        """The facts as a JSON object."""
        return json.dumps(dict(self.facts), ensure_ascii=False)


def event(
    kind: EventKind, *, when: datetime, whose: str = "", facts: Mapping[str, EventFact] = _NO_FACTS
) -> Event:
    """An event of `when`, a moment that knows its time zone."""
    at = when.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00")
    return Event(when=f"{at.removesuffix('.000000')}Z", kind=kind, whose=whose, facts=_sorted(facts))


def stored_event(when: str, kind: str, whose: str, facts_text: str) -> Event:
    """The event of which these are the stored fields. ValueError where they are those of none."""
    facts = json.loads(facts_text)
    if not isinstance(facts, dict):
        raise TypeError(facts_text)
    known_facts = {name: tuple(fact) if isinstance(fact, list) else fact for name, fact in facts.items()}
    fields = {"when": when, "kind": kind, "whose": whose, "facts": _sorted(known_facts)}
    return Event.model_validate(fields)


def in_order(event_: Event) -> tuple[str, str]:
    """What to sort events by: their moment, and where that is the same their id, in every ledger alike."""
    return event_.when.removesuffix("Z"), event_.id


def _sorted(facts: Mapping[str, EventFact]) -> tuple[tuple[str, EventFact], ...]:
    return tuple(sorted(facts.items()))
