"""Version 2026.2: short enough, and nothing of what the workshop named is lost."""

from __future__ import annotations

import pytest

from dxassess.files.resources import resource_folder
from dxassess.forms.arrange import form_for
from dxassess.questionnaire.effective import RespondentKind, items_for
from dxassess.questionnaire.load import load_questionnaires
from dxassess.questionnaire.model import Questionnaire

DEPARTMENT, FACILITY = load_questionnaires(resource_folder("questionnaires") / "five-conditions")
BARRIERS = {"leadership", "infrastructure", "fragmentation", "security", "cost"}


def form_cells(kind: str) -> tuple[int, int]:
    """Cells of the cover sheet and of the questions on the form that would be printed."""
    cover, *sheets = form_for(FACILITY, "vi", {"type": kind, "facility_code": "00001"}).sheets
    return (
        sum(line.cell is not None for line in cover.lines),
        sum(line.cell is not None for sheet in sheets for line in sheet.lines),
    )


def asked(kind: str) -> int:
    return len(items_for(FACILITY, RespondentKind(kind, beds=True)))


def test_a_station_answers_no_more_than_thirty_questions() -> None:
    assert asked("commune_station") <= 30
    facts, cells = form_cells("commune_station")
    assert cells <= 40
    assert facts <= 12


def test_a_health_point_answers_less_than_its_station() -> None:
    point = {item.code for item in items_for(FACILITY, RespondentKind("health_point", beds=True))}
    station = {item.code for item in items_for(FACILITY, RespondentKind("commune_station", beds=True))}
    assert point < station
    assert form_cells("health_point")[0] <= 12


def test_a_hospital_answers_no_more_than_ninety_questions() -> None:
    assert asked("general_hospital") <= 90
    assert asked("specialised_hospital") <= 90
    assert asked("health_centre") <= 95  # it also serves a population


def tags(q: Questionnaire, codes: set[str]) -> set[str]:
    """The tags that items bear, by themselves or by their indicator."""
    return {
        tag
        for c in q.conditions
        for i in c.indicators
        for item in i.items
        if item.code in codes
        for tag in (*item.tags, *i.tags)
    }


@pytest.mark.parametrize("kind", ["commune_station", "general_hospital"])
def test_every_system_and_every_barrier_is_still_measured(kind: str) -> None:
    found = tags(FACILITY, {item.code for item in items_for(FACILITY, RespondentKind(kind, beds=True))})
    systems = {"sys:warehouse", "sys:telehealth", "sys:ehr", "sys:emr", "sys:apps"}
    own = {"sys:v20"} if kind == "commune_station" else {"procurement"}
    assert systems | BARRIERS | own <= found


def test_the_department_is_asked_about_all_of_them() -> None:
    found = tags(DEPARTMENT, {item.code for item in DEPARTMENT.items})
    assert {"sys:warehouse", "sys:telehealth", "sys:ehr", "sys:emr", "sys:v20", "sys:apps"} <= found
    assert BARRIERS | {"procurement", "ask:centre", "ask:workforce", "ask:leasing"} <= found


def test_whoever_treats_is_asked_about_the_record_with_beds_or_without() -> None:
    record = {"C3.4.1", "C3.4.5"}
    treating = [t.code for t in FACILITY.types if t.treats and t.part_of is None]
    assert len(treating) == 5
    for kind in treating:
        for beds in (True, False):
            codes = {item.code for item in items_for(FACILITY, RespondentKind(kind, beds=beds))}
            assert len(codes & record) == 1, (kind, beds)


def test_every_condition_says_what_one_sees_at_each_level() -> None:
    for q in (DEPARTMENT, FACILITY):
        for condition in q.conditions:
            assert [d.level for d in condition.descriptors] == [0, 1, 2, 3, 4, 5], condition.code


def test_items_that_replaced_others_have_new_codes() -> None:
    former = {
        item.code
        for q in load_questionnaires(resource_folder("questionnaires") / "five-conditions-2026.1")
        for item in q.items
    }
    replacing = {
        item.code: item.replaces for q in (DEPARTMENT, FACILITY) for item in q.items if item.replaces
    }
    assert all(old in former for old in replacing.values())
    assert all(new == old or new not in former for new, old in replacing.items())


def test_departments_count_the_facilities_of_the_province() -> None:
    """Stations belong to the commune since 2026: "affiliated" would leave them out of the denominators."""
    for code in ("D2.7", "D2.8", "D3.2", "D3.6", "D4.6"):
        assert "trực thuộc" not in DEPARTMENT.item_by_code[code].text["vi"], code
        assert "affiliated" not in DEPARTMENT.item_by_code[code].text["en"], code
