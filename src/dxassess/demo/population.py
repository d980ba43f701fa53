"""Who could answer: invented facilities of a province, in the mix of types that a round meets."""

from __future__ import annotations

from random import Random

from dxassess.frozen import Frozen
from dxassess.places.provinces import Province, provinces

REGION = "Mekong Delta"

# Facilities that answer and, beside them, that stay silent: (fewest, most) per province.
MIX: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {
    "general_hospital": ((3, 3), (0, 0)),
    "specialised_hospital": ((1, 1), (0, 0)),
    "health_centre": ((3, 4), (0, 1)),
    "polyclinic": ((1, 2), (0, 1)),
    "commune_station": ((9, 10), (3, 3)),
    "preventive_centre": ((1, 1), (0, 0)),
    "health_point": ((1, 1), (0, 1)),
}

# No commune of the country is called so: a real first syllable, and a second that says "example".
_FIRST = (
    "An", "Bình", "Châu", "Đông", "Hậu", "Hòa", "Hưng", "Long", "Lộc", "Mỹ", "Nhơn", "Phú", "Phước",
    "Quới", "Tân", "Thạnh", "Thuận", "Thới", "Trung", "Vĩnh",
)  # fmt: skip
_SECOND = ("Mẫu", "Thử", "Dụ", "Phỏng", "Minh Họa")


class Facility(Frozen):
    """An invented facility as its register line shows it. Counts are None where they mean nothing."""

    code: str
    name: str
    type: str
    facility_class: str
    ownership: str
    managed_by: str
    province: Province
    commune: str
    beds_planned: int | None
    beds_actual: int | None
    staff: int
    it_staff: int
    outpatient_visits: int | None
    inpatients: int | None
    population: int | None
    answers: bool


def region() -> tuple[Province, ...]:
    """The provinces of the Mekong Delta as of 2023, by code."""
    return tuple(p for p in provinces() if p.vintage == "gso2004" and p.region == REGION)


def invent_facilities(province: Province, random: Random) -> tuple[Facility, ...]:
    """The facilities of a province, those that will not answer among them; codes run on from 001."""
    places = [f"{first} {second}" for first in _FIRST for second in _SECOND]
    random.shuffle(places)
    kinds: list[tuple[str, bool]] = []
    for kind, (answering, silent) in MIX.items():
        kinds += [(kind, True)] * random.randint(*answering) + [(kind, False)] * random.randint(*silent)
    return tuple(
        _invent(kind, province, number, place=places[number], answers=answers, random=random)
        for number, (kind, answers) in enumerate(kinds, start=1)
    )


def _invent(
    kind: str, province: Province, number: int, *, place: str, answers: bool, random: Random
) -> Facility:
    planned = _beds(kind, random)
    staff = _staff(kind, planned, random)
    private = kind in ("general_hospital", "specialised_hospital", "polyclinic") and random.random() < 0.2
    return Facility(
        code=f"{province.code}{number:03d}",
        name=_name(kind, place, private=private),
        type=kind,
        facility_class=_class(planned),
        ownership="private" if private else "public",
        managed_by="private" if private else "department",
        province=province,
        commune=f"{'phường' if number % 4 == 0 else 'xã'} {place}",
        beds_planned=planned,
        beds_actual=None if planned is None else round(planned * random.uniform(0.9, 1.25)),
        staff=staff,
        it_staff=_it_staff(kind, staff, random),
        outpatient_visits=_outpatients(kind, planned, random),
        inpatients=round(planned * random.uniform(35, 55)) if planned else None,
        population=_population(kind, random),
        answers=answers,
    )


def _name(kind: str, place: str, *, private: bool) -> str:
    patterns = {
        "general_hospital": "Bệnh viện Đa khoa {}" if private else "Bệnh viện Đa khoa khu vực {}",
        "specialised_hospital": "Bệnh viện Mắt {}" if private else "Bệnh viện Y học cổ truyền {}",
        "health_centre": "Trung tâm Y tế {}",
        "polyclinic": "Phòng khám Đa khoa {}" if private else "Phòng khám Đa khoa khu vực {}",
        "commune_station": "Trạm Y tế {}",
        "preventive_centre": "Trung tâm Kiểm soát bệnh tật {}",
        "health_point": "Điểm trạm Y tế {}",
    }
    return patterns[kind].format(place)


def _beds(kind: str, random: Random) -> int | None:
    spans = {"general_hospital": (120, 800), "specialised_hospital": (60, 250), "health_centre": (50, 220)}
    if kind in spans:
        return (
            0
            if kind == "health_centre" and random.random() < 0.1
            else 10 * (random.randint(*spans[kind]) // 10)
        )
    return None


def _class(beds: int | None) -> str:
    if not beds:
        return "none"
    return "I" if beds >= 600 else "II" if beds >= 250 else "III"


def _staff(kind: str, beds: int | None, random: Random) -> int:
    spans = {
        "polyclinic": (12, 40),
        "commune_station": (5, 11),
        "preventive_centre": (90, 180),
        "health_point": (2, 4),
    }
    if kind in spans:
        return random.randint(*spans[kind])
    return max(60, round((beds or 0) * random.uniform(0.85, 1.2)))


def _it_staff(kind: str, staff: int, random: Random) -> int:
    if kind in ("commune_station", "health_point"):
        return 0
    least = int(kind not in ("polyclinic", "health_centre"))
    return max(least, round(staff * random.uniform(0.003, 0.014)))


def _outpatients(kind: str, beds: int | None, random: Random) -> int | None:
    spans = {"polyclinic": (15_000, 60_000), "commune_station": (2_500, 14_000), "health_point": (800, 3_000)}
    if kind in spans:
        return random.randint(*spans[kind])
    return None if kind == "preventive_centre" else round(max(80, beds or 0) * random.uniform(500, 900))


def _population(kind: str, random: Random) -> int | None:
    spans = {
        "commune_station": (6_000, 19_000),
        "health_point": (1_500, 4_000),
        "health_centre": (70_000, 190_000),
    }
    return random.randint(*spans[kind]) if kind in spans else None
