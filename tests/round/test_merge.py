"""Several forms of one respondent: a later answer counts, a blank erases nothing, a conflict costs itself."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.round.small_forms import SHARE, YES, form, with_code
from tests.scoring import small

from dxassess.findings.finding import Place, finding
from dxassess.intake.submission import FileOutcome
from dxassess.round.select import select_submissions


def merged(*forms: FileOutcome) -> tuple[dict[str, object], set[tuple[str, str | None]], str]:
    """The answers that count, the findings of the merge, and the file that they are told of."""
    (counted,) = [outcome for outcome in select_submissions(forms) if outcome.submission is not None]
    assert counted.submission is not None
    answers: dict[str, object] = {
        a.item: a.value for a in counted.submission.answers if a.state == "answered"
    }
    return answers, {(f.code, f.item) for f in counted.findings}, counted.file


def test_a_later_answer_counts_and_is_listed() -> None:
    for order in permutations(
        [form("a", "2023-10-01", {SHARE: 50.0}), form("b", "2023-10-02", {SHARE: 60.0})]
    ):
        answers, told, file = merged(*order)
        assert (answers[SHARE], told, file) == (60.0, {("ANSWER_UPDATED", SHARE)}, "b")


def test_a_blank_never_erases() -> None:
    blank = dict.fromkeys(("C1.1.1", SHARE, YES, "C2.1.1"))
    answers, told, _ = merged(form("a", "2023-10-01", {}), form("b", "2023-10-09", {**blank, SHARE: 60.0}))
    assert answers == {"C1.1.1": "1", SHARE: 60.0, YES: True, "C2.1.1": 80.0}
    assert told == {("ANSWER_UPDATED", SHARE)}


@pytest.mark.parametrize(
    "days", [(None, "2023-10-01"), ("2023-10-01", None), (None, None), ("2023-10-01",) * 2]
)
def test_an_uncertain_order_costs_the_differing_answers_alone(days: tuple[str | None, str | None]) -> None:
    answers, told, _ = merged(form("a", days[0], {SHARE: 50.0}), form("b", days[1], {SHARE: 60.0}))
    assert SHARE not in answers
    assert answers[YES] is True
    assert told == {("VERSIONS_DIFFER", SHARE)}


def test_a_corrected_copy_is_later_whatever_the_day_says() -> None:
    first, second = form("a", "2023-10-09", {SHARE: 50.0}, copy=1), form("b", None, {SHARE: 60.0}, copy=2)
    answers, told, file = merged(first, second)
    assert (answers[SHARE], told, file) == (60.0, {("ANSWER_UPDATED", SHARE)}, "b")


def test_what_could_not_be_read_later_does_not_leave_the_old_answer() -> None:
    old, new = form("a", "2023-10-01", {SHARE: 50.0}), form("b", "2023-10-02", {SHARE: None}, failed=SHARE)
    answers, told, _ = merged(old, new)
    assert SHARE not in answers
    assert ("VERSIONS_DIFFER", SHARE) in told
    answers, _, _ = merged(form("a", "2023-10-03", {SHARE: 50.0}), new)
    assert answers[SHARE] == 50.0


def test_three_forms_take_what_each_said_last() -> None:
    forms = [
        form("a", "2023-10-01", {SHARE: 50.0, YES: False}),
        form("b", "2023-10-02", {SHARE: 60.0, YES: None}),
        form("c", "2023-10-03", {SHARE: None, YES: None, "C2.1.1": 90.0}),
    ]
    for order in permutations(forms):
        answers, _, file = merged(*order)
        assert (answers[SHARE], answers[YES], answers["C2.1.1"], file) == (60.0, False, 90.0, "c")


def ended(*forms: FileOutcome) -> dict[str, set[str]]:
    """What is told of each file that does not count."""
    return {o.file: {f.code for f in o.findings} for o in select_submissions(forms) if o.submission is None}


@pytest.mark.parametrize("day", [None, "2023-10-01", "2023-10-09", "2023-10-12"])
def test_a_correction_replaces_its_parent_whatever_its_day(day: str | None) -> None:
    """Blanks too: in the copy stood all that its parent said."""
    parent = form("a", "2023-10-09", {SHARE: 50.0, YES: True}, copy=1, failed=SHARE)
    copy = form("b", day, {SHARE: 60.0, YES: None}, copy=2, parent="a")
    for order in permutations([parent, copy]):
        answers, told, file = merged(*order)
        assert (answers[SHARE], YES in answers, told, file) == (60.0, False, set(), "b")
        assert ended(*order) == {"a": {"CORRECTED"}}


def test_a_correction_of_a_correction_counts_alone() -> None:
    """The days go backwards, the copies forwards; whoever gave the second one back."""
    chain = [
        form("a", "2023-10-09", {SHARE: 50.0}, copy=1),
        form("b", "2023-10-05", {SHARE: 60.0}, copy=2, parent="a"),
        form("c", "2023-10-01", {SHARE: 70.0}, copy=3, parent="b"),
    ]
    for order in permutations(chain):
        answers, told, file = merged(*order)
        assert (answers[SHARE], told, file) == (70.0, set(), "c")
        assert ended(*order) == {"a": {"CORRECTED"}, "b": {"CORRECTED"}}


def test_a_correction_whose_parent_is_gone_counts() -> None:
    first = form("a", "2023-10-09", {SHARE: 50.0, YES: False}, copy=1)
    last = form("c", "2023-10-09", {SHARE: 70.0, YES: None}, copy=3, parent="b")
    assert merged(last) == (merged(last)[0], set(), "c")
    answers, told, file = merged(first, last)
    assert (answers[SHARE], answers[YES], told, file) == (70.0, False, {("ANSWER_UPDATED", SHARE)}, "c")


def test_a_new_form_of_a_later_day_is_later_than_a_correction_of_another_one() -> None:
    new = form("new", "2023-10-20", {SHARE: 80.0}, copy=1)
    copy = form("b", "2023-10-09", {SHARE: 60.0}, copy=2, parent="gone")
    answers, told, file = merged(new, copy)
    assert (answers[SHARE], told, file) == (80.0, {("ANSWER_UPDATED", SHARE)}, "new")


def test_two_corrections_of_one_day_cost_the_answers_that_differ() -> None:
    parent = form("a", "2023-10-09", {SHARE: 50.0}, copy=1)
    one = form("b", "2023-10-09", {SHARE: 60.0}, copy=2, parent="a")
    other = form("c", "2023-10-09", {SHARE: 70.0}, copy=2, parent="a")
    answers, told, _ = merged(parent, one, other)
    assert (SHARE in answers, told) == (False, {("VERSIONS_DIFFER", SHARE)})
    assert ended(parent, one, one.model_copy(update={"file": "b (1)"})) == {
        "a": {"CORRECTED"},
        "b (1)": {"SAME_FILE_TWICE"},
    }


def test_a_parent_that_was_refused_is_settled_by_its_correction() -> None:
    refused = FileOutcome(
        file="a", size=1, sha256="a", status="rejected", findings=(finding("NO_IDENTITY", Place(file="a")),)
    )
    (parent, copy) = select_submissions((refused, form("b", None, {}, copy=2, parent="a")))
    assert (parent.status, [f.code for f in parent.findings]) == ("ignored", ["CORRECTED"])
    assert copy.submission is not None


def test_a_neighbour_that_fills_in_the_copy_of_a_station_does_not_replace_it() -> None:
    own = with_code(form("a", "2023-10-01", {}, copy=1), "00001")
    copy = form("b", "2023-10-01", {SHARE: 60.0}, copy=2, parent="a")
    assert ended(own, with_code(copy, "00002")) == {}
    wrong_code = with_code(own, "00003")
    assert ended(wrong_code, with_code(copy, "00001")) == {"a": {"CORRECTED"}}


RULE = {
    "code": "R1",
    "when": [{"item": "C1.1.1", "is": ["0"]}, {"item": SHARE, "above": 50}],
    "text": small.text("Nothing done, yet more than half."),
    "ask": small.text("Which is true?"),
}


def at_odds(*forms: FileOutcome) -> tuple[list[tuple[str, str | None, str]], str]:
    """What the answers that count say against each other, and how the form ended."""
    asked_with = small.questionnaire(rules=[RULE])
    (counted,) = [o for o in select_submissions(forms, (asked_with,)) if o.submission is not None]
    told: list[tuple[str, str | None, str]] = [
        (f.code, f.item, f.place.file) for f in counted.findings if f.code == "INCONSISTENT"
    ]
    return told, counted.status


def test_rules_hold_for_what_came_in_two_files() -> None:
    nothing = form("a", "2023-10-01", {"C1.1.1": "0", SHARE: None})
    half = form("b", "2023-10-02", {"C1.1.1": None, SHARE: 60.0})
    assert at_odds(nothing, half) == ([("INCONSISTENT", "C1.1.1", "b")], "accepted_with_warnings")


def test_what_another_file_settled_is_at_odds_no_more() -> None:
    broken = form("a", "2023-10-01", {"C1.1.1": "0", SHARE: 60.0, YES: None})
    finding_ = finding("INCONSISTENT", Place(file="b"), item="C1.1.1", found="R1")
    later = form("b", "2023-10-02", {"C1.1.1": "0", SHARE: 40.0})
    later = later.model_copy(update={"findings": (finding_,)})
    assert at_odds(broken, later)[0] == []


def test_a_rule_on_a_count_that_is_not_kept_stays_as_its_file_had_it() -> None:
    rule = {**RULE, "when": [{"item": SHARE, "above": 50}, {"fact": "computers", "above": 5}]}
    fact = {"code": "F20", "key": "computers", "type": "count", "text": small.text("Computers")}
    asked_with = small.questionnaire(rules=[rule], facts=[fact])
    finding_ = finding("INCONSISTENT", Place(file="b"), item=SHARE, found="R1")
    later = form("b", "2023-10-02", {SHARE: 60.0}).model_copy(update={"findings": (finding_,)})
    (counted,) = [
        o
        for o in select_submissions((form("a", "2023-10-01", {SHARE: 50.0}), later), (asked_with,))
        if o.submission is not None
    ]
    assert finding_ in counted.findings
