"""Events: the same thing is the same event, and nothing about it can be changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from dxassess.ledger.event import Event, EventFact, event, in_order, stored_event

MORNING = datetime(2026, 3, 2, 8, 15, 30, tzinfo=UTC)
HANOI = timezone(timedelta(hours=7))


def test_the_id_says_what_it_holds() -> None:
    facts: dict[str, EventFact] = {"file": "a.xlsx", "size": 3}
    one = event("received", when=MORNING, whose="01234", facts=facts)
    same = event(
        "received",
        when=datetime(2026, 3, 2, 15, 15, 30, tzinfo=HANOI),
        whose="01234",
        facts={"size": 3, "file": "a.xlsx"},
    )
    assert (one.id, one.when) == (same.id, "2026-03-02T08:15:30Z")
    others = [
        event("received", when=MORNING, whose="01235", facts=facts),
        event("received", when=MORNING, whose="01234", facts={"file": "b.xlsx", "size": 3}),
        event("returned", when=MORNING, whose="01234", facts={"file": "a.xlsx", "size": 3}),
        event(
            "received",
            when=MORNING + timedelta(seconds=1),
            whose="01234",
            facts={"file": "a.xlsx", "size": 3},
        ),
    ]
    assert len({one.id, *(other.id for other in others)}) == 5


def test_what_is_stored_is_the_same_event_again() -> None:
    one = event(
        "decided",
        when=MORNING,
        whose="department:gso2025:80",
        facts={"reason": "Đã gọi điện", "files": ("a.xlsx", "b.xlsx"), "copy": 2, "kept": True, "note": None},
    )
    again = stored_event(one.when, one.kind, one.whose, one.facts_text)
    assert (again, again.id) == (one, one.id)
    assert (one.fact("files"), one.fact("copy"), one.fact("nothing")) == (("a.xlsx", "b.xlsx"), 2, None)


def test_moments_with_and_without_decimals_are_in_order() -> None:
    moments = [MORNING, MORNING + timedelta(milliseconds=250), MORNING + timedelta(seconds=1)]
    events = [event("reminded", when=moment) for moment in moments]
    assert sorted([events[2], events[0], events[1]], key=in_order) == events


@pytest.mark.parametrize(
    "fields",
    [
        ("2026-03-02 08:15", "received", "01234", "{}"),
        ("2026-03-02T08:15:30Z", "eaten", "01234", "{}"),
        ("2026-03-02T08:15:30Z", "received", "01234", "{"),
        ("2026-03-02T08:15:30Z", "received", "01234", '{"a": {"b": 1}}'),
    ],
)
def test_what_is_no_event_is_refused(fields: tuple[str, str, str, str]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of json or of pydantic
        stored_event(*fields)


def test_an_event_cannot_be_changed() -> None:
    one = Event(when="2026-03-02T08:15:30Z", kind="issued")
    with pytest.raises(ValidationError):
        one.whose = "01234"  # type: ignore[misc] # which is the point
