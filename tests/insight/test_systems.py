"""A system is held against the target of the round's own year."""

from __future__ import annotations

import pytest

from dxassess.insight.systems import EHR, MEASURES, target_of


@pytest.mark.parametrize(
    ("day", "target"),
    [("2023-10-31", 0.95), ("2025-12-31", 0.95), ("2026-11-27", 1.0), ("2027-06-30", 1.0), ("", None)],
)
def test_people_with_a_health_record(day: str, target: float | None) -> None:
    assert target_of(EHR, day) == target


def test_targets_that_are_no_law_stay_as_they_are() -> None:
    warehouse = next(m for m in MEASURES if m.item == "D3.6")
    assert target_of(warehouse, "2023-10-31") == target_of(warehouse, "2027-06-30") == 1.0
