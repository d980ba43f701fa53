"""The order of a decision list, by hand (method.md §9)."""

from __future__ import annotations

import pytest

from dxassess.insight.decision import Decision
from dxassess.insight.decision_order import as_planned, in_order_of_need
from dxassess.insight.due_day import due_day
from dxassess.places.register import DEPARTMENT
from dxassess.questionnaire.kinds import Text


def entry(item: str, **changes: object) -> Decision:
    """What earns a point for ten facilities, at no law and no gate; its indicator is its own."""
    facts = {
        "item": item,
        "condition": item[:2].replace("D", "C"),
        "indicator": f"{item}.i",
        "urgency": "gain",
        "owners": (DEPARTMENT,) if item.startswith("D") else ("a",),
        "text": Text.same(item),
        "first_step": None,
        "effort": 1,
        "concerns": 10,
        "then": 1.0,
        "gain": 0.01,
        "rise": 0.02,
        "unlocks": 0,
        "worth": 0.0,
    }
    return Decision.model_validate({**facts, **changes})


def order(*entries: Decision, models_lag: bool = False) -> list[str]:
    return [each.item for each in in_order_of_need(entries, models_lag=models_lag)]


def test_duties_then_gates_then_what_earns_most_for_its_effort() -> None:
    rest = entry("C3.1", gain=0.03)
    hard = entry("C3.2", gain=0.05, effort=2)
    level = entry("C3.3", worth=0.5)  # 1 + 5 x 0.5
    in_force = entry("C3.4", urgency="duty", duties=("x",))
    few, many = (entry(f"C3.{n}", urgency="gate", holds=5, raises=n) for n in (5, 6))
    of_department = entry("D3.1", urgency="gate", concerns=1, holds=1, raises=0)
    late, later = (
        entry(f"C3.{n}", urgency="duty", duties=(f"{n}",), deadline=f"202{n}-01-01") for n in (7, 8)
    )
    expected = [late, later, of_department, many, few, in_force, level, rest, hard]
    assert order(rest, hard, level, in_force, few, many, of_department, later, late) == [
        each.item for each in expected
    ]


def test_a_gate_that_holds_few_or_raises_nobody_stands_behind_those_that_raise() -> None:
    raising = entry("C3.1", urgency="gate", holds=3, raises=1)
    rare = entry("C3.2", holds=2, raises=2, gain=0.05)
    idle = entry("C3.3", urgency="gate", holds=9, raises=0)
    assert order(rare, idle, raising) == ["C3.1", "C3.3", "C3.2"]


def test_an_indicator_enters_once_but_for_gates_and_duties_of_other_acts() -> None:
    facts = {"indicator": "C3.1", "urgency": "duty"}
    first = entry("C3.1.1", **facts, duties=("x",), gain=0.05)
    same_act = entry("C3.1.2", **facts, duties=("x",))
    other_act = entry("C3.1.3", **facts, duties=("x", "y"))
    gate = entry("C3.1.4", indicator="C3.1", urgency="gate", holds=10)
    rest = entry("C3.1.5", indicator="C3.1", gain=0.09)
    assert order(rest, gate, other_act, same_act, first) == ["C3.1.1", "C3.1.3", "C3.1.4"]


@pytest.mark.parametrize("lag", [False, True])
def test_one_good_model_among_the_first_five_unless_the_gap_is_there(lag: bool) -> None:
    models = [entry(f"C5.{n}", gain=0.09) for n in (1, 2, 3)]
    others = [entry(f"C3.{n}") for n in range(1, 7)]
    first = order(*others, *models, models_lag=lag)
    assert sum(item.startswith("C5") for item in first[:5]) == (3 if lag else 1)
    assert set(first) == {each.item for each in (*models, *others)}


def test_department_and_facilities_both_stand_among_the_first_three() -> None:
    gates = [entry(f"C3.{n}", urgency="gate", holds=10, raises=n) for n in (1, 2, 3, 4)]
    own = entry("D4.1", gain=0.001)
    assert order(own, *gates) == ["C3.4", "C3.3", "D4.1", "C3.2", "C3.1"]


def plan(*entries: Decision) -> list[str]:
    return [each.item for each in as_planned(entries)]


def test_a_plan_begins_with_three_then_goes_by_quarters() -> None:
    days = (
        "2024-06-30",
        "2024-06-30",
        "2024-03-31",
        "2024-12-31",
        "2024-03-31",
        None,
        "2024-04-01",
        "2024-01-31",
    )
    entries = [entry(f"C3.{n}", due=day) for n, day in enumerate(days)]
    assert plan(*entries) == [f"C3.{n}" for n in (0, 1, 2, 4, 7, 6, 3, 5)]


def test_behind_the_tenth_the_order_is_that_of_need() -> None:
    entries = [entry(f"C3.{n:02}", due="2024-06-30" if n < 10 else "2024-03-31") for n in range(12)]
    assert plan(*entries) == [f"C3.{n:02}" for n in range(12)]


def test_what_holds_back_is_treated_among_the_first_three_of_both_owners() -> None:
    facilities = [entry(f"C3.{n}") for n in (1, 2, 4)]
    own = entry("D4.1")
    eased = entry("C2.1", eases="C2")
    first, second, last = facilities
    assert plan(first, second, own, last, eased)[:3] == ["C3.1", "D4.1", "C2.1"], "the Department stays"
    by_department = entry("D2.1", eases="C2")
    assert plan(first, second, own, last, by_department)[:3] == ["C3.1", "C3.2", "D2.1"]
    already = entry("C3.2", eases="C3")
    assert plan(first, already, own, last, entry("C3.5", eases="C3"))[:3] == ["C3.1", "C3.2", "D4.1"]


def test_everything_that_holds_back_is_treated_among_the_first_ten() -> None:
    entries = [entry(f"C3.{n:02}") for n in range(14)]
    eased = [entry("C1.1", eases="C1"), entry("C2.1", eases="C2"), entry("C2.2", eases="C2")]
    planned = plan(*entries, *eased)
    assert planned[2] in ("C1.1", "C2.1")
    assert {"C1.1", "C2.1"} <= set(planned[:10])
    assert "C2.2" not in planned[:10]
    assert sorted(planned) == sorted(each.item for each in (*entries, *eased))


@pytest.mark.parametrize(
    ("day", "effort", "deadline", "due"),
    [
        ("2023-10-31", 1, None, "2024-03-31"),
        ("2023-10-31", 2, None, "2024-06-30"),
        ("2023-10-31", 3, None, "2024-12-31"),
        ("2023-10-31", 5, None, "2024-12-31"),
        ("2023-02-01", 3, None, "2024-03-31"),
        ("2023-10-31", 3, "2023-06-30", "2024-03-31"),
        ("2023-10-31", 1, "2025-12-31", "2025-12-31"),
        ("", 1, "2025-12-31", None),
    ],
)
def test_due_by_the_deadline_ahead_or_by_a_quarter(
    day: str, effort: int, deadline: str | None, due: str | None
) -> None:
    assert due_day(day, effort=effort, deadline=deadline) == due
