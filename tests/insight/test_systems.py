"""A system is held against the target of the round's own year."""

from __future__ import annotations

import pytest

from dxassess.files.resources import resource_folder
from dxassess.insight.systems import EHR, MEASURES, target_of
from dxassess.questionnaire.load import load_questionnaires


@pytest.mark.parametrize(
    ("day", "target"),
    [("2023-10-31", 0.95), ("2025-12-31", 0.95), ("2026-11-27", 1.0), ("2027-06-30", 1.0), ("", None)],
)
def test_people_with_a_health_record(day: str, target: float | None) -> None:
    assert target_of(EHR, day) == target


def test_targets_that_are_no_law_stay_as_they_are() -> None:
    warehouse = next(m for m in MEASURES if m.item == "D3.6")
    assert target_of(warehouse, "2023-10-31") == target_of(warehouse, "2027-06-30") == 1.0


@pytest.mark.parametrize("version", ["five-conditions", "five-conditions-2026.1"])
def test_every_measure_is_asked_by_one_of_the_versions(version: str) -> None:
    """Each version asks nearly all of them; what only the newer one asks gives no row under the older."""
    codes = {
        code
        for q in load_questionnaires(resource_folder("questionnaires") / version)
        for code in q.item_by_code
    }
    not_asked = {measure.item for measure in MEASURES} - codes
    newer = {"C3.4.5", "C3.5.4", "C3.8.6", "D3.12"}
    assert not_asked == (newer if version.endswith("2026.1") else set())
