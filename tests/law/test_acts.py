"""Law by the day: what is in force, what is over, what is to come, and that nothing dangles."""

from __future__ import annotations

from datetime import date

import pytest

from dxassess.law.acts import acts, duties
from dxassess.law.targets import target_for, targets

RECORDS = ("TT-46-2018-BYT", "TT-13-2025-BYT", "TT-13-2025-BYT-B")
SECURITY = ("ND-85-2016", "ND-331-2026")
PERSONAL_DATA = ("ND-13-2023", "L-BVDLCN-2025")
TYPES = {
    "general_hospital", "specialised_hospital", "health_centre", "polyclinic", "commune_station",
    "health_point", "preventive_centre", "department",
}  # fmt: skip


def binding(ids: tuple[str, ...], kind: str, day: str) -> list[str]:
    return [act.id for act in duties(ids, kind=kind, day=day)]


@pytest.mark.parametrize(
    ("day", "hospital", "station"),
    [
        ("2023-10-31", ["TT-46-2018-BYT"], ["TT-46-2018-BYT"]),
        ("2025-06-05", ["TT-46-2018-BYT"], ["TT-46-2018-BYT"]),
        ("2025-06-06", [], []),  # the old circular had ended, the new one had not begun
        ("2025-07-20", [], []),
        ("2025-07-21", ["TT-13-2025-BYT"], ["TT-13-2025-BYT-B"]),
        ("2027-06-30", ["TT-13-2025-BYT"], ["TT-13-2025-BYT-B"]),
    ],
)
def test_the_duty_to_keep_electronic_records(day: str, hospital: list[str], station: list[str]) -> None:
    assert binding(RECORDS, "general_hospital", day) == hospital
    assert binding(RECORDS, "commune_station", day) == station


def test_hospitals_and_others_have_their_own_deadlines() -> None:
    assert acts()["TT-13-2025-BYT"].deadline == "2025-09-30"
    assert acts()["TT-13-2025-BYT-B"].deadline == "2026-12-31"


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2023-10-31", ["ND-85-2016"]),
        ("2026-06-30", ["ND-85-2016"]),
        ("2026-07-01", []),  # the basis of the old decree was repealed, the new decree came on 19 August
        ("2026-08-19", ["ND-331-2026"]),
        ("2027-01-01", ["ND-331-2026"]),
    ],
)
def test_the_duty_to_have_the_security_level_approved(day: str, found: list[str]) -> None:
    assert binding(SECURITY, "general_hospital", day) == found


def test_the_law_on_personal_data_follows_the_decree_without_a_gap() -> None:
    assert binding(PERSONAL_DATA, "commune_station", "2025-12-31") == ["ND-13-2023"]
    assert binding(PERSONAL_DATA, "commune_station", "2026-01-01") == ["L-BVDLCN-2025"]


def test_frames_and_targets_bind_nobody() -> None:
    for act in acts().values():
        if act.kind != "duty":
            assert not any(act.binds_on("2026-11-27", kind) for kind in TYPES)


def test_no_row_dangles() -> None:
    for act in acts().values():
        assert set(act.binds) <= TYPES, act.id
        assert act.replaced_by is None or act.replaced_by in acts(), act.id
        for day in filter(None, (act.since, act.until, act.deadline)):
            assert date.fromisoformat(day).isoformat() == day, act.id
        assert act.until is None or act.since <= act.until, act.id


def test_what_follows_an_act_does_not_end_before_it() -> None:
    for act in acts().values():
        follower = acts().get(act.replaced_by or "")
        if follower is not None and act.until is not None:
            assert follower.until is None or follower.until > act.until, act.id


@pytest.mark.parametrize(
    ("day", "year", "share"),
    [
        ("2023-10-31", 2025, 0.95),
        ("2025-12-31", 2025, 0.95),
        ("2026-11-27", 2026, 1.0),
        ("2027-06-30", 2030, 1.0),
        ("2031-01-01", 2030, 1.0),
    ],
)
def test_a_round_is_held_against_the_target_of_its_day(day: str, year: int, share: float) -> None:
    target = target_for("ehr_people", day)
    assert target is not None
    assert (target.year, target.share) == (year, share)


def test_targets_name_acts_that_are_known() -> None:
    measures = {"ehr_people", "emr_hospitals", "emr_all_treating", "cashless_facilities", "results_shared"}
    found = [target for measure in measures for target in targets(measure)]
    assert found
    assert {target.law for target in found if target.law} <= acts().keys()
    assert target_for("no such measure", "2026-11-27") is None
