"""From one version to the other step by step: each step changes what it is called after, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.demo import moves
from tests.demo.honest import asked

from dxassess.questionnaire.model import Questionnaire

# What the two versions say, read from their files by a person.
OMEGAS_2026_1 = {
    "general_hospital": 0.30,
    "specialised_hospital": 0.15,
    "health_centre": 0.25,
    "polyclinic": 0.05,
    "commune_station": 0.20,
    "preventive_centre": 0.05,
}
WHOLE_STATIONS = {
    **OMEGAS_2026_1,
    "specialised_hospital": 0.12,
    "health_centre": 0.20,
    "commune_station": 0.28,
}
IN_A_PROVINCE = {"C1": 0.20, "C2": 0.15, "C3": 0.35, "C4": 0.15, "C5": 0.15}
LAMBDAS_2026_1 = {"D1": 0.4, "D2": 0.6, "D3": 0.2, "D4": 0.7, "D5": 0.6}


def between(who: str, still: tuple[str, ...]) -> Questionnaire:
    return moves.between(asked(moves.NEW)[who], asked(moves.OLD)[who], still=still)


def test_nothing_held_back_is_the_new_version() -> None:
    for who, q in asked(moves.NEW).items():
        assert between(who, ()) == q


@pytest.mark.parametrize(
    ("still", "omegas"), [(("omega", "points"), OMEGAS_2026_1), (("points",), WHOLE_STATIONS)]
)
def test_stations_weigh_what_their_points_will_until_there_are_points(
    still: tuple[str, ...], omegas: Mapping[str, float]
) -> None:
    assert {t.code: t.weight for t in between("facility", still).types} == pytest.approx(omegas)


def test_weights_and_lambdas_wait_for_their_step() -> None:
    facility = between("facility", ("conditions", "weights"))
    assert {c.code: c.province_weight or c.weight for c in facility.conditions} == IN_A_PROVINCE
    assert {item.weight for item in facility.items if item.scored} == {1.0}
    department = between("department", ("lambda",))
    assert {c.code: c.share for c in department.conditions} == LAMBDAS_2026_1
    assert len({item.weight for item in department.items if item.scored}) > 1


def test_an_item_of_both_versions_meets_the_same_noise() -> None:
    """Where nothing stands before it, an item that both ask alike is answered alike."""
    old, new = (
        {one.file: one.answer_by_item for one in moves.answered(version)}
        for version in (moves.OLD, moves.NEW)
    )
    both = [(old[file], answers) for file, answers in new.items() if file in old]
    assert len(both) > 200
    assert all(before["C3.1.3"] == now["C3.1.3"] for before, now in both if {"C3.1.3"} <= {*before} & {*now})
    points = [file for file in new if file not in old]
    assert len(points) == 13
