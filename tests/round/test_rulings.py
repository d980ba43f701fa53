"""What a desk decides is told and can be undone, and a file is known by its bytes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.round.small_forms import SHARE, form, with_code

from dxassess.findings.finding import Place, finding
from dxassess.intake.submission import FileOutcome
from dxassess.ledger.event import Event, EventKind, event
from dxassess.round.remembered import remembered
from dxassess.round.rulings import Rulings, apply_rulings, rulings_in
from dxassess.round.select import select_submissions
from dxassess.round.states import state_counts, state_of
from dxassess.round.visits import select_with_visits

CODE = "00001"
A, B = (
    with_code(form("a", "2023-10-01", {SHARE: 50.0}), CODE),
    with_code(form("b", "2023-10-01", {SHARE: 60.0}), CODE),
)
REFUSED = FileOutcome(
    file="c", size=1, sha256="c", status="rejected", findings=(finding("CORRUPT", Place(file="c")),)
)


def decided(*decisions: tuple[str, str]) -> Rulings:
    """Decisions in this order: what, and about the file of which hash or ("") about the facility. "received"
    is none: a file came then."""
    start = datetime(2023, 10, 1, tzinfo=UTC)
    events: list[Event] = []
    for n, (what, sha256) in enumerate(decisions):
        facts = {"decision": what, "sha256": sha256, "because": "đã gọi điện", "by": "Phòng Y"}
        kind: EventKind = "received" if what == "received" else "decided"
        events.append(event(kind, when=start + timedelta(hours=n), whose=CODE, facts=facts))
    return rulings_in(events)


def ended(rulings: Rulings, *forms: FileOutcome) -> dict[str, tuple[str, set[str]]]:
    outcomes, _ = select_with_visits(apply_rulings(forms, rulings), scored="self", rulings=rulings)
    return {o.file: (o.status, {f.code for f in o.findings}) for o in outcomes}


def test_the_one_that_was_chosen_counts_alone() -> None:
    assert "VERSIONS_DIFFER" in ended(decided(), A, B)["a"][1]
    assert ended(decided(("this", "b")), A, B) == {
        "a": ("ignored", {"ANOTHER_CHOSEN"}),
        "b": ("accepted", set()),
    }


@pytest.mark.parametrize("about", ["a", ""])
def test_what_is_left_out_says_why_and_who_decided(about: str) -> None:
    (left,) = apply_rulings([A], decided(("leave-out", about)))
    assert left.submission is None
    (told,) = left.findings
    assert (told.code, told.found, told.expected) == ("LEFT_OUT", "đã gọi điện", "Phòng Y")
    assert state_of(left) == "left_out"


def test_another_decision_undoes_the_first() -> None:
    plain = ended(decided(), A, B)
    assert ended(decided(("leave-out", ""), ("this", "")), A, B) == plain
    assert ended(decided(("this", "a"), ("this", "b")), A, B)["a"][1] == {"ANOTHER_CHOSEN"}
    assert ended(decided(("this", "b"), ("leave-out", "b")), A, B) == {
        "a": ("accepted", set()),
        "b": ("ignored", {"LEFT_OUT"}),
    }
    assert ended(decided(("visited", "b"), ("this", "b")), A, B)["a"][1] == {"ANOTHER_CHOSEN"}


def test_a_file_is_known_by_its_bytes() -> None:
    renamed = B.model_copy(update={"file": "z"})
    assert ended(decided(("this", "b")), A, renamed)["a"][1] == {"ANOTHER_CHOSEN"}
    (left,) = apply_rulings([REFUSED], decided(("leave-out", "c")))
    assert (left.status, [f.code for f in left.findings]) == ("ignored", ["LEFT_OUT"])


def test_a_record_of_a_visit_is_none_of_the_forms() -> None:
    rulings = decided(("visited", "b"))
    outcomes, (visit,) = select_with_visits(
        apply_rulings([A, B], rulings), scored="verified", rulings=rulings
    )
    assert (visit.file, visit.visit_file) == ("a", "b")
    assert [o.file for o in outcomes if o.submission] == ["a"]
    seen = with_code(form("kiem tra/b", "2023-10-01", {SHARE: 60.0}), CODE)
    rulings = decided(("this", "kiem tra/b"))
    assert ended(rulings, A, seen)["a"][1] == {"ANOTHER_CHOSEN"}


def test_every_submission_has_one_state() -> None:
    doubtful = with_code(form("d", None, {}, failed=SHARE), "00004")
    parent = with_code(form("e", None, {}, copy=1), "00005")
    copy = with_code(form("f", None, {}, copy=2, parent="e"), "00005")
    note = FileOutcome(file="n", size=1, sha256="n", status="ignored")
    outcomes = select_submissions(
        [A, A.model_copy(update={"file": "a (1)"}), REFUSED, doubtful, parent, copy, note]
    )
    returned_hashes = remembered(
        [event("returned", when=datetime(2023, 10, 1, tzinfo=UTC), facts={"sha256": "c"})]
    ).returned_hashes
    assert {o.file: state_of(o, returned_hashes) for o in outcomes} == {
        "a": "accepted",
        "a (1)": "received",
        "c": "returned",
        "d": "doubtful",
        "e": "corrected",
        "f": "accepted",
        "n": None,
    }
    assert sum(state_counts(outcomes).values()) == len(outcomes) - 1


def test_what_holds_is_the_last_word_about_each_file_and_respondent() -> None:
    rulings = decided(("leave-out", "a"), ("this", "b"), ("leave-out", "b"))
    assert [(one.kind, one.sha256) for one in rulings.in_force] == [("leave-out", "a"), ("leave-out", "b")]
    undone = decided(("leave-out", "a"), ("leave-out", ""), ("this", ""))
    assert [(one.kind, one.sha256) for one in undone.in_force] == [("this", "")]
    assert not undone.left_out(CODE)
    assert decided(("leave-out", "")).left_out(CODE)
    assert not decided(("leave-out", "a")).left_out(CODE)


def test_a_correction_that_came_after_the_decision_takes_the_place_of_what_was_chosen() -> None:
    """One that was there before was decided against."""
    chosen = with_code(form("a", "2023-10-01", {SHARE: 50.0}, copy=1), CODE)
    copy = with_code(form("c", "2023-10-01", {SHARE: 70.0}, copy=2, parent="a"), CODE)
    next_copy = with_code(form("d", "2023-10-01", {SHARE: 80.0}, copy=3, parent="c"), CODE)
    for rulings in (decided(("this", "a")), decided(("this", "a"), ("received", "c"), ("received", "d"))):
        told = ended(rulings, chosen, B, copy, next_copy)
        assert {file: codes for file, (_, codes) in told.items()} == {
            "a": {"CORRECTED"},
            "b": {"ANOTHER_CHOSEN"},
            "c": {"CORRECTED"},
            "d": set(),
        }
    before = decided(("received", "c"), ("this", "a"))
    assert ended(before, chosen, copy) == {"a": ("accepted", set()), "c": ("ignored", {"ANOTHER_CHOSEN"})}


def test_a_word_about_the_facility_undoes_those_about_its_files() -> None:
    assert ended(decided(("this", "b"), ("this", "")), A, B) == ended(decided(), A, B)
