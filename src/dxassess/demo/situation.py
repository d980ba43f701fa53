"""What is so at an invented facility or Department: the situation from which all its answers follow."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from types import MappingProxyType
from typing import Literal, NamedTuple

from dxassess.frozen import Frozen
from dxassess.places.provinces import Province
from dxassess.places.register import DEPARTMENT

Manner = Literal["paper", "mixed", "working"]

# How far a respondent of this type usually is.
OF_TYPE = MappingProxyType(
    {
        "general_hospital": 0.62,
        "specialised_hospital": 0.57,
        "health_centre": 0.53,
        "polyclinic": 0.46,
        "commune_station": 0.48,
        "health_point": 0.42,
        "preventive_centre": 0.50,
        DEPARTMENT: 0.58,
    }
)
# How much more is written down than runs, and how many are so.
MANNERS: Mapping[Manner, tuple[float, float]] = MappingProxyType(
    {"paper": (0.24, 0.14), "mixed": (0.0, 0.70), "working": (-0.22, 0.16)}
)
# Of those with more paper than systems, how many claim the rest too.
BOASTS = 0.35
PROVINCES_DIFFER, FACILITIES_DIFFER, SIDES_DIFFER, PARTS_DIFFER = 0.05, 0.09, 0.05, 0.07

# What a facility may be without, and how often: its questions are then "not applicable".
LACKS = MappingProxyType({"laboratory": 0.03, "imaging": 0.04, "insurance": 0.03})
_IT_STAFF, _WHOLE_TEAM = "it_staff", 6.0


class Lead(NamedTuple):
    """What a province adds to what runs in its facilities, and to what is decided on paper."""

    systems: float
    paper: float


class Situation(Frozen):
    """How things stand. `parts` are shares of the best in [0, 1]: "his" is the main system (hospital
    information system, or the software of a station), "written" decisions on paper, and so on. `lacks` names
    what there is none of. Who `boasts` claims whatever can be claimed at a desk."""

    manner: Manner
    boasts: bool
    parts: tuple[tuple[str, float], ...]
    lacks: tuple[str, ...] = ()


def invent_lead(province: Province, random: Random) -> Lead:
    """The lead of a province. The two biggest of the region, Long An and Cần Thơ, tend to be ahead, as the
    surveys that this example follows say."""
    common = random.gauss(0.10 if province.ascii in ("Long An", "Can Tho") else 0.0, PROVINCES_DIFFER)
    return Lead(*(common + random.gauss(0, SIDES_DIFFER / 2) for _ in Lead._fields))


def invent_situation(kind: str, lead: Lead, facts: Mapping[str, float], random: Random) -> Situation:
    """The situation of a respondent of this type; `facts` are the counts of its cover sheet."""
    manners = list(MANNERS)
    (manner,) = random.choices(manners, [often for _, often in MANNERS.values()])
    apart, _ = MANNERS[manner]
    level = OF_TYPE[kind] + random.gauss(0, FACILITIES_DIFFER)
    systems = level + lead.systems - apart + random.gauss(0, SIDES_DIFFER)
    paper = level + lead.paper + apart + random.gauss(0, SIDES_DIFFER)
    boasts = random.random() < BOASTS and manner == "paper" and kind != DEPARTMENT
    lacks = tuple(what for what, often in LACKS.items() if random.random() < often)
    parts = _Parts(random)
    if kind == DEPARTMENT:
        _department(parts, systems, paper)
    else:
        _facility(parts, systems, paper, facts.get(_IT_STAFF, 0.0))
    return Situation(manner=manner, boasts=boasts, parts=tuple(parts.found.items()), lacks=lacks)


class _Parts:
    """Parts as they are drawn, each around its own expectation."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.found: dict[str, float] = {}

    def draw(self, name: str, around: float, *, at_most: float = 1.0) -> float:
        drawn = min(around + self.random.gauss(0, PARTS_DIFFER), at_most)
        self.found[name] = min(1.0, max(0.0, drawn))
        return self.found[name]


def _facility(parts: _Parts, systems: float, paper: float, it_staff: float) -> None:
    """A system goes no further than what it stands on: the network, the main system, accounts and backups."""
    both = (systems + paper) / 2
    network = parts.draw("network", systems + 0.10)
    his = parts.draw("his", systems + 0.07, at_most=network + 0.20)
    security = parts.draw("security", 0.7 * systems + 0.3 * paper + 0.02)
    links = parts.draw("links", systems - 0.03, at_most=his)
    parts.draw("laboratory", systems - 0.05, at_most=his + 0.05)
    parts.draw("imaging", systems - 0.12, at_most=his)
    parts.draw("emr", systems - 0.10, at_most=min(his - 0.08, security + 0.05))
    parts.draw("ehr", systems + 0.10)
    parts.draw("tele", systems - 0.08, at_most=network)
    parts.draw("services", systems - 0.05, at_most=his + 0.05)
    parts.draw("standards", 0.7 * systems + 0.3 * paper, at_most=min(his, links + 0.20))
    parts.draw("skills", both, at_most=his + 0.30)
    parts.draw("support", both, at_most=his + 0.25)
    parts.draw("models", both - 0.12, at_most=his)
    parts.draw("written", paper + 0.02)
    parts.draw("money", paper - 0.05)
    parts.draw("unit", 0.6 * min(1.0, 0.15 + it_staff / _WHOLE_TEAM) + 0.4 * paper)


def _department(parts: _Parts, systems: float, paper: float) -> None:
    parts.draw("platforms", systems)
    parts.draw("assessment", paper)
    parts.draw("written", paper + 0.05)
    parts.draw("unit", paper - 0.03)
    parts.draw("models", paper - 0.10)
